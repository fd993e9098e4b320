"""Two rounds: whether their ballots compare, and what moved, in aggregate only.

A weight compares the passages from worst to best of the criteria that are voted on. Two rounds
compare when their ballots weighed the same passages, and were asked to in the same way. Scores
may have changed meanwhile: a weight is not about them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from criteria.model import Criterion, Sense
from criteria.scales import Amount
from prioritisation.analysis.ballots.anonymity import may_show, same_people
from prioritisation.analysis.ballots.ballot import Ballot, ballot_shares_of
from prioritisation.analysis.ballots.group import group_weights
from prioritisation.analysis.ballots.modes import Mode
from prioritisation.analysis.ballots.spread import shown_deviations
from prioritisation.analysis.matrix import SAME

MOVE = 0.05
"""Change of a share from which a ballot has moved: five points."""

_Pair = tuple[Mapping[str, float | None], Mapping[str, float | None]]


@dataclass(frozen=True, slots=True)
class CriterionMovement:
    """One criterion, from one round to the next.

    Attributes
    ----------
    mean_change
        Mean absolute change of the share, over those who gave one in both rounds; None when they
        are too few to be shown, or other people voted.
    before, after
        Normalised standard deviations of all ballots of each round, as shown at their reveals;
        None for a round where too few gave a weight.
    """

    criterion: str
    mean_change: float | None
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved between two rounds.

    Attributes
    ----------
    both
        Voters of both rounds, where they are the same people; None otherwise.
    moved
        Those of them with a share changed by five points or more, or with an abstention more or
        less; None as well.
    order_before, order_after
        Criteria by mean weight, the heaviest first; equal ones in the order of the criteria.
    """

    both: int | None
    moved: int | None
    changes: tuple[CriterionMovement, ...]
    order_before: tuple[str, ...]
    order_after: tuple[str, ...]


def movement(
    before: Mapping[str, Ballot], after: Mapping[str, Ballot], criteria: Sequence[str]
) -> Movement | None:
    """Compare two rounds, given as voter -> ballot.

    Deviations and orders are those of the whole rounds. Who moved is counted when the same people
    voted in both: that nobody did would otherwise give the ballot of one who came or left, as the
    difference of the two rounds.

    Returns
    -------
    Movement | None
        None when one of the rounds may not be shown.
    """
    first, last = list(before.values()), list(after.values())
    if not all(part and group_weights(part, criteria).shown for part in (first, last)):
        return None
    same = same_people(before.keys(), after.keys())
    pairs = (
        [(ballot_shares_of(before[v]), ballot_shares_of(after[v])) for v in sorted(before)]
        if same
        else []
    )
    spread_before, spread_after = (shown_deviations(part, criteria) for part in (first, last))
    changes = tuple(
        CriterionMovement(c, _mean_change(pairs, c), spread_before.get(c), spread_after.get(c))
        for c in criteria
    )
    moved = sum(any(_moved(a[c], b[c]) for c in criteria) for a, b in pairs)
    orders = weight_order(first, criteria), weight_order(last, criteria)
    return Movement(len(pairs) if same else None, moved if same else None, changes, *orders)


def _moved(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        # An abstention in both rounds is no move.
        return before is not after
    return abs(after - before) >= MOVE - SAME


def _mean_change(pairs: Sequence[_Pair], criterion: str) -> float | None:
    given = [(a[criterion], b[criterion]) for a, b in pairs]
    # Sorted: the sum does not depend on the order of the voters, not even by its last digit.
    changes = sorted(abs(y - x) for x, y in given if x is not None and y is not None)
    return sum(changes) / len(changes) if may_show(len(changes)) else None


def weight_order(ballots: Sequence[Ballot], criteria: Sequence[str]) -> tuple[str, ...]:
    """The criteria by mean weight, the heaviest first; equal ones in their own order."""
    # Rounded: weights equal but for noise stay in the order of the criteria.
    keys = -group_weights(ballots, criteria).mean.round(9)
    return tuple(criteria[j] for j in np.argsort(keys, kind="stable"))


class Unlike(StrEnum):
    """Why two rounds do not compare.

    ``CRITERIA``: not the same ones. ``DIRECTION``: one of them counts the other way. ``ANCHORS``:
    the ends of one are others, as under another perimeter. ``ASKING``: weights were asked for in
    another way.
    """

    CRITERIA = "criteria"
    DIRECTION = "direction"
    ANCHORS = "anchors"
    ASKING = "asking"


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What the ballots of a round answered.

    Attributes
    ----------
    senses, ends
        Criterion -> which way it counts; -> the ends of its scale, as the data give them.
    """

    senses: Mapping[str, Sense]
    ends: Mapping[str, tuple[Amount, Amount]]
    mode: Mode


def questionnaire(
    criteria: Sequence[Criterion], senses: Mapping[str, Sense], mode: Mode
) -> Questionnaire:
    """What voters are asked under a perimeter; ``senses`` are those that are not the data's."""
    return Questionnaire(
        {c.id: senses.get(c.id, c.direction.default) for c in criteria},
        {c.id: c.anchors() for c in criteria},
        mode,
    )


def unlike(before: Questionnaire, after: Questionnaire) -> tuple[Unlike, ...]:
    """Why two rounds do not compare, the gravest reason first; none when they do."""
    both = before.senses.keys() & after.senses.keys()
    differences = {
        Unlike.CRITERIA: before.senses.keys() != after.senses.keys(),
        Unlike.DIRECTION: any(before.senses[c] is not after.senses[c] for c in both),
        Unlike.ANCHORS: any(before.ends[c] != after.ends[c] for c in both),
        Unlike.ASKING: before.mode is not after.mode,
    }
    return tuple(reason for reason, differs in differences.items() if differs)
