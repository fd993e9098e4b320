"""Two rounds: whether their ballots compare, and what moved, in aggregate only.

A weight compares the passages from worst to best of the criteria that are voted on. Two rounds
compare when their ballots weighed the same passages, and were asked to in the same way. Scores
may have changed meanwhile: a weight is not about them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from criteria.model import Criterion, Sense
from criteria.scales import Amount
from prioritisation.analysis.ballots.ballot import Ballot, Mode, ballot_shares_of
from prioritisation.analysis.ballots.group import group_weights, shown_deviations
from prioritisation.analysis.matrix import SAME

MOVE = 0.05
"""Change of a share from which a ballot has moved: five points."""


@dataclass(frozen=True, slots=True)
class CriterionMovement:
    """One criterion, from one round to the next.

    Attributes
    ----------
    before, after
        Normalised standard deviations of each round; None where too few gave a weight.
    """

    criterion: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved between two rounds of the same people.

    Attributes
    ----------
    both
        How many they are.
    moved
        Those with a share changed by five points or more, or with an abstention more or less.
    order_before, order_after
        Criteria by mean weight in whole percents, the heaviest first; equal ones in their order.
    """

    both: int
    moved: int
    changes: tuple[CriterionMovement, ...]
    order_before: tuple[str, ...]
    order_after: tuple[str, ...]


def movement(
    before: Mapping[str, Ballot], after: Mapping[str, Ballot], criteria: Sequence[str]
) -> Movement | None:
    """Compare two rounds, given as voter -> ballot.

    Returns
    -------
    Movement | None
        None when other people voted, or when one of the rounds may not be shown.
    """
    first, last = list(before.values()), list(after.values())
    shown = all(part and group_weights(part, criteria).shown for part in (first, last))
    if not shown or before.keys() != after.keys():
        return None
    pairs = [(ballot_shares_of(before[v]), ballot_shares_of(after[v])) for v in sorted(before)]
    spread_before, spread_after = (shown_deviations(part, criteria) for part in (first, last))
    changes = tuple(
        CriterionMovement(c, spread_before.get(c), spread_after.get(c)) for c in criteria
    )
    moved = sum(any(_moved(a[c], b[c]) for c in criteria) for a, b in pairs)
    orders = weight_order(first, criteria), weight_order(last, criteria)
    return Movement(len(pairs), moved, changes, *orders)


def _moved(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        # An abstention in both rounds is no move.
        return before is not after
    return abs(after - before) >= MOVE - SAME


def weight_order(ballots: Sequence[Ballot], criteria: Sequence[str]) -> tuple[str, ...]:
    """The criteria by mean weight in whole percents, the heaviest first; equal ones in order."""
    weights = group_weights(ballots, criteria).coarse().by_criterion()
    return tuple(sorted(criteria, key=lambda c: -weights[c]))


class Unlike(StrEnum):
    """Why two rounds do not compare.

    ``CRITERIA``: not the same ones. ``DIRECTION``: one of them counts the other way. ``ANCHORS``:
    one has other ends, as with its words in another order. ``ASKING``: weights were asked for in
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
    """What voters are asked; ``senses`` are those that are not the data's."""
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
