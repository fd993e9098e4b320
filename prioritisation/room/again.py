"""What a voter finds again in a new round: the ballot of an earlier one, when it asks the same."""

from prioritisation.room.reading import Reading
from prioritisation.room.setup import Setup
from prioritisation.room.stage import Stage
from prioritisation.store import StoredBallot


class Again(Reading):
    """Ballots of earlier rounds, for their own voters."""

    def earlier_ballot(self, stage: Stage, voter: str) -> StoredBallot | None:
        """A voter's last ballot of an earlier round; None when the open one asks something else.

        With another perimeter, other criteria or directions, the same figures would mean
        something else.
        """
        for past in reversed(stage.meeting.rounds[:-1]):
            found = self.store.ballot(stage.code, past.number, voter)
            if found is not None:
                _case, setup = self._frozen(stage.code, past.matrix)
                return found if _asks(setup) == _asks(stage.setup) else None
        return None

    def ballot_in(self, code: str, number: int, voter: str) -> StoredBallot | None:
        """A voter's own ballot of a round."""
        return self.store.ballot(code, number, voter)


def _asks(setup: Setup) -> tuple[object, ...]:
    return setup.perimeter, setup.criteria, dict(setup.senses), setup.weighting
