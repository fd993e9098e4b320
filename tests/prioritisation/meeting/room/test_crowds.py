import pytest

from prioritisation.meeting.room import InvalidFrame, VoterStanding, voters
from prioritisation.meeting.room.admission import drawn_invitations
from prioritisation.meeting.rules import Act, Reason, Refused, Role
from prioritisation.meeting.store import TooManyOfNetwork, TooManyVoters, Wave, waves

MIDDLE = [100, 50, 20]


@pytest.fixture
def hall(sitting, monkeypatch):
    """A meeting where three arrivals of one network are a wave, and five are as many as may."""
    monkeypatch.setattr(waves, "MOST_FEW", 2)
    monkeypatch.setattr(voters, "MOST_OF_NETWORK", 5)
    return sitting


def counts(here):
    stage = here.stage()
    return stage.ballots, stage.present, stage.meeting.last_round.removed


def test_a_flood_is_seen_and_taken_out_before_the_reveal(hall):
    room, code = hall.room, hall.code
    honest = [hall.voter(network=f"192.0.2.{i}") for i in range(2)]
    flood = [hall.voter(network="198.51.100.7") for _ in range(5)]
    hall.open()
    for voter in (*honest, *flood[:4]):
        hall.cast(voter, MIDDLE)
    (wave,) = room.waves(code, hall.secret)
    assert wave.people == 5
    assert room.remove_wave(code, hall.secret, wave) == (5, 4)
    assert counts(hall) == (2, 2, 4)
    assert room.standing(code, flood[0]) is VoterStanding.REMOVED
    last = room.audit(code, hall.secret)[-1]
    assert (last.act, last.detail) == ("remove_wave", "5, 4")
    hall.act(Act.REVEAL)
    assert room.results(code, Role.OBSERVER).n == 2


def test_one_network_has_an_end_that_the_facilitator_lifts_and_puts_back(hall):
    for _ in range(5):
        hall.voter(network="198.51.100.7")
    with pytest.raises(TooManyOfNetwork):
        hall.voter(network="198.51.100.7")
    hall.voter(network="192.0.2.1")
    key = hall.stage().key
    hall.room.lift_limit(hall.code, hall.secret, lifted=True)
    assert hall.stage().key == key, "phones have nothing to look again for"
    hall.voter(network="198.51.100.7")
    hall.room.lift_limit(hall.code, hall.secret, lifted=False)
    with pytest.raises(TooManyOfNetwork):
        hall.voter(network="198.51.100.7")
    acts = [(e.act, e.detail) for e in hall.room.audit(hall.code, hall.secret)]
    assert acts[-2:] == [("lift_limit", "1"), ("lift_limit", "0")]


def test_that_phones_are_turned_away_is_known_as_soon_as_the_limit_is_reached(hall):
    room, code, full = hall.room, hall.code, "198.51.100.7"

    def known():
        found = room.turned_away(hall.stage(), full)
        return room.limit_reached(code, hall.secret), type(found)

    for _ in range(4):
        hall.voter(network=full)
    hall.voter(network="192.0.2.1")
    assert known() == (False, type(None)), "five are there, of two networks"
    hall.voter(network=full)
    assert known() == (True, TooManyOfNetwork)
    assert room.turned_away(hall.stage(), "192.0.2.1") is None
    room.lift_limit(code, hall.secret, lifted=True)
    assert known() == (False, type(None))
    room.lift_limit(code, hall.secret, lifted=False)
    (wave, *_) = room.waves(code, hall.secret)
    room.remove_wave(code, hall.secret, wave)
    assert known() == (False, type(None))


def test_a_full_meeting_turns_all_away(hall, monkeypatch):
    monkeypatch.setattr(voters, "MOST_VOTERS", 2)
    hall.voter()
    assert hall.room.turned_away(hall.stage(), "192.0.2.1") is None
    hall.voter()
    found = hall.room.turned_away(hall.stage(), "192.0.2.1")
    assert type(found) is TooManyVoters


def test_an_invitation_asks_nothing_of_its_network(room, monkeypatch):
    monkeypatch.setattr(voters, "MOST_OF_NETWORK", 1)
    made = room.create("Invités", invited=True)
    room.act(made.code, made.facilitator, Act.OPEN_LOBBY)
    for invitation in room.new_invitations(made.code, made.facilitator, drawn_invitations(2)):
        token = room.new_token(made.code)
        room.join_soon(made.code, token, invitation=invitation, network="192.0.2.1").result()
    assert not room.limit_reached(made.code, made.facilitator)
    assert room.turned_away(room.stage(made.code, fresh=True), "192.0.2.1") is None


def test_in_a_small_meeting_nothing_more_is_read(hall, monkeypatch):
    monkeypatch.setattr(voters, "MOST_OF_NETWORK", 600)
    hall.voter(network="192.0.2.1")
    for asked in ("voters_of_network", "most_of_network"):
        monkeypatch.setattr(hall.room.store, asked, None)
    assert not hall.room.limit_reached(hall.code, hall.secret)
    assert hall.room.turned_away(hall.stage(), "192.0.2.1") is None


def test_no_address_is_kept_and_two_meetings_do_not_compare(hall, room):
    other = room.create("Autre")
    room.act(other.code, other.facilitator, Act.OPEN_LOBBY)
    for code in (hall.code, other.code):
        for _ in range(3):
            token = room.new_token(code)
            room.join_soon(code, token, network="198.51.100.7").result()
    marks = {w.network for code in (hall.code, other.code) for w in room.store.waves(code)}
    assert len(marks) == 2
    assert not any("198" in mark or "51.100" in mark for mark in marks)


def test_a_wave_that_is_no_more_or_never_was_takes_nobody_out(hall):
    for _ in range(3):
        hall.voter(network="198.51.100.7")
    (wave,) = hall.room.waves(hall.code, hall.secret)
    made_up = Wave(wave.network, "2000-01-01T00:00", "9999-01-01T00:00", 3)
    for wrong in (made_up, Wave("x", wave.since, wave.until, 3)):
        with pytest.raises(InvalidFrame):
            hall.room.remove_wave(hall.code, hall.secret, wrong)
    hall.room.remove_wave(hall.code, hall.secret, wave)
    with pytest.raises(InvalidFrame):
        hall.room.remove_wave(hall.code, hall.secret, wave)


def test_a_wave_that_has_grown_meanwhile_goes_as_it_is(hall):
    for _ in range(3):
        hall.voter(network="198.51.100.7")
    (seen,) = hall.room.waves(hall.code, hall.secret)
    hall.voter(network="198.51.100.7")
    assert hall.room.remove_wave(hall.code, hall.secret, seen) == (4, 0)


def test_a_wave_taken_out_in_a_rehearsal_is_there_again_after_it(hall):
    for _ in range(3):
        hall.voter(network="198.51.100.7")
    hall.act(Act.REHEARSE)
    (wave,) = hall.room.waves(hall.code, hall.secret)
    hall.room.remove_wave(hall.code, hall.secret, wave)
    assert hall.stage().present == 0
    hall.act(Act.END_REHEARSAL)
    assert hall.stage().present == 3


def test_by_invitation_there_are_no_waves(room, monkeypatch):
    monkeypatch.setattr(waves, "MOST_FEW", 0)
    made = room.create("Invités", invited=True)
    room.act(made.code, made.facilitator, Act.OPEN_LOBBY)
    (invitation,) = room.new_invitations(made.code, made.facilitator, drawn_invitations(1))
    token = room.new_token(made.code)
    room.join_soon(made.code, token, invitation=invitation, network="192.0.2.1").result()
    assert room.waves(made.code, made.facilitator) == ()


@pytest.mark.parametrize("role", [Role.RECORDER, Role.LEAD, Role.EXPERT])
def test_the_facilitator_alone_sees_and_takes_out(hall, role):
    secret = hall.room.new_link(hall.code, hall.secret, role)
    wave = Wave("x", "", "", 3)
    for work in (
        lambda: hall.room.waves(hall.code, secret),
        lambda: hall.room.limit_reached(hall.code, secret),
        lambda: hall.room.remove_wave(hall.code, secret, wave),
        lambda: hall.room.lift_limit(hall.code, secret, lifted=True),
    ):
        with pytest.raises(Refused) as found:
            work()
        assert found.value.refusal.reason is Reason.ROLE
