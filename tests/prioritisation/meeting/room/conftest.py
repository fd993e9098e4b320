"""Rooms on a temporary SQLite store, and meetings brought to a phase."""

from types import SimpleNamespace

import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.rules import Act, Form
from tests.sitting import open_round


class Sitting(SimpleNamespace):
    """A meeting with its facilitator's secret, and shortcuts."""

    def act(self, act, *details):
        return self.room.act(self.code, self.secret, act, *details)

    def open(self):
        return open_round(self.room, self.code, self.secret)

    def stage(self):
        return self.room.stage(self.code, fresh=True)

    def voter(self, **told):
        token = self.room.new_token(self.code)
        self.room.join_soon(self.code, token, **told).result()
        return self.room.voter_of(self.code, token)

    def vote(self, voter, points, reason="", nonce="1"):
        ids = [c.id for c in self.stage().criteria]
        first = ids[points.index(100)]
        ballot = Ballot(dict(zip(ids, points, strict=True)), first)
        return self.room.cast_soon(self.code, voter, ballot, reason, nonce).result()


@pytest.fixture
def sitting(room):
    return begun(room)


def begun(room):
    """A short meeting whose doors are open."""
    made = room.create("Essai", form=Form.SHORT, colleges=["État", "Région"])
    here = Sitting(room=room, code=made.code, secret=made.facilitator)
    here.act(Act.OPEN_LOBBY)
    return here
