"""The page *Comprendre* as a whole: sheets, official rows, evidence, unknowns, sources."""

import streamlit as st

from criteria.case import Case
from criteria.evidence import ActionSheet, Evidence, MethodStep, OfficialRow, Target
from criteria.model import READING_JOINT, Criterion
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.markup import (
    details,
    html_paragraphs,
    items,
    scrollable,
    table,
    tag,
    text,
)
from prioritisation.meeting.room import Sight
from prioritisation.sentences import caveat_texts
from prioritisation.sentences.ranking import counting_text
from prioritisation.ui.shared import scores, state
from prioritisation.ui.shared.controls import draw_assumptions
from prioritisation.ui.shared.disputes import disputes
from prioritisation.ui.shared.evidence import source_link, statements
from prioritisation.ui.shared.page import address_notice, answer_block, draw_html
from prioritisation.ui.shared.scores import share_pct
from prioritisation.ui.understanding.criteria import criteria_notes
from prioritisation.ui.visit.voting import may_rank
from prioritisation.wording import date_text, number, t, tn


def unknowns(case: Case) -> str:
    """What no source says."""
    rows = (tag("strong", text(u.subject) + ".") + " " + text(u.statement) for u in case.unknowns)
    return tag("h2", text(t("What is not known"))) + items(rows, "plainlist")


def sheets(case: Case, combination: str) -> str:
    """The action sheets, with the lever each serves and how surely; nothing without sheets.

    Parameters
    ----------
    combination
        The readings in force: which of the links count, where this is asked.
    """
    if not case.sheets:
        return ""
    head = [t("Sheet"), t("Title"), t("Carried by"), t("Lever (our reading)"), t("Confidence")]
    rows = [
        [
            text(s.id),
            text(s.title),
            text(s.contributor),
            _served(case, s),
            text(s.confidence),
        ]
        for s in case.sheets
    ]
    title = tn("The action sheet", "The {n} action sheets", len(rows))
    counting = [q for q in case.questions if q.readings[0].links]
    note = " ".join(counting_text(q, combination) for q in counting) or t(
        "A count goes from the sheets whose first lever is sure to all those that name the lever."
    )
    written = table([text(h) for h in head], rows, note, "twin left")
    return tag("h2", text(title)) + scrollable(written, title)


def _served(case: Case, sheet: ActionSheet) -> str:
    labels = {**case.axes, **{lever.id: lever.label for lever in case.levers}}
    first, *others = (labels[lever] for lever in sheet.levers)
    also = tag("span", text(t("also: {levers}", levers=", ".join(others))), "st") if others else ""
    notes = [n for n in (sheet.reason, sheet.note) if n]
    reason = details(text(t("why")), items(text(n) for n in notes), "ev") if notes else ""
    return text(first) + also + reason


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
    written = table([text(h) for h in head], rows, f"{total} {here}", "twin left")
    title = tn(
        "The official row behind the figures",
        "The {n} official rows behind the figures",
        len(rows),
    )
    return details(text(title), scrollable(written, title), "fold")


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


def wider_evidence(case: Case, scenario: Scenario) -> str:
    """Evidence outside the scores shown: of a lever, of the case, of the criteria left out."""
    out = [c for c in case.criteria if c.id not in scenario.points]
    parts = [(lever.label, case.evidence_for(Target.LEVER, lever.id)) for lever in case.levers]
    parts += [
        (t("One lever or two?"), case.evidence_for(Target.PORTFOLIO)),
        (t("The whole case"), case.evidence_for(Target.CASE)),
    ]
    parts += [
        (t("{criterion}: left out", criterion=c.label), _about(case, c, scenario)) for c in out
    ]
    folded = "".join(
        details(text(f"{label} ({len(evidence)})"), statements(case, evidence), "fold")
        for label, evidence in parts
        if evidence
    )
    return tag("h2", text(t("What was said beyond these scores"))) + folded if folded else ""


def _about(case: Case, criterion: Criterion, scenario: Scenario) -> tuple[Evidence, ...]:
    """All that was said on a criterion, of itself, then lever by lever."""
    by_lever = (case.evidence_on(v.id, criterion.id, scenario.combination) for v in case.levers)
    of_itself = case.evidence_for(Target.CRITERION, criterion.id)
    return (*of_itself, *(e for evidence in by_lever for e in evidence))


def method_steps(case: Case) -> str:
    """The steps of the group's method of work, each in the words of its source."""
    if not case.method:
        return ""
    steps = "".join(tag("li", _step(case, step)) for step in case.method)
    return tag("h2", text(t("The method of work proposed"))) + tag("ol", steps, "plainlist")


def _step(case: Case, step: MethodStep) -> str:
    source = case.sources[step.source]
    stands = f"{step.place} · {source.short_name}"
    quote = text(t("« {quote} »", quote=step.quote))
    return f"{tag('strong', text(step.label))} {quote} {tag('span', text(stands), 'st')}"


def source_list(case: Case) -> str:
    """The sources, with licence and caveat."""
    rows = []
    for s in case.sources.values():
        facts = [s.title, s.publisher, s.kind, date_text(s.date), s.licence, s.caveat]
        address = source_link(s) if s.url else text(s.short_name)
        rows.append(address + " · " + " · ".join(text(f) for f in facts if f))
    return tag("h2", text(t("Sources"))) + items(rows, "plainlist")


@st.fragment
def basis(whole: Case) -> None:
    """Scores with their sources, evidence, unknowns, sheets, official rows."""
    scenario = state.session_scenario()
    case = whole.keeping(tuple(scenario.points))
    address_notice(state.address_problems())
    loud, rest = scores.sources_sentence(case, scenario)
    with st.container(key="answer"):
        st.html(answer_block(t("What does this ranking rest on?"), loud, rest))
    draw_assumptions(whole, scenario)
    noted = html_paragraphs(caveat_texts(case, scenario.combination), "caveat")
    st.html(scores.matrix(case, scenario) + noted)
    # A disputed score, like other gaps between words, is told with what it changes of ranks.
    free = may_rank(whole) is Sight.FREE
    analysis = state.scenario_analysis(whole, scenario) if free else None
    if free:
        draw_html(disputes(whole, analysis))
    st.html(
        tag("h2", text(t("The criteria and their anchors")))
        + tag("div", criteria_notes(case, scenario, analysis), "criteria")
    )
    st.html(unknowns(case) + wider_evidence(whole, scenario) + method_steps(whole))
    st.html(sheets(case, scenario.combination) + official_rows(case, scenario) + source_list(case))
