"""What the state of a meeting forbids whoever may; who may is in ``test_never.py``."""

from dataclasses import replace

from prioritisation.meeting.rules import (
    Act,
    Form,
    Meeting,
    Phase,
    Reason,
    Role,
    RoundStatus,
    refusal,
)
from prioritisation.meeting.rules.state import Round
from tests.each import each

READY = Meeting(Phase.CHECKS, frozen="sha")
SHOWN = Round(1, RoundStatus.REVEALED, "sha")
VOTING = Meeting(Phase.ROUND, rounds=(SHOWN, Round(2, RoundStatus.OPEN, "sha")), frozen="sha")


def reason(meeting, role, act):
    found = refusal(meeting, role, act)
    return found.reason if found else None


def test_while_a_round_is_open_that_is_the_reason_why_nothing_of_any_round_is_shown():
    for act in (Act.SEE_RESULTS, Act.EXPORT, Act.EDIT_PAPER):
        assert reason(VOTING, Role.FACILITATOR, act) is Reason.ROUND_OPEN


def test_nothing_is_shown_or_written_where_no_round_was_revealed():
    void = Round(1, RoundStatus.VOID, "sha", "erreur")
    for act in (Act.SEE_RESULTS, Act.EXPORT, Act.EDIT_PAPER):
        for rounds in ((), (void,)):
            meeting = Meeting(Phase.REVEALED, rounds=rounds)
            assert reason(meeting, Role.RECORDER, act) is Reason.NOT_REVEALED


@each(
    ("lacking", "why"),
    [
        ({"unanchored": ("a",)}, Reason.NO_ANCHOR),
        ({"unconfirmed": ("a",)}, Reason.DIRECTION),
        ({"frozen": ""}, Reason.NOT_FROZEN),
        ({"unanswered": ("w",)}, Reason.WARNINGS),
    ],
    ids=["R1: no anchors", "W12: no direction", "R2: not frozen", "warnings"],
)
def test_a_round_opens_only_when_nothing_is_lacking(lacking, why):
    assert refusal(READY, Role.FACILITATOR, Act.OPEN_ROUND) is None
    assert reason(replace(READY, **lacking), Role.FACILITATOR, Act.OPEN_ROUND) is why


@each("act", [Act.CHOOSE_FRAME, Act.CONFIRM_DIRECTION, Act.FREEZE])
def test_nothing_of_a_frozen_matrix_changes(act):
    meeting = Meeting(Phase.REVIEW, frozen="sha")
    assert reason(meeting, Role.FACILITATOR, act) is Reason.FROZEN
    assert reason(meeting, Role.FACILITATOR, Act.EDIT_SCORE) is Reason.FROZEN


def test_the_lobby_freezes_in_the_short_form_only():
    assert refusal(Meeting(Phase.LOBBY, Form.SHORT), Role.FACILITATOR, Act.FREEZE) is None
    assert refusal(Meeting(Phase.LOBBY, Form.FULL), Role.FACILITATOR, Act.FREEZE)


def test_a_rehearsal_never_starts_beside_a_real_round():
    rounds = (SHOWN,)
    assert refusal(Meeting(Phase.LOBBY, rounds=rounds), Role.FACILITATOR, Act.REHEARSE)
    assert refusal(Meeting(Phase.LOBBY), Role.FACILITATOR, Act.REHEARSE) is None
    assert refusal(VOTING, Role.FACILITATOR, Act.SIMULATE), "no simulated ballot in a real round"
