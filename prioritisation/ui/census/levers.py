"""Lever by lever: the fields it covers, how far its actions went, what is planned next."""

from criteria.case import Case
from criteria.evidence import CensusNote, Section
from criteria.model import Criterion
from prioritisation.analysis.census import companions, rows
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.markup import details, items, scrollable, tag, text
from prioritisation.sentences import score_text
from prioritisation.ui.census.notes import detailed, shared
from prioritisation.ui.shared.controls import capital
from prioritisation.wording import t, tn


def lever_by_lever(case: Case, chosen: Scenario) -> str:
    """A row per lever of which the census says something; nothing without a census."""
    known = companions(case)
    told = [row for row in rows(case) if _said(case, row) or (known and row not in case.axes)]
    if not told:
        return ""
    planned = case.collected(Section.ACTIONS)
    heads = [_head(t("Lever"))]
    heads += [_head(t("Fields covered"), _place(case))] if case.collected(Section.FIELDS) else []
    heads += [_head(c.label, c.short_source) for c in known]
    heads += [_head(capital(Section.ACTIONS.value))] if planned else []
    body = "".join(_row(case, chosen, row, known) for row in told)
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


def _said(case: Case, row: str) -> bool:
    return any(
        note.lever == row and note.section in (Section.FIELDS, Section.ACTIONS)
        for note in case.census
    )


def _row(case: Case, chosen: Scenario, row: str, known: tuple[Criterion, ...]) -> str:
    cells = [_fields(case, row)] if case.collected(Section.FIELDS) else []
    cells += [(c.label, _measured(case, chosen, row, c)) for c in known]
    cells += [_planned(case, row)] if case.collected(Section.ACTIONS) else []
    written = "".join(
        tag("td", tag("span", text(name), "only-narrow") + cell) for name, cell in cells
    )
    return tag("tr", tag("th", text(rows(case)[row]), scope="row") + written)


def _fields(case: Case, row: str) -> tuple[str, str]:
    notes = [n for n in case.collected(Section.FIELDS) if n.lever == row]
    common = _place(case)
    written = "".join(
        text(n.quote)
        + "".join(tag("span", text(m), "st") for m in (n.place.removeprefix(common), n.note) if m)
        for n in notes
    )
    return t("Fields covered"), written or _nothing()


def _place(case: Case) -> str:
    """Where all the fields are printed, when it is the same place."""
    return shared([note.place for note in case.collected(Section.FIELDS)])


def _measured(case: Case, chosen: Scenario, row: str, criterion: Criterion) -> str:
    if row in case.axes:
        return _nothing()
    score = case.tables[chosen.perimeter].score(row, criterion.id)
    sure = t("confidence: {word}", word=score.confidence) if score.confidence else ""
    facts = " · ".join(f for f in (score.status.value if not score.unknown else "", sure) if f)
    value = tag("span", text(score_text(criterion, score, chosen.perimeter)), "val")
    why = details(text(t("why")), tag("p", text(score.reason), "st"), "ev") if score.reason else ""
    return f"{value} " + (tag("span", text(facts), "st") if facts else "") + why


def _planned(case: Case, row: str) -> tuple[str, str]:
    name = capital(Section.ACTIONS.value)
    notes = [n for n in case.collected(Section.ACTIONS) if n.lever == row]
    if not notes:
        return name, _nothing()
    place, note = (shared([getattr(n, what) for n in notes]) for what in ("place", "note"))
    common = "".join(tag("p", text(words), "st") for words in (place, note) if words)
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
    told = " ".join(part for part in (note.code, note.quote, note.statement) if part)
    more = tag("span", detailed(note.detail), "st") if note.detail else ""
    return (
        tag("strong", text(told)) + more + "".join(tag("span", text(x), "st") for x in lines if x)
    )


def _nothing() -> str:
    return tag("span", text(t("nothing noted")), "st")
