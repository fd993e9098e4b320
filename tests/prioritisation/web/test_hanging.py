"""A store that hangs: every address of the server says so in time."""

import asyncio
import threading
from concurrent.futures import Future
from contextlib import suppress

import pytest

from prioritisation.web import events, waiting
from tests.prioritisation.web.visitor import Visitor

SOON_S = 5.0
DRAWN_S = 60.0
"""How long a busy machine may take to draw its first picture, or to look at a store at all."""
PAGES = (
    "/projection?seance={code}",
    "/seance/{code}/flux",
    "/vote/{code}/flux",
    "/vote/{code}",
    "/vote/{code}/papier.pdf",
    "/vote/{code}/recu",
    "/entrer/{code}/secret",
    "/demarrer/secret",
    "/seance/{code}/invitations.pdf",
    "/documents/{code}/pdf",
    "/readyz",
)


@pytest.fixture
def hurried(monkeypatch):
    """Nobody waits for long."""
    monkeypatch.setattr(waiting, "STORE_PATIENCE_S", 0.1)
    monkeypatch.setattr(waiting, "LONG_S", 0.2, raising=False)


@pytest.fixture
def hung(room, monkeypatch, hurried):
    """Makes every question to the store hang until the end of the test."""
    del hurried
    freed, asked = threading.Event(), []

    def never(*_given, **_named):
        asked.append(threading.current_thread().name)
        freed.wait(8)
        raise AssertionError

    def hang():
        for name in ("stage", "role", "is_setup", "votes_on", "new_invitations"):
            monkeypatch.setattr(room, name, never)
        monkeypatch.setattr(room.store, "versions", never)
        monkeypatch.setattr(room.store, "probe_soon", Future)
        return asked

    yield hang
    freed.set()


async def ticks():
    """The time, many times a second, for a while."""
    loop = asyncio.get_running_loop()
    end = loop.time() + DRAWN_S
    while loop.time() < end:
        await asyncio.sleep(0.01)
        yield loop.time()


async def answered(visitor, path, within=SOON_S):
    async with asyncio.timeout(within):
        return (await visitor.asked("GET", path)).status


@pytest.mark.parametrize("path", PAGES)
def test_an_address_answers_when_the_store_hangs(sitting, device, hung, runner, path):
    here, visitor = sitting().open(), device()
    hung()
    assert runner.run(answered(visitor, path.format(code=here.code))) == 503


@pytest.mark.parametrize("cookie", ["present_ABCDE", "lien_ABCDE"])
def test_a_picture_is_refused_to_those_of_a_meeting_when_nobody_knows_whether_a_vote_is_open(
    device, runner, hung, cookie
):
    visitor = device(cookies={cookie: "1"})
    hung()
    assert runner.run(answered(visitor, "/documents/projet/png")) == 503


def test_and_nothing_is_asked_about_the_others(device, runner, hung):
    visitor = device(cookies={"joined_ABCDE": "1"})
    asked = hung()
    assert runner.run(answered(visitor, "/documents/projet/png?x=1")) == 400
    drawn = answered(visitor, "/documents/projet/png", within=DRAWN_S)
    assert runner.run(drawn) == 200
    assert asked == []


@pytest.mark.usefixtures("hurried")
def test_a_picture_that_hangs_while_it_is_drawn_is_told(sitting, device, runner, app):
    here, visitor = sitting().open(), device()
    freed = threading.Event()
    app.projection._drawing._work = lambda _asked: freed.wait(8)  # noqa: SLF001
    assert runner.run(answered(visitor, f"/projection?seance={here.code}")) == 503
    freed.set()


def test_a_store_that_hangs_takes_one_thread_of_the_watch_and_none_of_the_others(
    sitting, app, hung, runner, monkeypatch
):
    monkeypatch.setattr(events, "POLL_S", 0.01)
    here = sitting().open()

    async def main():
        visitor = Visitor(app, runner)
        stream = asyncio.create_task(visitor.asked("GET", f"/seance/{here.code}/flux"))
        start, asked = asyncio.get_running_loop().time(), []
        async for now in ticks():
            if app.events.watched() and not asked:
                start, asked = now, hung()
            if asked and now > start + 5 * waiting.STORE_PATIENCE_S:
                break
        stream.cancel()
        with suppress(asyncio.CancelledError):
            await stream
        other = await asyncio.to_thread(threading.current_thread)
        return asked, other.name

    asked, other = runner.run(main())
    assert len(asked) == 1
    assert other.rsplit("_", 1)[0] != asked[0].rsplit("_", 1)[0]
