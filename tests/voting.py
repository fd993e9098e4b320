"""Devices, for rooms that need people: their ballots, and the cookies that they keep."""

from collections import Counter
from dataclasses import replace

from sqlalchemy import select

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import group_weights
from prioritisation.meeting.room.identity import LINK, PRESENT
from prioritisation.meeting.rules.state import RoundFacts, Shown
from prioritisation.meeting.store import schema


def round_facts(criteria, by_college, number=1, matrix="0" * 64, **more):
    """The facts of a round: of too few ballots, their number."""
    bare = RoundFacts(number, matrix, by_college=by_college, **more)
    n, labels = len(bare.ballots), {c.id: c.label for c in criteria}
    shown = n > 0 and group_weights(bare.ballots, tuple(labels)).shown
    facts = replace(bare, count=n, criteria=labels, shown=Shown.ALL if shown else Shown.COUNT)
    return facts if shown else replace(facts, by_college={}, reasons=(), typed=0)


def vote(room, code, ballot, reason="", nonce="n"):
    """Have somebody come in with a device of their own and vote; their token."""
    token = room.new_token(code)
    room.join_soon(code, token).result()
    room.cast_soon(code, room.voter_of(code, token), ballot, reason, nonce).result()
    return token


def as_kept(room, cookies):
    """Cookies as browsers keep them: of a link its pass, of who has joined the mark of that."""
    return {name: _kept(room, name, value) for name, value in cookies.items()}


def _kept(room, name, value):
    if name.startswith(LINK) and value and "." not in value:
        return room.pass_of(name.removeprefix(LINK), value)
    return room.presence_of(name.removeprefix(PRESENT)) if name.startswith(PRESENT) else value


def voted(room, made):
    """Six ballots typed in from paper."""
    ids = [c.id for c in room.stage(made.code, fresh=True).criteria]
    for k in range(6):
        ballot = Ballot(dict.fromkeys(ids, 7 * k) | {ids[0]: 100}, ids[0])
        room.paper_ballot(made.code, made.facilitator, ballot)


def colleges(room, code):
    """How many have joined by college; under an empty name those who named none."""
    table = schema.voter_table.c
    query = select(table.college).where(table.meeting_id == room.store.meeting(code).id)
    with room.store._database.read() as connection:  # noqa: SLF001 (nobody is told)
        return Counter(college or "" for college in connection.scalars(query))
