"""What one voter's weights give, beside the group's."""

from dataclasses import dataclass

from prioritisation.ballots.anonymity import MEAN_SHOWN
from prioritisation.ballots.ballot import Ballot
from prioritisation.ballots.firsts import own_ranking
from prioritisation.ranking import Ranking
from prioritisation.room.results import Results
from prioritisation.room.stage import Stage


@dataclass(frozen=True, slots=True, eq=False)
class OwnResult:
    """One voter's ballot beside the group's, after the reveal.

    Attributes
    ----------
    own, group
        Rankings with the voter's weights and the group's; the group's is None below
        ``MEAN_SHOWN`` ballots.
    weights
        Criterion id -> the group's mean weight.
    """

    ballot: Ballot
    stage: Stage
    own: Ranking
    group: Ranking | None
    weights: dict[str, float]
    n: int


def own_of(stage: Stage, ballot: Ballot, results: Results) -> OwnResult:
    """The result of who cast a ballot of the round."""
    shown = results.n >= MEAN_SHOWN and results.analysis is not None
    group = results.analysis.ranking if results.analysis and shown else None
    weights = dict(results.group.by_criterion()) if results.group and shown else {}
    own = own_ranking(results.matrix, ballot)
    return OwnResult(ballot, stage, own, group, weights, results.n)
