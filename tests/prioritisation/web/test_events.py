"""Streams: what is pushed, when, and that it never tells anything of a ballot."""

import asyncio
import signal
import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from prioritisation.meeting.room import Room, facilitation
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import StoreUnavailable, open_store
from prioritisation.web import events
from prioritisation.web.lifespan import when_stopped
from prioritisation.web.waiting import OneByOne, QueueFull, ThreadResults
from prioritisation.web.waiting import Stream as StreamStreaming
from tests.each import each
from tests.prioritisation.web.streams import SOON, Stream


def test_a_screen_gets_the_version_at_once_then_each_change(app, runner, sitting):
    here = sitting().open()

    async def main():
        stream = Stream(app, f"/seance/{here.code}/flux")
        first = (await stream.until(bool))[0]
        here.others_vote(3)
        version = str(here.stage().version)
        await stream.until(lambda found: found[-1] == version)
        await stream.leave()
        return first, stream

    first, stream = runner.run(main())
    assert int(first) < int(stream.messages[-1])
    assert all(m.isdecimal() for m in stream.messages)


def test_a_phone_hears_of_phases_and_never_of_ballots(app, runner, sitting):
    here = sitting().open()

    async def main():
        phone = Stream(app, f"{here.path}/flux")
        screen = Stream(app, f"/seance/{here.code}/flux")
        await phone.until(bool)
        await screen.until(bool)
        here.others_vote(6)
        version = str(here.stage().version)
        await screen.until(lambda found: found[-1] == version)
        quiet = list(phone.messages)
        here.reveal()
        await phone.until(lambda found: found[-1] == here.stage().key)
        for stream in (phone, screen):
            await stream.leave()
        return quiet, phone.messages + screen.messages

    quiet, said = runner.run(main())
    assert len(quiet) == 1
    case = here.stage().case
    words = (
        [v.label for v in case.levers]
        + [v.id for v in case.levers]
        + [c.id for c in case.criteria]
    )
    assert not any(word in message for word in words for message in said)


@each("what", ["seance", "vote"])
def test_what_happens_while_a_stream_begins_is_told(app, runner, sitting, what):
    """All others are told of it before the new one listens; nobody would tell it again."""
    here = sitting().open()
    path = f"/{what}/{here.code}/flux"

    def now():
        return here.stage().key if what == "vote" else str(here.stage().version)

    async def main():
        first, freed = Stream(app, path), asyncio.Event()
        await first.until(bool)
        late = Stream(app, path, freed)
        await asyncio.sleep(0.05)  # it has read where the meeting stands
        here.others_vote(3).reveal()
        await first.until(lambda found: found[-1] == now())
        freed.set()
        await late.until(bool)
        await first.leave()
        await late.leave()
        return late.messages

    assert runner.run(main())[0] == now()


def test_another_process_is_heard_too(app, runner, sitting, tmp_path, monkeypatch):
    monkeypatch.setattr(events, "POLL_S", 0.05)
    here = sitting()
    other = Room(open_store(f"sqlite:///{tmp_path}/seances.db"))

    async def main():
        stream = Stream(app, f"/seance/{here.code}/flux")
        first = (await stream.until(bool))[0]
        other.act(here.code, here.secret, Act.REHEARSE)
        await stream.until(lambda found: found[-1] != first)
        await stream.leave()

    runner.run(main())
    other.store.close()


def test_an_erased_meeting_is_told(app, runner, sitting, monkeypatch):
    monkeypatch.setattr(events, "POLL_S", 0.05)
    here = sitting()

    async def main():
        stream = Stream(app, f"{here.path}/flux")
        await stream.until(bool)
        here.room.purge(here.code, here.secret)
        await stream.until(lambda found: found[-1] == events.GONE_EVENT)
        await stream.leave()

    runner.run(main())


def test_streams_that_nobody_reads_leave_nothing(app, runner, sitting):
    here = sitting()

    async def main():
        streams = [Stream(app, f"{here.path}/flux") for _ in range(20)]
        for stream in streams:
            await stream.until(bool)
        for stream in streams:
            await stream.leave()

    runner.run(main())
    assert app.events.watched() == 0


def test_closing_ends_the_streams_so_that_the_server_can_stop(app, runner, sitting):
    here = sitting()

    async def main():
        stream = Stream(app, f"/seance/{here.code}/flux")
        await stream.until(bool)
        app.events.close()
        async with asyncio.timeout(SOON):
            await stream.task

    runner.run(main())


def test_a_change_that_the_store_did_not_tell_is_told_once_it_answers(
    app, runner, sitting, monkeypatch
):
    monkeypatch.setattr(events, "POLL_S", 0.05)
    here = sitting().open()
    read, failed = here.room.stage, []

    def once(*given, **named):
        if not failed:
            failed.append(1)
            raise StoreUnavailable("gone")
        return read(*given, **named)

    async def main():
        phone = Stream(app, f"{here.path}/flux")
        await phone.until(bool)
        monkeypatch.setattr(here.room, "stage", once)
        here.room.act(here.code, here.secret, Act.REVEAL)
        await phone.until(lambda found: len(found) > 1)
        await phone.leave()

    runner.run(main())
    assert failed


# Rounds that close by their time, which streams tell all the same; servers that stop.


def test_phones_and_screens_hear_of_the_end_when_it_comes(app, runner, sitting, monkeypatch):
    monkeypatch.setattr(facilitation, "CLOSING_S", 0.3)
    here = sitting().open()
    here.room.join_soon(here.code, here.room.new_token(here.code)).result()

    async def main():
        phone = Stream(app, f"{here.path}/flux")
        screen = Stream(app, f"/seance/{here.code}/flux")
        await phone.until(bool)
        await screen.until(bool)
        await asyncio.to_thread(here.room.close_round, here.code, here.secret, missing=1)
        late = Stream(app, f"{here.path}/flux")  # as after a restart
        for stream in (phone, late):
            await stream.until(lambda found: ".closed" in found[-1])
        told = list(phone.messages)
        await screen.until(lambda found: len(found) > 2)
        for stream in (phone, screen, late):
            await stream.leave()
        return told

    told = runner.run(main())
    assert [".closed" in m for m in told] == [False, False, True]


# An answer that goes on: it ends with its messages, or when nobody reads it any more.

STREAMING_SOON = 5


class Reader:
    """Who reads an answer, and may leave."""

    def __init__(self):
        self.read, self.left, self.news = [], asyncio.Event(), asyncio.Event()

    async def receive(self):
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        self.read.append(message)
        self.news.set()

    async def answered(self, messages):
        async with asyncio.timeout(STREAMING_SOON):
            await StreamStreaming(messages)({"type": "http"}, self.receive, self.send)


def bodies(reader):
    return [(one["body"], one.get("more_body", False)) for one in reader.read[1:]]


def test_it_ends_with_its_messages():
    async def two():
        yield b"one"
        yield b"two"

    async def main():
        reader = Reader()
        await reader.answered(two())
        return reader

    reader = asyncio.run(main())
    assert bodies(reader) == [(b"one", True), (b"two", True), (b"", False)]
    headers = dict(reader.read[0]["headers"])
    assert headers[b"content-type"].startswith(b"text/event-stream")
    assert headers[b"cache-control"] == b"no-store"
    assert headers[b"x-accel-buffering"] == b"no"


@each("said", [0, 1])
def test_what_makes_its_messages_is_ended_when_the_reader_leaves(said):
    ended = []

    async def endless():
        try:
            for _ in range(said):
                yield b"one"
            await asyncio.Future()
        finally:
            ended.append(said)

    async def main():
        reader = Reader()
        reading = asyncio.create_task(reader.answered(endless()))
        while len(reader.read) < 1 + said:
            await reader.news.wait()
            reader.news.clear()
        await asyncio.sleep(0)
        reader.left.set()
        await reading
        return reader

    assert bodies(asyncio.run(main())) == [(b"one", True)] * said
    assert ended == [said]


def test_results_of_threads_come_to_who_waits_for_them():
    async def main():
        waiting = ThreadResults()
        with ThreadPoolExecutor(8) as pool:
            asked = [pool.submit(lambda n=n: n * n) for n in range(500)]
            return await asyncio.gather(*(waiting.result(f) for f in asked))

    assert asyncio.run(main()) == [n * n for n in range(500)]


def test_who_leaves_does_not_hold_back_the_others():
    async def main():
        waiting, futures = ThreadResults(), [Future(), Future()]
        tasks = [asyncio.create_task(waiting.result(f)) for f in futures]
        await asyncio.sleep(0)
        tasks[0].cancel()
        for future in futures:
            future.set_result("fait")
        return await tasks[1], (await asyncio.gather(tasks[0], return_exceptions=True))[0]

    done, left = asyncio.run(main())
    assert done == "fait"
    assert isinstance(left, asyncio.CancelledError)


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


def test_work_that_fails_says_so_and_leaves_its_place(gate):
    gate.opened.set()
    slow = OneByOne(gate, waiting=0)
    for _ in range(3):
        with pytest.raises(ValueError, match="wrong"):
            asyncio.run(slow.ask("wrong"))
    assert asyncio.run(slow.ask("a"))[0] == "A"


def test_it_is_called_and_so_is_the_handler_of_the_server():
    heard = []
    before = signal.signal(signal.SIGTERM, lambda *_args: heard.append("server"))

    async def main():
        undo = when_stopped(lambda: heard.append("streams"))
        signal.raise_signal(signal.SIGTERM)
        await asyncio.sleep(0.01)
        undo()
        signal.raise_signal(signal.SIGTERM)

    try:
        asyncio.run(main())
    finally:
        signal.signal(signal.SIGTERM, before)
    assert sorted(heard) == ["server", "server", "streams"]
