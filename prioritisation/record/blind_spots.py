"""What a record gives that nothing in it can check: a replay says so rather than pass over it."""

from enum import StrEnum

from prioritisation.record.model import Kind, Record
from prioritisation.record.votes_part import Origin
from prioritisation.settings import THRESHOLDS


class BlindSpot(StrEnum):
    """One thing that is given.

    ``CASE``: scores, scales and readings, when no file of the case is kept. ``WEIGHTS``: those of
    a group whose ballots are not listed. ``COUNTS``: how many voted in rounds whose ballots are
    not listed. ``PAPER``: how many were typed in. ``SHARES``: how the shares of ballots that are
    not listed spread, and what moved since. ``PRESENT``: how many were there. ``WRITTEN``: what
    people wrote, the hands raised, the criteria of rounds before. ``DAYS``: when it was. ``HELD``:
    that it was held, and was no rehearsal. ``LOG``: that no warning that the log alone knows is
    left out. ``THRESHOLDS``: those of words and
    warnings, where they are not those that the program starts with.
    """

    CASE = "case"
    WEIGHTS = "weights"
    COUNTS = "counts"
    PAPER = "paper"
    SHARES = "shares"
    PRESENT = "present"
    WRITTEN = "written"
    DAYS = "days"
    HELD = "held"
    LOG = "log"
    THRESHOLDS = "thresholds"


def blind_spots(record: Record) -> tuple[BlindSpot, ...]:
    """What nothing in a record can check, in the order it is told."""
    votes, met = record.votes, record.kind is Kind.MEETING
    starting = {s.variable: tuple(map(float, s.starting.split(","))) for s in THRESHOLDS}
    given = {
        BlindSpot.CASE: not record.case.files,
        BlindSpot.WEIGHTS: votes.origin is Origin.FIGURES,
        BlindSpot.COUNTS: any(not r.ballots for r in votes.rounds),
        BlindSpot.PAPER: any(r.ballots or r.paper for r in votes.rounds),
        BlindSpot.SHARES: votes.moved is not None or any(r.shares for r in votes.rounds),
        BlindSpot.PRESENT: votes.attendance is not None,
        BlindSpot.WRITTEN: met,
        BlindSpot.DAYS: met,
        BlindSpot.HELD: met,
        BlindSpot.LOG: bool(votes.rounds),
        BlindSpot.THRESHOLDS: record.settings != starting,
    }
    return tuple(spot for spot, holds in given.items() if holds)
