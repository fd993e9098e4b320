"""On *Conduire*, one line: the dossier of the meeting has changed since it was taken."""

from collections.abc import Mapping

import streamlit as st

from prioritisation.analysis.address import TAB_KEY
from prioritisation.cases.reading import DOSSIER_COOKIE
from prioritisation.cases.shelf import current_shelf
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import answer_in_time
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import UnknownDossier
from prioritisation.sentences.opened_dossier import changed_since
from prioritisation.ui.shared.pages import PREPARING
from prioritisation.ui.visit import visit as place
from prioritisation.ui.visit.dossiers import holds_dossiers
from prioritisation.ui.visit.visit import Visit
from prioritisation.wording import t


def draw_moved(visit: Visit) -> None:
    """How many versions came since, to whoever may read them, and the way to take them up.

    Nothing is taken by itself; once people vote, the meeting stays on its version.
    """
    # Nothing is read for a browser that has no link of any dossier.
    carried = place.cookies() if holds_dossiers() else {}
    known = answer_in_time(lambda: _versions(visit, carried)) if carried else None
    if not known or known[1] <= known[0]:
        return
    own, last = known
    taken = visit.may(Act.TAKE_DOSSIER)
    with st.container(key="case_moved", gap=None):
        st.html(tag("p", text(changed_since(own, last, may_take=taken)), "thin"))
        if taken and st.button(t("See what changed"), type="tertiary", key="see_moved"):
            st.query_params[TAB_KEY] = PREPARING
            st.rerun()


def _versions(visit: Visit, carried: Mapping[str, str]) -> tuple[int, int] | None:
    """Number of the version that the meeting has, and of the last one; None where none is told.

    Read in a thread, which has no visitor: their cookies are carried.
    """
    version = visit.room.dossier_of(visit.code)
    if version is None:
        return None
    shelf = current_shelf()
    if shelf.own_link(version.key, carried.get(DOSSIER_COOKIE + version.key, "")) is None:
        return None
    try:
        return version.seq, shelf.standing(version.key)[0]
    except UnknownDossier:
        return None
