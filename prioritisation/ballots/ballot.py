"""One ballot: points by swing weighting, read from a form, and the shares they make.

The passage from worst to best anchor that counts most is worth 100 points; the others are whole
numbers relative to it (swing weighting, von Winterfeldt and Edwards 1986). An abstention is
missing, not zero: the voter's other weights keep their proportions.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor

import numpy as np

from prioritisation.ballots.errors import BallotProblem, Fault, InvalidBallot
from prioritisation.matrix import Floats

FULL = 100
"""Points of the first criterion, and the most that another may have."""

FIRST, NUMBER, AS_MUCH, ABSTENTION = "premier", "n_", "autant_", "abstention_"
"""Names, or beginnings of names, of the fields of the form."""

FEWEST = 2
"""Criteria that a ballot must weigh: with one, nothing is compared."""

LONGEST = 20
"""Characters of an answer that a problem repeats."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one voter answered.

    Attributes
    ----------
    points
        Criterion id -> whole number from 0 to 100; None is an abstention.
    first
        The criterion worth 100 points that the others were compared with.
    """

    points: Mapping[str, int | None]
    first: str


def read_ballot(form: Mapping[str, str], criteria: Sequence[str]) -> Ballot:
    """The ballot that a form brings.

    Parameters
    ----------
    form
        Fields of the form: ``premier`` is a criterion's id; for each criterion ``n_<id>``, a whole
        number from 0 to 100, or ``autant_<id>``, or ``abstention_<id>`` (checked when present).
        When they contradict each other, the order is: first, as much, abstention, number.
    criteria
        Ids of the criteria of the vote.

    Raises
    ------
    InvalidBallot
        With every problem. A missing answer is one only when the first is known: until then,
        nobody can say which criterion needs none.
    """
    problems = [*_first_problems(form, criteria), *_foreign(form, criteria)]
    first = form.get(FIRST, "")
    answers = {c: _answer(form, c, first) for c in criteria}
    unanswered = (Fault.MISSING,) if first not in criteria else ()
    found = [a for a in answers.values() if isinstance(a, BallotProblem)]
    problems += [p for p in found if p.fault not in unanswered]
    points = {c: a for c, a in answers.items() if not isinstance(a, BallotProblem)}
    if len(criteria) - list(points.values()).count(None) < FEWEST:
        problems.append(BallotProblem(Fault.TOO_FEW))
    if problems:
        raise InvalidBallot(problems)
    return Ballot(points, first)


def _first_problems(form: Mapping[str, str], criteria: Sequence[str]) -> list[BallotProblem]:
    first = form.get(FIRST, "")
    if not first:
        return [BallotProblem(Fault.FIRST_MISSING)]
    if first not in criteria:
        return [BallotProblem(Fault.FIRST_UNKNOWN, found=first[:LONGEST])]
    if ABSTENTION + first in form:
        return [BallotProblem(Fault.FIRST_ABSTAINS, first)]
    return []


def _foreign(form: Mapping[str, str], criteria: Sequence[str]) -> list[BallotProblem]:
    """Fields about criteria that are not voted on: a ballot for other criteria."""
    own = {prefix + c for prefix in (NUMBER, AS_MUCH, ABSTENTION) for c in criteria}
    return [
        BallotProblem(Fault.OTHER_CRITERIA, found=name[:LONGEST])
        for name in form
        if name.startswith((NUMBER, AS_MUCH, ABSTENTION)) and name not in own
    ]


def _answer(form: Mapping[str, str], criterion: str, first: str) -> int | BallotProblem | None:
    if criterion == first or AS_MUCH + criterion in form:
        return FULL
    if ABSTENTION + criterion in form:
        return None
    text = form.get(NUMBER + criterion, "").strip()
    if not text:
        return BallotProblem(Fault.MISSING, criterion)
    if not re.fullmatch("-?[0-9]+", text):
        return BallotProblem(Fault.NOT_WHOLE, criterion, text[:LONGEST])
    if len(text) > LONGEST or not 0 <= int(text) <= FULL:
        return BallotProblem(Fault.OUT_OF_RANGE, criterion, text[:LONGEST])
    return int(text)


def to_json(ballot: Ballot) -> str:
    """A ballot as text; the criteria keep their order."""
    return json.dumps({"first": ballot.first, "points": dict(ballot.points)})


def from_json(text: str) -> Ballot:
    """The ballot that ``to_json`` wrote."""
    found = json.loads(text)
    return Ballot(found["points"], found["first"])


def shares(ballot: Ballot) -> Mapping[str, float | None]:
    """Criterion -> its share of the points given; they sum to 1, an abstention has none.

    Examples
    --------
    >>> shares(Ballot({"ghg": 100, "partners": 60, "coverage": None}, "ghg"))
    {'ghg': 0.625, 'partners': 0.375, 'coverage': None}
    """
    total = sum(p for p in ballot.points.values() if p is not None)
    return {c: None if p is None else p / total for c, p in ballot.points.items()}


def whole_percents(found: Mapping[str, float | None]) -> Mapping[str, int | None]:
    """Shares as whole percents that sum to exactly 100, by largest remainder (Hamilton's method).

    Parameters
    ----------
    found
        Shares summing to 1; None stays None. Equal remainders go to the first criteria.

    Examples
    --------
    >>> whole_percents({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3, "d": None})
    {'a': 34, 'b': 33, 'c': 33, 'd': None}
    """
    exact = {c: round(100 * s, 9) for c, s in found.items() if s is not None}
    whole = {c: floor(x) for c, x in exact.items()}
    left = max(0, 100 - sum(whole.values()))
    for c in sorted(exact, key=lambda c: whole[c] - exact[c])[:left]:
        whole[c] += 1
    return {c: whole.get(c) for c in found}


def share_table(ballots: Sequence[Ballot], criteria: Sequence[str]) -> Floats:
    """Array (k, n) of the shares of k ballots on n criteria; an abstention is NaN.

    Rows are in increasing order, so that no figure depends on the order of the ballots, not even
    by its last digit.
    """
    rows = sorted(_row(b, criteria) for b in ballots)
    table = np.array(rows, dtype=float).reshape(len(rows), len(criteria))
    table[table < 0] = np.nan
    return np.asarray(table / np.nansum(table, axis=1, keepdims=True))


def _row(ballot: Ballot, criteria: Sequence[str]) -> tuple[int, ...]:
    """Points of a ballot in the order of the criteria; an abstention is -1."""
    found = (ballot.points[c] for c in criteria)
    return tuple(-1 if p is None else p for p in found)
