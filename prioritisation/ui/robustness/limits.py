"""What the group says of weights: an order, bounds; read from the address, written there."""

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from prioritisation.analysis.address import CONSTRAINTS_KEY
from prioritisation.analysis.inquiry import read_constraints, refused
from prioritisation.analysis.robustness.constraints import AtLeast, AtMost, Constraint
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.weight_limits import allowed_text, constraint_text
from prioritisation.ui.shared import state, widgets
from prioritisation.ui.shared.controls import answered_fold, literal
from prioritisation.wording import listed, t
from prioritisation.wording.numbers import plain as plain_number

_MORE, _LESS, _BOUNDED = "limit_more", "limit_less", "limit_bounded"
_LOW, _HIGH = "limit_low", "limit_high"
_NONE, _ALL = 0, 100
_MOST = 12
"""Constraints at once."""


@dataclass(frozen=True, slots=True)
class AddressConstraints:
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


def address_constraints(case: Case, scenario: Scenario) -> AddressConstraints:
    """What the address says of weights; a constraint not understood is left out, and said."""
    every, active = [c.id for c in case.criteria], list(scenario.points)
    wrong: list[Problem] = []
    texts: list[str] = []
    for one in dict.fromkeys(state.view(CONSTRAINTS_KEY).split(",")):
        before = len(wrong)
        # Read on all criteria: one about a criterion that is left out is not wrong, it waits.
        if one and read_constraints([one], every, wrong) and len(wrong) == before:
            texts.append(one)
    words = t("one limit too many: at most {most} at once", most=_MOST)
    wrong += [refused("address", words) for _ in texts[_MOST:]]
    problems = [replace(p, place="address", column=CONSTRAINTS_KEY) for p in wrong]
    kept = [one for one in texts[:_MOST] if _active(one, active)]
    aside = [one for one in texts[:_MOST] if one not in kept]
    constraints = read_constraints(kept, active, [])
    return AddressConstraints(tuple(texts[:_MOST]), constraints, tuple(aside), tuple(problems))


def _active(text: str, active: list[str]) -> bool:
    """Whether a constraint is about criteria that are all taken into account."""
    return bool(read_constraints([text], active, []))


def controls(
    case: Case, scenario: Scenario, constraints: AddressConstraints, robustness: Robustness | None
) -> None:
    """The constraints, one click to remove each; how to add one; how many weights they leave."""
    active = case.keeping(tuple(scenario.points))
    if len(active.criteria) < 2 and not constraints.texts:  # noqa: PLR2004 (nothing to compare)
        return
    left = allowed_text(robustness, _labels(active)) if robustness is not None else ""
    answer = left or t("All, as long as nothing is said of them.")
    if constraints.texts and not left:
        answer = listed([_constraint_words(case, one) for one in constraints.texts])
    with answered_fold(t("Which weights are allowed?"), answer, "limits"):
        _limit_controls(case, active, constraints)


def _limit_controls(case: Case, active: Case, constraints: AddressConstraints) -> None:
    with st.container(key="limits", horizontal=True, gap="small"):
        # Its place is kept: an open panel would become the next one when the panels move.
        with st.container(key="limits_said", width="content"):
            if constraints.texts:
                _constraint_pills(case, constraints)
        if len(active.criteria) > 1:
            _order(case, active)
            _interval(case, active)
    if constraints.aside:
        names = listed([_constraint_words(case, one) for one in constraints.aside])
        words = t("Not counted, a criterion is not taken into account: {what}.", what=names)
        st.html(tag("p", text(words), "note"))


def _labels(case: Case) -> list[str]:
    return [c.label for c in case.criteria]


def _constraint_pills(case: Case, constraints: AddressConstraints) -> None:
    """All are chosen: a click removes one."""
    widgets.pills(
        t("Limits on weights: one click removes one"),
        constraints.texts,
        name="limits_kept",
        value=constraints.texts,
        write=partial(_keep, case, constraints.texts),
        selection_mode="multi",
        format_func=lambda one: literal(_constraint_words(case, one)),
    )


def _constraint_words(case: Case, text: str) -> str:
    """A constraint as people read it."""
    labels = [c.label for c in case.criteria]
    read = read_constraints([text], [c.id for c in case.criteria], [])
    match read:
        case (AtLeast(column, low), AtMost(_, high)):
            span = t("{low} to {high}", low=plain_number(100 * low), high=plain_number(100 * high))
            return t("{criterion}: from {span} %", criterion=labels[column], span=span)
    return listed([constraint_text(c, labels) for c in read])


def _keep(case: Case, before: tuple[str, ...], picked: list[str]) -> None:
    _write(case, [one for one in before if one in picked])


def _write(case: Case, texts: list[str]) -> None:
    state.show(case, CONSTRAINTS_KEY, ",".join(dict.fromkeys(texts)))


def _add(case: Case, text: str) -> None:
    before = [x for x in state.view(CONSTRAINTS_KEY).split(",") if x]
    _write(case, [*before, text])


def _order(case: Case, active: Case) -> None:
    """One criterion weighs at least as much as another."""
    with st.popover(t("Compare two criteria"), type="tertiary"):
        _criterion(t("This criterion"), _MORE, active)
        _criterion(t("weighs at least as much as"), _LESS, active)
        same = _criterion_of(_MORE, active) == _criterion_of(_LESS, active)
        st.button(t("Add this limit"), on_click=_ordered, args=(case, active), disabled=same)


def _criterion(label: str, name: str, active: Case) -> None:
    """The choice of one criterion taken into account."""
    labels = {c.id: c.label for c in active.criteria}
    widgets.selectbox(
        label,
        labels,
        name=name,
        value=_criterion_of(name, active),
        write=widgets.choice_writer(name),
        format_func=labels.__getitem__,
    )


def _criterion_of(name: str, active: Case) -> str:
    """The criterion of a choice; the first one, or the second to compare the first with."""
    ids = [c.id for c in active.criteria]
    ident = widgets.own_choice(name, "")
    # A boolean as an index: to compare with, the second criterion; else the first.
    return ident if ident in ids else ids[name == _LESS]


def _ordered(case: Case, active: Case) -> None:
    """As the controls are now: they may have moved since the button was drawn."""
    _add(case, f"{_criterion_of(_MORE, active)}>={_criterion_of(_LESS, active)}")


def _interval(case: Case, active: Case) -> None:
    """One criterion has a share between two bounds."""
    with st.popover(t("Bound a weight"), type="tertiary"), st.container(key="bounds"):
        _criterion(t("Criterion bounded"), _BOUNDED, active)
        for name, label in ((_LOW, t("At least")), (_HIGH, t("At most"))):
            widgets.slider(
                label,
                _NONE,
                _ALL,
                name=name,
                value=_bound(name),
                write=widgets.choice_writer(name),
                step=5,
                format=t("%d %%"),
            )
        low, high = _bound(_LOW), _bound(_HIGH)
        useless = (low, high) == (_NONE, _ALL) or low > high
        st.button(t("Add these bounds"), on_click=_bounded, args=(case, active), disabled=useless)


def _bound(name: str) -> int:
    return widgets.own_choice(name, _ALL if name == _HIGH else _NONE)


def _bounded(case: Case, active: Case) -> None:
    low, high, criterion = _bound(_LOW), _bound(_HIGH), _criterion_of(_BOUNDED, active)
    if low == _NONE:
        _add(case, f"{criterion}<={high}")
    elif high == _ALL:
        _add(case, f"{criterion}>={low}")
    else:
        _add(case, f"{criterion} {low}..{high}")
