import gc
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from weakref import ref

import pytest

from prioritisation.meeting.room import Room
from prioritisation.meeting.room.reading import MeetingReading
from prioritisation.meeting.room.stage import TRIAL_ROUND, Stages, counted_round
from prioritisation.meeting.rules import Act, Meeting, Phase, Reason, Refused, Role, RoundStatus
from prioritisation.meeting.rules.state import Round
from prioritisation.meeting.store import UnknownMeeting, open_store
from tests.each import each
from tests.prioritisation.meeting.room.conftest import begun
from tests.prioritisation.meeting.room.queries import counted
from tests.thresholds import facts_of


def test_a_code_that_no_meeting_has_is_said(room):
    for call in (room.stage, lambda c: room.results(c, Role.OBSERVER), room.warnings):
        with pytest.raises(UnknownMeeting):
            call("NUL00")


def test_a_void_round_is_never_read(sitting):
    voters = [sitting.voter() for _ in range(5)]
    sitting.open()
    for voter in voters:
        sitting.cast(voter, [100, 0, 0])
    sitting.act(Act.REVEAL)
    sitting.act(Act.VOID_ROUND, reason="mauvaise consigne")
    with pytest.raises(Refused):
        sitting.room.results(sitting.code, Role.FACILITATOR)
    sitting.open()
    for voter in voters:
        sitting.cast(voter, [0, 100, 0])
    sitting.act(Act.REVEAL)
    found = sitting.room.results(sitting.code, Role.OBSERVER)
    assert (found.number, found.before, found.movement) == (2, 0, None)


def test_results_are_computed_once(sitting):
    voter = sitting.voter()
    sitting.open()
    sitting.cast(voter, [100, 0, 0])
    sitting.act(Act.REVEAL)
    first = sitting.room.results(sitting.code, Role.OBSERVER)
    assert sitting.room.results(sitting.code, Role.FACILITATOR) is first


def voted(sitting):
    voters = [sitting.voter() for _ in range(5)]
    sitting.open()
    for voter in voters:
        sitting.cast(voter, [100, 0, 0], reason="un motif")
    sitting.act(Act.REVEAL)


def kept(room, code):
    """What a room reads of a revealed meeting, to see whether it is still there later."""
    results = room.results(code, Role.OBSERVER)
    return [ref(found) for found in (room.stage(code), results)]


def still(there):
    gc.collect()
    return [found() for found in there if found() is not None]


def test_of_a_meeting_that_is_erased_the_room_keeps_nothing(sitting):
    voted(sitting)
    there = kept(sitting.room, sitting.code)
    assert len(still(there)) == 2
    sitting.room.purge(sitting.code, sitting.secret)
    assert still(there) == []


def test_nor_does_another_server_once_it_looks_for_it(sitting, sqlite):
    store = open_store(sqlite)
    other = Room(store)
    voted(sitting)
    there = kept(other, sitting.code)
    sitting.room.purge(sitting.code, sitting.secret)
    with pytest.raises(UnknownMeeting):
        other.stage(sitting.code, fresh=True)
    assert still(there) == []
    store.close()


def test_another_server_forgets_an_erased_meeting_once_however_often_it_is_asked_for(
    sitting, sqlite
):
    store = open_store(sqlite)
    other, told = Room(store), []
    other.when_erased(told.append)
    other.stage(sitting.code)
    sitting.room.purge(sitting.code, sitting.secret)
    for _ in range(3):
        with pytest.raises(UnknownMeeting):
            other.stage(sitting.code, fresh=True)
    assert told == [sitting.code]
    store.close()


def test_what_is_kept_of_a_meeting_after_it_was_erased_is_forgotten_at_once(sitting):
    told = []
    sitting.room.when_erased(told.append)
    sitting.room.keeps(sitting.code)
    assert told == []
    sitting.room.purge(sitting.code, sitting.secret)
    sitting.room.keeps(sitting.code)
    assert told == [sitting.code] * 2


@pytest.mark.parametrize(
    ("where", "name"),
    [(Stages, "_staged"), (MeetingReading, "_still_revealed")],
    ids=["stage", "results"],
)
def test_what_is_read_while_the_meeting_is_erased_is_not_kept(
    sitting, sqlite, monkeypatch, where, name
):
    """By another server, which nobody tells."""
    voted(sitting)
    store = open_store(sqlite)
    other, work, there = Room(store), getattr(where, name), []

    def meanwhile(*given):
        found = work(*given)
        monkeypatch.undo()
        read = other.stage(sitting.code)
        sitting.room.purge(sitting.code, sitting.secret)
        with pytest.raises(UnknownMeeting):
            other.stage(sitting.code, fresh=True)
        there.append(ref(found or read))
        return found

    monkeypatch.setattr(where, name, meanwhile)
    with suppress(UnknownMeeting):
        there.append(ref(other.results(sitting.code, Role.OBSERVER)))
    assert there
    assert still(there) == []
    store.close()


def test_the_log_names_what_was_found_in_ballots_only_while_results_may_be_seen(sitting):
    voted(sitting)
    found = next(w.id for w in sitting.room.warnings(sitting.code) if w.id.endswith(":1"))
    sitting.act(Act.ANSWER_WARNING, warning=found, reason="nous l’acceptons")

    def answered():
        log = sitting.room.audit(sitting.code, sitting.secret)
        return [e.detail for e in log if e.act == Act.ANSWER_WARNING]

    before = answered()
    assert before[-1] == found
    sitting.open()
    assert answered() == [*before[:-1], ""], "those of the scores are still named"
    sitting.act(Act.REVEAL)
    assert answered() == before


def test_the_key_changes_with_what_a_voter_sees_and_not_with_the_count(sitting):
    before = sitting.stage().key
    voter = sitting.voter()
    assert sitting.stage().key == before
    sitting.open()
    opened = sitting.stage().key
    sitting.cast(voter, [100, 50, 50])
    sitting.room.set_countdown(sitting.code, sitting.secret, 5)
    assert sitting.stage().key == opened != before
    sitting.act(Act.REVEAL)
    assert sitting.stage().key not in (opened, before)


def test_no_answer_of_a_ballot_is_in_a_stage(sitting):
    voter = sitting.voter()
    sitting.open()
    bare = sitting.stage()
    sitting.cast(voter, [100, 37, 41], reason="un secret")
    assert "un secret" not in repr(sitting.stage())
    assert sitting.stage().case is bare.case


def test_the_trial_is_counted_until_a_round_exists():
    shown = Round(1, RoundStatus.REVEALED, "sha")
    assert counted_round(Meeting(Phase.LOBBY)) == TRIAL_ROUND
    assert counted_round(Meeting(Phase.REVIEW)) == TRIAL_ROUND
    assert counted_round(Meeting(Phase.REVEALED, rounds=(shown,))) == 1


def test_a_stage_that_was_read_late_never_takes_the_place_of_a_later_one(sitting, monkeypatch):
    store, code = sitting.room.store, sitting.code
    stages, read = Stages(store), store.meeting

    def slow(asked):
        """While the first holds what it has read, the meeting goes on and another reads."""
        found = read(asked)
        monkeypatch.setattr(store, "meeting", read)
        sitting.open()
        stages.get(code, fresh=True)
        return found

    monkeypatch.setattr(store, "meeting", slow)
    assert stages.get(code).meeting.phase is not Phase.LOBBY
    assert stages.get(code).meeting.phase is not Phase.LOBBY


def test_a_meeting_that_goes_back_is_read_as_it_is(sitting, monkeypatch):
    """A store that was put back from a copy, say: its versions are lower."""
    store, code = sitting.room.store, sitting.code
    stages, before = Stages(store), store.meeting(code)
    sitting.open()
    assert stages.get(code).meeting.phase is not Phase.LOBBY
    monkeypatch.setattr(store, "meeting", lambda _: before)
    assert stages.get(code, fresh=True).meeting.phase is Phase.LOBBY


# What is asked of the database does not grow with the number of voters.

FEW, MANY = 6, 30


def voted_many_voters(sitting, n):
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
        voted_many_voters(here, n)
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
    voters = voted_many_voters(sitting, MANY)
    results = sitting.room.results(sitting.code, Role.VOTER)
    stage = sitting.stage()
    with counted() as statements:
        for voter in voters:
            assert sitting.room.results(sitting.code, Role.VOTER, known_stage=stage) is results
            assert sitting.room.own_result(sitting.code, voter, results) is not None
        assert sitting.room.own_result(sitting.code, "nobody", results) is None
    assert statements == []


def test_everybody_who_asks_at_once_waits_for_one_reading(sitting, monkeypatch):
    voted_many_voters(sitting, FEW)
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
