"""Texts of the decision: each is kept as soon as its field is left, and nothing typed is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules.decision import Decision
from prioritisation.ui.decision.ground import HELD, Change, Ground, make, refuse, refused
from prioritisation.ui.shared import held
from prioritisation.ui.shared.drafts import watch
from prioritisation.ui.shared.pieces import apart
from prioritisation.wording import t


class Unfit(Exception):
    """What was typed means nothing there; says why."""


@dataclass(frozen=True, slots=True)
class Field:
    """A text of the decision, and where it stands in it.

    Attributes
    ----------
    put
        The texts with another value; raises Unfit.
    height
        Of a field of several lines; 0 for a line.
    """

    key: str
    label: str
    get: Callable[[Decision], str]
    put: Callable[[Decision, str], Decision]
    height: int = 0
    placeholder: str = ""


def field(ground: Ground, one: Field) -> None:
    """The control where it may be written."""
    key, now = f"{ground.name}_{one.key}", one.get(ground.decision)
    if not _is_drawn(key):
        _fill(ground, one)(ground.decision)
    base, shown = st.session_state[f"{key}_base"], st.session_state[f"{key}_shown"]
    write = partial(_keep, ground, one)
    if one.height:
        held.text_area(one.label, name=key, value=shown, write=write, height=one.height)
    else:
        told = one.placeholder
        held.text_input(one.label, name=key, value=shown, write=write, placeholder=told)
    watch(key, base, held.key_of(key))
    with apart():
        refused(ground, one.key)
        if now != base and not _is_held(ground):
            _elsewhere(ground, one, now)


def _is_drawn(key: str) -> bool:
    """Whether the control stands on the page, with what was typed there; else it starts anew."""
    return f"{key}_base" in st.session_state and held.is_mounted(key)


def _is_held(ground: Ground) -> bool:
    return bool(st.session_state.get(HELD, ("",))[0] == ground.here.about)


def _fill(ground: Ground, one: Field) -> Callable[[Decision], None]:
    """Put what is kept into the control."""
    key = f"{ground.name}_{one.key}"

    def fill(decision: Decision) -> None:
        st.session_state[f"{key}_shown"] = st.session_state[f"{key}_base"] = one.get(decision)

    return fill


def _elsewhere(ground: Ground, one: Field, now: str) -> None:
    """Somebody else wrote there since: the field keeps what this visitor sees, and asks."""
    said = t("Written meanwhile by somebody else: {said}", said=now or t("nothing"))
    with st.container(key=f"elsewhere_{one.key}", horizontal=True, vertical_alignment="center"):
        st.html(tag("p", text(said), "warn"), width="stretch")
        st.button(
            t("Take this text"),
            key=f"{ground.name}_take_{one.key}",
            on_click=_fill(ground, one),
            args=(ground.decision,),
        )


def _keep(ground: Ground, one: Field, typed: str) -> None:
    key = f"{ground.name}_{one.key}"
    st.session_state[f"{key}_shown"] = typed
    mine, base = typed.strip(), st.session_state[f"{key}_base"]

    def edit(now: Decision) -> Decision | None:
        made = one.put(now, mine)
        return made if one.get(now) in (base, one.get(made)) else None

    change = Change(
        one.key, edit, lambda now: one.put(now, mine), mine, one.get, _fill(ground, one)
    )
    try:
        make(ground, change)
    except Unfit as error:
        refuse(ground, one.key, str(error))
