import pytest

from prioritisation.meeting.room import DECISION_TEXT, InvalidFrame
from prioritisation.meeting.room.rationale import (
    LONGEST_MEETING_TEXT,
    MEETING_TEXTS,
    PaperChange,
    StoredDecision,
    paper_change_from,
)
from prioritisation.meeting.rules import Act, Phase, Reason, Refused, Role
from prioritisation.meeting.rules.decision import Decision, to_json
from prioritisation.meeting.store import Overtaken, UnknownMeeting
from tests.each import each

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


def test_each_write_is_a_line_of_the_log(voted):
    write(voted)
    recorder = voted.room.new_link(voted.code, voted.secret, Role.RECORDER)
    write(voted, expected=1, secret=recorder)
    found = [e for e in voted.room.audit(voted.code, voted.secret) if e.act == Act.EDIT_PAPER]
    assert [(e.role, paper_change_from(e.detail)) for e in found] == [
        (Role.FACILITATOR, PaperChange(1)),
        (Role.RECORDER, PaperChange(2)),
    ]


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
    for ask in (
        lambda: write(voted, expected=1),
        lambda: voted.room.text(voted.code, "decision"),
    ):
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


def test_a_rehearsal_leaves_no_paper(sitting):
    sitting.act(Act.REHEARSE)
    sitting.open()
    sitting.room.simulate(sitting.code, sitting.secret, 6)
    sitting.act(Act.REVEAL)
    write(sitting)
    sitting.act(Act.END_REHEARSAL)
    assert sitting.room.store.text(sitting.code, "decision").version == 0


HOSTILE = (
    *("", "3", "{", '"a"', "[]", '{"motives": 3}', '{"a": "b"}'),
    *('{"body": "a"' + " " * LONGEST_MEETING_TEXT + "}", '{"vote": NaN}', '{"vote": 1e999}'),
    *(r'{"body": "\ud800"}', "[" * 100_000, "[" + "9" * 5_000 + "]"),
)


@each("text", HOSTILE)
def test_what_is_no_paper_is_refused(voted, text):
    with pytest.raises(InvalidFrame):
        write(voted, text)
    assert voted.room.text(voted.code, "decision").version == 0


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
