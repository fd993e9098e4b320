import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.room import Room
from prioritisation.meeting.room.errors import RoundOpen
from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.room.office import SETUP_HASH
from prioritisation.meeting.rules import Act, Form
from prioritisation.meeting.store import open_store


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


def test_a_round_that_is_void_holds_nobody_up(room, sitting):
    sitting.open()
    sitting.act(Act.VOID_ROUND, reason="erreur")
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
