"""The page *Tous les dossiers*: the list, a door, or a dossier, as the address asks."""

from functools import partial

import streamlit as st

from prioritisation.analysis.address import DOOR_KEY, EDITING, LIST, PART_KEY, SHARING
from prioritisation.cases.rights import Deed
from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.ui.dossiers.doors import blank_door, copy_door, earlier_door, region_door
from prioritisation.ui.dossiers.dossier import draw_own_page, draw_sharing_page
from prioritisation.ui.dossiers.file_door import file_door
from prioritisation.ui.dossiers.file_over import draw_file_over
from prioritisation.ui.dossiers.history import draw_history_page
from prioritisation.ui.dossiers.listing import draw_dossiers
from prioritisation.ui.dossiers.making import draw_made, how_to_create
from prioritisation.ui.dossiers.place import (
    BLANK_DOOR,
    COPY_DOOR,
    EARLIER_DOOR,
    FILE_DOOR,
    HISTORY,
    IMPORTING,
    PROPOSALS,
    REGION_DOOR,
    Holder,
    address_key,
    go_to_dossier,
    go_to_list,
    may_create,
    open_dossier,
)
from prioritisation.ui.dossiers.proposing import draw_proposals_page
from prioritisation.ui.editing.page import edit_page, leave_editing
from prioritisation.ui.shared import state
from prioritisation.ui.shared.page import address_notice
from prioritisation.ui.visit.visit import answer_press, pop_said
from prioritisation.wording import t

_DOORS = {
    REGION_DOOR: region_door,
    EARLIER_DOOR: earlier_door,
    BLANK_DOOR: blank_door,
    FILE_DOOR: file_door,
    COPY_DOOR: copy_door,
}


def _draw_editing(holder: Holder) -> None:
    edit_page(holder.key)
    if holder.dossier.may(Deed.PROPOSE):
        arguments = holder.key, IMPORTING
        label = t("Paste a table, or bring a newer file")
        st.button(label, key="part_import", on_click=go_to_dossier, args=arguments)


_PARTS = {
    SHARING: draw_sharing_page,
    HISTORY: draw_history_page,
    EDITING: _draw_editing,
    PROPOSALS: draw_proposals_page,
    IMPORTING: draw_file_over,
}
"""Parts of a dossier, besides its first page."""


def dossiers_page() -> None:
    """What the address asks for."""
    _draw_page()
    answer_press()


def _draw_page() -> None:
    address_notice(state.address_problems())
    if draw_made():
        return
    door = _DOORS.get(st.query_params.get(DOOR_KEY, ""))
    if door is not None:
        _draw_back()
        door() if may_create() else st.html(html_paragraphs((how_to_create(),), "lead"))
        return
    part, key = st.query_params.get(PART_KEY, ""), address_key()
    holder = open_dossier(key) if key and part != LIST else None
    if holder is None:
        _draw_done()
        draw_dossiers()
        return
    _draw_back(holder if part in _PARTS else None)
    if part != EDITING:
        leave_editing()
        _draw_done()
    _PARTS.get(part, draw_own_page)(holder)


def _draw_done() -> None:
    """What was just done, if anything."""
    if words := pop_said():
        st.html(tag("p", text(words), "note", role="status"))


def _draw_back(holder: Holder | None = None) -> None:
    """The ways back: to the list, and from a part of a dossier to its first page."""
    with st.container(key="case_back", horizontal=True, gap="medium"):
        label = t("← All cases")
        st.button(label, type="tertiary", key="back_to_list", on_click=go_to_list)
        if holder is not None:
            # Short: its title stands on top, and both ways fit on one line of a phone.
            go, up = partial(go_to_dossier, holder.key), t("← This case")
            st.button(up, type="tertiary", key="back_to_dossier", on_click=go)
