"""What can be wrong with ballots.

* PrioritisationError
  x InvalidBallot
  x NoBallots

The French sentences are written in ``prioritisation.sentences`` from the fields carried here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from prioritisation.errors import PrioritisationError


class Fault(StrEnum):
    """One way a ballot can be wrong."""

    FIRST_MISSING = "first_missing"
    FIRST_UNKNOWN = "first_unknown"
    FIRST_ABSTAINS = "first_abstains"
    MISSING = "missing"
    NOT_WHOLE = "not_whole"
    OUT_OF_RANGE = "out_of_range"
    OTHER_CRITERIA = "other_criteria"
    TOO_FEW = "too_few"
    TOTAL = "total"
    NO_PLACE = "no_place"
    PLACE_UNKNOWN = "place_unknown"
    OTHER_MODE = "other_mode"


@dataclass(frozen=True, slots=True)
class BallotProblem:
    """One thing to correct in a ballot.

    Attributes
    ----------
    criterion
        The criterion to answer again; empty when it is about the first or the whole ballot.
    found
        What was sent, shortened, or the sum of the points; empty when nothing was sent.
    """

    fault: Fault
    criterion: str = ""
    found: str = ""


class InvalidBallot(PrioritisationError):
    """A ballot cannot be read; carries every problem, never only the first."""

    def __init__(self, problems: Sequence[BallotProblem]) -> None:
        super().__init__("; ".join(f"{p.fault} {p.criterion}".strip() for p in problems))
        self.problems = tuple(problems)


class NoBallots(PrioritisationError):
    """There is nothing to aggregate."""

    def __init__(self) -> None:
        super().__init__("no ballot")
