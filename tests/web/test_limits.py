from prioritisation.web import limits
from prioritisation.web.limits import Limiter


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
