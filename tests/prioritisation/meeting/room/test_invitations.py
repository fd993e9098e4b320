import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.room import InvalidFrame, InvitationState, VoterStanding, spelt
from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.rules import Act, Reason, Refused, Role
from prioritisation.meeting.rules.setup import TRIAL_IDS
from tests.each import each
from tests.sitting import Sitting

MIDDLE = [100, 50, 20]


@pytest.fixture
def invited(room):
    here = Sitting(room, title="Invités", invited=True).lobby()
    here.given = room.new_invitations(here.code, here.secret, drawn_invitations(3))
    return here


def claimed(here, i):
    """The voter of a new device that uses an invitation."""
    token = here.room.new_token(here.code)
    here.room.join_soon(here.code, token, invitation=here.given[i]).result()
    return here.room.voter_of(here.code, token)


def counts(here):
    stage = here.stage()
    return stage.ballots, stage.present, stage.meeting.last_round.removed


def test_a_released_invitation_serves_again_and_its_ballot_is_told_to_be_gone(invited):
    lost, other = claimed(invited, 0), claimed(invited, 1)
    invited.open()
    for voter in (lost, other):
        invited.cast(voter, MIDDLE)
    room, code = invited.room, invited.code
    written = f" {invited.given[0][:4]}-{invited.given[0][4:]} "
    assert room.release_invitation(code, invited.secret, written.lower())
    assert counts(invited) == (1, 1, 1)
    assert room.standing(code, lost) is VoterStanding.LOST
    assert room.standing(code, lost) is not VoterStanding.JOINED
    last = room.audit(code, invited.secret)[-1]
    assert (last.act, last.detail) == ("release_invitation", "1")
    again = claimed(invited, 0)
    invited.cast(again, MIDDLE)
    assert counts(invited) == (2, 2, 1)


def test_the_ballots_of_earlier_rounds_stay(invited):
    lost = claimed(invited, 0)
    invited.open()
    invited.cast(lost, MIDDLE)
    invited.act(Act.REVEAL)
    assert not invited.room.release_invitation(invited.code, invited.secret, invited.given[0])
    invited.open()
    assert invited.room.store.ballot_count(invited.code, 1) == 1
    assert counts(invited) == (0, 0, 0)


def test_a_round_that_takes_no_more_ballots_loses_none(invited):
    lost, _absent = claimed(invited, 0), claimed(invited, 1)
    invited.open()
    invited.cast(lost, MIDDLE)
    invited.room.close_round(invited.code, invited.secret, missing=1)
    closed = "2000-01-01T00:00:00.000+00:00"
    with invited.room.store.change(invited.code) as change:
        state = change.meeting.state
        asked = invited.stage().meeting.last_round.closes
        change.set_state(state.replace(asked, closed))
    assert not invited.room.release_invitation(invited.code, invited.secret, invited.given[0])
    assert counts(invited) == (1, 1, 0)


def test_a_trial_ballot_leaves_without_being_told(invited):
    lost = claimed(invited, 0)
    trial = Ballot(dict(zip(TRIAL_IDS, (100, 50, 20), strict=False)), TRIAL_IDS[0])
    invited.room.cast_soon(invited.code, lost, trial, "", "1").result()
    assert invited.stage().ballots == 1
    assert not invited.room.release_invitation(invited.code, invited.secret, invited.given[0])
    assert (invited.stage().present, invited.stage().ballots) == (0, 0)
    assert invited.room.standing(invited.code, lost) is VoterStanding.LOST


@each("typed", ["", "ABCDEFGHJK", "é" * 400, "2" * 10])
def test_an_invitation_that_was_never_made_is_told_so(invited, typed):
    with pytest.raises(InvalidFrame) as found:
        invited.room.release_invitation(invited.code, invited.secret, typed)
    assert found.value.field == "invitation"


def test_an_invitation_that_nobody_used_is_told_so(invited):
    with pytest.raises(InvalidFrame) as found:
        invited.room.release_invitation(invited.code, invited.secret, invited.given[2])
    assert found.value.field == "used"


@pytest.mark.parametrize("role", [Role.RECORDER, Role.LEAD, Role.EXPERT])
def test_the_facilitator_alone_takes_an_invitation_back(invited, role):
    claimed(invited, 0)
    secret = invited.room.new_link(invited.code, invited.secret, role)
    with pytest.raises(Refused) as found:
        invited.room.release_invitation(invited.code, secret, invited.given[0])
    assert found.value.refusal.reason is Reason.ROLE
    assert invited.stage().present == 1


def test_what_an_invitation_is_to_each(invited):
    room, code = invited.room, invited.code
    owner = claimed(invited, 0)
    asked = [(invited.given[0], owner), (invited.given[0], "x"), (invited.given[1], owner)]
    found = [room.claim_of(code, invitation, voter) for invitation, voter in asked]
    assert found == [InvitationState.OWN, InvitationState.USED, InvitationState.FREE]
    assert room.claim_of(code, "ABCDEFGHJK", owner) is InvitationState.UNKNOWN
    mark = room.mark_of(code, invited.given[0])
    assert invited.given[0] not in mark
    assert mark != room.mark_of(code, invited.given[1])


def test_an_invitation_is_read_as_people_type_it():
    assert spelt(" k7q4-abcde f\u00a0") == "K7Q4ABCDEF"


@each("n", [0, -1, 501])
def test_a_number_of_invitations_has_bounds(invited, n):
    with pytest.raises(InvalidFrame):
        invited.room.new_invitations(invited.code, invited.secret, drawn_invitations(n))
