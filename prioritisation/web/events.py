"""What the server pushes: to phones when their page changes, to screens when anything does.

No stream ever carries a weight, a share or a rank: a page is told to look again, and what it may
then show is asked of the meeting.
"""

import asyncio
import contextlib
import logging
import random
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from prioritisation.meeting.room import Room, Stage
from prioritisation.meeting.room.identity import cleaned_code
from prioritisation.meeting.store import StoreError, UnknownMeeting
from prioritisation.web.ballot.async_room import AsyncRoom
from prioritisation.web.waiting import Stream, in_thread, in_time, none, start_in_thread

_LOGGER = logging.getLogger(__name__)

_TOGETHER_S = 0.15
"""Changes that follow each other within that time are told once."""
_AFTER_S = 0.05
"""After the end of a round, its end is told."""
BEAT_S = 15.0
"""A stream that says nothing for longer may be cut by a proxy, or has died without a word: a page
that hears nothing for twice that time opens another."""
_BEAT = b"event: beat\ndata: \n\n"
POLL_S = 1.0
"""Other processes on the same database are seen within that time."""
GONE_EVENT = "gone"

_Mail = asyncio.Queue[str]


@dataclass(slots=True, eq=False)
class _Channel:
    """Who listens to one meeting, and what they were told last."""

    version: int = 0
    key: str = ""
    told_at: float = float("-inf")
    waiting: asyncio.TimerHandle | None = None
    closes: str = ""
    screens: set[_Mail] = field(default_factory=set)
    phones: set[_Mail] = field(default_factory=set)


class Events:
    """The streams of all meetings."""

    def __init__(self, desk: AsyncRoom) -> None:
        self._desk = desk
        self._channels: dict[str, _Channel] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stop_listening: Callable[[], None] | None = None
        self._poller: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()

    def routes(self) -> list[BaseRoute]:
        """The addresses of the streams."""
        return [Route("/vote/{code}/flux", self.phone), Route("/seance/{code}/flux", self.screen)]

    def close(self) -> None:
        """End all streams, so that the server can stop; browsers come back by themselves."""
        self._closing.set()
        for channel in self._channels.values():
            for mail in (*channel.screens, *channel.phones):
                _put(mail, "")
        if self._stop_listening:
            self._stop_listening()
            self._stop_listening = None
        if self._poller:
            self._poller.cancel()
            self._poller = None

    async def phone(self, request: Request) -> Response:
        """Tell a voter's page when it should look again."""
        return await self._stream(request, phone=True)

    async def screen(self, request: Request) -> Response:
        """Tell the facilitator's page and the projector the version of the meeting."""
        return await self._stream(request, phone=False)

    async def _stream(self, request: Request, *, phone: bool) -> Response:
        code = cleaned_code(request.path_params["code"])
        room = await self._desk.room()
        stage = await in_thread(room.stage, code)
        if request.method == "HEAD":
            return Stream(none())
        if self._closing.is_set():
            return Response(status_code=503, headers={"Retry-After": "5"})
        self._listen(room)
        return Stream(self._messages(code, stage, phone=phone))

    def watched(self) -> int:
        """How many streams are open."""
        return sum(len(c.screens) + len(c.phones) for c in self._channels.values())

    async def _messages(
        self, code: str, stage: Stage, *, phone: bool
    ) -> AsyncGenerator[bytes, None]:
        # One place: whoever is slow finds the last message there, and no other.
        mail: _Mail = asyncio.Queue(1)
        # Only now: the last one to leave, meanwhile, would have taken the channel away.
        channel = self._channels.setdefault(code, _Channel(stage.version, stage.key))
        self._expect(code, channel, stage)
        mails = channel.phones if phone else channel.screens
        mails.add(mail)
        # Others may have been told of a change since the stage was read: nobody would tell again.
        late = channel.version > stage.version
        if phone:
            first = channel.key if late else stage.key
        else:
            first = str(channel.version if late else stage.version)
        # Those who come back after a cut do not all come back at once.
        yield f"retry: {random.randint(1000, 3000)}\ndata: {first}\n\n".encode()  # noqa: S311
        try:
            while not self._closing.is_set():
                try:
                    async with asyncio.timeout(BEAT_S):
                        text = await mail.get()
                except TimeoutError:
                    yield _BEAT
                    continue
                if not text:
                    return
                yield f"data: {text}\n\n".encode()
        finally:
            mails.discard(mail)
            if not channel.phones and not channel.screens and self._channels.get(code) is channel:
                del self._channels[code]

    # --- hearing of changes

    def _listen(self, room: Room) -> None:
        """From the first stream on: the commits of this process, and the versions of others."""
        if self._stop_listening is None:
            loop = asyncio.get_running_loop()

            def heard(code: str, version: int) -> None:
                # The listener is called by another thread; the loop may be gone at the very end.
                with contextlib.suppress(RuntimeError):
                    loop.call_soon_threadsafe(self._changed, code, version or None)

            self._stop_listening = room.store.add_listener(heard)
        if self._poller is None or self._poller.done():
            self._poller = asyncio.create_task(self._poll(room))

    async def _poll(self, room: Room) -> None:
        lost, asking = False, None
        while True:
            await asyncio.sleep(POLL_S)
            if not self._channels:
                continue
            try:
                # One at a time: a store that hangs takes one thread from voters, not one a second.
                if asking is None or asking.done():
                    asking = start_in_thread(room.store.versions)
                versions = await in_time(asyncio.shield(asking))
            except StoreError:
                if not lost:
                    _LOGGER.warning("the versions of meetings cannot be read")
                lost = True
                continue
            lost = False
            for code in list(self._channels):
                self._changed(code, versions.get(code))

    def _changed(self, code: str, version: int | None) -> None:
        """A meeting has this version now; None when it was erased."""
        channel = self._channels.get(code)
        if channel is None or (version is not None and version <= channel.version):
            return
        if version is None:
            self._erased(channel)
            return
        channel.version = version
        if channel.waiting is not None:
            return
        loop = asyncio.get_running_loop()
        wait = max(0.0, channel.told_at + _TOGETHER_S - loop.time())
        channel.waiting = loop.call_later(wait, self._tell, code, channel)

    def _tell(self, code: str, channel: _Channel) -> None:
        channel.waiting = None
        channel.told_at = asyncio.get_running_loop().time()
        for mail in channel.screens:
            _put(mail, str(channel.version))
        if channel.phones or channel.screens:
            task = asyncio.create_task(self._tell_phones(code, channel))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _tell_phones(self, code: str, channel: _Channel) -> None:
        """Tell phones only what changes their page: never that a ballot came in."""
        try:
            room = await self._desk.room()
            stage = await in_thread(room.stage, code, fresh=True)
        except UnknownMeeting:
            self._erased(channel)
            return
        except StoreError:
            # What they are not told now is told once the store answers.
            if channel.waiting is None:
                channel.waiting = asyncio.get_running_loop().call_later(
                    POLL_S, self._tell, code, channel
                )
            return
        self._expect(code, channel, stage)
        if stage.key != channel.key:
            channel.key = stage.key
            for mail in channel.phones:
                _put(mail, stage.key)

    def _expect(self, code: str, channel: _Channel, stage: Stage) -> None:
        """Nothing is written when a round closes by its time: all are told then all the same."""
        left, last = stage.closes_in, stage.meeting.last_round
        if left is None or last is None or last.closes == channel.closes:
            return
        channel.closes = last.closes
        wait = max(0.0, left) + _AFTER_S
        asyncio.get_running_loop().call_later(wait, self._tell, code, channel)

    def _erased(self, channel: _Channel) -> None:
        for mail in channel.phones:
            _put(mail, GONE_EVENT)
        for mail in channel.screens:
            _put(mail, "0")


def _put(mail: _Mail, text: str) -> None:
    """Leave the last message only: whoever is slow needs no other."""
    with contextlib.suppress(asyncio.QueueEmpty):
        mail.get_nowait()
    mail.put_nowait(text)
