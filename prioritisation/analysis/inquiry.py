"""How far an analysis holds, within constraints on the weights that people type.

Constraints are typed ``a>=b``, ``a>=20``, ``a<=60`` and ``a 20..60``: shares are in percents of
all the weight, with a decimal point or comma and two decimals at most.
"""

import re
from collections.abc import Collection, Sequence

from criteria.errors import Problem, ProblemKind
from prioritisation.analysis.robustness.robustness import (
    BallotsByCollege,
    Robustness,
    RobustnessInput,
    robustness,
)
from prioritisation.analysis.robustness.weight_sets import (
    AtLeast,
    AtMost,
    Constraint,
    Order,
    between,
    in_order,
)
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.weights import Elicitation
from prioritisation.wording import t

_NO_VOTES: BallotsByCollege = {}


def assess_robustness(
    analysis: Analysis,
    votes: BallotsByCollege = _NO_VOTES,
    constraints: tuple[Constraint, ...] = (),
) -> Robustness:
    """How far the first place of an analysis holds.

    Parameters
    ----------
    votes
        College -> ballots on the criteria of the analysis; empty without a vote.
    constraints
        What weights must satisfy to be allowed; all of them are without any.

    Raises
    ------
    InconsistentConstraints, NarrowConstraints
        When no weights satisfy the constraints, or too few to be exact on.
    """
    return robustness(
        RobustnessInput(
            analysis.matrix, analysis.weights, analysis.verdict.thresholds, votes, constraints
        )
    )


_PLACE, _SHOWN, _WHOLE, _DECIMALS = "--constraint", 80, 100.0, 2
_NAME, _NUMBER = r"\s*([\w-]+?)\s*", r"\s*([0-9]+(?:[.,][0-9]+)?)\s*%?\s*"
_TWO = re.compile(rf"{_NAME}(>=|<=){_NAME}")
_ONE = re.compile(rf"{_NAME}(>=|<=){_NUMBER}")
_SPAN = re.compile(rf"\s*([\w-]+)\s+{_NUMBER}\.\.{_NUMBER}")


MOST_CONSTRAINTS = 12
"""Constraints at once: regions of weights cut by more take minutes."""


def read_constraints(
    texts: Sequence[str], criteria: Sequence[str], problems: list[Problem]
) -> tuple[Constraint, ...]:
    """The constraints of these texts; what is wrong is added to the problems.

    Parameters
    ----------
    criteria
        Ids of the criteria that are weighed, in the order of the columns.
    """
    return tuple(c for text in texts for c in _read(text, list(criteria), problems))


def _read(text: str, criteria: list[str], problems: list[Problem]) -> tuple[Constraint, ...]:
    constraints: tuple[Constraint, ...] = ()
    if match := _ONE.fullmatch(text):
        name, sign, share = match.groups()
        if _named(text, [name], criteria, problems) and _shares(text, [share], problems):
            kind = AtLeast if sign == ">=" else AtMost
            constraints = (kind(criteria.index(name), _share(share)),)
    elif match := _SPAN.fullmatch(text):
        name, *ends = match.groups()
        if _named(text, [name], criteria, problems) and _shares(text, ends, problems):
            constraints = between(criteria.index(name), *map(_share, ends))
    elif (match := _TWO.fullmatch(text)) and match[1] != match[3]:
        one, sign, other = match.groups()
        if _named(text, [one, other], criteria, problems):
            more, less = (one, other) if sign == ">=" else (other, one)
            constraints = (Order(criteria.index(more), criteria.index(less)),)
    else:
        allowed = t("criterion>=criterion, criterion>=20, criterion<=60 or criterion 20..60")
        values = {"found": text[:_SHOWN], "allowed": allowed}
        problems.append(Problem("setting_malformed", _PLACE, values=values))
    return constraints


def order_constraints(elicitation: Elicitation, criteria: Sequence[str]) -> tuple[Order, ...]:
    """What weights satisfy when they respect the order that was told, places that are equal too.

    Parameters
    ----------
    criteria
        Ids of the criteria that are weighed, in the order of the columns: all that are told of.
    """
    groups: dict[int, list[int]] = {}
    for criterion, rank in zip(elicitation.criteria, elicitation.ranks, strict=True):
        groups.setdefault(rank, []).append(criteria.index(criterion))
    return in_order([groups[rank] for rank in sorted(groups)])


def refused(place: str, text: str) -> Problem:
    """A problem of which the sentence is already written."""
    return Problem("refused", place[:_SHOWN], values={"text": text})


def _named(
    text: str, names: Sequence[str], criteria: Collection[str], problems: list[Problem]
) -> bool:
    """Whether criteria are weighed; those that are not are told."""
    wrong = [name for name in names if name not in criteria]
    for name in wrong:
        values = {"found": name[:_SHOWN], "allowed": ", ".join(criteria)}
        problems.append(Problem("unknown_criterion", _PLACE, None, text[:_SHOWN], values))
    return not wrong


def _shares(text: str, shares: Sequence[str], problems: list[Problem]) -> bool:
    """Whether shares are from 0 to 100, fine enough and in order; what is wrong is told."""
    wrong: list[tuple[ProblemKind, dict[str, str]]] = [
        ("out_of_range", {"found": share[:_SHOWN]}) for share in shares if _share(share) > 1
    ]
    # Finer ones would leave sets of weights too narrow for exact figures.
    wrong += [
        ("refused", {"text": t("« {found} »: two decimals at most", found=share[:_SHOWN])})
        for share in shares
        if len(share.replace(",", ".").partition(".")[2]) > _DECIMALS
    ]
    if not wrong and len(shares) > 1 and _share(shares[0]) > _share(shares[1]):
        wrong = [("interval_reversed", {"found": shares[0], "allowed": shares[1]})]
    problems += [Problem(kind, _PLACE, None, text[:_SHOWN], values) for kind, values in wrong]
    return not wrong


def _share(text: str) -> float:
    return float(text.replace(",", ".")) / _WHOLE
