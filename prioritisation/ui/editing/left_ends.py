"""Two ends that were being typed while their scale became another one, which has none there."""

import streamlit as st

from prioritisation.cases.editing.scales import ends_unit
from prioritisation.ui.editing.conflict import leave_form
from prioritisation.ui.editing.ground import OpenForm, Workbench, lost_forms
from prioritisation.ui.shared import widgets
from prioritisation.ui.visit.trying import notice_block
from prioritisation.wording import listed, t

_ENDS = ("worst", "best")
_FIELDS = (*_ENDS, "reason")


def say_left_ends(bench: Workbench, criterion: str, into: OpenForm | None = None) -> None:
    """Say what was typed for two ends that are not there any more, once; keep it where they are.

    Parameters
    ----------
    into
        The form of a scale that has its two ends among its own fields; None without one.
    """
    for form in lost_forms(bench):
        if form.unit != ends_unit(criterion):
            continue
        fields = {end: widgets.own_choice(f"{form.name}_{end}", "") for end in _ENDS}
        typed = {end: text for end, text in fields.items() if text}
        leave_form(bench, form, _FIELDS)
        if not typed:
            continue
        ends = listed(list(typed.values()))
        words = t(
            "This scale has just changed: what you typed, {ends}, is not written.", ends=ends
        )
        if into is not None:
            for end, text in typed.items():
                widgets.choice_writer(f"{into.name}_{end}")(text)
            words = t(
                "This scale is no straight line any more: what you typed for its two ends, "
                "{ends}, is not written; it stands in the fields below.",
                ends=ends,
            )
        st.html(notice_block(words))
