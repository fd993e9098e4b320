"""What one voter's weights give, after the reveal."""

from dataclasses import dataclass

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.firsts import own_ranking
from prioritisation.analysis.ranking import Ranking
from prioritisation.meeting.room.results import Results


@dataclass(frozen=True, slots=True, eq=False)
class OwnResult:
    """One voter's ballot of a round, and the ranking that its weights give."""

    ballot: Ballot
    own: Ranking


def own_of(ballot: Ballot, results: Results) -> OwnResult:
    """The result of who cast a ballot of the round."""
    return OwnResult(ballot, own_ranking(results.matrix, ballot))
