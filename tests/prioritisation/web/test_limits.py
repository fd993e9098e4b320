from prioritisation.web import rate_limits
from prioritisation.web.rate_limits import Guesses, Limiter, subscriber_network


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_so_many_at_once_then_so_many_each_second():
    clock = Clock()
    limiter = Limiter(3, 2, now=clock)
    assert [limiter.allows("a") for _ in range(4)] == [True, True, True, False]
    assert limiter.allows("b")
    clock.now = 0.5
    assert [limiter.allows("a") for _ in range(2)] == [True, False]
    clock.now = 1000
    assert [limiter.allows("a") for _ in range(4)] == [True, True, True, False]


def test_a_clock_that_goes_back_gives_nothing():
    clock = Clock()
    limiter = Limiter(1, 1, now=clock)
    limiter.allows("a")
    clock.now = -100
    assert not limiter.allows("a")


def test_only_so_many_addresses_are_remembered(monkeypatch):
    monkeypatch.setattr(rate_limits, "MOST_NETWORKS_KEPT", 2)
    limiter = Limiter(1, 0)
    assert [limiter.allows(a) for a in "abca"] == [True, True, True, True]


def test_what_is_given_back_is_not_counted_and_never_more():
    limiter = Limiter(1, 0)
    assert [limiter.allows("a"), limiter.allows("a")] == [True, False]
    for _ in range(3):
        limiter.gives_back("a")
    assert [limiter.allows("a"), limiter.allows("a")] == [True, False]


def test_a_network_is_what_one_subscriber_holds():
    """Otherwise one IPv6 subscriber has as many addresses as he likes."""
    own = {subscriber_network(f"2001:db8:7:{i:x}:{i:x}::{i:x}") for i in range(1, 500)}
    assert len(own) == 1
    assert subscriber_network("2001:db8:8::1") not in own
    assert subscriber_network("fe80::1%eth0") == subscriber_network("fe80::2%eth0")
    assert subscriber_network("testclient") == "testclient"


def test_whoever_guesses_is_stopped_and_locks_nobody_out_of_what_was_found():
    guesses = Guesses(Limiter(3, 0))
    assert not guesses.is_known("room", "RIGHT")
    assert guesses.may_try("room")
    guesses.is_none("room")
    guesses.is_right("room", "RIGHT")
    assert [guesses.may_try("room") for _ in range(4)] == [True, True, True, False]
    assert guesses.is_known("room", "RIGHT")
    assert not guesses.is_known("room", "OTHER")
    assert not guesses.is_known("elsewhere", "RIGHT")
    assert guesses.may_try("elsewhere")


def test_a_provider_of_ipv6_guesses_no_more_with_all_its_networks():
    """It is given 65,536 of them or more, each with guesses of its own."""
    guesses = Guesses()
    tried = [
        guesses.may_try(subscriber_network(f"2001:db8:{i:x}::1"))
        for i in range(500)
        for _ in range(100)
    ]
    assert 5_000 < sum(tried) < 8_000
    assert guesses.may_try(subscriber_network("2001:db9::1"))
    for other in ("192.0.2.1", "testclient", "not/an address", ""):
        assert guesses.may_try(subscriber_network(other))


def test_a_try_that_was_no_guess_is_none_of_the_provider_either():
    guesses = Guesses(Limiter(9, 0), Limiter(1, 0))
    for _ in range(5):
        assert guesses.may_try(subscriber_network("2001:db8::1"))
        guesses.is_none(subscriber_network("2001:db8::1"))
    assert guesses.may_try(subscriber_network("2001:db8:1::1"))
    assert not guesses.may_try(subscriber_network("2001:db8:2::1"))


def test_only_so_many_right_codes_are_remembered(monkeypatch):
    monkeypatch.setattr(rate_limits, "MOST_NETWORKS_KEPT", 2)
    guesses = Guesses()
    for code in "ABC":
        guesses.is_right("room", code)
    assert [guesses.is_known("room", code) for code in "ABC"] == [False, True, True]
