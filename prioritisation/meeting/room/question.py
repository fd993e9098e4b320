"""The question of a vote, as everybody in the room reads it."""

from prioritisation.analysis.ballots.modes import Mode
from prioritisation.wording import t


def question_text(mode: Mode) -> str:
    """What everybody is asked while the round is open, on the projector."""
    if mode is Mode.SWING:
        return t(
            "Imagine every lever at its lowest on everything. Which passage from lowest to "
            "highest counts most?"
        )
    if mode.ordered:
        return t(
            "Imagine every lever at its lowest on everything. In which order do the passages from "
            "lowest to highest count?"
        )
    return t(
        "Imagine every lever at its lowest on everything. Share 100 points between the passages "
        "from lowest to highest."
    )
