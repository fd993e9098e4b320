"""What a record gives that nothing in it can check: a replay says so rather than pass over it."""

from collections.abc import Iterator
from enum import StrEnum

from prioritisation.record.boundary import AS_NOW
from prioritisation.record.model import Record
from prioritisation.record.votes_part import Shown


class BlindSpot(StrEnum):
    """One thing that is given.

    ``CASE``: scores, scales and readings, when no file of the case is kept. ``COUNTS``: how many
    voted in rounds whose ballots are not listed. ``PAPER``: how many of those listed were typed
    in. ``SHARES``: how their shares spread, and what
    moved since. ``PRESENT``: how many were there. ``WARNINGS``: that none found in the ballots or
    in the meeting is left out, up to version 3; since, ``LOG``: none of those that the log alone
    knows. ``LOSS``: the loss that the group judges.
    """

    CASE = "case"
    COUNTS = "counts"
    PAPER = "paper"
    SHARES = "shares"
    PRESENT = "present"
    WARNINGS = "warnings"
    LOG = "log"
    LOSS = "loss"


def blind_spots(record: Record) -> tuple[BlindSpot, ...]:
    """What nothing in a record can check, in the order it is told."""
    return tuple(_spots(record))


def _spots(record: Record) -> Iterator[BlindSpot]:
    votes, portfolio = record.votes, record.portfolio
    if not record.case.files:
        yield BlindSpot.CASE
    if any(r.shown is not Shown.ALL for r in votes.rounds):
        yield BlindSpot.COUNTS
    if any(r.ballots for r in votes.rounds):
        yield BlindSpot.PAPER
    if votes.movement is not None or any(r.shares for r in votes.rounds):
        yield BlindSpot.SHARES
    if votes.attendance is not None:
        yield BlindSpot.PRESENT
    if votes.rounds:
        yield BlindSpot.LOG if record.version >= AS_NOW else BlindSpot.WARNINGS
    if portfolio is not None and portfolio.dilution is not None:
        yield BlindSpot.LOSS
