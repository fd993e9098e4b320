"""The page *Les notes*: scores, criteria, unknowns, evidence, official rows, sources."""

from collections.abc import Iterator, Sequence

import streamlit as st

from criteria.case import Case
from criteria.evidence import ActionSheet, CensusNote, CensusSection, Evidence, OfficialRow, Target
from criteria.model import READING_JOINT, Criterion, Standing
from criteria.scales import Scale, WordScale
from prioritisation.analysis.conflicts import (
    ClaimOutcome,
    Confrontation,
    confrontations,
    exchanges,
)
from prioritisation.analysis.scenario import Analysis, Scenario
from prioritisation.drawing.markup import (
    details,
    html_paragraphs,
    items,
    plain_list,
    scrollable,
    table,
    tag,
    text,
)
from prioritisation.meeting.room import Sight
from prioritisation.sentences import warnings as say
from prioritisation.sentences.criteria import bends_text, gaps_text, is_bent
from prioritisation.sentences.phrases import anchor_text, direction_label, plain_anchor
from prioritisation.sentences.ranking import caveat_texts, counting_text
from prioritisation.ui.shared import scores, state
from prioritisation.ui.shared.controls import (
    answered_fold,
    capital,
    draw_assumptions,
    source_link,
    statement,
    statements,
)
from prioritisation.ui.shared.page import address_notice, answer_block, draw_html, folded_html
from prioritisation.ui.shared.scores import share_pct
from prioritisation.ui.visit.looking import editable_dossier
from prioritisation.ui.visit.voting import may_rank_here
from prioritisation.wording import date_text, listed, number, points, t, tn
from prioritisation.wording.numbers import with_capital

_BULLET = "•"


def _labels(case: Case) -> dict[str, str]:
    """Id -> label of what sheets may serve: the levers, then the axes."""
    return {**{lever.id: lever.label for lever in case.levers}, **case.axes}


def draw_census(case: Case, combination: str) -> None:
    """The fold of all that members do already; nothing without any.

    Parameters
    ----------
    combination
        The readings in force: which links between sheets and levers count.
    """
    if not case.sheets and not case.census:
        return
    count = tn("{n} action sheet.", "{n} action sheets.", len(case.sheets))
    with answered_fold(t("Who already does what?"), count if case.sheets else "", "census"):
        st.html(_sheets(case, combination) + _notes(case))


def acting(case: Case, lever: str) -> str:
    """Who acts for a lever already, behind one line; nothing when nobody is known to."""
    sheets = [sheet for sheet in case.sheets if lever in sheet.levers]
    if not sheets:
        return ""
    sure = sum(_first_for_sure(sheet, lever) for sheet in sheets)
    line = tn("{n} action sheet", "{n} action sheets", len(sheets))
    if sure < len(sheets):
        line = tn("{sheets}, {n} sure", "{sheets}, {n} sure", sure, sheets=line)
    ranked = sorted(sheets, key=lambda sheet: not _first_for_sure(sheet, lever))
    return details(text(line), items((_named(sheet, lever) for sheet in ranked), "evidence"), "ev")


def _first_for_sure(sheet: ActionSheet, lever: str) -> bool:
    return sheet.primary == lever and sheet.sure


def _named(sheet: ActionSheet, lever: str) -> str:
    doubt = t("lever not sure") if sheet.primary == lever else t("this lever comes second")
    facts = [sheet.contributor, *([] if _first_for_sure(sheet, lever) else [doubt])]
    return tag("strong", text(sheet.title)) + tag("span", text(" · ".join(facts)), "st")


def _sheets(case: Case, combination: str) -> str:
    """The action sheets, with the levers that each serves and how surely."""
    if not case.sheets:
        return ""
    head = [t("Sheet"), t("Carried by"), t("Lever (our reading)"), t("Category"), t("Confidence")]
    rows = [
        [
            tag("strong", text(s.title)) + tag("span", text(s.id), "st"),
            text(s.contributor),
            _served(case, s),
            text(listed([c for c in (s.category, s.secondary_category) if c]) or t("none")),
            text(s.confidence or t("not said")),
        ]
        for s in case.sheets
    ]
    counting = [q for q in case.questions if q.readings[0].links]
    note = " ".join(counting_text(q, combination) for q in counting) or t(
        "A count goes from the sheets whose first lever is sure to all those that name the lever."
    )
    title = tn("The action sheet", "The {n} action sheets", len(rows))
    written = table([text(h) for h in head], rows, "", "twin left")
    return tag("p", text(note), "note") + scrollable(written, title)


def _served(case: Case, sheet: ActionSheet) -> str:
    none = t("none first") if len(sheet.levers) > 1 else t("no lever")
    labels = _labels(case) | {"": none}
    first, *others = (labels[lever] for lever in sheet.levers)
    also = tag("span", text(t("also: {levers}", levers=", ".join(others))), "st") if others else ""
    notes = [n for n in (sheet.reason, sheet.category_reason, sheet.note) if n]
    reason = details(text(t("why")), items(text(n) for n in notes), "ev") if notes else ""
    return text(first) + also + reason


def _notes(case: Case) -> str:
    """What else was collected, section by section."""
    titles = {
        CensusSection.ACTIONS: capital(CensusSection.ACTIONS.value),
        CensusSection.FIELDS: t("Fields covered"),
        CensusSection.CONTRIBUTORS: t("Contributors"),
        CensusSection.AXES: t("Main lines of action"),
        CensusSection.CATEGORIES: t("Categories"),
        CensusSection.AUDIENCES: t("Audiences"),
        CensusSection.BUDGETS: t("Budgets"),
        CensusSection.LOST_IMAGES: t("Images that could not be read"),
    }
    blocks = []
    for section, title in titles.items():
        if notes := case.collected(section):
            line = text(t("{label} ({n})", label=title, n=len(notes)))
            written = (_note(case, n) for n in notes)
            blocks.append(details(line, items(written, "evidence"), "fold"))
    return "".join(blocks) + (_sources(case) if blocks else "")


def _note(case: Case, note: CensusNote) -> str:
    """A note: the source's words first, ours then; of which lever, where it stands, how sure."""
    # The words of the source may begin with the code already.
    quote = note.quote if note.quote.startswith(note.code) else f"{note.code} {note.quote}"
    about = _labels(case).get(note.lever, "")
    led = t("led by {lead}", lead=note.lead) if note.lead else ""
    sure = t("confidence: {word}", word=note.confidence) if note.confidence else ""
    facts = " · ".join(f for f in (about, note.standing, led, note.place, sure) if f)
    parts = (
        tag("strong", text(quote.strip())) if note.quote else "",
        _detail(note.detail),
        text(note.statement),
        *(tag("span", text(line), "st") for line in (facts, note.note) if line),
    )
    return " ".join(part for part in parts if part)


def _detail(words: str) -> str:
    """What is printed with a note; a list when the source prints one."""
    lines = [line.strip() for line in words.split(_BULLET) if line.strip()]
    if len(lines) > 1:
        return items(map(text, lines), "bullets")
    return tag("span", text(words)) if words else ""


def _sources(case: Case) -> str:
    """The documents that the notes come from, once."""
    sources: Sequence[str] = list(dict.fromkeys(n.source for n in case.census))
    named = (
        source_link(s) if s.url else text(s.title) for s in map(case.sources.get, sources) if s
    )
    return tag("p", text(t("Source:")) + " " + ", ".join(named), "note")


def disputes(case: Case, analysis: Analysis | None) -> str:
    """The contradicted statements, in full; the others on demand.

    Parameters
    ----------
    case
        The whole case: a statement on a criterion left out of the ranking is shown too.
    analysis
        What shows the effect on the ranking; None where there is none.
    """
    pairs = confrontations(case)
    if not pairs:
        return ""
    # What the figures do not support stands first, in full.
    against = [c for c in pairs if not _agreed(c)]
    others = [c for c in pairs if _agreed(c)]
    lead = t("The tool does not choose: both stand, the group decides.")
    body = "".join(_block(case, analysis, c) for c in against)
    rest = "".join(_block(case, analysis, c) for c in others)
    folded = (
        details(
            text(t("Other statements that figures can check ({n})", n=len(others))), rest, "fold"
        )
        if rest
        else ""
    )
    return tag("p", text(lead), "note") + tag("div", body, "disputes") + folded


def _block(case: Case, analysis: Analysis | None, confronted: Confrontation) -> str:
    claim = confronted.claim
    sentence = items(
        (statement(case, e) for e in say.quoted_evidence(case, confronted)), "evidence"
    )
    figures = items(_figures(case, confronted), "plainlist")
    effects = (
        [say.exchange_text(analysis, e) for e in exchanges(analysis, confronted)]
        if analysis
        else []
    )
    parts = [
        tag("h2", text(case.criterion(claim.criterion).label) + _flag(case, confronted)),
        tag("p", text(t("Our reading: {reading}", reading=claim.reading))),
        sentence,
        figures,
        html_paragraphs(effects, "other"),
        tag("p", text(claim.note), "st") if claim.note else "",
    ]
    return tag("section", "".join(parts), "dispute")


def _figures(case: Case, confronted: Confrontation) -> Iterator[str]:
    """What the figures say under each reading, named when there are several to tell apart."""
    for reading in confronted.checks:
        name = t("{reading}.", reading=capital(case.readings[reading].label)) if reading else ""
        start = tag("strong", text(name)) + " " if len(confronted.checks) > 1 else ""
        yield start + text(say.figures_text(case, confronted, reading))


def _flag(case: Case, confronted: Confrontation) -> str:
    """The word of the confrontation, and where it holds."""
    against, every = confronted.contradicted, list(confronted.checks)
    if not against:
        return tag(
            "span", text(say.claim_outcome_text(confronted.checks[every[0]].outcome)), "flag"
        )
    words = say.claim_outcome_text(ClaimOutcome.CONTRADICTED)
    if len(against) < len(every):
        words = t(
            "{outcome} in {n} of the {all} ways to settle",
            outcome=words,
            n=len(against),
            all=len(every),
        )
    pairs = say.contradicted_pairs(case, confronted, against[0])
    return tag("span", text(words), "flag amber", title=pairs)


def _agreed(confronted: Confrontation) -> bool:
    return all(check.outcome is ClaimOutcome.SUPPORTED for check in confronted.checks.values())


def unknowns(case: Case) -> str:
    """What no source says."""
    if not case.unknowns:
        return ""
    rows = (tag("strong", text(u.subject) + ".") + " " + text(u.statement) for u in case.unknowns)
    count = tn(
        "{n} thing that no source says.", "{n} things that no source says.", len(case.unknowns)
    )
    return folded_html(t("What is not known?"), count, items(rows, "plainlist unknowns"))


def official_rows(case: Case, scenario: Scenario) -> str:
    """The official figures and the lever each is counted in, under each reading."""
    if not case.official_rows:
        return ""
    summed = [r for r in case.readings if any(row.counted_under(r) for row in case.official_rows)]
    head = [
        t("Official row"),
        t("Sector"),
        t("ktCO₂e, 2019→2030"),
        t("Share of France"),
        *(case.readings[r].label for r in summed),
        t("How the State shares it out"),
    ]
    rows = [_official_row(case, row, summed) for row in case.official_rows]
    total = t("Total: {total} ktCO₂e.", total=number(sum(r.amount for r in case.official_rows), 1))
    here = " ".join(
        t("Shown: {label}.", label=case.readings[r].label)
        for r in summed
        if r in scenario.combination.split(READING_JOINT)
    )
    share = t("Share of France: of the same row added up over all territories.")
    written = table([text(h) for h in head], rows, f"{total} {here} {share}", "twin left")
    title = tn(
        "The official row behind the figures",
        "The {n} official rows behind the figures",
        len(rows),
    )
    sums = t("{title}, and the lever each is counted in.", title=title)
    return folded_html(t("Which official figures?"), sums, scrollable(written, title))


def _official_row(case: Case, row: OfficialRow, readings: list[str]) -> list[str]:
    labels = {lever.id: lever.short_label for lever in case.levers}
    note = tag("span", text(row.note), "st") if row.note else ""
    return [
        text(row.label),
        text(row.sector),
        text(number(row.amount, 1)),
        text(share_pct(row.share_pct)),
        *(text(labels.get(row.lever(r), t("none"))) for r in readings),
        text(row.allocation_key or t("not noted")) + note,
    ]


def wider_evidence(case: Case) -> str:
    """Evidence outside the scores: of a lever, of one lever or two, of the whole case."""
    parts = [(lever.label, case.evidence_for(Target.LEVER, lever.id)) for lever in case.levers]
    parts += [
        (t("One lever or two?"), case.evidence_for(Target.PORTFOLIO)),
        (t("The whole case"), case.evidence_for(Target.CASE)),
    ]
    count = sum(len(evidence) for _, evidence in parts)
    if not count:
        return ""
    folded = "".join(
        details(text(f"{label} ({len(evidence)})"), statements(case, evidence), "fold")
        for label, evidence in parts
        if evidence
    )
    count_text = tn(
        "{n} statement, with its source.", "{n} statements, each with its source.", count
    )
    return folded_html(t("What was said beyond these scores?"), count_text, folded)


def source_list(case: Case) -> str:
    """The sources, with licence and caveat; nothing without any."""
    if not case.sources:
        return ""
    rows = []
    for s in case.sources.values():
        who = dict.fromkeys((s.title, s.publisher))
        facts = [*who, s.kind, date_text(s.date), s.licence, s.caveat]
        address = source_link(s) if s.url else text(s.short_name)
        rows.append(address + " · " + " · ".join(text(f) for f in facts if f))
    count = tn("{n} source.", "{n} sources.", len(rows))
    return folded_html(t("Which sources?"), count, items(rows, "plainlist"))


@st.fragment
def scores_page(whole: Case) -> None:
    """Scores with their sources; then, folded, criteria, unknowns, evidence, official rows."""
    scenario = state.session_scenario()
    case = whole.keeping(tuple(scenario.points))
    address_notice(state.address_problems())
    loud, rest = scores.sources_sentence(case, scenario)
    with st.container(key="answer"):
        st.html(answer_block(t("What is known of each lever, and who says so?"), loud, rest))
    filling = editable_dossier()
    draw_assumptions(whole, scenario, filling=filling)
    below = {lever.id: acting(whole, lever.id) for lever in case.levers}
    st.html(scores.matrix(case, scenario, filling, below))
    _draw_criteria(state.shown_case(), scenario)
    draw_census(whole, scenario.combination)
    # A disputed score is told with what it changes of ranks.
    if may_rank_here(whole) is Sight.FREE:
        draw_html(_disputed(whole, scenario))
    draw_html(_noted(caveat_texts(case, scenario.combination)))
    draw_html(unknowns(case) + wider_evidence(whole))
    draw_html(official_rows(case, scenario) + source_list(case))


def _disputed(whole: Case, scenario: Scenario) -> str:
    """The statements that figures can check, those that they contradict first."""
    written = disputes(whole, state.scenario_analysis(whole, scenario))
    if not written:
        return ""
    against = sum(bool(c.contradicted) for c in confrontations(whole))
    answer = tn(
        "{n} statement that the figures contradict.",
        "{n} statements that the figures contradict.",
        against,
    )
    return folded_html(t("Where do words and figures differ?"), answer, written)


def _noted(caveats: Sequence[str]) -> str:
    if not caveats:
        return ""
    count = tn("{n} thing.", "{n} things.", len(caveats))
    body = html_paragraphs(caveats, "caveat")
    return folded_html(t("What must be known of these scores?"), count, body)


def _draw_criteria(whole: Case, scenario: Scenario) -> None:
    """Each criterion: question, direction, scale, sources, readings; then those not counted."""
    case = whole.keeping(tuple(scenario.points))
    answer = " ".join(_answer(whole, case, scenario))
    with answered_fold(t("What are levers compared on?"), answer, "criteria"):
        draw_html(tag("div", criteria_notes(case, scenario), "criteria"))
        draw_html(_left_out(whole, scenario))


def _answer(whole: Case, case: Case, scenario: Scenario) -> tuple[str, str]:
    """How many criteria count, and how many things of them are still to confirm."""
    loud = tn("{n} criterion counts.", "{n} criteria count.", len(case.criteria))
    names = ", ".join(c.plain_name(scenario.senses.get(c.id)) for c in case.criteria)
    left = len(whole.criteria) - len(case.criteria)
    out = tn("{n} other is not counted.", "{n} others are not counted.", left) if left else ""
    return loud, f"{names}. {out}".strip() if names else out


def criteria_notes(case: Case, scenario: Scenario) -> str:
    """Each criterion: its question, its direction, its scale, its readings, what was said of it.

    Parameters
    ----------
    case
        With the criteria taken into account, and no other.
    """
    return "".join(_criterion(case, scenario, j) for j in range(len(case.criteria)))


def _criterion(case: Case, scenario: Scenario, column: int) -> str:
    sense = scenario.senses.get(case.criteria[column].id)
    criterion = case.criteria[column].in_plain_words(sense)
    worst, best = (plain_anchor(criterion, a) for a in criterion.anchors(sense))
    ends = t("From « {worst} » to « {best} »", worst=worst, best=best)
    if is_bent(criterion.scale_in(sense)):
        ends = t("{ends}, not in a straight line", ends=ends)
    about = case.evidence_for(Target.CRITERION, criterion.id)
    title = tag("h2", tag("b", "", f"sw c{case.places[column]}") + " " + text(criterion.label))
    official = t("official name: {label}", label=criterion.official) if criterion.official else ""
    lines = [
        tag("p", text(criterion.question)),
        tag("p", text(t("{sentence}.", sentence=ends))),
        tag(
            "p", text(_way(criterion, scenario)), "amber" if criterion.direction.contested else ""
        ),
        html_paragraphs((official, t("Scores: {source}", source=criterion.short_source)), "st"),
        _why(case, criterion, about),
        _readings(case, scenario, criterion),
        details(text(t("How it is computed")), _computed(criterion, scenario), "ev"),
    ]
    return tag("section", title + "".join(lines), "criterion")


def _way(criterion: Criterion, scenario: Scenario) -> str:
    """Which way it counts, and whether the group has agreed to that."""
    sense = scenario.senses.get(criterion.id, criterion.direction.default)
    status, label = criterion.direction.status.value, direction_label(criterion, sense)
    return capital(t("{direction} ({status}).", direction=label, status=status))


def _why(case: Case, criterion: Criterion, about: tuple[Evidence, ...]) -> str:
    """Why it counts that way, and what was said of it, on demand."""
    body = tag("p", text(criterion.direction.reason)) + (statements(case, about) if about else "")
    return details(text(t("Why this direction?")), body, "ev")


def _readings(case: Case, scenario: Scenario, criterion: Criterion) -> str:
    """The ways of counting it that are open, on demand; nothing when there is one only."""
    question = case.in_plain_words(scenario.senses).question_on(criterion.id)
    if question is None:
        return ""
    chosen = scenario.combination.split(READING_JOINT)
    rows = [
        t("{label} (counted here). {words}", label=capital(r.label), words=r.description)
        if r.id in chosen
        else t("{label}. {words}", label=capital(r.label), words=r.description)
        for r in question.readings
    ]
    return details(text(question.question), plain_list(rows), "ev")


def _computed(criterion: Criterion, scenario: Scenario) -> str:
    """The scores worth 0 and 100 points, the words of a scale, and whether all that is agreed."""
    sense = scenario.senses.get(criterion.id, criterion.direction.default)
    worst, best = (anchor_text(criterion, a) for a in criterion.anchors(sense))
    scale = criterion.scale_in(sense)
    between = bends_text(criterion, sense)
    bent = with_capital(t("{sentence}.", sentence=between)) if between else ""
    gaps = filter(None, (bent, gaps_text(scale)))
    unconfirmed = criterion.scale_status is Standing.TO_CONFIRM
    return (
        tag("p", text(t("0 points: {worst}. 100 points: {best}.", worst=worst, best=best)))
        + (tag("p", text(criterion.scale_note), "amber") if unconfirmed else "")
        + _levels(scale)
        + html_paragraphs(gaps, "st")
    )


def _levels(scale: Scale) -> str:
    """The words of a scale, with what each is worth and means."""
    if not isinstance(scale, WordScale):
        return ""
    return items(
        tag("strong", text(v.label))
        + " "
        + text(
            t("({points}): {sentence}", points=points(number(100 * v.value)), sentence=v.sentence)
        )
        for v in scale.levels
    )


def _left_out(case: Case, scenario: Scenario) -> str:
    """The criteria that do not count in this ranking, with what was said on each."""
    out = [c for c in case.criteria if c.id not in scenario.points]
    if not out:
        return ""
    rows = "".join(
        folded_html(
            c.plain_name(scenario.senses.get(c.id)),
            c.question,
            html_paragraphs((c.caveat,), "caveat") + _told(case, c, scenario),
        )
        for c in out
    )
    return tag("h2", text(t("Which criteria are not counted?"))) + rows


def _told(case: Case, criterion: Criterion, scenario: Scenario) -> str:
    evidence = _about(case, criterion, scenario)
    return statements(case, evidence) if evidence else tag("p", text(t("nothing noted")), "st")


def _about(case: Case, criterion: Criterion, scenario: Scenario) -> tuple[Evidence, ...]:
    """All that was said on a criterion, of itself, then lever by lever."""
    by_lever = (case.evidence_on(v.id, criterion.id, scenario.combination) for v in case.levers)
    of_itself: Sequence[Evidence] = case.evidence_for(Target.CRITERION, criterion.id)
    return (*of_itself, *(e for evidence in by_lever for e in evidence))
