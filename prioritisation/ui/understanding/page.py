"""The page *Leviers et notes* as a whole: scores, unknowns, evidence, official rows, sources."""

from collections.abc import Sequence

import streamlit as st

from criteria.case import Case
from criteria.evidence import MethodStep, OfficialRow, Target
from criteria.model import READING_JOINT
from prioritisation.analysis.conflicts import confrontations
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
from prioritisation.sentences.explained import NumberKind
from prioritisation.sentences.ranking import caveat_texts
from prioritisation.ui.shared import scores, state
from prioritisation.ui.shared.controls import draw_assumptions
from prioritisation.ui.shared.disputes import disputes
from prioritisation.ui.shared.evidence import source_link, statements
from prioritisation.ui.shared.folds import folded_numbers
from prioritisation.ui.shared.page import (
    address_notice,
    answer_block,
    draw_html,
    folded_html,
)
from prioritisation.ui.shared.scores import share_pct
from prioritisation.ui.understanding.census import acting, census_problems, draw_census
from prioritisation.ui.visit.looking import editable_dossier
from prioritisation.ui.visit.voting import may_rank_here
from prioritisation.wording import date_text, number, t, tn


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


def method_steps(case: Case) -> str:
    """The steps of the group's method of work, each in the words of its source."""
    if not case.method:
        return ""
    steps = "".join(tag("li", _step(case, step)) for step in case.method)
    count = tn("{n} step, quoted.", "{n} steps, quoted.", len(case.method))
    return folded_html(
        t("Which method of work was proposed?"), count, tag("ol", steps, "plainlist")
    )


def _step(case: Case, step: MethodStep) -> str:
    source = case.sources[step.source]
    stands = f"{step.place} · {source.short_name}"
    quote = text(t("« {quote} »", quote=step.quote))
    return f"{tag('strong', text(step.label))} {quote} {tag('span', text(stands), 'st')}"


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


_NUMBERS = (
    NumberKind.SCORES,
    NumberKind.AMOUNT,
    NumberKind.SCALE,
    NumberKind.EVIDENCE,
    NumberKind.SHEETS,
    NumberKind.PLACE,
    NumberKind.WAYS,
)


@st.fragment
def basis(whole: Case) -> None:
    """Scores with their sources; then, folded, unknowns, evidence, sheets, official rows."""
    scenario = state.session_scenario()
    case = whole.keeping(tuple(scenario.points))
    address_notice(state.address_problems(), census_problems(whole))
    loud, rest = scores.sources_sentence(case, scenario)
    with st.container(key="answer"):
        st.html(answer_block(t("What is known of each lever, and who says so?"), loud, rest))
    filling = editable_dossier()
    draw_assumptions(whole, scenario, filling=filling)
    below = {lever.id: acting(whole, lever.id) for lever in case.levers}
    st.html(scores.matrix(case, scenario, filling, below))
    draw_census(whole, scenario.combination)
    # A disputed score is told with what it changes of ranks.
    if may_rank_here(whole) is Sight.FREE:
        draw_html(_disputed(whole, scenario))
    draw_html(_noted(caveat_texts(case, scenario.combination)))
    draw_html(unknowns(case) + wider_evidence(whole) + method_steps(whole))
    draw_html(official_rows(case, scenario) + source_list(case))
    kinds = (kind for kind in _NUMBERS if case.sheets or kind is not NumberKind.SHEETS)
    st.html(folded_numbers(*kinds))


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
