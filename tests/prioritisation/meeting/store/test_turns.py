from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from prioritisation.meeting.store import StoreUnavailable
from prioritisation.meeting.store.engine import Turns


def in_line(turns, pool, names):
    """Have these wait, one after the other, while one has the turn; in which order they had it."""
    order, begun, ending = [], Event(), Event()

    def holds():
        with turns.take():
            begun.set()
            ending.wait()

    def waits(name):
        with turns.take(first=name == "ballot"):
            order.append(name)

    asked = [pool.submit(holds)]
    begun.wait()
    for name in names:
        before = len(turns._waiting)  # noqa: SLF001 (nothing else says that one waits)
        asked.append(pool.submit(waits, name))
        while len(turns._waiting) == before:  # noqa: SLF001
            ending.wait(0.001)
    ending.set()
    for one in asked:
        one.result()
    return order


def test_turns_come_in_order_and_a_ballot_goes_before_all_that_wait():
    with ThreadPoolExecutor(5) as pool:
        given = in_line(Turns(1, 30.0), pool, ["a", "b", "ballot", "c"])
    assert given == ["ballot", "a", "b", "c"]


def test_no_turn_in_time_is_refused_and_takes_nobodys():
    turns = Turns(1, 0.01)
    with turns.take():
        for _ in range(3):
            with pytest.raises(StoreUnavailable), turns.take():
                pass
    with turns.take(), pytest.raises(StoreUnavailable), turns.take():
        pass


def test_several_have_theirs_at_once_and_an_error_gives_it_back():
    turns = Turns(2, 0.01)
    for _ in range(3):
        with pytest.raises(KeyError), turns.take(), turns.take():
            raise KeyError
    with turns.take(), turns.take(), pytest.raises(StoreUnavailable), turns.take():
        pass
