"""How surely each lever is among the first two, as a record tells it."""

from collections.abc import Sequence

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.one_or_two import FirstTwo, one_or_two
from prioritisation.analysis.parts import Part
from prioritisation.analysis.scenario import Analysis
from prioritisation.record.ranking_part import Figures


class CountedPart(Part):
    """Shares of ``n`` weight vectors for which each lever is among the first two, alone or tied.

    In the order of the levers: whatever the uncertain scores are, and for some of them.
    """

    sure: Figures
    possible: Figures
    n: int


class FirstTwoPart(Part):
    """Over draws of the weights, and over the ballots; null where these are too few."""

    over_weights: CountedPart
    over_ballots: CountedPart | None


def first_two_part(analysis: Analysis, ballots: Sequence[Ballot]) -> FirstTwoPart:
    """What is counted of an analysis and of the ballots of the round that decides."""
    both = one_or_two(analysis, ballots)
    return FirstTwoPart(
        over_weights=_counted(both.over_weights),
        over_ballots=both.over_ballots and _counted(both.over_ballots),
    )


def _counted(two: FirstTwo) -> CountedPart:
    return CountedPart(sure=two.sure, possible=two.possible, n=two.n)
