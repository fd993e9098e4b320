from prioritisation import limits
from prioritisation.limits import Guesses, Limiter, network_of


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
    monkeypatch.setattr(limits, "MOST_KEPT", 2)
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
    own = {network_of(f"2001:db8:7:{i:x}:{i:x}::{i:x}") for i in range(1, 500)}
    assert len(own) == 1
    assert network_of("2001:db8:8::1") not in own
    assert network_of("fe80::1%eth0") == network_of("fe80::2%eth0")
    assert network_of("testclient") == "testclient"


def test_whoever_guesses_is_stopped_and_locks_nobody_out_of_what_was_found():
    guesses = Guesses(Limiter(3, 0))
    for code, say in (("RIGHT", guesses.is_right), ("OTHER", guesses.is_none)):
        assert guesses.may_try("room", code)
        guesses.is_none("room", code)
        say("room", code)
    for i in range(3):
        assert guesses.may_try("room", f"WRON{i}")
    assert not guesses.may_try("room", "WRON9")
    assert not guesses.may_try("room", "OTHER"), "as good as wrong: it was never found from here"
    assert all(guesses.may_try("room", "RIGHT") for _ in range(9))
    guesses.is_none("room", "RIGHT")
    assert not guesses.may_try("room", "WRON9"), "what is right gives no guess back"
    assert guesses.may_try("elsewhere", "WRON9")


def test_only_so_many_right_codes_are_remembered(monkeypatch):
    monkeypatch.setattr(limits, "MOST_KEPT", 2)
    guesses = Guesses(Limiter(0, 0))
    for code in "ABC":
        guesses.is_right("room", code)
    assert [guesses.may_try("room", code) for code in "ABC"] == [False, True, True]
