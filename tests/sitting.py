"""A meeting led from a test, whatever reads it: pages, routes, a browser, a document."""

import json
import random

from criteria.model import Sense
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.room import MeetingCase
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Act, Details, Form, Phase
from tests.voting import vote


def open_round(room, code, secret):
    """Open a round: every direction is confirmed and every warning answered."""
    senses = dict.fromkeys(room.stage(code, fresh=True).meeting.unconfirmed, Sense.MIN)
    answers = {warning.id: "le groupe l’accepte" for warning in room.warnings(code)}
    return room.open_round(code, secret, senses=senses, answers=answers)


class Sitting:
    """A meeting, its facilitator's secret, and short ways to bring it somewhere."""

    def __init__(self, room, form=Form.SHORT, *, title="GT ECTE", **options):
        self.room = room
        if folder := options.pop("folder", None):
            options["about"] = MeetingCase(case_files_of(folder))
        created = room.create(title, form=form, **options)
        self.code, self.secret = created.code, created.facilitator

    @property
    def ids(self):
        """The criteria that are voted on."""
        return [c.id for c in self.stage().criteria]

    def stage(self):
        return self.room.stage(self.code, fresh=True)

    def act(self, act, **details):
        self.room.act(self.code, self.secret, act, Details(**details))
        return self

    def lobby(self):
        return self.act(Act.OPEN_LOBBY)

    def open(self):
        if self.stage().meeting.phase is Phase.DRAFT:
            self.lobby()
        open_round(self.room, self.code, self.secret)
        return self

    def reveal(self):
        return self.act(Act.REVEAL)

    def without_last_criterion(self, reason):
        """After a vote, the group goes back, and votes on one criterion less."""
        self.act(Act.REOPEN, reason=reason, target=Phase.REVIEW)
        setup = self.stage().setup
        frame = {"combination": setup.combination, "criteria": setup.criteria[:-1]}
        self.room.choose_frame(self.code, self.secret, **frame)
        self.room.freeze(self.code, self.secret)
        return self.act(Act.START_CHECKS)

    def results_steps(self, votes):
        """The meeting once the results of a vote are shown, then while they are spoken of."""
        self.open().vote(votes)
        yield self.reveal()
        yield self.act(Act.START_ANALYSIS)

    def voter(self, token=None, **answers):
        """Whoever comes in with a device: a new one, or that of a token."""
        token = token or self.room.new_token(self.code)
        self.room.join_soon(self.code, token, **answers).result()
        return self.room.voter_of(self.code, token)

    def cast(self, voter, points, reason="", nonce="1"):
        """Vote; the points are in the order of the criteria."""
        ids = self.ids
        ballot = Ballot(dict(zip(ids, points, strict=True)), ids[points.index(100)])
        return self.room.cast_soon(self.code, voter, ballot, reason, nonce).result()

    def vote(self, n, *, reason="", seed=1, tokens=None):
        """Ballots of as many people, made up; their tokens."""
        draw = random.Random(seed)  # noqa: S311 (made-up ballots)
        ids = self.ids
        tokens = tokens or [self.room.new_token(self.code) for _ in range(n)]
        for k, token in enumerate(tokens):
            first = ids[k % 2]
            points = [100 if c == first else draw.randint(0, 90) for c in ids]
            self.cast(self.voter(token), points, reason, f"n{seed}-{k}")
        return tokens


class PhoneSitting(Sitting):
    """A meeting whose doors are open, as phones come to it."""

    def __init__(self, room, *, title="Réunion d’essai", **options):
        super().__init__(room, title=title, **options)
        self.lobby()

    @property
    def path(self):
        return f"/vote/{self.code}"

    def others_vote(self, n, first=0):
        for i in range(n):
            points = dict.fromkeys(self.ids, 7 * i) | {self.ids[first]: 100}
            vote(self.room, self.code, Ballot(points, self.ids[first]))
        return self

    def points(self):
        """Points of the ballots in the box, as they are kept."""
        number = len(self.stage().meeting.rounds)
        return [b.points_json for b in self.room.store.ballots(self.code, number)]

    def ballots(self):
        """Points of the ballots in the box."""
        return [json.loads(points) for points in self.points()]


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
