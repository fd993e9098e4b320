"""What the group says of weights: an order, bounds; read from the address, written there."""

from dataclasses import dataclass, replace

import streamlit as st

from criteria.case import Case
from criteria.problems import Problem
from prioritisation.asking import read_constraints, refused
from prioritisation.drawing.markup import tag, text
from prioritisation.request import CONSTRAINTS
from prioritisation.robustness.constraints import AtLeast, AtMost, Constraint
from prioritisation.scenario import Scenario
from prioritisation.sentences.bounds import constraint_text
from prioritisation.ui import state
from prioritisation.ui.components.controls import plain
from prioritisation.wording import listed, t
from prioritisation.wording.numbers import plain as plain_number

PICKED = "limits_kept"
MORE, LESS, BOUNDED = "limit_more", "limit_less", "limit_bounded"
LOW, HIGH = "limit_low", "limit_high"
NONE, ALL = 0, 100
MOST = 12
"""Constraints at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The constraints of the address.

    Attributes
    ----------
    texts
        As the address writes them, each once.
    constraints
        Theirs, for the criteria taken into account.
    aside
        Texts about a criterion that is not taken into account: they wait.
    """

    texts: tuple[str, ...]
    constraints: tuple[Constraint, ...]
    aside: tuple[str, ...]
    problems: tuple[Problem, ...]


def asked(case: Case, chosen: Scenario) -> Asked:
    """What the address says of weights; a constraint not understood is left out, and said."""
    every, active = [c.id for c in case.criteria], list(chosen.points)
    wrong: list[Problem] = []
    texts: list[str] = []
    for one in dict.fromkeys(state.view(CONSTRAINTS).split(",")):
        before = len(wrong)
        if one and read_constraints([one], every, wrong) and len(wrong) == before:
            texts.append(one)
    words = t("one constraint too many: at most {most} at once", most=MOST)
    wrong += [refused("address", words) for _ in texts[MOST:]]
    problems = [replace(p, place="address", column=CONSTRAINTS) for p in wrong]
    kept = [one for one in texts[:MOST] if _active(one, active)]
    aside = [one for one in texts[:MOST] if one not in kept]
    constraints = read_constraints(kept, active, [])
    return Asked(tuple(texts[:MOST]), constraints, tuple(aside), tuple(problems))


def _active(one: str, active: list[str]) -> bool:
    """Whether a constraint is about criteria that are all taken into account."""
    return bool(read_constraints([one], active, []))


def controls(case: Case, chosen: Scenario, found: Asked) -> None:
    """The constraints, one click to remove each; and how to add one."""
    active = case.keeping(tuple(chosen.points))
    if len(active.criteria) < 2 and not found.texts:  # noqa: PLR2004 (nothing to compare)
        return
    title = tag("h2", text(t("Which weights are allowed?")))
    st.html(tag("div", title + _nothing(found), "limits"))
    with st.container(key="limits", horizontal=True, gap="small"):
        if found.texts:
            _kept(case, found)
        if len(active.criteria) > 1:
            _order(case, active)
            _interval(case, active)
    if found.aside:
        names = listed([_said(case, one) for one in found.aside])
        words = t("Not counted, a criterion is not taken into account: {what}.", what=names)
        st.html(tag("p", text(words), "note"))


def _nothing(found: Asked) -> str:
    words = t("All weights, as long as nothing is said of them.")
    return "" if found.texts else tag("p", text(words), "note")


def _kept(case: Case, found: Asked) -> None:
    """All are chosen: a click removes one."""
    if st.session_state.get(PICKED) != list(found.texts):
        st.session_state[PICKED] = list(found.texts)
    st.pills(
        t("Constraints on weights: one click removes one"),
        list(found.texts),
        selection_mode="multi",
        format_func=lambda one: plain(_said(case, one)),
        key=PICKED,
        on_change=_keep,
        args=(case, found.texts),
    )


def _said(case: Case, one: str) -> str:
    """A constraint as people read it."""
    labels = [c.label for c in case.criteria]
    read = read_constraints([one], [c.id for c in case.criteria], [])
    match read:
        case (AtLeast(column, low), AtMost(_, high)):
            span = t("{low} to {high}", low=plain_number(100 * low), high=plain_number(100 * high))
            return t("{criterion}: from {span} %", criterion=labels[column], span=span)
    return listed([constraint_text(c, labels) for c in read])


def _keep(case: Case, before: tuple[str, ...]) -> None:
    picked = st.session_state[PICKED]
    _write(case, [one for one in before if one in picked])


def _write(case: Case, texts: list[str]) -> None:
    state.show(case, CONSTRAINTS, ",".join(dict.fromkeys(texts)))


def _add(case: Case, one: str) -> None:
    before = [x for x in state.view(CONSTRAINTS).split(",") if x]
    _write(case, [*before, one])


def _order(case: Case, active: Case) -> None:
    """One criterion weighs at least as much as another."""
    ids = [c.id for c in active.criteria]
    for key, start in ((MORE, ids[0]), (LESS, ids[1])):
        if st.session_state.get(key) not in ids:
            st.session_state[key] = start
    with st.popover(t("Compare two criteria"), type="tertiary"):
        labels = {c.id: c.label for c in active.criteria}
        st.selectbox(t("This criterion"), ids, format_func=labels.__getitem__, key=MORE)
        st.selectbox(
            t("weighs at least as much as"), ids, format_func=labels.__getitem__, key=LESS
        )
        same = st.session_state[MORE] == st.session_state[LESS]
        st.button(t("Add this constraint"), on_click=_ordered, args=(case,), disabled=same)


def _ordered(case: Case) -> None:
    _add(case, f"{st.session_state[MORE]}>={st.session_state[LESS]}")


def _interval(case: Case, active: Case) -> None:
    """One criterion has a share between two bounds."""
    ids = [c.id for c in active.criteria]
    if st.session_state.get(BOUNDED) not in ids:
        st.session_state[BOUNDED] = ids[0]
    with st.popover(t("Bound a weight"), type="tertiary"), st.container(key="bounds"):
        labels = {c.id: c.label for c in active.criteria}
        st.selectbox(t("Criterion bounded"), ids, format_func=labels.__getitem__, key=BOUNDED)
        for key, label, start in ((LOW, t("At least"), NONE), (HIGH, t("At most"), ALL)):
            st.session_state.setdefault(key, start)
            st.slider(label, NONE, ALL, step=5, format=t("%d %%"), key=key)
        low, high = st.session_state[LOW], st.session_state[HIGH]
        useless = (low, high) == (NONE, ALL) or low > high
        st.button(t("Add these bounds"), on_click=_bounded, args=(case,), disabled=useless)


def _bounded(case: Case) -> None:
    low, high, criterion = (st.session_state[key] for key in (LOW, HIGH, BOUNDED))
    if low == NONE:
        _add(case, f"{criterion}<={high}")
    elif high == ALL:
        _add(case, f"{criterion}>={low}")
    else:
        _add(case, f"{criterion} {low}..{high}")
