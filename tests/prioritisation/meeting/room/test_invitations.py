import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.room import (
    InvalidFrame,
    InvitationState,
    Room,
    VoterStanding,
    identity,
)
from prioritisation.meeting.room.errors import RoundOpen
from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.room.meeting_write import check_length
from prioritisation.meeting.room.office import SETUP_HASH
from prioritisation.meeting.room.stage import DECISION_TEXT
from prioritisation.meeting.rules import Act, Form, Reason, Refused, Role
from prioritisation.meeting.rules.setup import TRIAL_IDS
from prioritisation.meeting.store import open_store
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


@pytest.fixture
def other(sqlite, room):  # noqa: ARG001 (the first server)
    """Another server on the same base, started before anything changes."""
    store = open_store(sqlite)
    yield Room(store)
    store.close()


def test_the_first_set_up_secret_is_told_once_and_its_hash_only_is_kept(room):
    secret = room.first_setup_secret()
    assert room.is_setup(secret)
    assert room.first_setup_secret() is None
    assert room.is_setup(secret)
    assert room.store.setting_if_made(SETUP_HASH)
    assert secret not in room.store.setting_if_made(SETUP_HASH)


@pytest.mark.parametrize("wrong", ["", "x", "é", "\ud800", "x" * 10_000])
def test_nothing_else_sets_up_however_often_and_the_right_one_still_does(room, wrong):
    assert not room.is_setup(wrong)
    secret = room.first_setup_secret()
    assert not any(room.is_setup(tried) for tried in (wrong, secret[:-1], f"{secret} ") * 50)
    assert not room.is_setup(room.store.setting_if_made(SETUP_HASH))
    assert room.is_setup(secret)


def test_another_set_up_secret_makes_the_one_before_void(room, other):
    before = room.first_setup_secret()
    assert other.is_setup(before)
    after = room.new_setup_secret()
    for server in (room, other):
        assert (server.is_setup(before), server.is_setup(after)) == (False, True)
        assert server.first_setup_secret() is None


def test_with_other_secrets_tokens_of_before_are_of_nobody(room, sitting, other):
    token, setup = room.new_token(sitting.code), room.first_setup_secret()
    assert other.voter_of(sitting.code, token)
    found = room.rotate_secrets()
    for server in (room, other):
        server.stage(sitting.code, fresh=True)
        assert server.voter_of(sitting.code, token) is None
        assert (server.is_setup(setup), server.is_setup(found)) == (False, True)
    assert other.voter_of(sitting.code, room.new_token(sitting.code))


def test_an_invitation_can_be_used_again_by_a_device_that_is_not_known_any_more(room):
    made = room.create("Invités", form=Form.SHORT, invited=True)
    room.act(made.code, made.facilitator, Act.OPEN_LOBBY)
    (invitation,) = room.new_invitations(made.code, made.facilitator, drawn_invitations(1))
    room.join_soon(made.code, room.new_token(made.code), invitation=invitation).result()
    assert room.invitations(made.code) == (1, 1)
    room.rotate_secrets()
    room.stage(made.code, fresh=True)
    assert room.join_soon(made.code, room.new_token(made.code), invitation=invitation).result()


def test_a_round_that_people_vote_in_is_named_and_nothing_changes(room, sitting):
    voter, token = sitting.voter(), room.new_token(sitting.code)
    setup = room.first_setup_secret()
    sitting.open()
    with pytest.raises(RoundOpen) as found:
        room.rotate_secrets()
    assert found.value.meetings == ((sitting.code, "Essai"),)
    sitting.cast(voter, [100, 50, 50])
    sitting.stage()
    assert room.voter_of(sitting.code, token)
    assert room.is_setup(setup)
    sitting.act(Act.REVEAL)
    assert room.rotate_secrets()


def test_no_token_of_before_votes_in_a_round_opened_since_on_any_server(room, sitting, other):
    """Whoever votes has read the stage of the round: with it comes the key."""
    token = other.new_token(sitting.code)
    other.join_soon(sitting.code, token).result()
    other.stage(sitting.code)
    room.rotate_secrets()
    sitting.open()
    stage = other.stage(sitting.code, fresh=True)
    assert stage.takes_ballots
    assert other.voter_of(sitting.code, token) is None
    ids = [c.id for c in stage.criteria]
    known = room.new_token(sitting.code)
    room.join_soon(sitting.code, known).result()
    ballot = Ballot(dict.fromkeys(ids, 50) | {ids[0]: 100}, ids[0])
    voter = other.voter_of(sitting.code, known)
    assert (
        other.cast_soon(sitting.code, voter, ballot, "", "n", known_stage=stage).result().receipt
    )


KEY = "k" * 32


def test_a_token_is_read_back_with_its_own_meeting_and_key_only():
    token = identity.new_token("ABCDE", KEY)
    assert identity.token_hash("ABCDE", token, KEY)
    assert identity.token_hash("ABCDF", token, KEY) is None
    assert identity.token_hash("ABCDE", token, "other") is None


@given(st.text(max_size=60))
def test_no_text_that_was_not_signed_is_a_token(text):
    assert identity.token_hash("ABCDE", text, KEY) is None


def test_nothing_of_a_token_is_in_what_is_kept():
    token = identity.new_token("ABCDE", KEY)
    kept = identity.token_hash("ABCDE", token, KEY)
    assert token.split(".")[0] not in kept
    assert re.fullmatch("[0-9a-f]{64}", kept)


def test_a_pass_opens_what_its_secret_opens_and_is_neither_a_link_nor_a_vote():
    secret = identity.new_secret()
    given = identity.pass_of("ABCDE", secret, KEY)
    assert secret not in given
    assert identity.secret_hash("ABCDE", given, KEY) == identity.hashed(secret)
    assert identity.secret_hash("ABCDE", secret, KEY) == identity.hashed(secret)
    for code, forged, key in (
        ("ABCDF", given, KEY),
        ("ABCDE", given, "another key"),
        ("ABCDE", given[:-1] + ("A" if given[-1] != "A" else "B"), KEY),
        ("ABCDE", f"{identity.hashed('x')}.{given.partition('.')[2]}", KEY),
        ("ABCDE", f"{identity.hashed(secret)}.", KEY),
    ):
        assert identity.secret_hash(code, forged, key) is None
    for token in (given, f"p~{given}", identity.new_token("ABCDE/link", KEY)):
        assert identity.token_hash("ABCDE", token, KEY) is None
    assert identity.secret_hash("ABCDE", identity.new_token("ABCDE", KEY), KEY) is None


def test_codes_have_no_letter_that_is_misread():
    drawn = "".join(identity.new_code() + identity.new_invitation() for _ in range(200))
    assert not set(drawn) & set("01ILO")
    assert len({identity.new_secret() for _ in range(100)}) == 100
    assert re.fullmatch(r"\w{4}-\w{4}", identity.new_receipt())


def test_a_pass_is_made_with_the_key_that_is_good_now(sqlite, room):
    """Another process has changed it, and nothing has been read here since."""
    store = open_store(sqlite)
    server = Room(store)
    made = room.create("Essai")
    secret = room.rotate_secrets()
    link, setup = server.pass_of(made.code, made.facilitator), server.pass_of("", secret)
    assert server.is_setup(setup)
    server.stage(made.code, fresh=True)
    assert server.role(made.code, link) is room.role(made.code, made.facilitator)
    assert server.is_setup(setup)
    store.close()


# A sign that turns round what is read after it is refused wherever one types, as in cells.

TURNED = "GT \u202eecnaés"


def test_no_such_answer_is_kept():
    with pytest.raises(InvalidFrame):
        check_length(TURNED)


def test_no_such_text_is_written(room):
    here = Sitting(room).open()
    here.vote(12)
    here.reveal()
    text = json.dumps({"body": TURNED})
    with pytest.raises(InvalidFrame):
        room.write_text(here.code, here.secret, DECISION_TEXT, text, 0)
