"""What a voter finds again in a new round: the ballot of an earlier one, when it asks the same."""

from prioritisation.analysis.ballots.comparability import unlike
from prioritisation.meeting.room.reading import Reading, asked_of
from prioritisation.meeting.room.stage import Stage
from prioritisation.meeting.store import StoredBallot


class Again(Reading):
    """Ballots of earlier rounds, for their own voters."""

    def earlier_ballot(self, stage: Stage, voter: str) -> StoredBallot | None:
        """A voter's last ballot of an earlier round; None when the open one does not compare."""
        for past in reversed(stage.meeting.rounds[:-1]):
            found = self.store.ballot(stage.code, past.number, voter)
            if found is not None:
                then = self._as_asked(stage, past.number)
                return None if unlike(asked_of(then), asked_of(stage)) else found
        return None

    def ballot_in(self, code: str, number: int, voter: str) -> StoredBallot | None:
        """A voter's own ballot of a round."""
        return self.store.ballot(code, number, voter)
