"""A lost phone: its invitation is let be used again, by the code at the end of its link."""

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import InvalidFrame, spelt
from prioritisation.meeting.rules import Act
from prioritisation.ui.shared import held
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.trying import notice, trying
from prioritisation.wording import t

RELEASED = "released_invitation"
"""Session key: a meeting, and what was said once an invitation of it was released."""

LONGEST_LINK = 200


def releasing(here: Here) -> None:
    """The gesture, what it costs, and what it did."""
    if not here.may(Act.RELEASE_INVITATION):
        return
    st.html(tag("h3", text(t("A phone is lost, or changed"))))
    said = t(
        "Type the end of that person's invitation link. It can then be used on another device. "
        "The lost one can use it no more, even found again: then give another invitation. Its "
        "ballot of the open round is taken out, which the count says; those of earlier rounds "
        "stay. The log says that it was done, not for whom."
    )
    st.html(tag("p", text(said), "thin"))
    name = f"release_{here.code}"
    held.text_input(
        t("End of the link (10 letters and figures)"),
        name=name,
        value=held.own(name, ""),
        write=held.keep(name),
        max_chars=LONGEST_LINK,
    )
    # What is typed says which: whoever comes in meanwhile changes nothing of it.
    if st.button(t("Let this invitation be used again"), key="release_now"):
        _release(here, name)
    place, told = st.session_state.get(RELEASED, ("", ""))
    if told and place == _place(here):
        st.html(tag("p", text(told), "note", role="status"))


def _release(here: Here, name: str) -> None:
    st.session_state.pop(RELEASED, None)
    removed = trying(lambda: _released(here, typed(str(held.own(name, "")))))
    if removed is None:
        return
    told = t("Done: the invitation can be used on another device.")
    if removed:
        told += " " + t("One ballot was taken out of the open round.")
    st.session_state[RELEASED] = (_place(here), told)
    held.drop(name)
    st.rerun()


def _released(here: Here, invitation: str) -> bool | None:
    """Whether a ballot left; None once it was said why nothing was done."""
    try:
        return here.room.release_invitation(here.code, here.secret, invitation)
    except InvalidFrame as error:
        why = {
            "used": t("Nobody has used this invitation: it can be used as it is."),
            "invitation": t("No invitation of this meeting ends so: nothing was changed."),
        }[error.field]
        st.html(notice(why))
        return None


def _place(here: Here) -> str:
    """Where a message was said: once the meeting goes on, it is of the past."""
    return f"{here.code} {here.stage.meeting.place}"


def typed(text: str) -> str:
    """The invitation of what was typed: its end, or the whole link.

    Examples
    --------
    >>> typed("http://192.168.1.20:8501/i/K7Q4P/ABCDEFGHJK/"), typed("abcde fghjk")
    ('ABCDEFGHJK', 'ABCDEFGHJK')
    """
    return spelt(text.strip().rstrip("/").rpartition("/")[2])
