"""Controls that show the state and nothing else: docs/adr/0018.

Streamlit gives a widget its value once, when it is first mounted; one that stands in a closed
popover, tab or dialog is mounted later, with an older value, and the next run sends that value
back as the visitor's. Here the key of a widget changes whenever the state is no longer what the
browser was last known to show: the old widget is gone, and whatever it held with it.

Each function is the widget of that name, with

name
    What the control is about; one at a time on a page.
value
    What the state says.
write
    Called with the new value when the visitor changes it; None in a form, whose values are
    read with ``value_of`` when it is sent.

Other keywords are the widget's own.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from prioritisation.wording import t

CONTROLS, _OWN, _RENEWED = "held_controls", "own_choices", "renewed_controls"
Option = TypeVar("Option")


@dataclass(slots=True)
class _Mark:
    """The widget of a control in this session: its key, and what the browser shows in it.

    Its options too: the browser sends a choice again when they are no longer the same.
    """

    key: str
    value: object
    options: Sequence[object]


def slider(label: str, low: int, high: int, *, name: str, value: int, **looks: Any) -> None:
    """A number between two others."""
    st.slider(label, low, high, value, **_keywords(name, value, looks))


def number_input(
    label: str,
    low: float | None = None,
    high: float | None = None,
    *,
    name: str,
    value: float | None,
    **looks: Any,
) -> None:
    """A number that is typed."""
    st.number_input(label, low, high, value, **_keywords(name, value, looks))


def checkbox(label: str, *, name: str, value: bool, **looks: Any) -> None:
    """Yes or no."""
    st.checkbox(label, value, **_keywords(name, value, looks))


def text_input(label: str, *, name: str, value: str, **looks: Any) -> None:
    """A line of text."""
    st.text_input(label, value, **_keywords(name, value, looks))


def text_area(label: str, *, name: str, value: str, **looks: Any) -> None:
    """Several lines of text."""
    st.text_area(label, value, **_keywords(name, value, looks))


def radio(
    label: str, options: Iterable[Option], *, name: str, value: Option | None, **looks: Any
) -> None:
    """One option, all in sight."""
    listed = list(options)
    st.radio(label, listed, _place(listed, value), **_keywords(name, value, looks, listed))


def selectbox(
    label: str, options: Iterable[Option], *, name: str, value: Option | None, **looks: Any
) -> None:
    """One option of a list that opens.

    Nothing is typed in it: what the framework says of words that it does not find is in English.
    """
    listed = list(options)
    looks = {"placeholder": t("Choose"), "filter_mode": None, **looks}
    st.selectbox(label, listed, _place(listed, value), **_keywords(name, value, looks, listed))


def pills(label: str, options: Iterable[Option], *, name: str, value: Any, **looks: Any) -> None:
    """One option or, with ``selection_mode="multi"``, any of them, side by side."""
    listed = list(options)
    default = _among(listed, value, several=looks.get("selection_mode") == "multi")
    st.pills(label, listed, default=default, **_keywords(name, default, looks, listed))


def segmented_control(
    label: str, options: Iterable[Option], *, name: str, value: Option | None, **looks: Any
) -> None:
    """One option, in one bar."""
    listed = list(options)
    default = _among(listed, value, several=False)
    st.segmented_control(label, listed, default=default, **_keywords(name, default, looks, listed))


def value_of(name: str, start: Any = None) -> Any:
    """What a control holds in the browser, as far as the server knows: for forms when sent."""
    mark = _marks().get(name)
    if mark is None:
        return start
    value = st.session_state.get(mark.key, mark.value)
    return value if _is_offered(value, mark.options) else mark.value


def key_of(name: str) -> str:
    """The key of the widget of a control that is drawn."""
    return _marks()[name].key


def is_mounted(name: str) -> bool:
    """Whether the control was on the page at the last run: another page forgets its text."""
    mark = _marks().get(name)
    return mark is not None and mark.key in st.session_state


def renew_controls(*names: str) -> None:
    """Have controls start again from the state: what was typed in them is done with."""
    for name in names:
        _marks().pop(name, None)
        times = st.session_state.setdefault(_RENEWED, dict[str, int]())
        times[name] = times_renewed(name) + 1


def times_renewed(name: str) -> int:
    """How many times what was typed in a control was done with in this session."""
    return int(st.session_state.get(_RENEWED, {}).get(name, 0))


def own_choice(name: str, start: Option) -> Option:
    """The choice of a control that nothing else knows of, such as a form's that is being filled.

    It is kept under a key of its own, which is no widget's; ``choice_writer`` writes it.
    """
    picked: Option = st.session_state.get(_OWN, {}).get(name, start)
    return picked


def choice_writer(name: str) -> Callable[[Any], None]:
    """A way to write an ``own_choice``."""

    def write(value: Any) -> None:
        st.session_state.setdefault(_OWN, {})[name] = value

    return write


def own_keywords(name: str, start: object) -> dict[str, Any]:
    """The keywords of a control whose choice nothing else knows of."""
    return {"name": name, "value": own_choice(name, start), "write": choice_writer(name)}


def drop_choices(*names: str) -> None:
    """Forget these ``own_choice``: they start again."""
    for name in names:
        st.session_state.get(_OWN, {}).pop(name, None)


def choices_under(prefix: str) -> dict[str, Any]:
    """Every ``own_choice`` whose name begins so, by the rest of its name."""
    choices: dict[str, Any] = st.session_state.get(_OWN, {})
    return {n.removeprefix(prefix): one for n, one in choices.items() if n.startswith(prefix)}


def give_choices(prefix: str, choices: Mapping[str, object]) -> bool:
    """Put choices of an earlier session back where nothing stands; whether there is any.

    A browser may say anything: what no control of ours may hold is left out.
    """
    own: dict[str, Any] = st.session_state.setdefault(_OWN, {})
    new = {prefix + name: one for name, one in choices.items() if prefix + name not in own}
    given = {name: _as_chosen(one) for name, one in new.items() if _may_be_chosen(one)}
    own.update(given)
    return bool(given)


def _may_be_chosen(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return value is None or isinstance(value, str | int)


def _as_chosen(value: Any) -> Any:
    # What has several parts, in JSON.
    return tuple(value) if isinstance(value, list) else value


def _marks() -> dict[str, _Mark]:
    marks: dict[str, _Mark] = st.session_state.setdefault(CONTROLS, {})
    return marks


def _keywords(
    name: str, value: object, looks: dict[str, Any], options: Sequence[object] = ()
) -> dict[str, Any]:
    """The keywords that tie a widget to the state; its key is new when the two differ.

    A key is never used twice, not even by another session: a browser that comes back to a new
    one sends the widgets of the old.
    """
    marks, write = _marks(), looks.pop("write")
    mark = marks.get(name)
    if mark is None or (mark.value, mark.options) != (value, options):
        mark = marks[name] = _Mark(f"{name}__{secrets.token_hex(4)}", value, options)
    if write is None:
        return {**looks, "key": mark.key}
    return {**looks, "key": mark.key, "on_change": _on_change, "args": (name, mark.key, write)}


def _on_change(name: str, key: str, write: Callable[[Any], None]) -> None:
    """The visitor has changed a control: the browser shows that value, the state is told.

    The browser may still send a widget that is gone, with what it held: that is nobody's choice.
    It was drawn under another key, or is drawn no more and says what it was known to show.
    """
    mark = _marks().get(name)
    if mark is None or mark.key != key:
        return
    value = st.session_state[key]
    if _is_offered(value, mark.options):
        # Several come in the order of the clicks; they are shown in that of the options.
        several = isinstance(value, list)
        marked = _among(mark.options, value, several=True) if several else value
        if marked != mark.value:
            # Shown again as it is taken: what the browser shows is not quite that.
            mark.value = marked
            write(value)
    else:
        renew_controls(name)


def _is_offered(value: object, options: Sequence[object]) -> bool:
    """Whether a browser of ours can send it: Streamlit hands on any words as a choice."""
    chosen = value if isinstance(value, list) else [value]
    # No options: a text or a number, which the widget bounds by itself.
    return not options or all(one is None or one in options for one in chosen)


def _place(options: Sequence[object], value: object) -> int | None:
    return options.index(value) if value in options else None


def _among(options: Sequence[object], value: Any, *, several: bool) -> Any:
    """What can be shown of a value: the options that it names."""
    if several:
        return [one for one in options if one in value]
    return value if value in options else None
