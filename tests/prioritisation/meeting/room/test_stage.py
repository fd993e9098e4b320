from prioritisation.meeting.room.stage import TRIAL_ROUND, Stages, counted_round
from prioritisation.meeting.rules import Act, Meeting, Phase, RoundStatus
from prioritisation.meeting.rules.state import Round


def test_the_key_changes_with_what_a_voter_sees_and_not_with_the_count(sitting):
    before = sitting.stage().key
    voter = sitting.voter()
    assert sitting.stage().key == before
    sitting.open()
    opened = sitting.stage().key
    sitting.cast(voter, [100, 50, 50])
    sitting.room.set_countdown(sitting.code, sitting.secret, 5)
    assert sitting.stage().key == opened != before
    sitting.act(Act.REVEAL)
    assert sitting.stage().key not in (opened, before)


def test_no_answer_of_a_ballot_is_in_a_stage(sitting):
    voter = sitting.voter()
    sitting.open()
    bare = sitting.stage()
    sitting.cast(voter, [100, 37, 41], reason="un secret")
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


def test_a_stage_that_was_read_late_never_takes_the_place_of_a_later_one(sitting, monkeypatch):
    store, code = sitting.room.store, sitting.code
    stages, read = Stages(store), store.meeting

    def slow(asked):
        """While the first holds what it has read, the meeting goes on and another reads."""
        found = read(asked)
        monkeypatch.setattr(store, "meeting", read)
        sitting.open()
        stages.get(code, fresh=True)
        return found

    monkeypatch.setattr(store, "meeting", slow)
    assert stages.get(code).meeting.phase is not Phase.LOBBY
    assert stages.get(code).meeting.phase is not Phase.LOBBY


def test_a_meeting_that_goes_back_is_read_as_it_is(sitting, monkeypatch):
    """A store that was put back from a copy, say: its versions are lower."""
    store, code = sitting.room.store, sitting.code
    stages, before = Stages(store), store.meeting(code)
    sitting.open()
    assert stages.get(code).meeting.phase is not Phase.LOBBY
    monkeypatch.setattr(store, "meeting", lambda _: before)
    assert stages.get(code, fresh=True).meeting.phase is Phase.LOBBY
