import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from prioritisation.meeting.room import DECISION_TEXT, InvalidFrame, Room
from prioritisation.meeting.room.rationale import MEETING_TEXTS, StoredDecision
from prioritisation.meeting.rules import Act, Phase, Reason, Refused, Role
from prioritisation.meeting.rules.decision import Decision, ShowOfHands, to_json, with_proposal
from prioritisation.meeting.rules.state import Shown
from prioritisation.meeting.store import Overtaken, UnknownMeeting, open_store
from prioritisation.record.making import record_of
from prioritisation.record.model import record_from, text_of
from prioritisation.record.replaying import replay
from tests.each import each
from tests.thresholds import facts_of

TEXT = "{}"


@pytest.fixture
def voted(sitting):
    """A meeting whose first round has been revealed."""
    sitting.open()
    sitting.cast(sitting.voter(), [100, 50, 0])
    sitting.act(Act.REVEAL)
    return sitting


def may_write(voted, secret):
    role = voted.room.role(voted.code, secret)
    return voted.room.ask(voted.code, role, Act.EDIT_PAPER) is None


def write(sitting, text=TEXT, expected=0, *, name="decision", secret=None):
    found = sitting.secret if secret is None else secret
    return sitting.room.write_text(sitting.code, found, name, text, expected)


@each("name", MEETING_TEXTS)
def test_what_the_office_writes_everybody_reads(voted, name):
    assert voted.room.text(voted.code, name).version == 0
    written = write(voted, name=name)
    assert voted.room.text(voted.code, name) == written
    assert (written.version, written.content, written.role) == (1, TEXT, Role.FACILITATOR)


@each("role", [Role.LEAD, Role.EXPERT, None])
def test_nobody_else_writes(voted, role):
    secret = voted.room.new_link(voted.code, voted.secret, role) if role else ""
    assert not may_write(voted, secret)
    with pytest.raises(Refused) as error:
        write(voted, secret=secret)
    assert error.value.refusal.reason is Reason.ROLE
    assert voted.room.text(voted.code, "decision").version == 0


def test_two_who_write_at_once_lose_nothing(voted):
    write(voted, '{"body": "1"}')
    with pytest.raises(Overtaken) as error:
        write(voted, '{"body": "2"}')
    assert (error.value.version, error.value.content) == (1, '{"body": "1"}')
    assert write(voted, '{"body": "2"}', error.value.version).version == 2


def test_before_the_first_reveal_nothing_is_written_or_read(sitting):
    for _phase in ("lobby", "round"):
        with pytest.raises(Refused):
            write(sitting)
        with pytest.raises(Refused):
            sitting.room.text(sitting.code, "decision")
        if not sitting.stage().meeting.unrevealed_round:
            sitting.open()


def test_while_a_second_round_is_open_papers_are_closed(voted):
    write(voted)
    voted.open()
    assert not may_write(voted, voted.secret)
    for ask in (lambda: write(voted, expected=1), lambda: voted.room.text(voted.code, "decision")):
        with pytest.raises(Refused) as error:
            ask()
        assert error.value.refusal.reason is Reason.ROUND_OPEN
    voted.act(Act.REVEAL)
    assert voted.room.text(voted.code, "decision").version == 1


def test_a_round_that_opens_while_a_paper_is_read_closes_it(voted, monkeypatch):
    write(voted)
    read = voted.room.store.text

    def meanwhile(*asked):
        found = read(*asked)
        monkeypatch.undo()
        voted.open()
        return found

    monkeypatch.setattr(voted.room.store, "text", meanwhile)
    with pytest.raises(Refused) as error:
        voted.room.text(voted.code, "decision")
    assert error.value.refusal.reason is Reason.ROUND_OPEN


def test_of_a_closed_meeting_nothing_is_written_until_its_decision_is_reopened(voted):
    for act in (Act.START_ANALYSIS, Act.START_DECISION):
        voted.act(act)
    assert may_write(voted, voted.secret)
    write(voted)
    voted.act(Act.CLOSE)
    with pytest.raises(Refused) as error:
        write(voted, expected=1)
    assert error.value.refusal.reason is Reason.PHASE
    assert voted.room.text(voted.code, "decision").version == 1
    assert not may_write(voted, voted.secret)
    with pytest.raises(Refused) as error:
        voted.act(Act.REOPEN, target=Phase.DECISION)
    assert error.value.refusal.reason is Reason.NO_WRITTEN_REASON
    voted.act(Act.REOPEN, reason="une faute de frappe", target=Phase.DECISION)
    assert write(voted, expected=1).version == 2
    log = [(e.act, e.detail) for e in voted.room.audit(voted.code, voted.secret)]
    assert (Act.REOPEN, "une faute de frappe") in log
    voted.act(Act.CLOSE)
    assert not may_write(voted, voted.secret)


def test_another_name_or_meeting_is_refused(voted):
    with pytest.raises(InvalidFrame):
        write(voted, name="budget")
    with pytest.raises(InvalidFrame):
        voted.room.text(voted.code, "budget")
    with pytest.raises(UnknownMeeting):
        voted.room.text("NUL00", "decision")
    other = voted.room.create("Autre")
    with pytest.raises(Refused):
        write(voted, secret=other.facilitator)


def test_a_decision_is_read_as_it_was_written(voted):
    assert voted.room.decision(voted.code) == StoredDecision(Decision(), 0)
    said = Decision(motives="Parce que.")
    write(voted, to_json(said), name=DECISION_TEXT)
    assert voted.room.decision(voted.code) == StoredDecision(said, 1)


# The facts of a meeting: what its record, and so every document, is made from.

WEIGHTS = [[100, 50, 0], [100, 40, 20], [60, 100, 30], [100, 100, 10], [80, 20, 100], [100, 0, 0]]


def vote(sitting, weights, reason=""):
    voters = [sitting.voter(college="État") for _ in weights]
    for voter, points in zip(voters, weights, strict=True):
        sitting.cast(voter, points, reason)
    return voters


@pytest.fixture
def voted_rationale(sitting):
    """A meeting whose first round has been revealed."""
    sitting.open()
    vote(sitting, WEIGHTS, "parce que")
    sitting.act(Act.REVEAL)
    return sitting


def facts(sitting, secret=None):
    return facts_of(
        sitting.room.rationale(sitting.code, sitting.secret if secret is None else secret)
    )


def test_the_ballots_are_told_without_who_and_under_the_same_identifiers_twice(voted_rationale):
    found = facts(voted_rationale)
    (only,) = found.rounds
    assert (only.count, len(only.ballots), only.reasons) == (6, 6, ("parce que",) * 6)
    assert len(set(only.identifiers)) == 6
    assert facts(voted_rationale).rounds[0].identifiers == only.identifiers
    here = dt.datetime.now(ZoneInfo(found.case.timezone)).date()
    assert only.opened == only.closed == found.date == here


def test_a_record_of_the_meeting_is_recomputed_identical(voted_rationale):
    assert not replay(record_of(facts(voted_rationale))).differences


def test_the_record_is_the_same_on_every_server_as_long_as_nobody_writes(voted_rationale, sqlite):
    before = record_of(facts(voted_rationale)).sha256
    store = open_store(sqlite)
    again = record_of(
        facts_of(Room(store).rationale(voted_rationale.code, voted_rationale.secret))
    ).sha256
    store.close()
    assert again == before
    words = to_json(Decision(motives="un motif"))
    voted_rationale.room.write_text(
        voted_rationale.code, voted_rationale.secret, "decision", words, 0
    )
    assert record_of(facts(voted_rationale)).sha256 != before


def test_what_the_group_wrote_comes_in(voted_rationale):
    room, levers = voted_rationale.room, facts(voted_rationale).case.levers
    decision = Decision(proposed=(levers[0].id,), motives="un motif", no_objection=True)
    room.write_text(voted_rationale.code, voted_rationale.secret, "decision", to_json(decision), 0)
    assert facts(voted_rationale).decision == decision


def test_while_a_round_is_open_nobody_has_the_facts(voted_rationale):
    voted_rationale.act(Act.OPEN_ROUND)
    with pytest.raises(Refused) as error:
        facts(voted_rationale)
    assert error.value.refusal.reason is Reason.ROUND_OPEN
    with pytest.raises(Refused):
        facts_of(voted_rationale.room.own_rationale(voted_rationale.code))
    assert voted_rationale.room.ask(voted_rationale.code, Role.FACILITATOR, Act.EXPORT)


@each("role", [Role.LEAD, Role.EXPERT])
def test_others_than_the_office_have_none(voted_rationale, role):
    with pytest.raises(Refused) as error:
        facts(
            voted_rationale,
            voted_rationale.room.new_link(voted_rationale.code, voted_rationale.secret, role),
        )
    assert error.value.refusal.reason is Reason.ROLE
    with pytest.raises(Refused):
        facts(voted_rationale, "")


def test_a_second_round_of_others_tells_figures_and_no_ballot(voted_rationale):
    voted_rationale.act(Act.OPEN_ROUND)
    vote(voted_rationale, WEIGHTS[:5])
    voted_rationale.act(Act.REVEAL)
    found = facts(voted_rationale)
    assert [r.count for r in found.rounds] == [6, 5]
    record = record_of(found)
    first, last = record.votes.rounds
    assert (first.shown, first.ballots, len(first.shares)) == (Shown.ALL, (), 3)
    assert (last.shown, last.ballots, len(last.shares)) == (Shown.FIGURES, (), 3)
    assert (record.votes.moved, last.reasons, len(first.reasons)) == (None, (), 6)
    assert not replay(record).differences


def test_a_void_round_tells_why_and_no_ballot(voted_rationale):
    voted_rationale.act(Act.VOID_ROUND, reason="mauvais périmètre")
    voted_rationale.act(Act.OPEN_ROUND)
    vote(voted_rationale, WEIGHTS)
    voted_rationale.act(Act.REVEAL)
    first, second = facts(voted_rationale).rounds
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
def test_the_file_of_a_real_meeting_agrees_with_itself(voted_rationale, raised):
    """Whatever is said twice in it: read from its own text, everything is found again."""
    if raised:
        hands(voted_rationale, raised)
    record = record_from(text_of(record_of(facts(voted_rationale))).encode())
    assert replay(record).differences == ()
    assert record.votes.attendance.present >= max(r.count for r in record.votes.rounds)


def test_an_answer_given_for_other_levers_is_in_no_record(voted_rationale):
    first, second = (lever.id for lever in facts(voted_rationale).case.levers[:2])
    vote = ShowOfHands(favour=3, against=0, abstaining=0)
    answered = Decision(proposed=(first,), motives="Parce que.", no_objection=True, vote=vote)
    text = to_json(with_proposal(answered, (second,)))
    voted_rationale.room.write_text(
        voted_rationale.code, voted_rationale.secret, "decision", text, 0
    )
    record = record_from(text_of(record_of(facts(voted_rationale))).encode())
    assert replay(record).identical
    decision = record.decision
    assert (decision.no_objection, decision.vote, decision.former_consent) == (False, None, None)
    assert decision.motives_for == (first,)
    assert set(record.status.missing) == {"confirmation", "objections"}
