"""Fields whose text the server has as soon as they are left, each with a place beside it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts, watch
from prioritisation.wording import t
from prioritisation.wording.nouns import PLURALS

_TALL = 190


def line_field(label: str, name: str, hint: str = "") -> DeltaGenerator:
    """A line of text; the place beside it."""
    looks = {"placeholder": hint} if hint else {}
    widgets.text_input(label, **widgets.own_keywords(name, ""), **looks)
    watch(name, typed_value(name), widgets.key_of(name))
    return st.container()


def area_field(label: str, name: str) -> DeltaGenerator:
    """Several lines of text; the place beside them."""
    widgets.text_area(label, height=_TALL, **widgets.own_keywords(name, ""))
    watch(name, typed_value(name), widgets.key_of(name))
    return st.container()


def noun_field(name: str, value: str, write: Callable[[Any], None] | None) -> None:
    """What things to choose between are called: of a closed list, so that sentences stay right."""
    widgets.pills(
        t("What is compared is called"),
        list(PLURALS),
        name=name,
        value=value,
        write=write,
        required=True,
        format_func=PLURALS.__getitem__,
    )


@contextmanager
def kept_fields(name: str, prefix: str) -> Iterator[None]:
    """Have the tab keep the choices whose names begin so, and give them to the next session."""
    current = partial(widgets.choices_under, prefix)
    with drafts(name, current, partial(widgets.give_choices, prefix)):
        yield


def typed_value(name: str) -> str:
    """What was typed in a field."""
    return str(widgets.own_choice(name, "") or "")


def place_of(field: str, places: Iterable[str]) -> tuple[str, str]:
    """The place that is nearest to a field, and what of the field's name it leaves.

    Examples
    --------
    >>> place_of("criteria.0.between.1", ["", "criteria", "criteria.0", "criteria.0.label"])
    ('criteria.0', 'between.1')
    >>> place_of("title", ["", "criteria"])
    ('', 'title')
    """
    near = [one for one in places if one and (field == one or field.startswith(f"{one}."))]
    place = max(near, key=len, default="")
    return place, field.removeprefix(place).lstrip(".")
