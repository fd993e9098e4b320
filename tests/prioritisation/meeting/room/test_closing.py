"""The end of a round: asked while people are missing, and the same for all who look."""

import threading

import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.room import Room, StillMissing
from prioritisation.meeting.room.facilitation import CLOSING_S
from prioritisation.meeting.rules import Act, Phase, Reason, Refused, RoundStatus
from prioritisation.meeting.store import open_store
from prioritisation.wording.moments import local_moment
from tests.thresholds import facts_of

pytestmark = pytest.mark.usefixtures("fresh")


def close(sitting, missing=0):
    return sitting.room.close_round(sitting.code, sitting.secret, missing=missing)


@pytest.fixture
def voting(sitting):
    """One of three people present has voted."""
    sitting.open()
    sitting.people = [sitting.voter() for _ in range(3)]
    sitting.cast(sitting.people[0], (100, 50, 0))
    return sitting


def status(sitting):
    return sitting.stage().meeting.rounds[-1].status


def test_when_all_have_voted_the_round_closes_and_is_revealed_at_once(voting):
    for person in voting.people[1:]:
        voting.cast(person, (100, 50, 0))
    assert close(voting).phase is Phase.REVEALED


def test_while_people_are_missing_it_is_asked_and_nothing_is_written(voting):
    before = voting.stage().version
    for known in (0, 1):
        with pytest.raises(StillMissing) as found:
            close(voting, missing=known)
        assert (found.value.number, found.value.present) == (2, 3)
    assert (voting.stage().version, status(voting)) == (before, RoundStatus.OPEN)


def test_a_round_is_not_closed_by_who_saw_another(voting):
    seen = voting.stage().meeting.stamp
    voting.act(Act.VOID_ROUND, reason="une panne")
    voting.open()
    with pytest.raises(Refused) as found:
        voting.room.close_round(voting.code, voting.secret, missing=9, stamp=seen)
    assert found.value.refusal.reason is Reason.OVERTAKEN
    assert not voting.stage().meeting.rounds[-1].closing


def test_ballots_come_in_for_ten_seconds_then_no_more(voting, clock):
    close(voting, missing=2)
    assert 0 < voting.stage().closes_in <= CLOSING_S
    assert voting.cast(voting.people[1], (100, 50, 0)).round == 1
    clock(CLOSING_S + 1)
    with pytest.raises(Refused) as found:
        voting.cast(voting.people[2], (100, 50, 0))
    assert found.value.refusal.reason is Reason.ROUND_CLOSED
    assert (status(voting), voting.stage().ballots) == (RoundStatus.CLOSED, 2)
    with pytest.raises(Refused):
        voting.room.paper_ballot(
            voting.code,
            voting.secret,
            Ballot({c.id: 100 for c in voting.stage().criteria}, voting.stage().criteria[0].id),
        )


def test_nothing_is_revealed_before_the_time_is_over(voting, clock):
    close(voting, missing=2)
    with pytest.raises(Refused) as found:
        voting.act(Act.REVEAL)
    assert found.value.refusal.reason is Reason.ROUND_CLOSING
    clock(CLOSING_S + 1)
    for role in ("facilitator", "lead", "observer", "voter"):
        with pytest.raises(Refused):
            voting.room.results(voting.code, role)
    assert voting.room.ask(voting.code, "observer", Act.SEE_CASE_RANKING)
    assert voting.act(Act.REVEAL).stage().meeting.phase is Phase.REVEALED


def test_a_server_that_starts_afterwards_finds_it_closed(voting, hour, clock, tmp_path):
    close(voting, missing=2)
    clock(CLOSING_S + 1)
    store = open_store(f"sqlite:///{tmp_path}/seances.db", now=hour)
    try:
        found = Room(store).stage(voting.code)
        assert found.meeting.rounds[-1].status is RoundStatus.CLOSED
        assert not found.takes_ballots
    finally:
        store.close()


def test_one_waits_after_all_as_long_as_the_time_runs(voting, clock):
    close(voting, missing=2)
    voting.room.keep_open(voting.code, voting.secret)
    clock(CLOSING_S + 1)
    assert voting.stage().takes_ballots
    assert voting.cast(voting.people[1], (100, 50, 0))
    close(voting, missing=1)
    clock(CLOSING_S + 1)
    with pytest.raises(Refused) as found:
        voting.room.keep_open(voting.code, voting.secret)
    assert found.value.refusal.reason is Reason.ROUND_CLOSED


def test_two_facilitators_close_at_once_and_the_first_time_stands(voting):
    told = []

    def both():
        told.append(close(voting, missing=2).rounds[-1].closes)

    threads = [threading.Thread(target=both) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 4
    assert len(set(told)) == 1
    acts = [e.act for e in voting.room.audit(voting.code, voting.secret)]
    assert acts.count(Act.END_ROUND) == 1


def test_others_than_the_facilitator_close_nothing(voting):
    for secret in ("", "x"):
        with pytest.raises(Refused):
            voting.room.close_round(voting.code, secret, missing=9)
        with pytest.raises(Refused):
            voting.room.keep_open(voting.code, secret)


def test_the_log_and_the_record_say_when_it_closed(voting, clock):
    close(voting, missing=2)
    closes = voting.stage().meeting.rounds[-1].closes
    clock(CLOSING_S + 1)
    voting.act(Act.REVEAL)
    (line,) = (e for e in voting.room.audit(voting.code, voting.secret) if e.act == Act.END_ROUND)
    assert line.detail == f"{closes}, 2"
    facts = facts_of(voting.room.rationale(voting.code, voting.secret))
    day = local_moment(closes, voting.stage().case.timezone).date()
    assert facts.rounds[0].closed == day


def test_phones_are_told_when_the_end_is_asked_and_when_it_has_come(voting, clock):
    keys = [voting.stage().key]
    close(voting, missing=2)
    keys.append(voting.stage().key)
    clock(CLOSING_S + 1)
    keys.append(voting.stage().key)
    assert len(set(keys)) == 3
