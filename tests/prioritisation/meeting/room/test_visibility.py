"""By meeting, not by case; and in time, whatever the store does."""

import threading
import time

import pytest

from prioritisation.meeting.room import OpenVotes, Sight, open_votes, sight, warnings
from prioritisation.meeting.room.identity import PRESENT
from prioritisation.meeting.room.warnings import _THREADS
from prioritisation.meeting.rules import Act, Role
from prioritisation.meeting.store import StoreUnavailable, UnknownMeeting
from tests.each import each
from tests.voting import as_kept

pytestmark = pytest.mark.usefixtures("fresh")


def link(code, secret):
    return {f"lien_{code}": secret}


def joined(code):
    return {PRESENT + code: "1"}


def rank(sitting, cookies, about="", *, case=""):
    carried = as_kept(sitting.room, cookies)
    return not sitting.room.votes_on(case or sitting.stage().case.id, carried, about).closing


def test_an_open_round_closes_the_case_to_the_people_of_its_meeting_by_their_roles(sitting):
    room, code = sitting.room, sitting.code
    secrets = {role: room.new_link(code, sitting.secret, role) for role in (Role.LEAD, *MUTE)}
    held = {role: link(code, secret) for role, secret in secrets.items()}
    held |= {Role.FACILITATOR: link(code, sitting.secret), Role.VOTER: joined(code)}
    assert all(rank(sitting, cookies) for cookies in held.values())
    sitting.open()
    may = {role for role, cookies in held.items() if rank(sitting, cookies)}
    assert may == {Role.FACILITATOR, Role.LEAD}
    assert rank(sitting, {})
    for cookies in ({}, *held.values()):
        assert not rank(sitting, cookies, code), "its own case, for whoever looks"
    assert not rank(sitting, link(code, "revoked, or made up"))


MUTE = (Role.RECORDER, Role.EXPERT)


def test_the_strongest_role_of_a_device_counts(sitting):
    code = sitting.code
    lead = sitting.room.new_link(code, sitting.secret, Role.LEAD)
    expert = sitting.room.new_link(code, sitting.secret, Role.EXPERT)
    sitting.open()
    assert rank(sitting, joined(code) | link(code, lead))
    assert not rank(sitting, joined(code) | link(code, expert))


def test_it_is_not_closed_to_others_nor_for_other_cases(sitting):
    other = sitting.room.create("Autre")
    sitting.open()
    assert rank(sitting, link(other.code, other.facilitator) | joined(other.code), other.code)
    assert rank(sitting, joined(sitting.code), sitting.code, case="another case")


def test_until_it_is_revealed_or_void(sitting):
    voter = sitting.voter()
    sitting.open()
    ended = "2026-01-01T00:00:00.000+00:00"
    sitting.act(Act.END_ROUND, closes=ended)
    assert not sitting.stage().takes_ballots
    assert not rank(sitting, joined(sitting.code)), "closed, not revealed yet"
    sitting.act(Act.REVEAL)
    assert voter
    assert rank(sitting, joined(sitting.code))
    sitting.open()
    assert not rank(sitting, joined(sitting.code))
    sitting.act(Act.VOID_ROUND, reason="ouvert par erreur")
    assert rank(sitting, joined(sitting.code))


def test_an_erased_meeting_closes_nothing(sitting, monkeypatch):
    sitting.open()
    there = as_kept(sitting.room, joined(sitting.code))
    open_rounds = sitting.room._votes()  # noqa: SLF001 (read a moment before)
    sitting.room.purge(sitting.code, sitting.secret)
    assert not sitting.room.votes_on("normandie", there).closing
    monkeypatch.setattr(sitting.room, "_votes", lambda: open_rounds)
    with pytest.raises(UnknownMeeting):
        sitting.stage()
    assert not sitting.room.votes_on("normandie", there).closing


def test_cookies_that_somebody_makes_up_cost_nothing(sitting, monkeypatch):
    asked = []
    sitting.open()
    ask = sitting.room.store.link
    monkeypatch.setattr(sitting.room.store, "link", lambda h: asked.append(h) or ask(h))
    forged = {f"{kind}Z{n:04}": "x" for n in range(5000) for kind in ("lien_", PRESENT)}
    case = sitting.stage().case.id
    assert sitting.room.votes_on(case, forged) == OpenVotes()
    assert asked == []
    own = as_kept(sitting.room, joined(sitting.code))
    assert sitting.room.votes_on(case, forged | own).closing == (sitting.code,)


@pytest.mark.parametrize("made_up", ["1", "x", "x.y", "", "é.é"])
def test_cookies_that_somebody_makes_up_tell_nobody_which_codes_there_are(sitting, made_up):
    """28 million codes were tried so within forty seconds."""
    code, case = sitting.code, sitting.stage().case.id
    sitting.open()
    forged = {PRESENT + code: made_up, f"lien_{code}": made_up}
    assert sitting.room.votes_on(case, forged) == OpenVotes()
    of_another = sitting.room.presence_of("ZZZZZ")
    assert sitting.room.votes_on(case, {PRESENT + code: of_another}) == OpenVotes()


class Away:
    def __init__(self, error=None):
        self.freed, self.error, self.asked = threading.Event(), error, 0

    def votes_on(self, *_given):
        self.asked += 1
        if self.error:
            raise self.error
        self.freed.wait(20)
        return OpenVotes()


@pytest.fixture
def hanging(monkeypatch):
    monkeypatch.setattr(warnings, "RANKING_PATIENCE_S", 0.1)
    away = Away()
    yield away
    away.freed.set()
    _THREADS.submit(int).result(20)


OF_A_MEETING = ({PRESENT + "ABCDE": "1"}, {"lien_ABCDE": "x"})


@pytest.mark.parametrize("cookies", OF_A_MEETING)
def test_a_store_that_hangs_is_waited_for_a_moment(hanging, cookies):
    begun = time.monotonic()
    for _ in range(20):  # more than there are threads
        assert sight(lambda: hanging, "normandie", cookies) is Sight.UNKNOWN
    assert time.monotonic() - begun < 8
    assert sight(lambda: hanging, "normandie", {}, "ABCDE") is Sight.UNKNOWN
    hanging.freed.set()
    _THREADS.submit(int).result(20)
    assert hanging.asked <= 16, "whoever gave up is not asked for later"
    assert sight(lambda: hanging, "normandie", cookies) is Sight.FREE


@each("cause", ["locked", "gone", "slow"])
@each("cookies", OF_A_MEETING)
def test_one_that_is_away_closes_the_case_to_those_of_a_meeting(cause, cookies):
    away = Away(StoreUnavailable(cause))

    def unopened():
        raise StoreUnavailable(cause)

    for rooms in (lambda: away, unopened):
        assert sight(rooms, "normandie", cookies) is Sight.UNKNOWN
        assert sight(rooms, "normandie", {}, "ABCDE") is Sight.UNKNOWN


def test_which_meetings_close_a_case_and_which_spare_it(sitting):
    code, case = sitting.code, sitting.stage().case.id
    other = sitting.room.create("Autre")
    both = link(code, sitting.secret) | link(other.code, other.facilitator) | joined(other.code)

    def found(cookies, about=""):
        return open_votes(lambda: sitting.room, case, as_kept(sitting.room, cookies), about)

    assert found(both) == OpenVotes()
    sitting.open()
    assert found(both) == OpenVotes(sparing=(code,))
    assert found(joined(code)) == OpenVotes(closing=(code,))
    assert found({}, code) == OpenVotes(closing=(code,))
    assert found({}) == OpenVotes()


def test_which_meetings_vote_is_not_known_of_a_store_that_hangs(hanging):
    found = open_votes(lambda: hanging, "normandie", joined("ABCDE"))
    assert (found.known, found.closing, found.sight) == (False, (), Sight.UNKNOWN)
