"""Lists of the decision (objections, next steps, findings): added, edited, taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules.decision import Decision
from prioritisation.ui.decision.ground import DecisionEdit, DecisionPage, keep_edit
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import watch
from prioritisation.ui.shared.page import apart_block
from prioritisation.ui.visit.visit import draw_refusal, refuse
from prioritisation.wording import t

_EDITING = "decision_editing"
"""Session key: the row being edited, with the list and the place it stands at."""

_REMEMBERED = "decision_editing_told"
"""Session key: whose decision, and what is remembered of the row being edited."""

_ADDED = "decision_added"
"""Session key: list -> how many rows were added to it here; each new row has controls of its own.

A control that is emptied may keep its text on the screen, when the next run of the page comes at
once, as it does after each write of a meeting.
"""

Row = TypeVar("Row")
RowValues = dict[str, object]


@dataclass(frozen=True, slots=True)
class DecisionList(Generic[Row]):
    """A list of the decision.

    Attributes
    ----------
    controls
        Draws the controls of a row, given the start of their names, what they start from and
        whether the row is a new one.
    build
        A row from what the controls say; None when it says nothing.
    values
        What the controls must say for a row; empty ones for a new row.
    sentence, html
        A row in a sentence; as HTML.
    """

    kind: str
    get: Callable[[Decision], tuple[Row, ...]]
    put: Callable[[Decision, tuple[Row, ...]], Decision]
    controls: Callable[[str, RowValues, bool], None]
    build: Callable[[RowValues], Row | None]
    values: Callable[[Row | None], RowValues]
    sentence: Callable[[Row], str]
    html: Callable[[Row], str]
    add: str
    empty: str
    edit: Callable[[Row], str] | None = None


@dataclass(frozen=True, slots=True)
class _Edited(Generic[Row]):
    """The row that a form is about: as it was when it was opened, and where it stands now.

    Attributes
    ----------
    opened
        Place where it was opened: part of the names of its controls.
    """

    base: Row
    opened: int
    at: int


def draw_list(ground: DecisionPage, spec: DecisionList[Row]) -> None:
    """The list, each row with what may be done with it, and the form of one more."""
    rows = spec.get(ground.decision)
    edited = _edited(ground, spec)
    with apart_block():
        for place, row in enumerate(rows):
            with st.container(key=f"row_{spec.kind}_{place}", gap=None):
                if edited is not None and place == edited.at:
                    _changed(spec, edited.base, row)
                    _form(ground, spec, edited)
                else:
                    _draw_row(ground, spec, place, row)
        if edited is not None and edited.at >= len(rows):
            _changed(spec, edited.base, None)
            _form(ground, spec, edited)
    if ground.writes:
        _form(ground, spec, None)


def _edited(ground: DecisionPage, spec: DecisionList[Row]) -> _Edited[Row] | None:
    """The row being edited; it stays so when somebody else changes the list: its form is kept."""
    name, kind, place, base = st.session_state.get(_EDITING, ("", "", 0, None))
    if not ground.writes or (name, kind) != (ground.name, spec.kind):
        return None
    rows = spec.get(ground.decision)
    if isinstance(base, str):  # what an earlier session said of it
        if place >= len(rows) or spec.sentence(rows[place]) != base:
            _close()
            return None
        base = rows[place]
    _now_edited(ground, spec, place, base)
    # Others may have moved it; the controls keep the names of where it was opened.
    return _Edited(base, place, rows.index(base) if base in rows else place)


def _now_edited(ground: DecisionPage, spec: DecisionList[Row], place: int, base: Row) -> None:
    st.session_state[_EDITING] = (ground.name, spec.kind, place, base)
    st.session_state[_REMEMBERED] = (
        ground.name,
        {_EDITING: [spec.kind, place, spec.sentence(base)]},
    )


def edited_now(ground: DecisionPage) -> Mapping[str, object]:
    """The row being edited, for the tab of the browser to remember."""
    name, fields = st.session_state.get(_REMEMBERED, ("", {}))
    return fields if _EDITING in st.session_state and name == ground.name else {}


def edit_again(ground: DecisionPage, row_of_tab: Mapping[str, object]) -> None:
    """Open the row that an earlier session was editing; a browser may say anything."""
    match row_of_tab.get(_EDITING):
        case [str(kind), int(place), str(sentence)] if place >= 0:
            st.session_state[_EDITING] = (ground.name, kind, place, sentence)


def _changed(spec: DecisionList[Row], base: Row, row: Row | None) -> None:
    with apart_block():
        if row != base:
            theirs_now = spec.sentence(row) if row is not None else t("nothing")
            warning = t("Written meanwhile by somebody else: {said}", said=theirs_now)
            st.html(tag("p", text(warning), "warn"))


def _draw_row(ground: DecisionPage, spec: DecisionList[Row], place: int, row: Row) -> None:
    st.html(spec.html(row))
    if not ground.writes:
        return
    key = f"{ground.name}_{spec.kind}_{place}"
    with st.container(key=f"acts_{key}", horizontal=True, gap="small"):
        if spec.edit is not None:
            st.button(
                spec.edit(row),
                key=f"edit_{key}",
                type="tertiary",
                on_click=_start,
                args=(ground, spec, place, row),
            )
        st.button(
            t("Take back"),
            key=f"drop_{key}",
            type="tertiary",
            on_click=_drop,
            args=(ground, spec, row),
        )


def _start(ground: DecisionPage, spec: DecisionList[Row], place: int, row: Row) -> None:
    _now_edited(ground, spec, place, row)
    # An edit that was given up may have left its text there.
    widgets.renew_controls(*(_prefix(ground, spec, place) + name for name in spec.values(row)))


def _prefix(ground: DecisionPage, spec: DecisionList[Row], place: int | None) -> str:
    kind = f"{ground.name}_{spec.kind}"
    if place is not None:
        return f"{kind}_{place}_"
    return f"{kind}_new{st.session_state.get(_ADDED, {}).get(kind, 0)}_"


def _next(ground: DecisionPage, spec: DecisionList[Row]) -> None:
    """The controls of one more new row."""
    kind = f"{ground.name}_{spec.kind}"
    added = st.session_state.setdefault(_ADDED, {})
    added[kind] = added.get(kind, 0) + 1


def _form(ground: DecisionPage, spec: DecisionList[Row], edited: _Edited[Row] | None) -> None:
    row = edited.base if edited else None
    prefix, start = _prefix(ground, spec, edited.opened if edited else None), spec.values(row)
    # « Enter » in a line would send a row that is not finished.
    with st.form(f"form_{prefix}", border=False, enter_to_submit=False):
        spec.controls(prefix, start, row is None)
        for name, value in start.items():
            if isinstance(value, str) and widgets.is_mounted(prefix + name):
                watch(prefix + name, value, widgets.key_of(prefix + name))
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                spec.add if row is None else t("Save this row"),
                key=f"{prefix}send",
                on_click=_keep,
                args=(ground, spec, edited),
            )
            if row is not None:
                st.form_submit_button(
                    t("Give up"), key=f"{prefix}leave", type="tertiary", on_click=_close
                )
    with apart_block():
        draw_refusal(ground.name, prefix)


def _close() -> None:
    st.session_state.pop(_EDITING, None)


def _keep(ground: DecisionPage, spec: DecisionList[Row], edited: _Edited[Row] | None) -> None:
    """Add the row, once even if the button is pressed twice; or put it in the place of another."""
    base, place = (edited.base, edited.at) if edited else (None, None)
    prefix = _prefix(ground, spec, edited.opened if edited else None)
    start = spec.values(base)
    row = spec.build({name: widgets.value_of(prefix + name, start[name]) for name in start})
    if row is None:
        refuse(ground.name, prefix, spec.empty)
        return

    def edit(decision: Decision) -> Decision | None:
        rows = spec.get(decision)
        if row in rows:
            return decision
        if base is None:
            return spec.put(decision, (*rows, row))
        return _replaced(spec, decision, rows.index(base), row) if base in rows else None

    def after(_decision: Decision) -> None:
        if place is None:
            _next(ground, spec)
        _close()

    def current_text(decision: Decision) -> str:
        rows = spec.get(decision)
        return spec.sentence(rows[place]) if place is not None and place < len(rows) else ""

    force = partial(_replaced, spec, place=place, row=row)
    change = DecisionEdit(prefix, edit, force, spec.sentence(row), current_text, after)
    keep_edit(ground, change)


def _replaced(
    spec: DecisionList[Row], decision: Decision, place: int | None, row: Row
) -> Decision:
    """A row in the place of another; after the last when there is none there any more."""
    rows = list(spec.get(decision))
    if place is None or place >= len(rows):
        rows.append(row)
    else:
        rows[place] = row
    return spec.put(decision, tuple(rows))


def _drop(ground: DecisionPage, spec: DecisionList[Row], row: Row) -> None:
    def without(decision: Decision) -> Decision:
        rows = list(spec.get(decision))
        if row in rows:
            rows.remove(row)
        return spec.put(decision, tuple(rows))

    sentence = t("Taken back: {said}", said=spec.sentence(row))
    place = _prefix(ground, spec, None)
    keep_edit(
        ground,
        DecisionEdit(place, without, without, sentence, lambda _now: "", lambda _now: _close()),
    )
