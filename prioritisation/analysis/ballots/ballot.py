"""One ballot: what a voter answered, read from a form, and the shares it makes.

In swing weighting the passage from worst to best anchor that counts most is worth 100 points; the
others are whole numbers relative to it (von Winterfeldt and Edwards 1986). ``modes`` has the other
ways of asking. An abstention is missing, not zero: the voter's other weights keep their
proportions.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.weights import rank_order_centroid
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


_FEWEST_CRITERIA = 2
"""Criteria that a ballot must weigh: with one, nothing is compared."""

_LONGEST = 20
"""Characters of an answer that a problem repeats."""

_Form = Mapping[str, str]
_PREFIXES = (NUMBER_FIELD, AS_MUCH_FIELD, ABSTENTION_FIELD, RANK_FIELD)


def read_answers(
    form: _Form, criteria: Sequence[str], mode: Mode
) -> tuple[Answers, list[BallotProblem]]:
    """What a form answers, and everything that is wrong with it."""
    problems = _foreign(form, criteria)
    if mode is Mode.SWING:
        problems = [*_first_problems(form, criteria), *problems]
    first = form.get(FIRST_FIELD, "") if mode is Mode.SWING else ""
    if mode.ordered:
        answers = {c: _place(form, c, len(criteria)) for c in criteria}
    else:
        answers = {c: _points(form, c, first) for c in criteria}
    # Until the first is known, nobody can say which criterion needs no number.
    unanswered = (BallotFault.MISSING,) if mode is Mode.SWING and first not in criteria else ()
    wrong = [a for a in answers.values() if isinstance(a, BallotProblem)]
    problems += [p for p in wrong if p.fault not in unanswered]
    given = {c: a for c, a in answers.items() if not isinstance(a, BallotProblem)}
    if len(criteria) - list(given.values()).count(None) < _FEWEST_CRITERIA:
        problems.append(BallotProblem(BallotFault.TOO_FEW))
    if mode is Mode.POINTS and not problems:
        problems += _total(given)
    return given, problems


def _total(answers: Answers) -> list[BallotProblem]:
    """Points that are not 100 in all: nothing is rescaled for the voter."""
    total = sum(p for p in answers.values() if p is not None)
    return [] if total == FULL else [BallotProblem(BallotFault.TOTAL, found=str(total))]


def _first_problems(form: _Form, criteria: Sequence[str]) -> list[BallotProblem]:
    first = form.get(FIRST_FIELD, "")
    if not first:
        return [BallotProblem(BallotFault.FIRST_MISSING)]
    if first not in criteria:
        return [BallotProblem(BallotFault.FIRST_UNKNOWN, found=first[:_LONGEST])]
    if ABSTENTION_FIELD + first in form:
        return [BallotProblem(BallotFault.FIRST_ABSTAINS, first)]
    return []


def _foreign(form: _Form, criteria: Sequence[str]) -> list[BallotProblem]:
    """Fields about criteria that are not voted on: a ballot for other criteria."""
    own = {prefix + c for prefix in _PREFIXES for c in criteria}
    return [
        BallotProblem(BallotFault.OTHER_CRITERIA, found=name[:_LONGEST])
        for name in form
        if name.startswith(_PREFIXES) and name not in own
    ]


def _points(form: _Form, criterion: str, first: str) -> int | BallotProblem | None:
    if criterion == first or AS_MUCH_FIELD + criterion in form:
        return FULL
    if ABSTENTION_FIELD + criterion in form:
        return None
    text = form.get(NUMBER_FIELD + criterion, "").strip()
    if not text:
        return BallotProblem(BallotFault.MISSING, criterion)
    if not re.fullmatch("-?[0-9]+", text):
        return BallotProblem(BallotFault.NOT_WHOLE, criterion, text[:_LONGEST])
    if len(text) > _LONGEST or not 0 <= int(text) <= FULL:
        return BallotProblem(BallotFault.OUT_OF_RANGE, criterion, text[:_LONGEST])
    return int(text)


def _place(form: _Form, criterion: str, most: int) -> int | BallotProblem | None:
    text = form.get(RANK_FIELD + criterion, "").strip()
    if text == ABSTAINS:
        return None
    if not text:
        return BallotProblem(BallotFault.NO_PLACE, criterion)
    if len(text) > _LONGEST or not re.fullmatch("[0-9]+", text) or not 1 <= int(text) <= most:
        return BallotProblem(BallotFault.PLACE_UNKNOWN, criterion, text[:_LONGEST])
    return int(text)


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one voter answered.

    Attributes
    ----------
    points
        Criterion id -> whole number from 0 to 100, or place from 1; None is an abstention.
    first
        The criterion worth 100 points that the others were compared with, in swing weighting.
    mode
        What was asked.
    """

    points: Answers
    first: str = ""
    mode: Mode = Mode.SWING


def read_ballot(
    form: Mapping[str, str], criteria: Sequence[str], mode: Mode = Mode.SWING
) -> Ballot:
    """The ballot that a form brings.

    Parameters
    ----------
    form
        Fields of the form. In swing weighting ``premier`` is a criterion's id; for each criterion
        ``n_<id>``, a whole number from 0 to 100, or ``autant_<id>``, or ``abstention_<id>``
        (checked when present). When they contradict each other, the order is: first, as much,
        abstention, number. Points to share have no first; places are ``rang_<id>``, from 1 to the
        number of criteria, or ``abstention``. ``facon`` says which mode the form was made for,
        swing when it is not there.
    criteria
        Ids of the criteria of the vote.

    Raises
    ------
    InvalidBallot
        With every problem. A missing answer is one only when the first is known: until then,
        nobody can say which criterion needs none. The sum of the points is asked once each is
        right.
    """
    if form.get(MODE_FIELD, Mode.SWING) != mode:
        raise InvalidBallot([BallotProblem(BallotFault.OTHER_MODE)])
    points, problems = read_answers(form, criteria, mode)
    if problems:
        raise InvalidBallot(problems)
    return Ballot(points, form.get(FIRST_FIELD, "") if mode is Mode.SWING else "", mode)


def to_json(ballot: Ballot) -> str:
    """A ballot as text; the criteria keep their order."""
    return json.dumps(
        {"first": ballot.first, "points": dict(ballot.points), "mode": ballot.mode.value}
    )


def from_json(text: str) -> Ballot:
    """The ballot that ``to_json`` wrote."""
    fields = json.loads(text)
    return Ballot(fields["points"], fields["first"], Mode(fields["mode"]))


def ballot_shares_of(ballot: Ballot) -> Mapping[str, float | None]:
    """Criterion -> its share of what was given; they sum to 1, an abstention has none.

    Examples
    --------
    >>> ballot_shares_of(Ballot({"ghg": 100, "partners": 60, "coverage": None}, "ghg"))
    {'ghg': 0.625, 'partners': 0.375, 'coverage': None}
    """
    given = answer_parts(ballot.mode, ballot.points)
    total = sum(p for p in given.values() if p is not None)
    return {c: None if p is None else p / total for c, p in given.items()}


def share_table(ballots: Sequence[Ballot], criteria: Sequence[str]) -> Floats:
    """Array (k, n) of the shares of k ballots on n criteria; an abstention is NaN.

    Rows are in increasing order, so that no figure depends on the order of the ballots, not even
    by its last digit.
    """
    rows = [_row(b, criteria) for b in ballots_in_order(ballots, criteria)]
    table = np.array(rows, dtype=float).reshape(len(rows), len(criteria))
    table[table < 0] = np.nan
    return np.asarray(table / np.nansum(table, axis=1, keepdims=True))


def ballots_in_order(ballots: Iterable[Ballot], criteria: Sequence[str]) -> list[Ballot]:
    """Ballots in the order of the rows of ``share_table``: that of what they say."""
    return sorted(ballots, key=lambda ballot: _row(ballot, criteria))


def _row(ballot: Ballot, criteria: Sequence[str]) -> tuple[float, ...]:
    """Parts of a ballot in the order of the criteria; an abstention is -1."""
    given = answer_parts(ballot.mode, ballot.points)
    return tuple(-1.0 if (p := given[c]) is None else p for c in criteria)
