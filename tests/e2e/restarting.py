"""Servers that end and start again, and a proxy before several of them that cuts connections."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import threading
from contextlib import suppress

from tests.e2e import conftest
from tests.e2e.conftest import ROOT, free_port


class Machine:
    """A server that keeps its address and its store when it is started again."""

    def __init__(self, **environment):
        self.environment, self.port, self.process = environment, free_port(), None
        self.address = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.end(signal.SIGKILL)

    def start(self):
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        self.process = subprocess.Popen(  # noqa: S603 (our own command)
            [*command, "--server.port", str(self.port)],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        conftest.answers(self.address, self.process)

    def end(self, sent):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, sent)
        self.process.wait(timeout=60)

    def again(self, sent):
        self.end(sent)
        self.start()


class Proxy:
    """A proxy that sends each request, and each websocket, to the next server in turn."""

    def __init__(self, *ports):
        self.ports, self.port = ports, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.asked = {"request": 0, "websocket": 0}
        self.sockets, self.loop = set(), asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self.ready = threading.Event()
        self.thread.start()
        assert self.ready.wait(10)
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    def cut(self):
        """Break every websocket; return how many there were."""
        cut = list(self.sockets)
        for writer in cut:
            self.loop.call_soon_threadsafe(writer.transport.abort)
        return len(cut)

    def _run(self):
        asyncio.set_event_loop(self.loop)
        listening = asyncio.start_server(self._carry, "127.0.0.1", self.port)
        server = self.loop.run_until_complete(listening)
        self.ready.set()
        self.loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.run_until_complete(asyncio.sleep(0.1))
        self.loop.close()

    async def _carry(self, reader, writer):
        with suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            kind = "websocket" if b"upgrade: websocket" in head.lower() else "request"
            if kind == "request":
                # One request a connection: the next one goes to another server.
                head = re.sub(rb"(?i)connection: [^\r]*", b"Connection: close", head)
            else:
                self.sockets.add(writer)
            port = self.ports[self.asked[kind] % len(self.ports)]
            self.asked[kind] += 1
            back, forth = await asyncio.open_connection("127.0.0.1", port)
            forth.write(head)
            await asyncio.wait(
                {
                    asyncio.ensure_future(_poured(reader, forth)),
                    asyncio.ensure_future(_poured(back, writer)),
                },
                return_when=asyncio.FIRST_COMPLETED,
            )
            forth.close()
        self.sockets.discard(writer)
        writer.close()


async def _poured(source, into):
    with suppress(OSError):
        while data := await source.read(65536):
            into.write(data)
            await into.drain()
