"""Servers that end and start again, and a proxy before several of them that cuts connections."""

import asyncio
import os
import re
import signal
import threading
from contextlib import suppress

from tests.e2e import conftest


class Machine:
    """A server that keeps its address and its store when it is started again."""

    def __init__(self, begin=conftest.by_command, **environment):
        self.begin, self.environment = begin, environment
        self.port, self.process = conftest.free_port(), None
        self.address = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.end(signal.SIGKILL)

    def start(self):
        """Start the server, unless it runs."""
        if self.process is None or self.process.poll() is not None:
            self.process = self.begin(self.port, self.environment)
            conftest.answers(self.address, self.process)

    def end(self, sent):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, sent)
        self.process.wait(timeout=60)

    def again(self, sent):
        self.end(sent)
        self.start()


class Proxy:
    """A proxy that sends each request, and each websocket, to the next server in turn.

    To one that is down too: it does not look.
    """

    def __init__(self, *ports):
        self.ports, self.port = ports, conftest.free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.asked = {"request": 0, "websocket": 0}
        self.open, self.sockets, self.carried = set(), set(), set()
        self.cut_after = None
        self.streams, self.silent = set(), set()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self.ready = threading.Event()
        self.thread.start()
        assert self.ready.wait(10)
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    def cut_at_next(self, seconds):
        """Break a websocket so long after the next thing that its page says there."""
        self.cut_after = seconds

    def cut(self):
        """Break every websocket; return how many there were."""
        cut = list(self.sockets)
        for writer in cut:
            self.loop.call_soon_threadsafe(writer.transport.abort)
        return len(cut)

    def silence(self):
        """Carry nothing more on the streams that are open, nor end them; how many there were."""
        self.silent = set(self.streams)
        return len(self.silent)

    def _run(self):
        asyncio.set_event_loop(self.loop)
        listening = asyncio.start_server(self._arrived, "127.0.0.1", self.port)
        server = self.loop.run_until_complete(listening)
        self.ready.set()
        self.loop.run_forever()
        server.close()
        self.loop.run_until_complete(self._ended())
        self.loop.close()

    async def _ended(self):
        """Nothing is left half open, not even what was let in at the last instant."""
        while self.open or len(asyncio.all_tasks()) > 1:
            for writer in self.open:
                writer.transport.abort()
            await asyncio.sleep(0.01)

    def _arrived(self, reader, writer):
        self.open.add(writer)
        task = asyncio.ensure_future(self._carry(reader, writer))
        self.carried.add(task)
        task.add_done_callback(self.carried.discard)

    async def _carry(self, reader, writer):
        ends = {writer}
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            kind = "websocket" if b"upgrade: websocket" in head.lower() else "request"
            if kind == "request":
                # One request a connection: the next one goes to another server.
                head = re.sub(rb"(?i)connection: [^\r]*", b"Connection: close", head)
            else:
                self.sockets.add(writer)
            if b"/flux " in head:
                self.streams.add(writer)
            port = self.ports[self.asked[kind] % len(self.ports)]
            self.asked[kind] += 1
            back, forth = await asyncio.open_connection("127.0.0.1", port)
            ends.add(forth)
            self.open.add(forth)
            forth.write(head)
            ways = [
                asyncio.ensure_future(self._poured(reader, forth, writer)),
                asyncio.ensure_future(self._poured(back, writer)),
            ]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
        except (OSError, asyncio.IncompleteReadError):
            pass  # whoever asked has left, or the server is down: the connection is closed
        finally:
            self.sockets.discard(writer)
            self.streams.discard(writer)
            for end in ends:
                end.close()
            # What a busy browser has not read yet is still to be sent: it is open until then.
            await asyncio.gather(*(end.wait_closed() for end in ends), return_exceptions=True)
            self.open -= ends

    async def _poured(self, source, into, cut=None):
        """Carry what comes; ``cut`` is the websocket to break when its page says something."""
        with suppress(OSError):
            while data := await source.read(65536):
                if into in self.silent:
                    continue
                into.write(data)
                await into.drain()
                if cut in self.sockets and self.cut_after is not None:
                    self.loop.call_later(self.cut_after, cut.transport.abort)
                    self.cut_after = None
