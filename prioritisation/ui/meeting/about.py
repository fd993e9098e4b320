"""On which case a meeting is: chosen when it is created, said while it is prepared."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from criteria.case import Case
from criteria.errors import InvalidCase
from prioritisation.analysis.address import DOSSIER_KEY
from prioritisation.cases.reading import DOSSIER_COOKIE
from prioritisation.cases.rights import Deed, DossierRefused
from prioritisation.cases.shelf import current_shelf
from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.meeting.room import MeetingCase, current_room
from prioritisation.meeting.room.identity import cleaned_code
from prioritisation.meeting.rules.state import DossierVersion
from prioritisation.meeting.store import UnknownDossier
from prioritisation.sentences.dossiers import (
    changed_since,
    created_on,
    dossier_name,
    why_no_dossier,
)
from prioritisation.settings import current_case
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.visit import visit as place
from prioritisation.ui.visit.looking import dossier_secret
from prioritisation.ui.visit.visit import LOOKED_DOSSIER, Visit, attempt, notice_block
from prioritisation.wording import t

T = TypeVar("T")

_ABOUT, _FOLDER = "create_about", ""
"""Name of the control; what it holds for the case of the folder, else the key of a dossier."""

_OFFERS = "create_offers"
"""Session key: what a meeting may be on, read once a run."""


def draw_which_case() -> None:
    """On which case the meeting will be: that of the folder, or one of this browser's dossiers.

    The one that is looked at comes first.
    """
    offered = _offered()
    names = {key: one.name for key, one in offered.items()}
    if list(names) == [_FOLDER]:
        st.html(tag("p", text(t("On which case?") + " " + names[_FOLDER])))
    elif names:
        widgets.selectbox(
            t("On which case?"),
            names,
            name=_ABOUT,
            value=next(iter(names)),
            write=None,
            format_func=names.__getitem__,
        )
    chosen_case = case_of_choice()
    if chosen_case and chosen_case.choice:
        untitled = t("Left empty, the title of the meeting is the question of its case.")
        st.html(tag("p", text(untitled), "thin"))
    kept = t(
        "The meeting keeps the case as it is now: what is corrected there afterwards does not "
        "reach it."
    )
    st.html(tag("p", text(kept), "thin"))


@dataclass(frozen=True, slots=True)
class _Offered:
    """A case that a meeting may be on, and its name in the list."""

    name: str
    case: Case


def case_of_choice() -> Case | None:
    """The case that is chosen now: at first the one that is looked at."""
    one = _chosen()[1]
    return one.case if one else None


def dossier_of_choice() -> Case | None:
    """The same, of a dossier: to whoever may set a meeting up on it."""
    key, one = _chosen()
    if not key or not attempt(lambda: place.may_set_up(current_room())):
        return None
    return one.case if one else None


def _chosen() -> tuple[str, "_Offered | None"]:
    """What is chosen now, and its key."""
    offered = _offered()
    key = next(iter(offered), _FOLDER)
    # What was chosen when this page was open before is done with.
    if widgets.is_mounted(_ABOUT):
        key = str(widgets.value_of(_ABOUT, key))
    return key, offered.get(key)


def forget_offers() -> None:
    """At the start of a run: dossiers are read again, once, whoever asks for them."""
    st.session_state.pop(_OFFERS, None)


def _offered() -> dict[str, _Offered]:
    """What a meeting may be on, by key."""
    offers: dict[str, _Offered] | None = st.session_state.get(_OFFERS)
    if offers is None:
        offers = st.session_state[_OFFERS] = _read_offers()
    return offers


def _read_offers() -> dict[str, _Offered]:
    """The same, of the store; a folder that cannot be used is left out."""
    names = {}
    with suppress(InvalidCase):
        case = current_case()
        names[_FOLDER] = _Offered(t("{title}, the starting case", title=case.title), case)
    cookies = place.cookies()
    passes = {
        name.removeprefix(DOSSIER_COOKIE): cookies[name]
        for name in cookies
        if name.startswith(DOSSIER_COOKIE)
    }
    opened = (attempt(lambda: current_shelf().held_by(passes)) or ()) if passes else ()
    names |= {
        one.key: _Offered(t("{title}, version {n}", title=one.case.title, n=one.seq), one.case)
        for one in opened
        if one.may(Deed.OPEN_MEETING)
    }
    first = cleaned_code(
        st.query_params.get(DOSSIER_KEY) or st.session_state.get(LOOKED_DOSSIER) or ""
    )
    return dict(sorted(names.items(), key=lambda one: one[0] != first))


def on_that_case(create: Callable[[MeetingCase | None], T]) -> T | None:
    """Create something on the case that was chosen, as it is now; None after it was said why not.

    The right is asked where the files are read.
    """
    key = str(widgets.value_of(_ABOUT, _FOLDER))
    try:
        about = current_shelf().for_meeting(key, dossier_secret(key)) if key else None
    except (DossierRefused, UnknownDossier) as error:
        st.html(notice_block(why_no_dossier(error)))
        return None
    return attempt(lambda: create(about))


def renew_choice() -> None:
    """Have the choice start again: a meeting was made of it."""
    widgets.renew_controls(_ABOUT)


def draw_taken(code: str) -> None:
    """On which case, and which version of it, a meeting was just created."""
    read = attempt(
        lambda: (current_room().stage(code).case.title, current_room().dossier_of(code))
    )
    if read is not None:
        draw_html(tag("p", text(created_on(read[0]))))


def draw_dossier(visit: Visit) -> None:
    """Which version of which dossier a meeting is on, and where what is corrected here stays.

    Nothing for one of the folder.
    """
    version = attempt(lambda: visit.room.dossier_of(visit.code))
    if version is None:
        return
    draw_html(tag("p", tag("strong", text(dossier_name(visit.stage.case.title, version.seq)))))
    stays = t(
        "What is corrected or settled in the meeting stays in it, and in its log: the case itself "
        "is corrected in its own pages."
    )
    draw_html(html_paragraphs([_since(version), stays], "thin"))


def _since(version: DossierVersion) -> str:
    """That its dossier has changed since, to whoever may read it; empty for anybody else."""
    secret = dossier_secret(version.key)
    try:
        last = current_shelf().open(version.key, secret).seq if secret else version.seq
    except (DossierRefused, InvalidCase):
        return ""
    except UnknownDossier:
        return t("The case has been erased since; this meeting keeps it as it was.")
    return changed_since(version.seq, last)
