"""The members' sheets lever by lever: what each covers, how far it went, what else it says."""

from collections.abc import Sequence

from criteria.case import Case
from criteria.evidence import CensusNote, CensusSection
from criteria.model import Criterion
from prioritisation.analysis.census import companions, contributors, levers_and_axes
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.markup import details, html_paragraphs, items, scrollable, tag, text
from prioritisation.sentences.census import category_label
from prioritisation.sentences.phrases import score_text, status_text
from prioritisation.ui.census.sheets import narrow_head, sheet_names, small_lines
from prioritisation.ui.shared.controls import capital
from prioritisation.ui.shared.evidence import source_link
from prioritisation.ui.shared.page import folded_html
from prioritisation.wording import t, tn

_BULLET = "•"


def census_blocks(case: Case) -> str:
    """One block per section of the census that has something."""
    sections = (
        (t("Contributors"), CensusSection.CONTRIBUTORS, _leads(case)),
        (t("Budgets"), CensusSection.BUDGETS, _no_mean()),
        (t("Main lines of action"), CensusSection.AXES, ""),
        (t("Audiences"), CensusSection.AUDIENCES, ""),
    )
    blocks = {title: _block(case, title, what, more) for title, what, more in sections}
    noted = [title for title, block in blocks.items() if block]
    if not noted:
        return ""
    body = _sources(case) + tag("div", "".join(blocks.values()), "criteria gathered")
    answer = capital(t("{things}.", things=", ".join(title.lower() for title in noted)))
    return folded_html(t("Who, for whom, with what?"), answer, body)


def _sources(case: Case) -> str:
    """The documents that all these notes come from, once."""
    sources = [case.sources[source] for source in dict.fromkeys(n.source for n in case.census)]
    named = ", ".join(source_link(s) if s.url else text(s.title) for s in sources)
    return tag("p", text(t("Source:")) + " " + named, "note") if sources else ""


def what_categories_hold(case: Case) -> str:
    """What the source says of each category, on demand."""
    notes = case.collected(CensusSection.CATEGORIES)
    if not notes:
        return ""
    sections = "".join(tag("section", _category(case, n), "criterion") for n in notes)
    body = tag("div", sections, "criteria")
    return details(tag("b", text(t("What does each category hold?"))), body, "fold gathered")


def _category(case: Case, note: CensusNote) -> str:
    """A category under its label; the source's own title when the label is ours."""
    printed = t("Printed: « {quote} »", quote=note.quote) if note.statement else ""
    parts = [
        tag("strong", text(category_label(case, note.code))),
        tag("span", text(printed), "st") if printed and note.quote else "",
        detail_html(note.detail),
    ]
    return " ".join(part for part in parts if part) + _note_standing(note)


def _block(case: Case, title: str, section: CensusSection, more: str = "") -> str:
    """A section of the census; empty when the case has nothing of it, nor anything more."""
    notes = case.collected(section)
    own = more if notes or section is CensusSection.CONTRIBUTORS else ""
    if not notes and not own:
        return ""
    written = items((_note_html(note) for note in notes), "evidence") if notes else ""
    return tag("section", tag("h3", text(title)) + written + own, "criterion")


def _no_mean() -> str:
    words = t("No mean is computed, nor any sum per lever: too little is known.")
    return tag("p", text(words), "st")


def _leads(case: Case) -> str:
    """Who carries the sheets, as we count them; each opens its sheets."""
    sheets_by_lead = contributors(case)
    if not sheets_by_lead:
        return ""
    spelt = len({sheet.contributor for sheet in case.sheets})
    title = t(
        "{leads}, {spellings}, as we count them",
        leads=tn("{n} contributor", "{n} contributors", len(sheets_by_lead)),
        spellings=tn("{n} spelling", "{n} spellings", spelt),
    )
    rows = (
        details(
            text(
                t("{name}: {label}", name=lead, label=tn("{n} sheet", "{n} sheets", len(sheets)))
            ),
            sheet_names(case, sheets),
            "ev",
        )
        for lead, sheets in sheets_by_lead.items()
    )
    return details(text(title), "".join(rows), "fold")


def _note_html(note: CensusNote) -> str:
    """A note: the source's words first, ours then, where they stand and how sure."""
    # The words of the source may begin with the code already.
    quote = note.quote if note.quote.startswith(note.code) else f"{note.code} {note.quote}"
    heading = tag("strong", text(quote.strip())) if note.quote else ""
    parts = [heading, detail_html(note.detail), text(note.statement)]
    return " ".join(part for part in parts if part) + _note_standing(note)


def detail_html(words: str) -> str:
    """What is printed with a note; a list when the source prints one."""
    lines = [line.strip() for line in words.split(_BULLET) if line.strip()]
    if len(lines) > 1:
        return items((text(line) for line in lines), "bullets")
    return tag("span", text(words)) if words else ""


def _note_standing(note: CensusNote) -> str:
    """Where a note stands, how sure it is, and what must be known of it."""
    sure = t("confidence: {word}", word=note.confidence) if note.confidence else ""
    lines = [" · ".join(fact for fact in (note.place, sure) if fact), note.note]
    return small_lines(lines)


def lost_images(case: Case) -> str:
    """What pictures of the source held and its text does not."""
    notes = case.collected(CensusSection.LOST_IMAGES)
    if not notes:
        return ""
    title = tn("{n} lost image", "{n} lost images", len(notes))
    lead = t("What they held is not in the text that was read; nothing was rebuilt.")
    body = tag("p", text(lead), "note") + items((_lost(note) for note in notes), "plainlist")
    return folded_html(t("What could not be read?"), t("{things}.", things=title), body)


def _lost(note: CensusNote) -> str:
    return (
        tag("strong", text(note.quote))
        + " "
        + text(note.statement)
        + tag("span", text(note.place), "st")
    )


def shared_words(words: Sequence[str]) -> str:
    """What all of several texts say: the shortest of them, when the others hold it whole."""
    shortest = min(words, key=len, default="")
    return shortest if all(shortest in other for other in words) else ""


def lever_by_lever(case: Case, scenario: Scenario) -> str:
    """A row per lever of which the census says something; nothing without a census."""
    known = companions(case)
    sentences = [
        row
        for row in levers_and_axes(case)
        if _has_notes(case, row) or (known and row not in case.axes)
    ]
    if not sentences:
        return ""
    planned = case.collected(CensusSection.ACTIONS)
    heads = [_head(t("Lever"))]
    heads += (
        [_head(t("Fields covered"), _place(case))] if case.collected(CensusSection.FIELDS) else []
    )
    heads += [_head(c.label, c.short_source) for c in known]
    heads += [_head(capital(CensusSection.ACTIONS.value))] if planned else []
    body = "".join(_row(case, scenario, row, known) for row in sentences)
    written = tag(
        "table",
        f"<thead><tr>{''.join(heads)}</tr></thead><tbody>{body}</tbody>",
        "matrix levers",
    )
    title = t("Lever by lever")
    notes = "".join(tag("p", text(c.caveat), "caveat amber") for c in known if c.caveat)
    return tag("h2", text(title)) + scrollable(written, title) + notes


def _head(words: str, note: str = "") -> str:
    below = " " + text(note) if note else ""
    return tag("th", tag("strong", text(words)) + below, scope="col")


def _has_notes(case: Case, row: str) -> bool:
    return any(
        note.lever == row and note.section in (CensusSection.FIELDS, CensusSection.ACTIONS)
        for note in case.census
    )


def _row(case: Case, scenario: Scenario, row: str, criteria: tuple[Criterion, ...]) -> str:
    cells = [_fields(case, row)] if case.collected(CensusSection.FIELDS) else []
    cells += [(c.label, _measured(case, scenario, row, c)) for c in criteria]
    cells += [_planned(case, row)] if case.collected(CensusSection.ACTIONS) else []
    written = "".join(tag("td", narrow_head(name) + cell) for name, cell in cells)
    return tag("tr", tag("th", text(levers_and_axes(case)[row]), scope="row") + written)


def _fields(case: Case, row: str) -> tuple[str, str]:
    notes = [n for n in case.collected(CensusSection.FIELDS) if n.lever == row]
    common = _place(case)
    written = "".join(
        text(n.quote) + small_lines((n.place.removeprefix(common), n.note)) for n in notes
    )
    return t("Fields covered"), written or _nothing()


def _place(case: Case) -> str:
    """Where all the fields are printed, when it is the same place."""
    return shared_words([note.place for note in case.collected(CensusSection.FIELDS)])


def _measured(case: Case, scenario: Scenario, row: str, criterion: Criterion) -> str:
    if row in case.axes:
        return _nothing()
    score = case.tables[scenario.combination].score(row, criterion.id)
    sure = t("confidence: {word}", word=score.confidence) if score.confidence else ""
    status = "" if score.unknown else status_text(score.status)
    facts = " · ".join(filter(None, (status, sure)))
    value = tag("span", text(score_text(criterion, score)), "val")
    why = details(text(t("why")), tag("p", text(score.reason), "st"), "ev") if score.reason else ""
    return f"{value} " + (tag("span", text(facts), "st") if facts else "") + why


def _planned(case: Case, row: str) -> tuple[str, str]:
    name = capital(CensusSection.ACTIONS.value)
    notes = [n for n in case.collected(CensusSection.ACTIONS) if n.lever == row]
    if not notes:
        return name, _nothing()
    place, note = (shared_words([getattr(n, what) for n in notes]) for what in ("place", "note"))
    common = html_paragraphs((place, note), "st")
    listed = items((_action(n, place, note) for n in notes), "evidence")
    title = tn("{n} line", "{n} lines", len(notes))
    return name, details(text(title), common + listed, "ev")


def _action(note: CensusNote, place: str, common: str) -> str:
    """A planned action; what all those of the lever share is said once, before them."""
    sure = t("confidence: {word}", word=note.confidence) if note.confidence else ""
    led = t("led by {lead}", lead=note.lead) if note.lead else ""
    facts = [note.standing, led, note.place.removeprefix(place), sure]
    left = note.note.replace(common, "").strip()
    lines = [" · ".join(f for f in facts if f), left]
    sentence = " ".join(part for part in (note.code, note.quote, note.statement) if part)
    more = tag("span", detail_html(note.detail), "st") if note.detail else ""
    return tag("strong", text(sentence)) + more + small_lines(lines)


def _nothing() -> str:
    return tag("span", text(t("nothing noted")), "st")
