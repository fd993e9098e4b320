import gc
import sqlite3
from contextlib import suppress
from weakref import ref

import pytest

from criteria.model import Status
from prioritisation.meeting.room import Room, ScoreEdit
from prioritisation.meeting.room.reading import MeetingReading
from prioritisation.meeting.room.stage import Stages
from prioritisation.meeting.rules import Act, Refused, Role
from prioritisation.meeting.store import UnknownMeeting, open_store
from prioritisation.settings import current_case


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


def test_a_second_rehearsal_shows_its_own_ballots(sitting):
    for n in (8, 9):
        sitting.act(Act.REHEARSE)
        sitting.open()
        sitting.room.simulate(sitting.code, sitting.secret, n)
        sitting.act(Act.REVEAL)
        assert sitting.room.results(sitting.code, Role.OBSERVER).n == n
        sitting.act(Act.END_REHEARSAL)


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


def test_whoever_keeps_something_is_told_once_of_each_meeting_erased(sitting):
    told = []
    for _ in range(2):
        sitting.room.when_erased(told.append)
    sitting.room.purge(sitting.code, sitting.secret)
    assert told == [sitting.code]


def test_asking_for_codes_that_nobody_has_has_nothing_forgotten(sitting):
    told = []
    sitting.room.when_erased(told.append)
    for n in range(300):
        with pytest.raises(UnknownMeeting):
            sitting.room.stage(f"Z{n:04}", fresh=True)
    assert told == []


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


def test_a_meeting_that_is_there_again_is_kept_again(sitting, sqlite):
    """Its base was put back, or another took over that was a moment behind."""
    told, code = [], sitting.code
    sitting.room.when_erased(told.append)
    sitting.stage()
    renamed(sqlite, code, "GONE9")
    with pytest.raises(UnknownMeeting):
        sitting.stage()
    renamed(sqlite, "GONE9", code)
    sitting.stage()
    before = list(told)
    kept = sitting.stage()
    assert sitting.room.stage(code) is kept
    assert told == before


def renamed(url, code, other):
    base = sqlite3.connect(url.removeprefix("sqlite:///"))
    with base:
        base.execute("UPDATE meeting SET code = ? WHERE code = ?", (other, code))
    base.close()


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


def test_which_version_of_the_scores_is_frozen_is_for_everybody(sitting):
    room, code = sitting.room, sitting.code
    assert room.frozen_version(code, "") == 0
    sitting.open()
    assert room.frozen_version(code, "") == 1


def test_the_last_score_written_has_a_number(room):
    made = room.create("Essai")
    edit = ScoreEdit(
        "mieux_produire", "ghg_impact", None, None, Status.UNKNOWN, reason="personne ne sait"
    )
    assert room.last_score(made.code, "") == 0
    room.edit_score(made.code, made.facilitator, edit)
    assert room.last_score(made.code, "") == room.store.edits(made.code)[-1].id


def test_the_whole_case_is_for_who_chooses_of_it(sitting):
    room, code = sitting.room, sitting.code
    left = [c.id for c in sitting.stage().criteria][:2]
    room.choose_frame(code, sitting.secret, combination="sgpe", criteria=left)
    assert [c.id for c in sitting.stage().criteria] == left
    whole = [c.id for c in room.whole_case(code, sitting.secret).criteria]
    assert whole == [c.id for c in current_case().criteria]
    with pytest.raises(Refused):
        room.whole_case(code, "")
    sitting.open()
    with pytest.raises(Refused):
        room.whole_case(code, sitting.secret)
