"""The reveal, from the facilitator's click to the result on every phone of the room.

* 500, then 1,000 phones that have voted keep the stream of their page open; the round is revealed
  inside the server, as its page does; each phone is told, waits as its script does, asks for the
  page again and has its own result beside the group's;
* the time is from the request that reveals to the whole page; the processor time is the server's.

The phones and the server share the processors: on two, the budgets are twice as long.
"""

import asyncio
import os
import random
import re
import sys
import time

from room import Phone, arrive, say, voting
from serving import HOST, ROOT, Server, free_port, meetings, opened, sized

from prioritisation.meeting.room import current_room
from prioritisation.meeting.rules import Act

BUDGETS = sized({500: 0.5, 1000: 1.5}, {5: 0.5})
SHARED = sized({500: 1.0, 1000: 3.0}, {5: 1.0})
"""Phones -> seconds for 95 % of them, with processors enough, and with two for everybody."""
REVEAL = "/bench/reveal"
SCRIPT = ROOT / "prioritisation" / "web" / "ballot" / "templates" / "ballot.js"


def spread_ms() -> float:
    """Milliseconds over which the script of a phone spreads the phones of a room."""
    found = re.search(r"Math\.random\(\) \* (\d+)", SCRIPT.read_text("utf-8"))
    return float(found[1]) if found else 0.0


class Watcher:
    """A phone that has voted, and keeps its stream open."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone

    async def listen(self) -> None:
        """Open the stream, and read what it says at first."""
        server, path = self.phone.server, f"{self.phone.path}/flux"
        self.reader, self.writer = await asyncio.open_connection(HOST, server.port)
        self.writer.write(f"GET {path} HTTP/1.1\r\nHost: {HOST}:{server.port}\r\n\r\n".encode())
        await self.reader.readuntil(b"data: ")
        await self.reader.readuntil(b"\n\n")

    async def result(self, wait: float) -> float:
        """The moment at which the result is there."""
        while b"data: " not in await self.reader.readline():
            pass
        await asyncio.sleep(wait)
        text = await self.phone.ask("GET", b"", {"X-Part": "1"})
        if "Résultats" not in text or "Poids du groupe" not in text:
            message = "a phone has no result"
            raise RuntimeError(message)
        return time.perf_counter()


async def revealed(server: Server, code: str, secret: str, number: int) -> list[float]:
    """Milliseconds from the click to the result of each phone."""
    phones = await arrive(server, code, number)
    await asyncio.gather(*(phone.vote(k % 101) for k, phone in enumerate(phones)))
    watchers = [Watcher(phone) for phone in phones]
    for first in range(0, number, 50):
        await asyncio.gather(*(w.listen() for w in watchers[first : first + 50]))
    draw, spread = random.Random(7), spread_ms() / 1000  # noqa: S311 (moments, not secrets)
    coming = [asyncio.create_task(w.result(draw.uniform(0, spread))) for w in watchers]
    await asyncio.sleep(1)  # what the ballots left to be told has been
    start, used = time.perf_counter(), server.processor()
    _, writer = await asyncio.open_connection(HOST, server.port)
    writer.write(f"GET {REVEAL}/{code}/{secret} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
    ends = await asyncio.gather(*coming)
    print(f"reveal, {number} phones: {server.processor() - used:.2f} s of the server's processor")
    for each in (*(w.writer for w in watchers), *(p.writer for p in phones), writer):
        each.close()
    return [1000 * (end - start) for end in ends]


def serve(port: int) -> None:
    """The application, and an address that reveals a round as the facilitator's page would."""
    import uvicorn  # noqa: PLC0415 (the server's own)

    sys.path.insert(0, str(ROOT))
    from app import app  # noqa: PLC0415

    async def with_reveal(scope, receive, send):  # type: ignore[no-untyped-def]
        if scope["type"] != "http" or not scope["path"].startswith(REVEAL):
            await app(scope, receive, send)
            return
        code, secret = scope["path"].split("/")[-2:]
        await asyncio.to_thread(current_room().act, code, secret, Act.REVEAL)
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    uvicorn.run(with_reveal, host=HOST, port=port, access_log=False, timeout_keep_alive=60)


def main() -> int:
    """Measure on a database of its own."""
    budgets = BUDGETS if (os.cpu_count() or 1) > 2 else SHARED
    port, kept = free_port(), []
    command = [sys.executable, __file__, "--serve", str(port)]
    with meetings() as room, opened(command, port) as server:
        for number, budget in budgets.items():
            code, secret = voting(room)
            times = asyncio.run(revealed(server, code, secret, number))
            kept.append(say(f"reveal, {number} phones", times, 1000 * budget))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    if "--serve" in sys.argv:
        serve(int(sys.argv[-1]))
    else:
        sys.exit(main())
