"""Doors by which a dossier is made: a region, a copy, last time, a blank page."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial

import streamlit as st

from criteria.case import Case
from prioritisation.cases.copying import copied_files
from prioritisation.cases.reading import DoorOrigin, OpenDossier
from prioritisation.cases.shelf import Shelf, current_shelf
from prioritisation.cases.typed import NAME_SIGNS
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.room.visibility import lineage
from prioritisation.settings import (
    DEFAULT_CASE,
    case_folder,
    case_is_chosen,
    case_or_problems,
    current_day,
    example_case,
)
from prioritisation.ui.dossiers.making import ANY_TIME, create_dossier, form_number
from prioritisation.ui.dossiers.place import COPY_DOOR, go_to_door, kept_fields, passes
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts, typed_text, watch
from prioritisation.ui.shared.page import answer_block
from prioritisation.ui.visit.trying import attempt
from prioritisation.wording import t

_WHICH = "copied_case"
_SERVER, _EXAMPLE = "server", "example"
"""What stands for a folder among the keys of dossiers, which are in capitals."""

_Files = Callable[[], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class CopySource:
    """A case that may be copied: what it is called, and a way to its files."""

    case: Case
    files: _Files
    sha256: str = ""
    line: str = ""

    @property
    def name(self) -> str:
        """Its title and its group."""
        return f"{self.case.title} · {self.case.group}"


def copy_of(key: str) -> None:
    """Go to the door, a case being chosen."""
    widgets.choice_writer(_WHICH)(key)
    go_to_door(COPY_DOOR)


def copy_door() -> None:
    """Which case, what its copy is called, create."""
    sources = copy_sources()
    picked = widgets.own_choice(_WHICH, _EXAMPLE)
    source = sources.get(picked) or next(iter(sources.values()))
    with st.container(key="answer"):
        st.html(
            answer_block(
                t("A new case: a copy of which one?"),
                t("Everything is copied but its links and its history."),
                t("What is changed in the copy changes nothing of the first."),
            )
        )
    with kept_fields(COPY_DOOR, _WHICH):
        widgets.selectbox(
            t("Case to copy"),
            list(sources),
            format_func=lambda key: sources[key].name,
            **{**widgets.own_keywords(_WHICH, _EXAMPLE), "value": _key_of(sources, source)},
        )
    line = lineage(source.case.id, source.line)
    origin = DoorOrigin("copy", source.case.title, source.sha256, line)
    title = source.case.title
    longer = t("{title}, copy", title=title)
    called = longer if len(longer) <= NAME_SIGNS else title
    titled_form(f"copy_{picked}", called, origin, source.files)


def _key_of(sources: Mapping[str, CopySource], source: CopySource) -> str:
    return next(key for key, one in sources.items() if one is source)


def titled_form(
    name: str,
    title: str,
    origin: DoorOrigin,
    files: _Files,
    becoming: AbstractContextManager[bool] = ANY_TIME,
) -> None:
    """The title of a case made from another, and the button that makes it.

    Parameters
    ----------
    name
        Of the form: fields of two forms are not the same.
    title
        What it is called at first.
    files
        Gives the files of the first.
    becoming
        As for ``create_dossier``.
    """
    done = form_number()
    field = f"{name}_title_{done}"
    with drafts(name), st.form(name, border=False):
        widgets.text_input(t("Title of the case"), name=field, value=title, write=None)
        watch(field, title, widgets.key_of(field), form=True)
        slot = st.container()
        sent = st.form_submit_button(
            t("Create this case"), type="primary", key=f"{name}_send_{done}"
        )
    if sent:
        typed, today = typed_text(field), current_day(None)
        made = lambda: copied_files(files(), typed, today)  # noqa: E731
        create_dossier(typed, origin, made, slot, name, becoming)


def copy_sources() -> dict[str, CopySource]:
    """What this browser may copy: its dossiers, the case of the server, the example."""
    owned = passes()
    shelf = attempt(current_shelf) if owned else None
    dossiers = (attempt(lambda: shelf.held_by(owned)) if shelf else ()) or ()
    sources = {one.key: _of_dossier(shelf, one, owned[one.key]) for one in dossiers if shelf}
    case, _ = case_or_problems()
    if case and case_is_chosen():
        folder = case_folder()
        sources[_SERVER] = CopySource(case, lambda: case_files_of(folder))
    sources[_EXAMPLE] = CopySource(example_case(), lambda: case_files_of(DEFAULT_CASE))
    return sources


def _of_dossier(shelf: Shelf, dossier: OpenDossier, secret: str) -> CopySource:
    files = partial(shelf.files, dossier.key, secret)
    return CopySource(dossier.case, files, dossier.sha256, dossier.origin.line)
