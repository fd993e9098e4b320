from prioritisation.meeting.rules import Form, Meeting, Phase, RoundStatus, from_json, to_json
from prioritisation.meeting.rules.state import Round
from tests.each import each

OPEN = Round(2, RoundStatus.OPEN, "sha")
SHOWN = Round(1, RoundStatus.REVEALED, "sha")


@each(
    "meeting",
    [
        Meeting(),
        Meeting(Phase.ROUND, Form.SHORT, (SHOWN, OPEN), frozen="sha"),
        Meeting(Phase.CHECKS, rounds=(Round(1, RoundStatus.VOID, "sha", "deux fois compté"),)),
        Meeting(Phase.REVIEW, Form.FULL, (), ("a",), ("b", "c"), ("w",), "", rehearsal=True),
        Meeting(rehearsal=True, before=Meeting(Phase.LOBBY, unconfirmed=("a",), frozen="sha")),
    ],
)
def test_a_meeting_written_and_read_again_is_the_same(meeting):
    assert from_json(to_json(meeting)) == meeting


def test_only_the_last_round_can_be_open():
    assert Meeting(rounds=(SHOWN, OPEN)).unrevealed_round == OPEN
    assert Meeting(rounds=(SHOWN,)).unrevealed_round is None
    assert Meeting().last_round is None


def test_void_and_open_rounds_are_not_among_those_revealed():
    void = Round(3, RoundStatus.VOID, "sha", "erreur")
    assert Meeting(rounds=(SHOWN, void, OPEN)).revealed_rounds == (SHOWN,)


def test_a_round_written_before_closing_had_a_time_is_read_without_one():
    meeting = Meeting(Phase.ROUND, rounds=(OPEN,), frozen="sha")
    kept = to_json(meeting).replace('"closes": "", ', "")
    assert "closes" not in kept
    assert from_json(kept) == meeting
