"""Streams: what is pushed, when, and that it never tells anything of a ballot."""

import asyncio
import json

from prioritisation.meeting.room import Room
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import StoreUnavailable, open_store
from prioritisation.web import events
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


def test_who_comes_as_the_last_one_leaves_is_told_what_happens_next(app, runner, sitting):
    """As a page that opens another stream instead of its own."""
    here = sitting().open()
    path = f"/seance/{here.code}/flux"

    async def main():
        last, freed = Stream(app, path), asyncio.Event()
        await last.until(bool)
        late = Stream(app, path, freed)
        await asyncio.sleep(0.05)  # it has read where the meeting stands
        await last.leave()
        freed.set()
        await late.until(bool)
        here.reveal()
        version = str(here.stage().version)
        await late.until(lambda found: found[-1] == version)
        await late.leave()

    runner.run(main())


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


@each("what", ["seance", "vote"])
def test_a_silent_stream_still_beats_and_says_nothing(app, runner, sitting, monkeypatch, what):
    monkeypatch.setattr(events, "BEAT_S", 0.01)
    here = sitting()

    async def main():
        stream = Stream(app, f"/{what}/{here.code}/flux")
        await stream.until(lambda _found: stream.beats >= 3)
        await stream.leave()
        return stream.messages

    assert len(runner.run(main())) == 1  # what holds as it begins


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


@each("path", ["vote", "seance"])
def test_a_stream_is_never_kept_nor_buffered(app, runner, sitting, path):
    here = sitting()

    async def main():
        stream = Stream(app, f"/{path}/{here.code}/flux")
        await stream.until(bool)
        await stream.leave()
        return stream

    assert json.dumps(runner.run(main()).messages)


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
