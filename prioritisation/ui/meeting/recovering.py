"""A facilitator without her link: how she comes back, where she lands."""

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Created, Room
from prioritisation.ui.meeting.joining import link_origin
from prioritisation.ui.visit.here import Here, may_set_up
from prioritisation.ui.visit.trying import trying
from prioritisation.wording import t

MADE = "made_meeting"
"""Session key: the code and the secret of a meeting just created or recovered, shown once."""


def made_link(code: str = "") -> None:
    """The facilitator's link just made, of this meeting or of any, and the way in."""
    made = st.session_state.get(MADE)
    if not isinstance(made, Created) or code not in ("", made.code):
        return
    address = f"/entrer/{made.code}/{made.facilitator}"
    said = t(
        "Meeting {code} is ready. Keep this link: it opens the facilitator's screen, and is not "
        "shown again.",
        code=made.code,
    )
    st.html(tag("p", text(said), "warn", role="status"))
    st.code(link_origin() + address, language=None, wrap_lines=True)
    st.html(tag("p", tag("a", text(t("Enter as facilitator")), "enter", href=address)))


def recover(room: Room, code: str) -> None:
    """Make a new facilitator's link, for who may set meetings up: asked again here."""
    secret = trying(lambda: room.recover(code) if may_set_up(room) else None)
    if secret:
        st.session_state[MADE] = Created(code, secret)
        st.rerun()


def is_new(code: str) -> bool:
    """Whether this session has made a link of the meeting already."""
    made = st.session_state.get(MADE)
    return not (isinstance(made, Created) and made.code == code)


def coming_back(here: Here) -> None:
    """« Do you lead this meeting? », for whoever comes without the facilitator's link."""
    allowed = trying(lambda: may_set_up(here.room))
    with st.expander(
        t("Do you lead this meeting? Take it back"),
        type="compact",
        key="coming_back",
        expanded=not is_new(here.code),
    ):
        said = t(
            "Open your facilitator's link in this browser: it was shown when the meeting was "
            "created, and again to whoever was given one. The code of the meeting does not "
            "replace it."
        )
        st.html(tag("p", text(said)))
        if not allowed:
            where = t(
                "Lost? Open the set-up link of this application, which whoever runs it can make, "
                "then come back here: a button makes a new link."
            )
            st.html(tag("p", text(where)))
        elif is_new(here.code) and st.button(t("New facilitator link"), key="take_back"):
            recover(here.room, here.code)
        made_link(here.code)
