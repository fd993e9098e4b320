"""What the ballots say together, as a record tells it."""

from collections.abc import Mapping, Sequence

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.camps import Camps, camps
from prioritisation.analysis.ballots.group import (
    FirstCounts,
    Spread,
    by_college_equal,
    first_counts,
    group_weights,
    spreads,
)
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.parts import Figure, Line, Part
from prioritisation.analysis.ranking import Ranking, additive
from prioritisation.analysis.thresholds import GroupThresholds
from prioritisation.record.ranking_part import Figures, Ids, ids, plain_figures


class SpreadPart(Part):
    """The shares that ballots give to a criterion; null figures when too few weigh it."""

    criterion: Line
    given: int
    median: Figure | None
    low_quartile: Figure | None
    high_quartile: Figure | None
    deviation: Figure | None
    flag: Line | None


class FirstsPart(Part):
    """For how many ballots each lever is first."""

    sure: tuple[int, ...]
    possible: tuple[int, ...]
    tied: int
    open: int


class CampPart(Part):
    """Ballots with like weights: their mean, and for how many of them each lever is first."""

    size: int
    weights: Figures
    firsts: FirstsPart


class CampsPart(Part):
    """Camps of ballots, the largest first."""

    silhouette: Figure
    left_out: int
    camps: tuple[CampPart, ...]


class MeanPart(Part):
    """One way to make the weights of the group, and who is first with it."""

    weights: Figures
    firsts: Ids
    possible_firsts: Ids


class GroupPart(Part):
    """What the ballots say together; null where it may not be told.

    Attributes
    ----------
    given
        How many ballots weigh each criterion.
    colleges, college_equal
        Means of the groups of ``votes.groups``; and the mean of these, one group one vote.
    """

    n: int
    given: tuple[int, ...]
    mean: MeanPart
    geometric: MeanPart
    median: MeanPart | None
    spreads: tuple[SpreadPart, ...]
    firsts: FirstsPart
    camps: CampsPart | None
    colleges: tuple[MeanPart, ...]
    college_equal: MeanPart | None


def group_part(
    matrix: DecisionMatrix, votes: Mapping[str, Sequence[Ballot]], thresholds: GroupThresholds
) -> GroupPart:
    """Everything told of ballots that may all be shown.

    Parameters
    ----------
    votes
        Group of colleges -> its ballots; one group when colleges may not be told apart.
    thresholds
        What disagreement and camps are said from.
    """
    ballots, criteria = [b for group in votes.values() for b in group], matrix.criteria
    group, firsts = group_weights(ballots, criteria), first_counts(matrix, ballots)
    all_camps = camps(matrix, ballots, thresholds)
    several = votes.values() if len(votes) > 1 else ()
    means = [group_weights(part, criteria).mean for part in several]
    equal = by_college_equal(votes, criteria)
    return GroupPart(
        n=group.n,
        given=group.given,
        mean=mean_part(matrix, group.mean),
        geometric=mean_part(matrix, group.geometric),
        median=None if group.median is None else mean_part(matrix, group.median),
        spreads=tuple(map(_spread, spreads(ballots, criteria, thresholds))),
        firsts=_counts(firsts),
        camps=_camps(all_camps) if all_camps else None,
        colleges=tuple(mean_part(matrix, mean) for mean in means),
        college_equal=None if equal is None else mean_part(matrix, equal),
    )


def _counts(firsts: FirstCounts) -> FirstsPart:
    return FirstsPart(
        sure=firsts.sure, possible=firsts.possible, tied=firsts.tied, open=firsts.open
    )


def mean_part(matrix: DecisionMatrix, weights: Floats) -> MeanPart:
    """Weights, and who is first with them."""
    firsts = _firsts(additive(matrix, weights))
    return MeanPart(weights=plain_figures(weights), firsts=firsts[0], possible_firsts=firsts[1])


def _firsts(ranking: Ranking) -> tuple[Ids, Ids]:
    names = ranking.alternatives
    return ids(names, ranking.necessary_firsts), ids(names, ranking.possible_firsts)


def _spread(spread: Spread) -> SpreadPart:
    visible = spread.shown
    return SpreadPart(
        criterion=spread.criterion,
        given=spread.given,
        median=spread.median if visible else None,
        low_quartile=spread.low_quartile if visible else None,
        high_quartile=spread.high_quartile if visible else None,
        deviation=spread.deviation if visible else None,
        flag=spread.flag if visible else None,
    )


def _camps(camps: Camps) -> CampsPart:
    parts = tuple(
        CampPart(size=c.firsts.n, weights=plain_figures(c.weights), firsts=_counts(c.firsts))
        for c in camps.camps
    )
    return CampsPart(silhouette=camps.silhouette, left_out=camps.left_out, camps=parts)
