"""A meeting led from a test, whatever reads it: pages, routes, a browser, a document."""

import random

from criteria.model import Sense
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.rules import Act, Details, Form, Phase


def open_round(room, code, secret, answer="le groupe l’accepte"):
    """Open a round: every direction is confirmed and every warning answered."""
    senses = dict.fromkeys(room.stage(code, fresh=True).meeting.unconfirmed, Sense.MIN)
    answers = {warning.id: answer for warning in room.warnings(code)}
    return room.open_round(code, secret, senses=senses, answers=answers)


class Sitting:
    """A meeting, its facilitator's secret, and short ways to bring it somewhere."""

    def __init__(self, room, form=Form.SHORT, **options):
        self.room = room
        made = room.create("GT ECTE", form=form, **options)
        self.code, self.secret = made.code, made.facilitator

    def stage(self):
        return self.room.stage(self.code, fresh=True)

    def act(self, act, **details):
        return self.room.act(self.code, self.secret, act, Details(**details))

    def lobby(self):
        self.act(Act.OPEN_LOBBY)
        return self

    def open(self):
        if self.stage().meeting.phase is Phase.DRAFT:
            self.lobby()
        open_round(self.room, self.code, self.secret, answer="su")
        return self

    def vote(self, n, *, reason="", seed=1, tokens=None):
        draw = random.Random(seed)  # noqa: S311 (made-up ballots)
        ids = [c.id for c in self.stage().criteria]
        tokens = tokens or [self.room.new_token(self.code) for _ in range(n)]
        for k, token in enumerate(tokens):
            self.room.join_soon(self.code, token).result()
            first = ids[k % 2]
            ballot = Ballot({c: 100 if c == first else draw.randint(0, 90) for c in ids}, first)
            voter = self.room.voter_of(self.code, token)
            self.room.cast_soon(self.code, voter, ballot, reason, f"n{seed}-{k}").result()
        return tokens

    def reveal(self):
        self.act(Act.REVEAL)
        return self


def in_portfolio(room, n=7):
    """A meeting whose group wonders whether one lever or two."""
    made = Sitting(room, Form.FULL)
    for act in (Act.OPEN_LOBBY, Act.START_REVIEW):
        made.act(act)
    for criterion in made.stage().meeting.unconfirmed:
        room.confirm_direction(made.code, made.secret, criterion, Sense.MIN)
    room.freeze(made.code, made.secret)
    made.act(Act.START_CHECKS)
    made.open().vote(n)
    made.reveal()
    made.act(Act.START_ANALYSIS)
    made.act(Act.START_PORTFOLIO)
    return made
