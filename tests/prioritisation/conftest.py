"""Rooms on a temporary SQLite store, and meetings led by shortcuts."""

import json

import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.rules import Act, Form
from tests.sitting import open_round
from tests.voting import vote


class Sitting:
    """A meeting with its doors open, on a real store, and shortcuts to lead it."""

    def __init__(self, room, **options):
        self.room = room
        made = room.create("Réunion d’essai", form=Form.SHORT, **options)
        self.code, self.secret = made.code, made.facilitator
        self.act(Act.OPEN_LOBBY)

    @property
    def path(self):
        return f"/vote/{self.code}"

    @property
    def stage(self):
        return self.room.stage(self.code, fresh=True)

    @property
    def ids(self):
        return [c.id for c in self.stage.criteria]

    def act(self, act, *details):
        self.room.act(self.code, self.secret, act, *details)
        return self

    def open(self):
        open_round(self.room, self.code, self.secret)
        return self

    def reveal(self):
        return self.act(Act.REVEAL)

    def others_vote(self, n, first=0):
        for i in range(n):
            points = dict.fromkeys(self.ids, 7 * i) | {self.ids[first]: 100}
            vote(self.room, self.code, Ballot(points, self.ids[first]))
        return self

    def ballots(self):
        """Points of the ballots in the box."""
        number = len(self.stage.meeting.rounds)
        return [json.loads(b.points_json) for b in self.room.store.ballots(self.code, number)]


@pytest.fixture
def sitting(room):
    return lambda **options: Sitting(room, **options)
