"""The page *Comparer*: rankings side by side, and what changes between them.

What changes from the ranking of the screen to each other one, and why.
"""

from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Criterion
from prioritisation.analysis.address import COLUMNS, NONE, column_text, columns_of
from prioritisation.analysis.comparison import MOST_COLUMNS, Change, Column, agreement, compare
from prioritisation.analysis.opinions import Method, ready
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.markup import details, items, tag, text
from prioritisation.errors import InvalidPoints
from prioritisation.sentences import caveats
from prioritisation.sentences.columns import (
    agreement_text,
    change_label,
    comparison_answer,
    method_name,
    tau_text,
    what_changes,
)
from prioritisation.sentences.reasons import reasons_of
from prioritisation.ui.comparing.trials import trials
from prioritisation.ui.shared import held, state
from prioritisation.ui.shared.controls import assumptions, plain, weights_panel
from prioritisation.ui.shared.disputes import disputes
from prioritisation.ui.shared.lanes import rank_chart, rank_table
from prioritisation.ui.shared.page import address_notice, answer, apart, drawn, no_weights, waited
from prioritisation.ui.visit.voting import hidden
from prioritisation.wording import listed, t


def differences(case: Case, chosen: Scenario, columns: tuple[Column, ...]) -> str:
    """One block per column: its effect on the first place, the reasons, the agreement."""
    if len(columns) == 1:
        return ""
    blocks = "".join(_block(case, chosen, columns[0], column) for column in columns[1:])
    title = tag("h2", text(t("What changes, and why")))
    return title + tag("div", blocks, "criteria") + _method(case, chosen, columns)


def _method(case: Case, chosen: Scenario, columns: tuple[Column, ...]) -> str:
    """The measure of the agreement of each column, in a line of explanation, on demand."""
    means = t("Kendall's tau is 1 when all pairs are in the same order, −1 when all are opposite.")
    reference, *others = columns
    rows = [
        t(
            "{name}: {told}.",
            name=change_label(case, chosen, column.change),
            told=tau_text(agreement(reference.opinion, column.opinion)),
        )
        for column in others
    ]
    told = tag("p", text(means), "note") + items((text(row) for row in rows), "plainlist")
    return details(text(t("Method")), told, "fold")


def _block(case: Case, chosen: Scenario, reference: Column, column: Column) -> str:
    title = tag("h3", text(change_label(case, chosen, column.change)))
    lines = tag("p", tag("strong", text(what_changes(reference, column))))
    lines += "".join(tag("p", text(reason)) for reason in reasons_of(reference, column))
    found = agreement(reference.opinion, column.opinion)
    agreed = tag("p", text(agreement_text(found, column.opinion)), "st")
    return tag("section", title + lines + agreed, "criterion")


MOST_OTHERS = MOST_COLUMNS - 1
TOO_MANY = "too_many_columns"
EQUAL, METHOD = "new_equal", "new_method"


@st.fragment
def comparing(case: Case) -> None:
    """Answer, assumptions, weights, rank chart, and what changes from a column to the next."""
    if hidden(case, t("What changes the ranking?")):
        return
    chosen = state.scenario()
    changes, problems = _chosen(case, chosen)
    address_notice(state.problems(), problems)
    asked, changes = changes, changes[:MOST_OTHERS]
    with apart():
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
    waiting = "" if ready() else " ".join(waited())
    notes = (_same(case, chosen, columns, changes), waiting)
    # Its place is kept: what follows would be drawn twice for a moment when it comes or goes.
    with st.container(key="ranking_notes", gap=None):
        drawn("".join(tag("p", text(words), "note") for words in notes if words))
    with st.expander(t("Table of ranks"), type="compact", key="twin"):
        st.html(rank_table(columns, labels))
    _picker(case, chosen, changes)


def _below(case: Case, chosen: Scenario, columns: tuple[Column, ...]) -> None:
    analysis = columns[0].analysis
    drawn(differences(case, chosen, columns))
    trials(analysis)
    drawn(disputes(case, analysis))
    drawn("".join(tag("p", text(c), "caveat") for c in caveats(analysis)))


def _same(case: Case, chosen: Scenario, columns: tuple[Column, ...], changes: list[Change]) -> str:
    """What was asked for and is not drawn, because a column has it already."""
    shown = {column.change for column in columns}
    same = [change_label(case, chosen, c) for c in changes if _available(c) and c not in shown]
    if not same:
        return ""
    return t("The same ranking as another column, not drawn twice: {same}.", same=listed(same))


def _too_many() -> None:
    words = t("{n} other rankings at most: remove one first.", n=MOST_OTHERS)
    st.html(tag("p", text(words), "notice", role="alert"))


def suggested(case: Case, chosen: Scenario) -> list[Change]:
    """What can be changed alone: weights, directions, perimeter, method."""
    found = [] if chosen.equal else [Change(equal=True)]
    found += [Change(reversed=frozenset({c.id})) for c in _open_ways(case, chosen)]
    found += [Change(perimeter=p.id) for p in case.perimeters if p.id != chosen.perimeter]
    return found + [Change(method=m) for m in Method if m is not Method.ADDITIVE]


def _open_ways(case: Case, chosen: Scenario) -> list[Criterion]:
    """The criteria taken into account that may count either way."""
    kept = case.keeping(tuple(chosen.points))
    return [c for c in kept.criteria if len(c.direction.labels) > 1]


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
    with st.container(key="picker", horizontal=True, gap="small"):
        held.pills(
            t("Beside the present ranking ({n} at most)", n=MOST_OTHERS),
            known,
            name="columns",
            value=texts,
            write=partial(_keep, case, texts),
            selection_mode="multi",
            format_func=lambda code: plain(change_label(case, chosen, known[code])),
        )
        _builder(case, chosen, texts)
    if st.session_state.pop(TOO_MANY, False):
        _too_many()


def _keep(case: Case, before: list[str], picked: list[str]) -> None:
    """The columns chosen, in the order they came; as before when they are too many."""
    kept = [c for c in before if c in picked] + [c for c in picked if c not in before]
    st.session_state[TOO_MANY] = len(kept) > MOST_OTHERS
    state.show(case, COLUMNS, ",".join(before if len(kept) > MOST_OTHERS else kept) or NONE)


def _builder(case: Case, chosen: Scenario, texts: list[str]) -> None:
    """A column that changes several things at once."""
    with st.popover(t("Compose a column"), type="tertiary"):
        _own_checkbox(t("Equal weights"), EQUAL)
        held.radio(
            t("Method"),
            list(Method),
            name=METHOD,
            value=held.own(METHOD, Method.ADDITIVE),
            write=held.keep(METHOD),
            format_func=lambda m: plain(method_name(m)),
        )
        _other_perimeter(case, chosen)
        for c in _open_ways(case, chosen):
            _own_checkbox(plain(t("The other direction: {criterion}", criterion=c.label)), _way(c))
        full = len(texts) >= MOST_OTHERS
        with apart():
            if full:
                _too_many()
        st.button(
            t("Add this column"),
            on_click=_add,
            args=(case,),
            disabled=full or _composed(case, chosen) == Change(),
        )


def _own_checkbox(label: str, name: str) -> None:
    held.checkbox(label, name=name, value=held.own(name, start=False), write=held.keep(name))


def _other_perimeter(case: Case, chosen: Scenario) -> None:
    ids = [p.id for p in case.perimeters]
    if len(ids) > 1:
        name = _perimeter_name(chosen)
        held.radio(
            plain(case.perimeter_name),
            ids,
            name=name,
            value=held.own(name, chosen.perimeter),
            write=held.keep(name),
            format_func=lambda p: plain(case.perimeter(p).label),
        )


def _perimeter_name(chosen: Scenario) -> str:
    """One choice per perimeter of the screen: when it changes, the choice starts from it again."""
    return f"new_perimeter_{chosen.perimeter}"


def _way(criterion: Criterion) -> str:
    return f"new_sense_{criterion.id}"


def _composed(case: Case, chosen: Scenario) -> Change:
    """The column that the controls of the composer say."""
    perimeter = held.own(_perimeter_name(chosen), chosen.perimeter)
    turned = [c.id for c in _open_ways(case, chosen) if held.own(_way(c), start=False)]
    return Change(
        held.own(EQUAL, start=False),
        held.own(METHOD, Method.ADDITIVE),
        "" if perimeter == chosen.perimeter else perimeter,
        frozenset(turned),
    )


def _add(case: Case) -> None:
    """The column as the controls are now: they may have moved since the button was drawn."""
    chosen = state.scenario()
    texts = [column_text(c) for c in _chosen(case, chosen)[0]]
    added = column_text(_composed(case, chosen))
    if added:
        state.show(case, COLUMNS, ",".join(dict.fromkeys([*texts, added])))
