import asyncio
import threading

import pytest

from prioritisation.web.waiting import OneByOne, QueueFull


class Gate:
    """A slow function: it returns when the gate is opened."""

    def __init__(self):
        self.opened = threading.Event()
        self.asked = []

    def __call__(self, asked):
        self.asked.append(asked)
        assert self.opened.wait(30)
        if asked == "wrong":
            raise ValueError(asked)
        return asked.upper(), threading.current_thread().name


@pytest.fixture
def gate():
    gate = Gate()
    yield gate
    gate.opened.set()


async def started(slow, *all_asked):
    """Ask for all this, and let each question reach the thread's queue."""
    tasks = [asyncio.create_task(slow.ask(asked)) for asked in all_asked]
    await asyncio.sleep(0)
    return tasks


def test_work_is_done_in_order_in_one_thread_of_its_own(gate):
    async def people():
        tasks = await started(OneByOne(gate, waiting=8), *"abcd")
        gate.opened.set()
        return await asyncio.gather(*tasks)

    done = asyncio.run(people())
    assert [text for text, _thread in done] == ["A", "B", "C", "D"]
    assert gate.asked == list("abcd")
    (thread,) = {thread for _text, thread in done}
    assert thread.startswith("one-by-one")


def test_the_threads_of_others_stay_free_meanwhile(gate):
    async def people():
        tasks = await started(OneByOne(gate, waiting=8), *"abcdefghi")
        # Opened from the shared threads: had they been taken, nobody would ever open.
        await asyncio.to_thread(gate.opened.set)
        await asyncio.gather(*tasks)

    asyncio.run(people())


def test_who_comes_when_too_many_wait_is_told_at_once_and_may_come_back(gate):
    async def people():
        slow = OneByOne(gate, waiting=2)
        tasks = await started(slow, *"abc")
        with pytest.raises(QueueFull):
            await slow.ask("d")
        gate.opened.set()
        await asyncio.gather(*tasks)
        return await slow.ask("d")

    assert asyncio.run(people())[0] == "D"


def test_sixty_phones_that_ask_the_same_wait_for_one_work(gate):
    async def phones():
        tasks = await started(OneByOne(gate, waiting=0), *["a"] * 60)
        gate.opened.set()
        return await asyncio.gather(*tasks)

    assert {text for text, _thread in asyncio.run(phones())} == {"A"}
    assert gate.asked == ["a"]


def test_who_leaves_does_not_take_the_work_from_the_others(gate):
    async def phones():
        leaving, staying = await started(OneByOne(gate, waiting=0), "a", "a")
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        gate.opened.set()
        return await staying

    assert asyncio.run(phones())[0] == "A"


def test_work_that_fails_says_so_and_leaves_its_place(gate):
    gate.opened.set()
    slow = OneByOne(gate, waiting=0)
    for _ in range(3):
        with pytest.raises(ValueError, match="wrong"):
            asyncio.run(slow.ask("wrong"))
    assert asyncio.run(slow.ask("a"))[0] == "A"
