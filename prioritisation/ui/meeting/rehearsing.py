"""A rehearsal: started, filled with simulated ballots, erased after it was asked."""

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room.setup import MOST_SIMULATED
from prioritisation.meeting.rules import Act, Details
from prioritisation.ui.shared import widgets
from prioritisation.ui.visit import parts
from prioritisation.ui.visit.trying import is_done, press
from prioritisation.ui.visit.visit import Visit
from prioritisation.wording import t

ERASING, _SIMULATED, _TURN = "end_rehearsal", "simulated_n", "simulated_turn"
_START_SIMULATED = 12


def rehearsal(visit: Visit) -> None:
    """Everything of a meeting with simulated ballots, erased whole."""
    if visit.may(Act.REHEARSE):
        sentence = t(
            "A rehearsal runs the whole meeting with simulated ballots; it is marked on every "
            "screen, and nothing of it is left once it is erased."
        )
        st.html(tag("p", text(sentence)))
        if press(visit, t("Start a rehearsal"), "rehearse"):
            _begin(visit)
    if visit.may(Act.SIMULATE):
        _simulating(visit)
    if visit.may(Act.END_REHEARSAL):
        st.html(tag("p", text(" ".join(_costs()))))
        if press(visit, t("Erase the rehearsal…"), ERASING):
            parts.ask_confirmation(ERASING)
            st.rerun()


def _simulating(visit: Visit) -> None:
    n = widgets.own_choice(_SIMULATED, _START_SIMULATED)
    widgets.number_input(
        t("Ballots to simulate"),
        1,
        MOST_SIMULATED,
        **widgets.own_keywords(_SIMULATED, _START_SIMULATED),
    )
    turn = st.session_state.get(_TURN, 0)  # not the ballots: phones send theirs meanwhile
    if press(visit, t("Add simulated ballots"), "simulate", also=turn) and is_done(
        lambda: visit.room.simulate(visit.code, visit.secret, int(n))
    ):
        st.session_state[_TURN] = turn + 1
        st.rerun()


def _begin(visit: Visit) -> None:
    place = visit.stage.meeting.stamp
    if is_done(
        lambda: visit.room.act(visit.code, visit.secret, Act.REHEARSE, Details(), stamp=place)
    ):
        st.rerun()


def erasure_confirmation(visit: Visit) -> parts.Confirmation | None:
    """What is asked before a rehearsal is erased; None when there is none any more."""
    if not visit.may(Act.END_REHEARSAL):
        return None
    return parts.Confirmation(
        t("Erase the rehearsal?"),
        _costs(),
        t("Keep the rehearsal"),
        t("Erase the rehearsal"),
        lambda: _erased(visit),
    )


def _costs() -> tuple[str, ...]:
    return (
        t(
            "All that was written since the rehearsal began is erased: ballots, scores, "
            "directions, answers, choices, texts and scenarios."
        ),
        t(
            "The meeting is again as it was before; its log and its links stay, and "
            "whoever joined meanwhile has to join again."
        ),
    )


def _erased(visit: Visit) -> bool:
    return is_done(lambda: visit.room.act(visit.code, visit.secret, Act.END_REHEARSAL, Details()))
