"""A rehearsal: started, filled with simulated ballots, erased after it was asked."""

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules import Act, Details
from prioritisation.ui.shared import held
from prioritisation.ui.visit import parts
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.trying import press, trying
from prioritisation.wording import t

ERASING, SIMULATED, TURN = "end_rehearsal", "simulated_n", "simulated_turn"
MOST_SIMULATED, START_SIMULATED = 200, 12


def rehearsal(here: Here) -> None:
    """Everything of a meeting with simulated ballots, erased whole."""
    if here.may(Act.REHEARSE):
        said = t(
            "A rehearsal runs the whole meeting with simulated ballots; it is marked on every "
            "screen, and nothing of it is left once it is erased."
        )
        st.html(tag("p", text(said)))
        if press(here, t("Start a rehearsal"), "rehearse"):
            _begin(here)
    if here.may(Act.SIMULATE):
        _simulating(here)
    if here.may(Act.END_REHEARSAL):
        st.html(tag("p", text(" ".join(_costs()))))
        if press(here, t("Erase the rehearsal…"), ERASING):
            parts.ask(ERASING)
            st.rerun()


def _simulating(here: Here) -> None:
    n = held.own(SIMULATED, START_SIMULATED)
    held.number_input(
        t("Ballots to simulate"),
        1,
        MOST_SIMULATED,
        name=SIMULATED,
        value=n,
        write=held.keep(SIMULATED),
    )
    turn = st.session_state.get(TURN, 0)  # not the ballots: phones send theirs meanwhile
    if press(here, t("Add simulated ballots"), "simulate", also=turn):
        added = trying(lambda: here.room.simulate(here.code, here.secret, int(n)))
        if added is not None:
            st.session_state[TURN] = turn + 1
            st.rerun()


def _begin(here: Here) -> None:
    place = here.stage.meeting.place
    begun = trying(
        lambda: here.room.act(here.code, here.secret, Act.REHEARSE, Details(), seen=place)
    )
    if begun is not None:
        st.rerun()


def question(here: Here) -> parts.Question | None:
    """What is asked before a rehearsal is erased; None when there is none any more."""
    if not here.may(Act.END_REHEARSAL):
        return None
    return parts.Question(
        t("Erase the rehearsal?"),
        _costs(),
        t("Keep the rehearsal"),
        t("Erase the rehearsal"),
        lambda: _erased(here),
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


def _erased(here: Here) -> bool:
    done = trying(lambda: here.room.act(here.code, here.secret, Act.END_REHEARSAL, Details()))
    return done is not None
