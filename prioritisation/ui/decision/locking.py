"""A decision whose meeting is closed: locked, until its facilitator reopens it with a reason."""

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules import Act, Details, Phase, Role
from prioritisation.ui.shared import held
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.pressing import press
from prioritisation.ui.visit.trying import trying
from prioritisation.ui.visit.typed import why
from prioritisation.wording import t


def locked(here: Here) -> None:
    """Say that it is, and how it is changed, to those who wrote it."""
    if here.stage.meeting.phase is not Phase.CLOSED:
        return
    if here.role is Role.RECORDER:
        said = t(
            "The meeting is closed, its decision is locked. Only the facilitator can reopen it, "
            "with a reason that goes into the log."
        )
        st.html(tag("p", text(said), "note"))
    elif here.may(Act.REOPEN):
        st.html(tag("p", text(t("The meeting is closed: its decision is locked.")), "note"))
        _reopening(here)


def _reopening(here: Here) -> None:
    with st.popover(t("Change the decision…"), key="unlock"):
        st.caption(
            t(
                "The meeting goes back to the decision, everybody sees it change, and notes "
                "already sent stay as they are. Your reason stays in the log: this cannot be "
                "undone. Close the meeting again afterwards."
            )
        )
        name = f"unlock_reason_{here.about}"
        reason = why(name)
        if not press(here, t("Reopen the decision"), "unlock_now"):
            return
        details = Details(reason=reason, target=Phase.DECISION)
        seen = here.stage.meeting.place
        done = trying(
            lambda: here.room.act(here.code, here.secret, Act.REOPEN, details, seen=seen)
        )
    if done is not None:
        held.drop(name)
        st.rerun()
