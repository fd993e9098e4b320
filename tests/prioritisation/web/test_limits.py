from prioritisation.meeting.room.identity import ALPHABET
from prioritisation.web import requests
from prioritisation.web.requests import Guesses, subscriber_network


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_codes_cannot_be_guessed_in_a_meeting_s_time():
    """Four hours of one address that asks without end, and of other addresses of its own."""
    clock = Clock()
    guesses, tried = Guesses(now=clock), 0
    while clock.now < 4 * 3600:
        mine = (subscriber_network(f"2001:db8:7:{i:x}::{i:x}") for i in range(3))
        tried += sum(guesses.may_try(network) for network in mine)
        clock.now += 0.25
    assert 7_000 < tried < len(ALPHABET) ** 5 / 3_000
    clock.now += 3600
    assert sum(guesses.may_try("2001:db8:7::/48") for _ in range(900)) == 300, "and no more saved"


def test_a_network_is_what_one_subscriber_holds():
    """Otherwise one IPv6 subscriber has as many addresses as he likes."""
    own = {subscriber_network(f"2001:db8:7:{i:x}:{i:x}::{i:x}") for i in range(1, 500)}
    assert len(own) == 1
    assert subscriber_network("2001:db8:8::1") not in own
    assert subscriber_network("fe80::1%eth0") == subscriber_network("fe80::2%eth0")
    assert subscriber_network("testclient") == "testclient"


def test_whoever_guesses_is_stopped_and_locks_nobody_out_of_what_was_found():
    guesses = Guesses(3, 0)
    assert not guesses.is_known("room", "RIGHT")
    assert guesses.may_try("room")
    for _ in range(3):
        guesses.is_none("room")
    guesses.is_right("room", "RIGHT")
    assert [guesses.may_try("room") for _ in range(4)] == [True, True, True, False]
    assert guesses.is_known("room", "RIGHT")
    assert not guesses.is_known("room", "OTHER")
    assert not guesses.is_known("elsewhere", "RIGHT")
    assert guesses.may_try("elsewhere")


def test_only_so_many_are_remembered(monkeypatch):
    monkeypatch.setattr(requests, "MOST_REMEMBERED", 2)
    guesses = Guesses(1, 0)
    for code in "ABC":
        guesses.is_right("room", code)
    assert [guesses.is_known("room", code) for code in "ABC"] == [False, True, True]
    assert [guesses.may_try(name) for name in "abca"] == [True] * 4
