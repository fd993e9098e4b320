"""The facts of a meeting: what its record, and so every document, is made from."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from prioritisation.meeting.room import Room
from prioritisation.meeting.rules import Act, Reason, Refused, Role
from prioritisation.meeting.rules.decision import Decision, ShowOfHands, to_json, with_proposal
from prioritisation.meeting.rules.state import Shown
from prioritisation.meeting.store import open_store
from prioritisation.record.making import record_of
from prioritisation.record.model import record_from, text_of
from prioritisation.record.replaying import replay
from tests.each import each
from tests.thresholds import facts_of

WEIGHTS = [[100, 50, 0], [100, 40, 20], [60, 100, 30], [100, 100, 10], [80, 20, 100], [100, 0, 0]]


def vote(sitting, weights, reason=""):
    voters = [sitting.voter(college="État") for _ in weights]
    for voter, points in zip(voters, weights, strict=True):
        sitting.cast(voter, points, reason)
    return voters


@pytest.fixture
def voted(sitting):
    """A meeting whose first round has been revealed."""
    sitting.open()
    vote(sitting, WEIGHTS, "parce que")
    sitting.act(Act.REVEAL)
    return sitting


def facts(sitting, secret=None):
    return facts_of(
        sitting.room.rationale(sitting.code, sitting.secret if secret is None else secret)
    )


def test_the_ballots_are_told_without_who_and_under_the_same_identifiers_twice(voted):
    found = facts(voted)
    (only,) = found.rounds
    assert (only.count, len(only.ballots), only.reasons) == (6, 6, ("parce que",) * 6)
    assert len(set(only.identifiers)) == 6
    assert facts(voted).rounds[0].identifiers == only.identifiers
    here = dt.datetime.now(ZoneInfo(found.case.timezone)).date()
    assert only.opened == only.closed == found.date == here


def test_a_record_of_the_meeting_is_recomputed_identical(voted):
    assert not replay(record_of(facts(voted))).differences


def test_the_record_is_the_same_on_every_server_as_long_as_nobody_writes(voted, sqlite):
    before = record_of(facts(voted)).sha256
    store = open_store(sqlite)
    again = record_of(facts_of(Room(store).rationale(voted.code, voted.secret))).sha256
    store.close()
    assert again == before
    words = to_json(Decision(motives="un motif"))
    voted.room.write_text(voted.code, voted.secret, "decision", words, 0)
    assert record_of(facts(voted)).sha256 != before


def test_who_confirmed_the_direction_is_told(voted):
    assert facts(voted).confirmed_by == {"existing_coverage": Role.FACILITATOR}


def test_what_the_group_wrote_comes_in(voted):
    room, levers = voted.room, facts(voted).case.levers
    decision = Decision(proposed=(levers[0].id,), motives="un motif", no_objection=True)
    room.write_text(voted.code, voted.secret, "decision", to_json(decision), 0)
    assert facts(voted).decision == decision


def test_while_a_round_is_open_nobody_has_the_facts(voted):
    voted.act(Act.OPEN_ROUND)
    with pytest.raises(Refused) as error:
        facts(voted)
    assert error.value.refusal.reason is Reason.ROUND_OPEN
    with pytest.raises(Refused):
        facts_of(voted.room.own_rationale(voted.code))
    assert voted.room.ask(voted.code, Role.FACILITATOR, Act.EXPORT)


def test_before_the_first_reveal_there_are_none(sitting):
    with pytest.raises(Refused):
        facts(sitting)


@each("role", [Role.LEAD, Role.EXPERT])
def test_others_than_the_office_have_none(voted, role):
    with pytest.raises(Refused) as error:
        facts(voted, voted.room.new_link(voted.code, voted.secret, role))
    assert error.value.refusal.reason is Reason.ROLE
    with pytest.raises(Refused):
        facts(voted, "")


def test_the_recorder_has_them(voted):
    recorder = voted.room.new_link(voted.code, voted.secret, Role.RECORDER)
    assert facts(voted, recorder).title == "Essai"


def test_a_second_round_of_others_tells_figures_and_no_ballot(voted):
    voted.act(Act.OPEN_ROUND)
    vote(voted, WEIGHTS[:5])
    voted.act(Act.REVEAL)
    found = facts(voted)
    assert [r.count for r in found.rounds] == [6, 5]
    record = record_of(found)
    first, last = record.votes.rounds
    assert (first.shown, first.ballots, len(first.shares)) == (Shown.ALL, (), 3)
    assert (last.shown, last.ballots, len(last.shares)) == (Shown.FIGURES, (), 3)
    assert (record.votes.moved, last.reasons, len(first.reasons)) == (None, (), 6)
    assert not replay(record).differences


def test_a_void_round_tells_why_and_no_ballot(voted):
    voted.act(Act.VOID_ROUND, reason="mauvais périmètre")
    voted.act(Act.OPEN_ROUND)
    vote(voted, WEIGHTS)
    voted.act(Act.REVEAL)
    first, second = facts(voted).rounds
    assert (first.void, first.count, first.ballots) == ("mauvais périmètre", 6, ())
    assert first.closed is not None
    assert (len(second.ballots), second.shown) == (6, Shown.FIGURES)


def test_a_rehearsal_is_said_and_leaves_nothing(sitting):
    sitting.act(Act.REHEARSE)
    sitting.open()
    vote(sitting, WEIGHTS)
    sitting.act(Act.REVEAL)
    assert facts(sitting).simulated
    sitting.act(Act.END_REHEARSAL)
    with pytest.raises(Refused):
        facts(sitting)
    assert sitting.room.store.text(sitting.code, "identifiers.1").version == 0


def hands(sitting, favour):
    words = to_json(Decision(vote=ShowOfHands(favour=favour, against=1, abstaining=0)))
    sitting.room.write_text(sitting.code, sitting.secret, "decision", words, 0)


@pytest.mark.parametrize("raised", [0, 2, 30])
def test_the_file_of_a_real_meeting_agrees_with_itself(voted, raised):
    """Whatever is said twice in it: read from its own text, everything is found again."""
    if raised:
        hands(voted, raised)
    record = record_from(text_of(record_of(facts(voted))).encode())
    assert replay(record).differences == ()
    assert record.votes.attendance.present >= max(r.count for r in record.votes.rounds)


def test_an_answer_given_for_other_levers_is_in_no_record(voted):
    first, second = (lever.id for lever in facts(voted).case.levers[:2])
    vote = ShowOfHands(favour=3, against=0, abstaining=0)
    answered = Decision(proposed=(first,), motives="Parce que.", no_objection=True, vote=vote)
    text = to_json(with_proposal(answered, (second,)))
    voted.room.write_text(voted.code, voted.secret, "decision", text, 0)
    record = record_from(text_of(record_of(facts(voted))).encode())
    assert replay(record).identical
    decision = record.decision
    assert (decision.no_objection, decision.vote, decision.former_consent) == (False, None, None)
    assert decision.motives_for == (first,)
    assert set(record.status.missing) == {"confirmation", "objections"}


def test_those_who_raise_a_hand_are_there(voted):
    """The warning on those present counts them, as the record does."""
    hands(voted, 30)
    record = record_of(facts(voted))
    assert record.votes.attendance.present == 31
    assert [(w.n, w.of) for w in record.warnings if w.kind == "quorum"] == [(6, 31)]
