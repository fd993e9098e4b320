"""How a ballot asks for weights, how answers become shares, and what can be wrong with them.

Swing weighting compares whole numbers with the passage that counts most; 100 points are shared
out; or the passages are put in order, and a published rule turns places into weights.

* PrioritisationError
  x InvalidBallot
  x NoBallots

The French sentences are written in ``prioritisation.sentences`` from the fields carried here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from prioritisation.analysis.weight_elicitation import rank_order_centroid
from prioritisation.errors import PrioritisationError

FULL = 100
"""Points of the first criterion in swing weighting, and all the points there are to share."""

FIRST_FIELD, NUMBER_FIELD, AS_MUCH_FIELD, ABSTENTION_FIELD = (
    "premier",
    "n_",
    "autant_",
    "abstention_",
)
RANK_FIELD, ABSTAINS, MODE_FIELD = "rang_", "abstention", "facon"
"""Names, or beginnings of names, of the fields of the form, and the place of an abstention."""


class Mode(StrEnum):
    """What voters are asked."""

    SWING = "swing"
    POINTS = "points"
    ROC = "roc"

    @property
    def ordered(self) -> bool:
        """Whether voters give places, and not points."""
        return self is Mode.ROC


Answers = Mapping[str, int | None]
"""Criterion -> points, or its place from 1; None is an abstention."""


def answer_parts(mode: Mode, answers: Answers) -> Mapping[str, float | None]:
    """Criterion -> its part of a whole that need not be 1; an abstention has none.

    An abstention is missing: places are counted among the criteria that have one.

    Examples
    --------
    >>> answer_parts(Mode.ROC, {"ghg": 1, "partners": None, "coverage": 3})["ghg"]
    0.75
    """
    if not mode.ordered:
        return {c: None if p is None else float(p) for c, p in answers.items()}
    given = {c: p for c, p in answers.items() if p is not None}
    if not given:
        return dict.fromkeys(answers)
    weights = rank_order_centroid(list(given.values())).tolist()
    parts = dict(zip(given, weights, strict=True))
    return {c: parts.get(c) for c in answers}


class BallotFault(StrEnum):
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

    fault: BallotFault
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
