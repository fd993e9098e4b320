"""Rounds that close by their time, which streams tell all the same; servers that stop."""

import asyncio

from prioritisation.meeting.room import facilitation
from tests.prioritisation.web.streams import SOON, Stream


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


def test_a_stream_that_begins_as_the_server_stops_ends_too(app, runner, sitting):
    here = sitting()

    async def main():
        freed = asyncio.Event()
        stream = Stream(app, f"/seance/{here.code}/flux", freed)
        await asyncio.sleep(0.05)  # it was let in
        app.events.close()
        freed.set()
        async with asyncio.timeout(SOON):
            await stream.task

    runner.run(main())
