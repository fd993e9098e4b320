"""The page *Comparer* as a whole: rankings side by side, what changes between them, and why."""

from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Criterion
from criteria.readings import ReadingQuestion
from prioritisation.analysis.address import COLUMNS_KEY, NONE, column_text, columns_of
from prioritisation.analysis.comparison import (
    MOST_COLUMNS,
    Change,
    Column,
    agreement,
    compare,
    most_telling,
)
from prioritisation.analysis.opinions import Method, ready
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.markup import details, html_paragraphs, plain_list, tag, text
from prioritisation.errors import InvalidPoints
from prioritisation.sentences import caveats
from prioritisation.sentences.columns import (
    change_label,
    columns_agreement_text,
    comparison_answer,
    method_name,
    tau_text,
    what_changes,
)
from prioritisation.sentences.reasons import reasons_of
from prioritisation.settings import robustness_thresholds
from prioritisation.ui.comparing.changes import compared_questions, open_ways, suggested_changes
from prioritisation.ui.comparing.trials import trials
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state, widgets
from prioritisation.ui.shared.controls import draw_assumptions, literal
from prioritisation.ui.shared.disputes import disputes
from prioritisation.ui.shared.lanes import rank_chart, rank_table
from prioritisation.ui.shared.weighing import weights_panel
from prioritisation.ui.visit.voting import is_hidden
from prioritisation.wording import listed, t


def difference_blocks(case: Case, scenario: Scenario, columns: tuple[Column, ...]) -> str:
    """One block per column: its effect on the first place, the reasons, the agreement."""
    if len(columns) == 1:
        return ""
    blocks = "".join(_block(case, scenario, columns[0], column) for column in columns[1:])
    title = tag("h2", text(t("What changes, and why")))
    return title + tag("div", blocks, "criteria") + _method(case, scenario, columns)


def _method(case: Case, scenario: Scenario, columns: tuple[Column, ...]) -> str:
    """The measure of the agreement of each column, in a line of explanation, on demand."""
    means = t("Kendall's tau is 1 when all pairs are in the same order, −1 when all are opposite.")
    reference, *others = columns
    rows = [
        t(
            "{name}: {told}.",
            name=change_label(case, scenario, column.change),
            told=tau_text(agreement(reference.opinion, column.opinion)),
        )
        for column in others
    ]
    sentence = tag("p", text(means), "note") + plain_list(rows)
    return details(text(t("Method")), sentence, "fold")


def _block(case: Case, scenario: Scenario, reference: Column, column: Column) -> str:
    title = tag("h3", text(change_label(case, scenario, column.change)))
    lines = tag("p", tag("strong", text(what_changes(reference, column))))
    lines += html_paragraphs(reasons_of(reference, column))
    likeness = agreement(reference.opinion, column.opinion)
    agreed = tag("p", text(columns_agreement_text(likeness, column.opinion)), "st")
    return tag("section", title + lines + agreed, "criterion")


_MOST_OTHERS = MOST_COLUMNS - 1
_TOO_MANY = "too_many_columns"
_EQUAL, _METHOD = "new_equal", "new_method"


@st.fragment
def comparison_page(case: Case) -> None:
    """Answer, assumptions, weights, rank chart, and what changes from a column to the next."""
    if is_hidden(case, t("What changes the ranking?")):
        return
    scenario = state.session_scenario()
    changes, problems = _columns_of_address(case, scenario)
    frame.address_notice(state.address_problems(), problems)
    requested, changes = changes, changes[:_MOST_OTHERS]
    with frame.apart_block():
        if len(requested) > _MOST_OTHERS:
            _too_many()
    try:
        available = [c for c in changes if _available(c)]
        columns = compare(case, scenario, available, robustness_thresholds())
    except InvalidPoints:
        columns = ()
    with st.container(key="answer"):
        st.html(_answer(case, scenario, columns, changes))
    draw_assumptions(case, scenario)
    with st.container(key="board"):
        ranking = st.container(key="ranking", gap=None)
        with st.container(key="weights", gap=None):
            weights_panel(case, scenario, columns[0].analysis.weights if columns else None)
        if columns:
            with ranking:
                _side_by_side(case, scenario, columns, changes)
            with st.container(key="under", gap="small"):
                _below(case, scenario, columns)


def _available(change: Change) -> bool:
    return change.method is Method.ADDITIVE or ready()


def _answer(
    case: Case, scenario: Scenario, columns: tuple[Column, ...], changes: list[Change]
) -> str:
    """The answer; that it is on its way when all that was asked for is still to be loaded."""
    question = t("What changes the ranking?")
    if not columns:
        return frame.no_weights(question, scenario)
    alone = len(columns) == 1 and not all(_available(c) for c in changes)
    every = {*suggested_changes(case, scenario), *changes}
    return frame.answer_block(
        question, *(frame.waiting_texts() if alone else comparison_answer(columns, len(every)))
    )


def _side_by_side(
    case: Case, scenario: Scenario, columns: tuple[Column, ...], changes: list[Change]
) -> None:
    labels = [change_label(case, scenario, c.change) for c in columns]
    st.html(tag("h2", text(t("Ranks side by side"))))
    st.html(rank_chart(columns, labels))
    waiting = "" if ready() else " ".join(frame.waiting_texts())
    notes = (_same(case, scenario, columns, changes), waiting)
    # Its place is kept: what follows would be drawn twice for a moment when it comes or goes.
    with st.container(key="ranking_notes", gap=None):
        frame.draw_html(html_paragraphs(notes, "note"))
    with st.expander(t("Table of ranks"), type="compact", key="twin"):
        st.html(rank_table(columns, labels))
    _picker(case, scenario, changes)


def _below(case: Case, scenario: Scenario, columns: tuple[Column, ...]) -> None:
    analysis = columns[0].analysis
    frame.draw_html(difference_blocks(case, scenario, columns))
    trials(analysis)
    frame.draw_html(disputes(case, analysis))
    frame.draw_html(html_paragraphs(caveats(analysis), "caveat"))


def _same(
    case: Case, scenario: Scenario, columns: tuple[Column, ...], changes: list[Change]
) -> str:
    """What was asked for and is not drawn, because a column has it already."""
    compared = {column.change for column in columns}
    same = [
        change_label(case, scenario, c) for c in changes if _available(c) and c not in compared
    ]
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
    """One click adds or removes a column; another builds one that changes several things."""
    texts = [column_text(c) for c in changes]
    known = {column_text(c): c for c in (*suggested_changes(case, scenario), *changes)}
    with st.container(key="picker", horizontal=True, gap="small"):
        widgets.pills(
            t("Beside the present ranking ({n} at most)", n=_MOST_OTHERS),
            known,
            name="columns",
            value=texts,
            write=partial(_keep, case, texts),
            selection_mode="multi",
            format_func=lambda code: literal(change_label(case, scenario, known[code])),
        )
        _builder(case, scenario, texts)
    # Said once, by the run that follows the click.
    if st.session_state.pop(_TOO_MANY, False):
        _too_many()


def _keep(case: Case, before: list[str], picked: list[str]) -> None:
    """The columns chosen, in the order they came; as before when they are too many."""
    kept = [c for c in before if c in picked] + [c for c in picked if c not in before]
    st.session_state[_TOO_MANY] = len(kept) > _MOST_OTHERS
    # Not an empty one: the address would then mean the columns of the start.
    state.show(case, COLUMNS_KEY, ",".join(before if len(kept) > _MOST_OTHERS else kept) or NONE)


def _builder(case: Case, scenario: Scenario, texts: list[str]) -> None:
    """A column that changes several things at once."""
    with st.popover(t("Compose a column"), type="tertiary"):
        _own_checkbox(t("Equal weights"), _EQUAL)
        widgets.radio(
            t("Method"),
            list(Method),
            **widgets.own_keywords(_METHOD, Method.ADDITIVE),
            format_func=lambda m: literal(method_name(m)),
        )
        _other_readings(case, scenario)
        for c in open_ways(case, scenario):
            _own_checkbox(
                literal(t("The other direction: {criterion}", criterion=c.label)), _way(c)
            )
        full = len(texts) >= _MOST_OTHERS
        with frame.apart_block():
            if full:
                _too_many()
        st.button(
            t("Add this column"),
            on_click=_add,
            args=(case,),
            disabled=full or _composed(case, scenario) == Change(),
        )


def _own_checkbox(label: str, name: str) -> None:
    widgets.checkbox(label, **widgets.own_keywords(name, start=False))


def _other_readings(case: Case, scenario: Scenario) -> None:
    for question in compared_questions(case, scenario):
        here = question.answer(scenario.combination).id
        widgets.radio(
            literal(question.name),
            [r.id for r in question.readings],
            **widgets.own_keywords(_reading_name(question, here), here),
            format_func=lambda r: literal(case.readings[r].label),
        )


def _reading_name(question: ReadingQuestion, reading: str) -> str:
    """One choice per reading of the screen: when it changes, the choice starts from it again."""
    return f"new_reading_{question.id}_{reading}"


def _way(criterion: Criterion) -> str:
    return f"new_sense_{criterion.id}"


def _composed(case: Case, scenario: Scenario) -> Change:
    """The column that the controls of the composer say."""
    answers = {q.answer(scenario.combination).id: q for q in compared_questions(case, scenario)}
    chosen = {r: widgets.own_choice(_reading_name(q, r), r) for r, q in answers.items()}
    turned = [c.id for c in open_ways(case, scenario) if widgets.own_choice(_way(c), start=False)]
    return Change(
        widgets.own_choice(_EQUAL, start=False),
        widgets.own_choice(_METHOD, Method.ADDITIVE),
        tuple(reading for here, reading in chosen.items() if reading != here),
        frozenset(turned),
    )


def _add(case: Case) -> None:
    """The column as the controls are now: they may have moved since the button was drawn."""
    scenario = state.session_scenario()
    texts = [column_text(c) for c in _columns_of_address(case, scenario)[0]]
    added = column_text(_composed(case, scenario))
    if added:
        state.show(case, COLUMNS_KEY, ",".join(dict.fromkeys([*texts, added])))
