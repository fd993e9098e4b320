from datetime import UTC, datetime, timedelta

import pytest

from prioritisation.meeting.store import (
    NewVoter,
    TooManyOfNetwork,
    TooManyVoters,
    UnknownVoter,
    Wave,
    open_store,
)
from prioritisation.meeting.store import waves as module
from tests.prioritisation.meeting.store.made import CODE, ballot, first, meeting, second

START = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    """Minutes since the start, set by a test."""
    return [0.0]


@pytest.fixture
def hall(url, clock, monkeypatch):
    """A meeting on a store whose time a test sets; three arrivals in a minute are a wave."""
    monkeypatch.setattr(module, "MOST_FEW", 2)
    store = open_store(url, now=lambda: START + timedelta(minutes=clock[0]))
    store.create(meeting())
    yield store
    store.close()


def arrive(store, network, *names, **options):
    for name in names:
        store.join_soon(NewVoter(CODE, name, network=network, **options)).result(30)


def removed(store, wave, number):
    with store.change(CODE) as change:
        return change.remove_wave(wave, number)


def test_many_of_one_network_close_to_each_other_are_a_wave_and_few_are_told_to_nobody(
    hall, clock
):
    arrive(hall, "room", *"abcd")
    arrive(hall, "home", *"ef")
    clock[0] = 1.5
    arrive(hall, "room", *"ghi")
    clock[0] = 20
    arrive(hall, "room", *"jkl")
    arrive(hall, "room", *"mn")
    arrive(hall, None, *"opq")
    assert hall.waves(CODE) == (
        Wave("room", "2026-11-26T10:20", "2026-11-26T10:20", 5),
        Wave("room", "2026-11-26T10:00", "2026-11-26T10:01", 7),
    )


def test_a_flood_that_comes_slowly_is_one_wave_to_its_end(hall, clock):
    for minute in range(30):
        clock[0] = 4.0 * minute
        arrive(hall, "flood", f"f{minute}")
    (wave,) = hall.waves(CODE)
    assert (wave.people, wave.until) == (30, "2026-11-26T11:56")
    assert removed(hall, wave, None) == (30, 0)


def test_a_wave_leaves_with_its_ballots_of_that_round_only(hall):
    arrive(hall, "room", "h1", "h2")
    arrive(hall, "flood", "f1", "f2", "f3")
    for voter in ("h1", "f1", "f2"):
        hall.cast(ballot(voter), first)
        hall.cast(ballot(voter, "n2"), second)
    (wave,) = hall.waves(CODE)
    assert removed(hall, wave, 2) == (3, 2)
    assert [hall.ballot_count(CODE, n) for n in (1, 2)] == [3, 1]
    assert (hall.attendance(CODE), hall.waves(CODE)) == (2, ())
    assert hall.voter(CODE, "f1").kind == "removed"
    with pytest.raises(UnknownVoter):
        hall.cast(ballot("f1", "n3"), second)
    assert removed(hall, wave, 2) == (0, 0)


def test_a_ballot_changed_many_times_is_one_ballot(hall):
    arrive(hall, "flood", "f1", "f2", "f3")
    for i in range(4):
        hall.cast(ballot("f1", f"n{i}"), first)
    assert removed(hall, hall.waves(CODE)[0], 1) == (3, 1)
    assert hall.ballot_count(CODE, 1) == 0


def test_one_network_has_an_end_and_who_is_taken_out_leaves_a_place(hall):
    bounded = {"most_of_network": 3, "most": 10}
    arrive(hall, "flood", "f1", "f2", "f3", **bounded)
    for network, refused in (("flood", True), ("room", False), (None, False)):
        asked = hall.join_soon(NewVoter(CODE, f"x{network}", network=network, **bounded))
        if refused:
            with pytest.raises(TooManyOfNetwork):
                asked.result(30)
        else:
            assert asked.result(30)
    removed(hall, hall.waves(CODE)[0], None)
    arrive(hall, "flood", "honest", **bounded)
    arrive(hall, "flood", "f5", "f6", **bounded)
    with pytest.raises(TooManyOfNetwork):
        arrive(hall, "flood", "f7", **bounded)
    arrive(hall, "flood", "f7", most_of_network=None, most=10)


def test_of_many_who_come_together_no_more_get_in_than_may(hall):
    with hall.change(CODE):  # they gather behind it
        asked = [
            hall.join_soon(NewVoter(CODE, f"f{i}", network="flood", most_of_network=4, most=90))
            for i in range(30)
        ]
    assert [type(a.exception(30)) for a in asked].count(TooManyOfNetwork) == 26
    assert issubclass(TooManyOfNetwork, TooManyVoters)
    assert hall.attendance(CODE) == 4


def test_how_many_of_one_network_are_there_and_of_the_one_with_most(hall):
    assert (hall.voters_of_network(CODE, "room"), hall.most_of_network(CODE)) == (0, 0)
    arrive(hall, "room", *"abcd")
    arrive(hall, "home", *"ef")
    arrive(hall, None, *"opqrs")
    assert [hall.voters_of_network(CODE, name) for name in ("room", "home", "none")] == [4, 2, 0]
    assert hall.most_of_network(CODE) == 4
    removed(hall, hall.waves(CODE)[0], None)
    assert (hall.voters_of_network(CODE, "room"), hall.most_of_network(CODE)) == (0, 2)
