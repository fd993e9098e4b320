"""The parts that several writes of the desk share."""

import pytest

from criteria.model import Sense
from prioritisation.meeting.room import InvalidFrame
from prioritisation.meeting.rules import Act, Details, Reason, Refused


def refused(call, *arguments, **named):
    with pytest.raises(Refused) as found:
        call(*arguments, **named)
    return found.value.refusal.reason


def test_an_answer_that_has_no_end_is_refused_and_nothing_is_kept(sitting):
    with pytest.raises(InvalidFrame):
        sitting.act(Act.ANSWER_WARNING, warning="unknown", reason="o" * 1001)
    assert sitting.room.store.answers(sitting.code) == ()


def test_the_dialog_never_writes_over_a_direction_that_somebody_confirmed_meanwhile(sitting):
    room, code, secret = sitting.room, sitting.code, sitting.secret
    answers = {w.id: "oui" for w in room.warnings(code)}
    room.confirm_direction(code, secret, "existing_coverage", Sense.MAX)
    for sense in (Sense.MIN, Sense.MAX):
        senses = {"existing_coverage": sense}
        if sense is Sense.MIN:
            why = refused(room.open_round, code, secret, senses=senses, answers=answers)
            assert why is Reason.OVERTAKEN
            assert sitting.stage().meeting.rounds == ()
        else:
            room.open_round(code, secret, senses=senses, answers=answers)
    assert sitting.stage().setup.senses == {"existing_coverage": Sense.MAX}


def test_what_was_seen_before_the_meeting_moved_on_is_done_by_nobody(sitting):
    """Two facilitators: one reveals and opens another round, the other closes « round 1 »."""
    room, code, secret = sitting.room, sitting.code, sitting.secret
    sitting.open()
    stamp = sitting.stage().meeting.stamp
    sitting.act(Act.REVEAL)
    sitting.open()
    before = room.store.version(code)
    reason = Details(reason="mal lu")
    for act, details in ((Act.REVEAL, Details()), (Act.VOID_ROUND, reason)):
        assert refused(room.act, code, secret, act, details, stamp=stamp) is Reason.OVERTAKEN
    assert refused(room.set_countdown, code, secret, 3, stamp=stamp) is Reason.OVERTAKEN
    assert room.store.version(code) == before
    sitting.act(Act.REVEAL)
    assert refused(room.open_round, code, secret, stamp=stamp) is Reason.OVERTAKEN
    assert len(sitting.stage().meeting.rounds) == 2


def test_what_was_seen_in_a_rehearsal_is_not_done_in_the_meeting(sitting):
    """Same round, same matrix: one erases the rehearsal and opens, the other still rehearses."""
    sitting.act(Act.REHEARSE)
    sitting.open()
    stamp = sitting.stage().meeting.stamp
    sitting.act(Act.END_REHEARSAL)
    sitting.open()
    room, code, secret = sitting.room, sitting.code, sitting.secret
    assert refused(room.act, code, secret, Act.REVEAL, stamp=stamp) is Reason.OVERTAKEN
    assert sitting.stage().takes_ballots


def test_a_countdown_that_somebody_has_just_set_is_not_set_again(sitting):
    room, code, secret = sitting.room, sitting.code, sitting.secret
    sitting.open()
    room.set_countdown(code, secret, 3, was="")
    deadline = sitting.stage().setup.deadline
    assert refused(room.set_countdown, code, secret, 30, was="") is Reason.OVERTAKEN
    assert sitting.stage().setup.deadline == deadline
    room.set_countdown(code, secret, None, was=deadline)
    assert sitting.stage().setup.deadline == ""


def test_a_matrix_that_is_frozen_is_not_frozen_again(sitting):
    room, code, secret = sitting.room, sitting.code, sitting.secret
    room.confirm_direction(code, secret, "existing_coverage", Sense.MIN)
    stamp = sitting.stage().meeting.stamp
    room.freeze(code, secret, stamp=stamp)
    assert refused(room.freeze, code, secret, stamp=stamp) is Reason.OVERTAKEN
    assert len(room.store.matrices(code)) == 1
