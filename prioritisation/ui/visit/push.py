"""The page follows the meeting: the server pushes versions, nothing asks again and again."""

from pathlib import Path

import streamlit as st

from prioritisation.meeting.room import current_room
from prioritisation.meeting.store import StoreUnavailable, UnknownMeeting
from prioritisation.ui.visit.here import Here, visit
from prioritisation.ui.visit.trying import trying
from prioritisation.wording import t

UNSEEN = -1
"""A version that no meeting has: the page looks again as soon as the meeting can be read."""

_PUSH = st.components.v2.component(
    "meeting_push",
    html='<p role="status" class="cut"></p>',
    js=(Path(__file__).parent / "push.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def push(code: str, version: int, key: str) -> None:
    """Run the fragment around again when the meeting has another version than the page shows."""
    _PUSH(
        key=key,
        data={
            "url": f"/seance/{code}/flux",
            "version": version,
            "lost": t("Connection lost; trying again…"),
        },
        on_version_change=lambda: None,
    )


def followed(code: str, key: str) -> Here | None:
    """The visitor's place in a meeting as it stands; None after it was said why there is none.

    A meeting that cannot be read for a moment is looked for again by the page itself; the whole
    page is drawn again for one that is gone, and says so.
    """

    def visited() -> Here:
        try:
            return visit(current_room(), code, fresh=True)
        except StoreUnavailable:
            push(code, UNSEEN, key)
            raise
        except UnknownMeeting:
            st.rerun()

    return trying(visited)
