"""Our scripts on a page: copy a link, tell the address, resume, count down, move the focus."""

import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from prioritisation.analysis.address import PART_KEY, SHARING
from prioritisation.drawing.view import dossier_address
from prioritisation.ui.shared import state
from prioritisation.ui.shared.pages import FIRST
from prioritisation.ui.shared.state import shown_dossier, shown_meeting
from prioritisation.wording import t

_FOLDER = Path(__file__).parent
FETCHING = _FOLDER / "fetching.js"
"""Stands before a script that fetches files, and says what becomes of them."""

_CLIPBOARD = _FOLDER / "clipboard.js"


def declared(name: str, *scripts: Path, html: str = "<span hidden></span>") -> Callable[..., Any]:
    """A component of the framework under a name, made of these scripts, one after the other."""
    return st.components.v2.component(
        name,
        html=html,
        js="\n".join(one.read_text(encoding="utf-8") for one in scripts),
        # In the page itself: its style applies, and scripts look for its elements.
        isolate_styles=False,
    )


_ADDRESSED = declared("addressed", _FOLDER / "addressed.js")

_TIMES = "addressed_times"
"""Session key: how many times the whole page was drawn."""


def show_address() -> None:
    """Have the browser show the address that was read, where another one came meanwhile.

    It is not told as other addresses are: told before the browser goes back once more, it would
    be written over the next one, and « Forward » would lead nowhere.
    """
    time = st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
    _ADDRESSED(key="addressed", data={"shown": state.gone_back_to(), "time": time})


_RESUMING = declared("resuming", _FOLDER / "resuming.js")
_LINE = "resuming_line"
"""Key of the part."""

_ANSWERED = "resuming_answered"
"""Session key: what the page has asked last, and has when it is drawn."""


def draw_resuming() -> DeltaGenerator:
    """Have the browser ask for the whole page when its line is back (docs/adr/0019).

    Where it is drawn takes no room on the page: it is given back, for what else shows nothing.
    """
    unseen = st.container(key="resuming")
    with unseen:
        _RESUMING(
            key=_LINE,
            data={"answered": st.session_state.get(_ANSWERED)},
            on_back_change=_note_question,
        )
    return unseen


def _note_question() -> None:
    st.session_state[_ANSWERED] = st.session_state[_LINE].back


_ACTIONS = declared(
    "screen_actions",
    FETCHING,
    _FOLDER / "picturing.js",
    _CLIPBOARD,
    _FOLDER / "actions.js",
    html='<details class="share"></details>',
)


def sharing_place() -> DeltaGenerator:
    """The place of the menu « Partager », to be filled by ``draw_sharing``."""
    return st.container(key="share")


def draw_sharing(place: DeltaGenerator | None = None) -> None:
    """The menu « Partager » of a page of analysis; its links are those of the present state.

    Parameters
    ----------
    place
        Its place, when something below it is drawn first.
    """
    words = {
        "share": t("Share this page"),
        "copy": t("Copy the link"),
        "copied": t("Link copied"),
        "copyByHand": t("Copy this link:"),
        "picture": t("Save the picture"),
        "file": t("ranking.png"),
        "making": t("Making the picture…"),
        "saved": t("Picture downloaded"),
        "lost": t("The picture could not be drawn: ask for it again."),
        "full": t("Full screen"),
        "print": t("Print"),
        "needs": t("It opens this case only for whoever has a link of it already."),
        "give": t("Give a link of this case"),
    }
    # The server draws the ranking of the case of the folder; the browser, all other pages.
    pictured = state.shown_page() == FIRST and not shown_meeting()
    with place or sharing_place():
        data = {"query": state.query(), "words": words, "pictured": pictured}
        data |= {"file": f"{state.shown_page()}.png", "giving": _giving_address(shown_dossier())}
        _ACTIONS(key="actions", data=data)


def _giving_address(key: str) -> str:
    """Where a link of a dossier is given; empty for no dossier."""
    return f"{dossier_address(key)}&{urlencode({PART_KEY: SHARING})}" if key else ""


_COPYING = declared("copying", _CLIPBOARD, _FOLDER / "copying.js", html='<p class="copying"></p>')


def draw_kept_link(link: str, key: str) -> None:
    """A link that is shown once, and the button that copies it."""
    words = {
        "copy": t("Copy the link"),
        "copied": t("Link copied"),
        "copyByHand": t("Copy this link:"),
    }
    with st.container(key=f"kept_link_{key}", gap="small"):
        st.code(link, language=None, wrap_lines=True)
        # Another link is another button: it does not say that it is copied.
        _COPYING(
            key=f"copying_{key}_{zlib.crc32(link.encode())}", data={"link": link, "words": words}
        )


_CLOCK = declared(
    "meeting_clock",
    _FOLDER / "clock.js",
    html='<p role="timer" class="clock"><b></b> <small></small></p>',
)


def clock(left: float, note: str, key: str) -> None:
    """Draw the seconds left, counted down from now: the reader's own clock may be wrong."""
    over = t("Time is over")
    _CLOCK(key=key, data={"left": round(1000 * left), "over": over, "note": note})


_FOCUS = declared("focus", _FOLDER / "focus.js")


def focus(key: str, widget: str, control: str) -> None:
    """Give the focus to a control once, as long as a component of this key is drawn.

    Parameters
    ----------
    widget
        Key of the widget that the control is in.
    control
        What it is in HTML: ``button``, ``input``.
    """
    # As the framework makes a class of a key.
    place = re.sub("[^a-zA-Z0-9_-]", "-", widget)
    _FOCUS(key=key, data={"target": f".st-key-{place} {control}"})


_ARRIVAL = declared("arrival", _FOLDER / "arrival.js")


def scroll_to_place() -> None:
    """Scroll to the place that the address names, once."""
    _ARRIVAL(key="arrival")


_TOP = declared("screen_top", _FOLDER / "screen_top.js")


def begin_at_top(screen: str) -> None:
    """Scroll to the top of the page once another of its screens is drawn."""
    _TOP(key="screen_top", data={"screen": screen})


def place_id(place: str) -> str:
    """Id of a place on the page, for an address: « decision-motives »."""
    return f"decision-{place}"
