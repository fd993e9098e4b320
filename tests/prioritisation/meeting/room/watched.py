"""Small rooms played in a real meeting, and everything that anybody is told of them.

A room is a list of people. What it tells is gathered after each reveal from every channel: the
results for each role, the warnings, the drawings of the pages and of the projector, the phone of
somebody who did not vote, the part of the record about the votes. What is drawn at random is put
in order, so that two rooms are told alike exactly when nobody could tell one from the other.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.drawing import group, round_sentences, swarm
from prioritisation.drawing.projector import projector_view
from prioritisation.meeting.rules import Act, Role
from prioritisation.record.model import as_tree
from prioritisation.record.votes import votes_part
from prioritisation.web.ballot.after import results_page
from tests.prioritisation.meeting.room.conftest import begun
from tests.thresholds import facts_of

POINTS = {
    "x": (100, 50, 20),
    "y": (20, 100, 50),
    "z": (100, 50, None),
    # Two that no figure in whole percents tells apart, whatever others vote.
    "v": (100, 75, 51),
    "w": (100, 75, 52),
}
RANDOM = ("id", "opened", "closed")


@dataclass(frozen=True, order=True)
class Person:
    """Who joined, or gave paper: a ballot or none in each round, what they said of themselves.

    People who were seen to vote in the same rounds are told from each other by nothing else.
    """

    ballots: tuple[str, ...]
    college: str = ""
    carries: bool = False
    paper: bool = False

    @property
    def seen(self):
        """What the whole room sees of somebody: in which rounds they voted."""
        return tuple(bool(b) for b in self.ballots)


@dataclass(frozen=True)
class Played:
    """A room, and all that it told, reveal after reveal."""

    people: tuple[Person, ...]
    told: tuple[str, ...] = field(repr=False)


def play(room, people, void=()):
    """Have these people vote, and gather what is told after each reveal.

    Rounds of these numbers are declared void once they were seen.
    """
    here = begun(room, colleges=["Région", "État", "Unions"], asks_carrying=True)
    joined = [p for p in people if not p.paper]
    tokens = [room.new_token(here.code) for _ in joined]
    _done(
        room.join_soon(here.code, token, college=p.college, carries=p.carries)
        for token, p in zip(tokens, joined, strict=True)
    )
    voters = [room.voter_of(here.code, token) for token in tokens]
    told = []
    for number in range(len(people[0].ballots)):
        here.open()
        stage = here.stage()
        ids = [c.id for c in stage.criteria]
        cast = [(v, p.ballots[number]) for v, p in zip(voters, joined, strict=True)]
        _done(
            room.cast_soon(
                here.code, v, _ballot(ids, b), _reason(people, b), str(number), known_stage=stage
            )
            for v, b in cast
            if b
        )
        for p in people:
            if p.paper and p.ballots[number]:
                typed = _ballot(ids, p.ballots[number])
                room.paper_ballot(here.code, here.secret, typed, college=p.college)
        here.act(Act.REVEAL)
        told.append(everything(here))
        if number + 1 in void:
            here.act(Act.VOID_ROUND, reason="erreur")
    return Played(tuple(people), tuple(told))


def _reason(people, ballot):
    """As telling as the ballot; paper has none, which would tell it from the others."""
    return "" if any(p.paper for p in people) else ballot


def _done(asked):
    for one in list(asked):
        one.result()


def _ballot(ids, name):
    points = POINTS[name]
    return Ballot(dict(zip(ids, points, strict=True)), ids[points.index(100)])


def everything(here):
    """All that anybody is told of a meeting now, as one text."""
    room, code, stage = here.room, here.code, here.stage()
    found = room.results(code, Role.OBSERVER, known_stage=stage)
    drawings = [
        round_sentences.round_agreement(found),
        round_sentences.duels_sentence(found),
        round_sentences.first_for(found),
        round_sentences.other_ways(found),
        round_sentences.round_compromise(found),
        round_sentences.abstentions(found),
        round_sentences.movement_sentence(found),
        group.group_weights_block(found),
        group.weights_legend(found),
        group.colleges(found),
        group.carriers(found),
        group.unshown(found, stage.setup),
        group.camps_block(found),
        swarm.swarm_key(found) + swarm.swarm(found),
        group.firsts_legend(found) + group.ballots_triangle(found) + group.counts(found),
        projector_view(room, stage).html,
    ]
    told = (
        (stage.ballots, stage.present),
        _of_results(found),
        room.warnings(code, Role.OBSERVER),
        [_unordered(str(drawing)) for drawing in drawings],
        repr(results_page(stage, None, found).values()),
        _without_random(as_tree(votes_part(facts_of(room.rationale(code, here.secret))))),
    )
    return repr(told).replace(code, "CODE")


def _of_results(found):
    colleges = {}
    if found.colleges is not None:
        colleges = {
            names: (_counted(part), found.colleges.groups[names].mean.tolist())
            for names, part in found.colleges.ballots.items()
        }
    votes = {names: _counted(part) for names, part in found.votes.items()}
    weights = found.group and (found.group.mean.tolist(), found.group.given)
    return (
        (found.n, found.thin, found.typed, found.carriers, found.before, found.movement),
        (_counted(found.ballots), sorted(found.reasons), weights, found.firsts),
        (colleges, votes),
    )


def _counted(ballots):
    return sorted(Counter(str(sorted(b.points.items())) for b in ballots).items())


def _unordered(drawing):
    """Marks of ballots are drawn in a random order."""
    return sorted(re.split("(?=<)", drawing))


def _without_random(tree):
    if isinstance(tree, dict):
        return {k: _without_random(v) for k, v in tree.items() if k not in RANDOM}
    if isinstance(tree, list):
        return sorted((_without_random(one) for one in tree), key=repr)
    return tree
