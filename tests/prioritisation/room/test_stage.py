from prioritisation.meeting import Act, Meeting, Phase, Round, RoundStatus
from prioritisation.room.stage import TRIAL_ROUND, counted_round


def test_the_key_changes_with_what_a_voter_sees_and_not_with_the_count(sitting):
    before = sitting.stage().key
    voter = sitting.voter()
    assert sitting.stage().key == before
    sitting.open()
    opened = sitting.stage().key
    sitting.vote(voter, [100, 50, 50])
    sitting.room.set_countdown(sitting.code, sitting.secret, 5)
    assert sitting.stage().key == opened != before
    sitting.act(Act.REVEAL)
    assert sitting.stage().key not in (opened, before)


def test_no_answer_of_a_ballot_is_in_a_stage(sitting):
    voter = sitting.voter()
    sitting.open()
    bare = sitting.stage()
    sitting.vote(voter, [100, 37, 41], reason="un secret")
    assert "un secret" not in repr(sitting.stage())
    assert sitting.stage().case is bare.case


def test_the_same_case_is_kept_from_one_version_to_the_next(sitting):
    first = sitting.stage().case
    sitting.voter()
    assert sitting.stage().case is first


def test_the_trial_is_counted_until_a_round_exists():
    shown = Round(1, RoundStatus.REVEALED, "sha")
    assert counted_round(Meeting(Phase.LOBBY)) == TRIAL_ROUND
    assert counted_round(Meeting(Phase.REVIEW)) == TRIAL_ROUND
    assert counted_round(Meeting(Phase.REVEALED, rounds=(shown,))) == 1
