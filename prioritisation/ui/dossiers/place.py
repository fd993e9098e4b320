"""Where somebody is among dossiers: what the address asks for, what the cookies open."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from prioritisation.analysis.address import (
    CELL_KEY,
    DOOR_KEY,
    DOSSIER_KEY,
    FILE_KEY,
    LIST,
    PART_KEY,
    STEP_KEY,
)
from prioritisation.cases.reading import DOSSIER_COOKIE, OpenDossier
from prioritisation.cases.shelf import Shelf, current_shelf
from prioritisation.meeting.room import current_room
from prioritisation.meeting.room.identity import cleaned_code
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts, watch
from prioritisation.ui.visit import visit as place
from prioritisation.ui.visit.looking import own_log
from prioritisation.ui.visit.visit import EXPECTED, attempt
from prioritisation.wording import t
from prioritisation.wording.nouns import PLURALS

HISTORY, PROPOSALS, IMPORTING = "historique", "propositions", "importer"
"""Parts that an address may ask for; the first page of a dossier needs none."""

REGION_DOOR, EARLIER_DOOR, BLANK_DOOR, COPY_DOOR = "region", "reprise", "page-blanche", "copie"
FILE_DOOR = "fichier"
"""Doors by which a dossier is made."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever looks at a dossier: its key, the pass of the browser, and the dossier as it is.

    Attributes
    ----------
    own
        The versions of it that this session made.
    """

    shelf: Shelf
    key: str
    secret: str
    dossier: OpenDossier
    own: set[int]

    @property
    def door(self) -> tuple[str, str]:
        """Its key and the pass: what opens it."""
        return self.key, self.secret

    def wrote(self, seq: int) -> None:
        """Take a version as one's own: it is not told as somebody else's.

        What was there already makes none: the last one stays whoever's it is.
        """
        if seq > self.dossier.seq:
            self.own.add(seq)


def passes() -> dict[str, str]:
    """Key of each dossier whose link this browser holds -> the pass of the link."""
    return {
        name.removeprefix(DOSSIER_COOKIE): value
        for name, value in place.cookies().items()
        if name.startswith(DOSSIER_COOKIE)
    }


def address_key() -> str:
    """The key of the dossier that the address names; empty for none."""
    return cleaned_code(st.query_params.get(DOSSIER_KEY, ""))


def open_dossier(key: str) -> Holder | None:
    """A dossier of this browser; None where it cannot be opened, as the top of the page says."""
    try:
        shelf, secret = current_shelf(), passes().get(key, "")
        return Holder(shelf, key, secret, shelf.open(key, secret), own_log(key))
    except EXPECTED:
        return None


def may_create() -> bool:
    """Whether the visitor may create dossiers, and find lost links again."""
    return bool(attempt(lambda: place.may_set_up(current_room())))


def go_to_dossier(key: str, part: str = "", cell: str = "") -> None:
    """Have the address be that of a dossier, of a part of it, of a cell of its table."""
    query = {DOSSIER_KEY: key, PART_KEY: part, CELL_KEY: cell}
    st.query_params.from_dict({name: value for name, value in query.items() if value})


def go_to_list() -> None:
    """Have the address be that of the list; what else it asks for is kept."""
    part = LIST if st.query_params.get(DOSSIER_KEY) else ""
    _change_address({**_NO_DOOR, PART_KEY: part})


def go_to_door(door: str) -> None:
    """Have the address be that of a door; what else it asks for is kept."""
    _change_address({**_NO_DOOR, PART_KEY: "", DOOR_KEY: door})


def leave_door() -> None:
    """Have the address ask for no door."""
    _change_address(_NO_DOOR)


def go_to_file(token: str, step: str = "") -> None:
    """Have the address be that of a file that was handed over, at one of its screens."""
    _change_address({FILE_KEY: token, STEP_KEY: step})


_NO_DOOR = {DOOR_KEY: "", FILE_KEY: "", STEP_KEY: ""}


def _change_address(changes: Mapping[str, str]) -> None:
    """Change several keys of the address at once; an empty value takes its key out.

    Each change would be an address of its own for the browser: « Back » would be pressed twice.
    """
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    address |= {name: [value] for name, value in changes.items()}
    gone = {name for name, value in changes.items() if not value}
    st.query_params.from_dict({n: values for n, values in address.items() if n not in gone})


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
