"""The page *Comparer*: rankings side by side, and what changes between them."""

import streamlit as st

from criteria.case import Case
from criteria.problems import Problem
from prioritisation.comparison import MOST_COLUMNS, Change, Column, compare
from prioritisation.errors import InvalidPoints
from prioritisation.opinions import Method, ready
from prioritisation.request import COLUMNS, NONE, column_text, columns_of
from prioritisation.scenario import Scenario
from prioritisation.sentences import caveats
from prioritisation.sentences.columns import change_label, comparison_answer, method_name
from prioritisation.ui import state
from prioritisation.ui.components.answer import answer, no_weights
from prioritisation.ui.components.controls import assumptions, plain, weights_panel
from prioritisation.ui.components.differences import differences
from prioritisation.ui.components.disputes import disputes
from prioritisation.ui.components.frame import address_notice
from prioritisation.ui.components.loading import waited
from prioritisation.ui.components.markup import tag, text
from prioritisation.ui.components.page import drawn
from prioritisation.ui.components.rankchart import rank_chart, rank_table
from prioritisation.ui.components.trials import trials
from prioritisation.wording import listed, t

MOST_OTHERS = MOST_COLUMNS - 1
PICKED, TOO_MANY = "columns", "too_many_columns"


@st.fragment
def comparing(case: Case) -> None:
    """Answer, assumptions, weights, rank chart, and what changes from a column to the next."""
    chosen = state.scenario()
    changes, problems = _chosen(case, chosen)
    address_notice(state.problems(), problems)
    asked, changes = changes, changes[:MOST_OTHERS]
    if len(asked) > MOST_OTHERS:
        _too_many()
    try:
        columns = compare(case, chosen, [c for c in changes if _available(c)])
    except InvalidPoints:
        columns = ()
    with st.container(key="answer"):
        st.html(_answer(chosen, columns, changes))
    assumptions(case, chosen)
    with st.container(key="board"):
        ranking = st.container(key="ranking", gap=None)
        with st.container(key="weights", gap=None):
            weights_panel(case, chosen, columns[0].analysis.weights if columns else None)
        if columns:
            with ranking:
                _side_by_side(case, chosen, columns, changes)
            with st.container(key="under", gap="small"):
                _below(case, chosen, columns)


def _available(change: Change) -> bool:
    return change.method is Method.ADDITIVE or ready()


def _answer(chosen: Scenario, columns: tuple[Column, ...], changes: list[Change]) -> str:
    """The answer; that it is on its way when all that was asked for is still to be loaded."""
    question = t("What changes the ranking?")
    if not columns:
        return no_weights(question, chosen)
    alone = len(columns) == 1 and not all(_available(c) for c in changes)
    return answer(question, *(waited() if alone else comparison_answer(columns)))


def _side_by_side(
    case: Case, chosen: Scenario, columns: tuple[Column, ...], changes: list[Change]
) -> None:
    labels = [change_label(case, chosen, c.change) for c in columns]
    st.html(tag("h2", text(t("Ranks side by side"))))
    st.html(rank_chart(columns, labels))
    _same(case, chosen, columns, changes)
    if not ready():
        st.html(tag("p", text(" ".join(waited())), "note"))
    with st.expander(t("Table of ranks"), type="compact", key="twin"):
        st.html(rank_table(columns, labels))
    _picker(case, chosen, changes)


def _below(case: Case, chosen: Scenario, columns: tuple[Column, ...]) -> None:
    analysis = columns[0].analysis
    drawn(differences(case, chosen, columns))
    trials(analysis)
    drawn(disputes(case, analysis))
    drawn("".join(tag("p", text(c), "caveat") for c in caveats(analysis)))


def _same(
    case: Case, chosen: Scenario, columns: tuple[Column, ...], changes: list[Change]
) -> None:
    """What was asked for and is not drawn, because a column has it already."""
    shown = {column.change for column in columns}
    same = [change_label(case, chosen, c) for c in changes if _available(c) and c not in shown]
    if same:
        words = t(
            "The same ranking as another column, not drawn twice: {same}.", same=listed(same)
        )
        st.html(tag("p", text(words), "note"))


def _too_many() -> None:
    words = t("{n} other rankings at most: remove one first.", n=MOST_OTHERS)
    st.html(tag("p", text(words), "notice", role="alert"))


def suggested(case: Case, chosen: Scenario) -> list[Change]:
    """What can be changed alone: weights, directions, perimeter, method."""
    kept = case.keeping(tuple(chosen.points))
    open_ways = [c.id for c in kept.criteria if len(c.direction.labels) > 1]
    found = [] if chosen.equal else [Change(equal=True)]
    found += [Change(reversed=frozenset({c})) for c in open_ways]
    found += [Change(perimeter=p.id) for p in case.perimeters if p.id != chosen.perimeter]
    return found + [Change(method=m) for m in Method if m is not Method.ADDITIVE]


def _chosen(case: Case, chosen: Scenario) -> tuple[list[Change], tuple[Problem, ...]]:
    """The columns of the address; what is most often in doubt when it names none."""
    asked = state.view(COLUMNS)
    if asked:
        return columns_of(case, asked)
    every = suggested(case, chosen)
    ours = [c for c in every if c.method is Method.ADDITIVE]
    return (ours or every)[:MOST_OTHERS], ()


def _picker(case: Case, chosen: Scenario, changes: list[Change]) -> None:
    """One click adds or removes a column; another builds one that changes several things."""
    texts = [column_text(c) for c in changes]
    known = {column_text(c): c for c in (*suggested(case, chosen), *changes)}
    st.session_state[PICKED] = texts
    with st.container(key="picker", horizontal=True, gap="small"):
        st.pills(
            t("Beside the present ranking ({n} at most)", n=MOST_OTHERS),
            list(known),
            selection_mode="multi",
            format_func=lambda code: plain(change_label(case, chosen, known[code])),
            key=PICKED,
            on_change=_keep,
            args=(case, texts),
        )
        _builder(case, chosen, texts)
    if st.session_state.pop(TOO_MANY, False):
        _too_many()


def _keep(case: Case, before: list[str]) -> None:
    """The columns chosen, in the order they came; as before when they are too many."""
    picked = st.session_state[PICKED]
    kept = [c for c in before if c in picked] + [c for c in picked if c not in before]
    st.session_state[TOO_MANY] = len(kept) > MOST_OTHERS
    state.show(case, COLUMNS, ",".join(before if len(kept) > MOST_OTHERS else kept) or NONE)


def _builder(case: Case, chosen: Scenario, texts: list[str]) -> None:
    """A column that changes several things at once."""
    kept = case.keeping(tuple(chosen.points))
    with st.popover(t("Compose a column"), type="tertiary"):
        equal = st.checkbox(t("Equal weights"), key="new_equal")
        method = st.radio(
            t("Method"),
            list(Method),
            format_func=lambda m: plain(method_name(m)),
            key="new_method",
        )
        perimeter = _other_perimeter(case, chosen)
        turned = [
            c.id
            for c in kept.criteria
            if len(c.direction.labels) > 1
            and st.checkbox(
                plain(t("The other direction: {criterion}", criterion=c.label)), key=f"new_{c.id}"
            )
        ]
        change = Change(equal, method or Method.ADDITIVE, perimeter, frozenset(turned))
        full = len(texts) >= MOST_OTHERS
        if full:
            _too_many()
        st.button(
            t("Add this column"),
            on_click=_add,
            args=(case, texts, column_text(change)),
            disabled=full or change == Change(),
        )


def _other_perimeter(case: Case, chosen: Scenario) -> str:
    """The perimeter of the new column; empty for that of the screen."""
    ids = [p.id for p in case.perimeters]
    if len(ids) == 1:
        return ""
    found = st.radio(
        plain(case.perimeter_name),
        ids,
        index=ids.index(chosen.perimeter),
        format_func=lambda p: plain(case.perimeter(p).label),
        key=f"new_perimeter_{chosen.perimeter}",
    )
    return found if found and found != chosen.perimeter else ""


def _add(case: Case, texts: list[str], code: str) -> None:
    state.show(case, COLUMNS, ",".join(dict.fromkeys([*texts, code])))
