"""An answer that goes on: it ends with its messages, or when nobody reads it any more."""

import asyncio

from prioritisation.web.waiting import Stream, none
from tests.each import each

SOON = 5


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
        async with asyncio.timeout(SOON):
            await Stream(messages)({"type": "http"}, self.receive, self.send)


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


def test_no_message_is_an_empty_answer():
    async def main():
        reader = Reader()
        await reader.answered(none())
        return reader

    assert bodies(asyncio.run(main())) == [(b"", False)]


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
