"""Lists of the decision (objections, next steps, findings): added, edited, taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules.decision import Decision
from prioritisation.ui.decision.ground import DecisionEdit, DecisionPage, keep_edit
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import watch
from prioritisation.ui.shared.page import apart_block
from prioritisation.ui.visit.conflict import draw_refusal, refuse
from prioritisation.wording import t

_EDITING = "decision_editing"
"""Session key: the row being edited, with the list and the place it stands at."""

_TOLD = "decision_editing_told"
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
    told, drawn
        A row in a sentence; as HTML.
    """

    kind: str
    get: Callable[[Decision], tuple[Row, ...]]
    put: Callable[[Decision, tuple[Row, ...]], Decision]
    controls: Callable[[str, RowValues, bool], None]
    build: Callable[[RowValues], Row | None]
    values: Callable[[Row | None], RowValues]
    told: Callable[[Row], str]
    drawn: Callable[[Row], str]
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
    there = spec.get(ground.decision)
    edited = _edited(ground, spec)
    with apart_block():
        for place, row in enumerate(there):
            with st.container(key=f"row_{spec.kind}_{place}", gap=None):
                if edited is not None and place == edited.at:
                    _changed(spec, edited.base, row)
                    _form(ground, spec, edited)
                else:
                    _shown(ground, spec, place, row)
        if edited is not None and edited.at >= len(there):
            _changed(spec, edited.base, None)
            _form(ground, spec, edited)
    if ground.writes:
        _form(ground, spec, None)


def _edited(ground: DecisionPage, spec: DecisionList[Row]) -> _Edited[Row] | None:
    """The row being edited; it stays so when somebody else changes the list: its form is kept."""
    name, kind, place, base = st.session_state.get(_EDITING, ("", "", 0, None))
    if not ground.writes or (name, kind) != (ground.name, spec.kind):
        return None
    there = spec.get(ground.decision)
    if isinstance(base, str):  # what an earlier session said of it
        if place >= len(there) or spec.told(there[place]) != base:
            _close()
            return None
        base = there[place]
    _now_edited(ground, spec, place, base)
    return _Edited(base, place, there.index(base) if base in there else place)


def _now_edited(ground: DecisionPage, spec: DecisionList[Row], place: int, base: Row) -> None:
    st.session_state[_EDITING] = (ground.name, spec.kind, place, base)
    st.session_state[_TOLD] = (ground.name, {_EDITING: [spec.kind, place, spec.told(base)]})


def edited_now(ground: DecisionPage) -> Mapping[str, object]:
    """The row being edited, for the tab of the browser to remember."""
    name, fields = st.session_state.get(_TOLD, ("", {}))
    return fields if _EDITING in st.session_state and name == ground.name else {}


def edit_again(ground: DecisionPage, row_of_tab: Mapping[str, object]) -> None:
    """Open the row that an earlier session was editing; a browser may say anything."""
    match row_of_tab.get(_EDITING):
        case [str(kind), int(place), str(sentence)] if place >= 0:
            st.session_state[_EDITING] = (ground.name, kind, place, sentence)


def _changed(spec: DecisionList[Row], base: Row, row: Row | None) -> None:
    with apart_block():
        if row != base:
            theirs_now = spec.told(row) if row is not None else t("nothing")
            warning = t("Written meanwhile by somebody else: {said}", said=theirs_now)
            st.html(tag("p", text(warning), "warn"))


def _shown(ground: DecisionPage, spec: DecisionList[Row], place: int, row: Row) -> None:
    st.html(spec.drawn(row))
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
    with st.form(f"form_{prefix}", border=False, enter_to_submit=False):
        spec.controls(prefix, start, row is None)
        for name, value in start.items():
            if isinstance(value, str) and widgets.is_mounted(prefix + name):
                watch(prefix + name, value, widgets.key_of(prefix + name))
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                spec.add if row is None else t("Keep this row"),
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
        there = spec.get(decision)
        if row in there:
            return decision
        if base is None:
            return spec.put(decision, (*there, row))
        return _replaced(spec, decision, there.index(base), row) if base in there else None

    def after(_decision: Decision) -> None:
        if place is None:
            _next(ground, spec)
        _close()

    def there(decision: Decision) -> str:
        rows = spec.get(decision)
        return spec.told(rows[place]) if place is not None and place < len(rows) else ""

    change = DecisionEdit(
        prefix, edit, lambda now: _replaced(spec, now, place, row), spec.told(row), there, after
    )
    keep_edit(ground, change)


def _replaced(
    spec: DecisionList[Row], decision: Decision, place: int | None, row: Row
) -> Decision:
    """A row in the place of another; after the last when there is none there any more."""
    there = list(spec.get(decision))
    if place is None or place >= len(there):
        there.append(row)
    else:
        there[place] = row
    return spec.put(decision, tuple(there))


def _drop(ground: DecisionPage, spec: DecisionList[Row], row: Row) -> None:
    def without(decision: Decision) -> Decision:
        there = list(spec.get(decision))
        if row in there:
            there.remove(row)
        return spec.put(decision, tuple(there))

    sentence = t("Taken back: {said}", said=spec.told(row))
    place = _prefix(ground, spec, None)
    keep_edit(
        ground,
        DecisionEdit(place, without, without, sentence, lambda _now: "", lambda _now: _close()),
    )
