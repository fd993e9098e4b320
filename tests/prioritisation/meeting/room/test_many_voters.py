"""What is asked of the database does not grow with the number of voters."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from prioritisation.meeting.rules import Act, Reason, Refused, Role
from tests.each import each
from tests.prioritisation.meeting.room.conftest import begun
from tests.prioritisation.meeting.room.queries import counted
from tests.thresholds import facts_of

FEW, MANY = 6, 30


def voted(sitting, n):
    voters = [sitting.voter(college="État", carries=k % 2 == 0) for k in range(n)]
    for _ in range(2):
        sitting.open()
        for k, voter in enumerate(voters):
            sitting.cast(voter, [100, k, 0], "parce que")
        sitting.act(Act.REVEAL)
    return voters


READ = {
    "results": lambda s: s.room.results(s.code, Role.VOTER),
    "facts": lambda s: facts_of(s.room.rationale(s.code, s.secret)),
    "warnings": lambda s: s.room.warnings(s.code, Role.FACILITATOR),
}


@pytest.fixture
def sittings(room):
    """The same short meeting twice, with few voters and with many."""
    made = []
    for n in (FEW, MANY):
        here = begun(room, colleges=["État"], asks_carrying=True)
        voted(here, n)
        made.append(here)
    room.store.ballots(made[0].code, 1)  # the first time, an order is drawn for good
    return made


@each("read", READ)
def test_a_revealed_round_is_read_in_as_many_queries_whatever_the_number_of_voters(sittings, read):
    asked = []
    for sitting in sittings:
        with counted() as statements:
            READ[read](sitting)
        asked.append(len(statements))
    assert asked[0] == asked[1]


def test_once_a_round_has_been_read_no_voter_asks_for_anything(sitting):
    voters = voted(sitting, MANY)
    results = sitting.room.results(sitting.code, Role.VOTER)
    stage = sitting.stage()
    with counted() as statements:
        for voter in voters:
            assert sitting.room.results(sitting.code, Role.VOTER, known_stage=stage) is results
            assert sitting.room.own_result(sitting.code, voter, results) is not None
        assert sitting.room.own_result(sitting.code, "nobody", results) is None
    assert statements == []


def test_everybody_who_asks_at_once_waits_for_one_reading(sitting, monkeypatch):
    voted(sitting, FEW)
    room, read, started = sitting.room, [], Barrier(4)
    whole = room._read  # noqa: SLF001 (what the store is read by)

    def counting(*asked):
        read.append(asked)
        return whole(*asked)

    def ask(_k):
        started.wait()
        return room.results(sitting.code, Role.VOTER)

    monkeypatch.setattr(room, "_read", counting)
    with ThreadPoolExecutor(4) as people:
        found = set(people.map(ask, range(4)))
    assert (len(found), len(read)) == (1, 1)


def test_a_round_that_takes_the_place_of_a_rehearsal_s_is_never_read(sitting, monkeypatch):
    """Between the right to see and the reading, everything may have changed."""
    room = sitting.room
    sitting.act(Act.REHEARSE)
    sitting.open()
    room.simulate(sitting.code, sitting.secret, 8)
    sitting.act(Act.REVEAL)
    whole = room._read  # noqa: SLF001 (what the store is read by)

    def meanwhile(*asked):
        sitting.act(Act.END_REHEARSAL)
        sitting.open()
        for k in range(FEW):
            sitting.cast(sitting.voter(), [100, k, 0])
        return whole(*asked)

    monkeypatch.setattr(room, "_read", meanwhile)
    with pytest.raises(Refused) as error:
        room.results(sitting.code, Role.VOTER)
    assert error.value.refusal.reason is Reason.ROUND_OPEN
    monkeypatch.undo()
    with pytest.raises(Refused):
        room.results(sitting.code, Role.FACILITATOR)
