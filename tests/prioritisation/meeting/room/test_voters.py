import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.room import LONGEST_BALLOT_REASON, InvalidFrame, VoterStanding
from prioritisation.meeting.rules import Act, Role


def test_the_same_form_sent_again_is_the_same_ballot(sitting):
    voter = sitting.voter()
    sitting.open()
    once = sitting.cast(voter, [100, 50, 50])
    again = sitting.cast(voter, [100, 50, 50])
    assert (once.version, once.receipt) == (again.version, again.receipt)
    assert sitting.stage().ballots == 1


def test_a_changed_ballot_replaces_the_earlier_one(sitting):
    voter = sitting.voter()
    sitting.open()
    sitting.cast(voter, [100, 50, 50])
    sitting.cast(voter, [10, 100, 50], nonce="2")
    assert '"partner_ecosystem": 100' in sitting.room.own_ballot(sitting.code, voter).points_json
    assert sitting.stage().ballots == 1


def test_a_reason_without_end_is_refused_and_nothing_is_kept(sitting):
    voter = sitting.voter()
    sitting.open()
    with pytest.raises(InvalidFrame) as found:
        sitting.cast(voter, [100, 50, 50], reason="x" * (LONGEST_BALLOT_REASON + 1))
    assert found.value.field == "reason"
    assert sitting.room.own_ballot(sitting.code, voter) is None


def test_a_ballot_on_other_criteria_is_refused(sitting):
    voter = sitting.voter()
    sitting.open()
    foreign = Ballot({"ghg_impact": 100, "lune": 3}, "ghg_impact")
    with pytest.raises(InvalidFrame):
        sitting.room.cast_soon(sitting.code, voter, foreign, "", "1").result()


def test_after_the_reveal_a_voter_sees_what_their_own_ballot_gives(sitting):
    voters = [sitting.voter() for _ in range(3)]
    sitting.open()
    for voter in voters[:2]:
        sitting.cast(voter, [0, 0, 100])
    sitting.act(Act.REVEAL)
    few = sitting.room.results(sitting.code, Role.VOTER)
    own = sitting.room.own_result(sitting.code, voters[0], few)
    assert own.ballot.points["existing_coverage"] == 100
    assert sitting.room.own_result(sitting.code, voters[2], few) is None


def test_a_late_voter_joins_while_a_round_is_open(sitting):
    sitting.open()
    standing = sitting.room.standing(sitting.code, sitting.voter())
    assert standing is VoterStanding.JOINED
