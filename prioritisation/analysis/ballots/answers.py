"""The answers of a form: points beside a first choice, 100 points shared out, or places."""

import re
from collections.abc import Mapping, Sequence

from prioritisation.analysis.ballots.errors import BallotProblem, Fault
from prioritisation.analysis.ballots.modes import (
    ABSTAINS,
    ABSTENTION,
    AS_MUCH,
    FIRST,
    FULL,
    NUMBER,
    RANK,
    Answers,
    Mode,
)

FEWEST = 2
"""Criteria that a ballot must weigh: with one, nothing is compared."""

LONGEST = 20
"""Characters of an answer that a problem repeats."""

Form = Mapping[str, str]
_PREFIXES = (NUMBER, AS_MUCH, ABSTENTION, RANK)


def answers(
    form: Form, criteria: Sequence[str], mode: Mode
) -> tuple[Answers, list[BallotProblem]]:
    """What a form answers, and everything that is wrong with it."""
    problems = _foreign(form, criteria)
    if mode is Mode.SWING:
        problems = [*_first_problems(form, criteria), *problems]
    first = form.get(FIRST, "") if mode is Mode.SWING else ""
    if mode.ordered:
        found = {c: _place(form, c, len(criteria)) for c in criteria}
    else:
        found = {c: _points(form, c, first) for c in criteria}
    # Until the first is known, nobody can say which criterion needs no number.
    unanswered = (Fault.MISSING,) if mode is Mode.SWING and first not in criteria else ()
    wrong = [a for a in found.values() if isinstance(a, BallotProblem)]
    problems += [p for p in wrong if p.fault not in unanswered]
    given = {c: a for c, a in found.items() if not isinstance(a, BallotProblem)}
    if len(criteria) - list(given.values()).count(None) < FEWEST:
        problems.append(BallotProblem(Fault.TOO_FEW))
    if mode is Mode.POINTS and not problems:
        problems += _total(given)
    return given, problems


def _total(given: Answers) -> list[BallotProblem]:
    """Points that are not 100 in all: nothing is rescaled for the voter."""
    total = sum(p for p in given.values() if p is not None)
    return [] if total == FULL else [BallotProblem(Fault.TOTAL, found=str(total))]


def _first_problems(form: Form, criteria: Sequence[str]) -> list[BallotProblem]:
    first = form.get(FIRST, "")
    if not first:
        return [BallotProblem(Fault.FIRST_MISSING)]
    if first not in criteria:
        return [BallotProblem(Fault.FIRST_UNKNOWN, found=first[:LONGEST])]
    if ABSTENTION + first in form:
        return [BallotProblem(Fault.FIRST_ABSTAINS, first)]
    return []


def _foreign(form: Form, criteria: Sequence[str]) -> list[BallotProblem]:
    """Fields about criteria that are not voted on: a ballot for other criteria."""
    own = {prefix + c for prefix in _PREFIXES for c in criteria}
    return [
        BallotProblem(Fault.OTHER_CRITERIA, found=name[:LONGEST])
        for name in form
        if name.startswith(_PREFIXES) and name not in own
    ]


def _points(form: Form, criterion: str, first: str) -> int | BallotProblem | None:
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


def _place(form: Form, criterion: str, most: int) -> int | BallotProblem | None:
    text = form.get(RANK + criterion, "").strip()
    if text == ABSTAINS:
        return None
    if not text:
        return BallotProblem(Fault.NO_PLACE, criterion)
    if len(text) > LONGEST or not re.fullmatch("[0-9]+", text) or not 1 <= int(text) <= most:
        return BallotProblem(Fault.PLACE_UNKNOWN, criterion, text[:LONGEST])
    return int(text)
