"""The page *Autres calculs* as a whole: ready-made variants beside the present ranking."""

from dataclasses import replace
from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Lever
from prioritisation.analysis.address import COLUMNS_KEY, NONE, column_text, columns_of
from prioritisation.analysis.comparison import (
    MOST_COLUMNS,
    Change,
    Column,
    agreement,
    compare,
    most_telling,
    suggested_changes,
)
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.markup import html_paragraphs, plain_list, tag, text
from prioritisation.drawing.projected.beside import beside_picture
from prioritisation.drawing.rank_bench import RankColumn, RankSpan, ranks_beside
from prioritisation.errors import InvalidPoints
from prioritisation.sentences.columns import (
    change_label,
    columns_agreement_text,
    comparison_answer,
    exactness_note,
    tau_text,
    what_changes,
)
from prioritisation.sentences.explained import NumberKind
from prioritisation.sentences.firsts import answers_once
from prioritisation.sentences.forks import reasons_of
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.methods import how_computed, method_notes, other_ways_question
from prioritisation.sentences.ranking import caveats
from prioritisation.sentences.specialists import scaling_rule
from prioritisation.settings import robustness_thresholds
from prioritisation.ui.comparing.trials import draw_trials
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state, widgets
from prioritisation.ui.shared.controls import draw_assumptions, literal
from prioritisation.ui.shared.disputes import disputes
from prioritisation.ui.shared.folds import answered_fold, draw_on_demand, page_numbers
from prioritisation.ui.shared.weighing import bare_weights
from prioritisation.ui.visit.projecting import (
    draw_projected,
    picture_source,
)
from prioritisation.ui.visit.voting import is_hidden
from prioritisation.wording import listed, t

_MOST_OTHERS = MOST_COLUMNS - 1
_TOO_MANY = "too_many_columns"
_NUMBERS = (
    NumberKind.PLACE,
    NumberKind.WAYS,
    NumberKind.RANKINGS,
    NumberKind.POINTS,
    NumberKind.WEIGHT,
    NumberKind.SCALE,
    NumberKind.SHARE,
    NumberKind.SCORES,
    NumberKind.AMOUNT,
    NumberKind.PAIRS,
    NumberKind.CASES,
)


@st.fragment
def comparison_page(case: Case) -> None:
    """Answer, assumptions, weights, rank chart, and what changes from a column to the next."""
    if is_hidden(case, other_ways_question()):
        return
    scenario = state.session_scenario()
    changes, problems = _columns_of_address(case, scenario)
    frame.address_notice(state.address_problems(), problems)
    requested, changes = changes, changes[:_MOST_OTHERS]
    with frame.apart_block():
        if len(requested) > _MOST_OTHERS:
            _too_many()
    columns = _columns(case, scenario, changes)
    with st.container(key="answer"):
        headline = _headline(case, scenario, columns, changes)
        st.html(frame.headline_block(headline))
    draw_assumptions(case, scenario, with_criteria=True)
    with st.container(key="board"):
        ranking = st.container(key="ranking", gap=None)
        with st.container(key="weights", gap=None):
            bare_weights(case, scenario, columns[0].analysis.weights if columns else None)
        if columns:
            with ranking:
                _side_by_side(case, scenario, columns, changes)
            with st.container(key="under", gap="small"):
                _below(case, scenario, columns)
    bench = _bench(case, scenario, columns)
    draw_projected(beside_picture(headline, *bench, picture_source(case)))


def _columns(case: Case, scenario: Scenario, changes: list[Change]) -> tuple[Column, ...]:
    """What is compared, as the room calls it; none where all points are zero."""
    try:
        columns = compare(case, scenario, changes, robustness_thresholds())
    except InvalidPoints:
        return ()
    return tuple(replace(c, analysis=c.analysis.in_plain_words()) for c in columns)


def _headline(
    case: Case, scenario: Scenario, columns: tuple[Column, ...], changes: list[Change]
) -> Headline:
    """The answer, or that nothing has any weight."""
    if not columns:
        return frame.no_weights_headline(other_ways_question(), scenario)
    every = {*suggested_changes(case, scenario), *changes}
    return comparison_answer(columns, len(every))


def _side_by_side(
    case: Case, scenario: Scenario, columns: tuple[Column, ...], changes: list[Change]
) -> None:
    st.html(ranks_of_columns(case, scenario, columns))
    same = _same(case, scenario, columns, changes)
    # Its place is kept: what follows would be drawn twice for a moment when it comes or goes.
    with st.container(key="ranking_notes", gap=None):
        frame.draw_html(html_paragraphs([same], "note"))
    _picker(case, scenario, changes)


def ranks_of_columns(case: Case, scenario: Scenario, columns: tuple[Column, ...]) -> str:
    """The ranks of each lever in each column, on the bench."""
    order, beside = _bench(case, scenario, columns)
    return ranks_beside(order, beside, [exactness_note(columns)])


def _bench(
    case: Case, scenario: Scenario, columns: tuple[Column, ...]
) -> tuple[list[Lever], list[RankColumn]]:
    """Levers in the order of the first ranking, and the columns."""
    if not columns:
        return [], []
    levers = columns[0].analysis.case.levers
    beside = [
        RankColumn(
            change_label(case, scenario, column.change),
            {lever.id: RankSpan.of(column.opinion, k) for k, lever in enumerate(levers)},
        )
        for column in columns
    ]
    return [levers[i] for i in columns[0].analysis.ranking.order], beside


def _below(case: Case, scenario: Scenario, columns: tuple[Column, ...]) -> None:
    """What explains the ranks, each behind the question that it answers."""
    analysis = columns[0].analysis
    with st.container(key="folds", gap=None):
        names = [change_label(case, scenario, column.change) for column in columns[1:]]
        answers = answers_once(
            zip(names, (what_changes(columns[0], one) for one in columns[1:]), strict=True)
        )
        for k, (column, answer) in enumerate(zip(columns[1:], answers, strict=True)):
            with answered_fold(t("{name}?", name=names[k]), answer, f"column_{k}"):
                st.html(_why(columns[0], column))
        draw_trials(analysis)
        statements = disputes(case, analysis)
        if statements:
            question, answer = (
                t("What was said, what the figures say?"),
                t("Sentence by sentence."),
            )
            with answered_fold(question, answer, "disputes"):
                st.html(statements)
        draw_on_demand(how_computed(), "", "method", lambda: _method(case, scenario, columns))
    frame.draw_html(html_paragraphs(caveats(analysis), "caveat"))


def _why(reference: Column, column: Column) -> str:
    """Why a column differs, and how far it agrees."""
    likeness = agreement(reference.opinion, column.opinion)
    agreed = tag("p", text(columns_agreement_text(likeness, column.opinion)), "st")
    return html_paragraphs(reasons_of(reference, column)) + agreed


def _method(case: Case, scenario: Scenario, columns: tuple[Column, ...]) -> str:
    """What each calculation is called and looks at; the measure of the agreement."""
    reference, *others = columns
    rows = [
        t(
            "{name}: {told}.",
            name=change_label(case, scenario, column.change),
            told=tau_text(agreement(reference.opinion, column.opinion)),
        )
        for column in others
    ]
    means = t("Kendall's tau is 1 when all pairs are in the same order, −1 when all are opposite.")
    return page_numbers(*_NUMBERS) + plain_list(
        [
            scaling_rule(),
            *method_notes(),
            *([means] if rows else []),
            *rows,
        ]
    )


def _same(
    case: Case, scenario: Scenario, columns: tuple[Column, ...], changes: list[Change]
) -> str:
    """What was asked for and is not drawn, because a column has it already."""
    compared = {column.change for column in columns}
    same = [change_label(case, scenario, c) for c in changes if c not in compared]
    if not same:
        return ""
    return t("The same ranking as another column, not drawn twice: {same}.", same=listed(same))


def _too_many() -> None:
    words = t("{n} other rankings at most: remove one first.", n=_MOST_OTHERS)
    st.html(tag("p", text(words), "notice", role="alert"))


def _columns_of_address(
    case: Case, scenario: Scenario
) -> tuple[list[Change], tuple[Problem, ...]]:
    """The columns of the address; when it names none, what changes who is first, then the rest."""
    addressed = state.view(COLUMNS_KEY)
    if addressed:
        return columns_of(case, addressed)
    every = suggested_changes(case, scenario)
    ours = [c for c in every if c.method is Method.ADDITIVE]
    return most_telling(case, scenario, ours, _MOST_OTHERS) or every[:_MOST_OTHERS], ()


def _picker(case: Case, scenario: Scenario, changes: list[Change]) -> None:
    """One click adds or removes a column."""
    texts = [column_text(c) for c in changes]
    known = {column_text(c): c for c in (*suggested_changes(case, scenario), *changes)}
    with st.container(key="picker", gap="small"):
        widgets.pills(
            t("Beside the present ranking ({n} at most)", n=_MOST_OTHERS),
            known,
            name="columns",
            value=texts,
            write=partial(_keep, case, texts),
            selection_mode="multi",
            format_func=lambda code: literal(change_label(case, scenario, known[code])),
        )
    # Said once, by the run that follows the click.
    if st.session_state.pop(_TOO_MANY, False):
        _too_many()


def _keep(case: Case, before: list[str], picked: list[str]) -> None:
    """The columns chosen, in the order they came; as before when they are too many."""
    kept = [c for c in before if c in picked] + [c for c in picked if c not in before]
    st.session_state[_TOO_MANY] = len(kept) > _MOST_OTHERS
    # Not an empty one: the address would then mean the columns of the start.
    state.show(case, COLUMNS_KEY, ",".join(before if len(kept) > _MOST_OTHERS else kept) or NONE)
