"""The page *Critères*: what levers are compared on, and what is left out of the ranking."""

from collections.abc import Sequence

import streamlit as st

from criteria.case import Case
from criteria.evidence import Evidence, Target
from criteria.model import READING_JOINT, Criterion, Standing
from criteria.scales import Scale, WordScale
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.markup import details, html_paragraphs, items, plain_list, tag, text
from prioritisation.sentences.criteria import bends_text, gaps_text, is_bent
from prioritisation.sentences.explained import NumberKind
from prioritisation.sentences.phrases import anchor_text, direction_label, plain_anchor
from prioritisation.ui.shared import state
from prioritisation.ui.shared.controls import capital, draw_assumptions, statements
from prioritisation.ui.shared.folds import folded_numbers
from prioritisation.ui.shared.page import address_notice, answer_block, draw_html, folded_html
from prioritisation.wording import number, points, t, tn
from prioritisation.wording.numbers import with_capital


@st.fragment
def criteria_page(whole: Case) -> None:
    """Each criterion: question, direction, scale, sources, readings; then those not counted."""
    scenario = state.session_scenario()
    case = whole.keeping(tuple(scenario.points))
    address_notice(state.address_problems())
    with st.container(key="answer"):
        st.html(answer_block(t("What are levers compared on?"), *_answer(whole, case, scenario)))
    draw_assumptions(whole, scenario)
    draw_html(tag("div", criteria_notes(case, scenario), "criteria"))
    draw_html(_left_out(whole, scenario))
    st.html(folded_numbers(NumberKind.SCALE))


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
        details(
            text(t("How it is computed")),
            _computed(criterion, scenario),
            "ev",
        ),
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
            t(
                "({points}): {sentence}",
                points=points(number(100 * v.value)),
                sentence=v.sentence,
            )
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
