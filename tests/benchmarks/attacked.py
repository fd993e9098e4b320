"""A room that votes while its server is attacked from other addresses of this machine.

The attack is a process of its own: 50,000 guesses of codes, 3,000 connections that never end
their request, 300 forms sent byte by byte, forms of another site. The same people vote before it,
calmly, and during it; both figures are of one run.
"""

import asyncio
import contextlib
import itertools
import json
import subprocess
import sys
import time
from collections import Counter

from room import burst, say, voting, work
from serving import HOST, Server, meetings, serving, sized

from prioritisation.meeting.room import Room
from prioritisation.meeting.room.identity import ALPHABET

CALM_MS, ATTACKED_MS = 30, 200
BURST_MS, ATTACKED_BURST_MS = 300, 600
GUESSES, HALF_OPEN, SLOW, FORGED = sized((50_000, 3_000, 300, 2_000), (50, 5, 2, 3))
GUESSER, HALF, TRICKLER, FORGER = (f"127.0.0.{number}" for number in range(60, 64))
"""Addresses of this machine for itself: Linux has them all."""
GUESSERS = 8
LASTING_S, BEFORE_S = sized((60.0, 3.0), (2.0, 0.2))


async def request(port: int, source: str, text: str) -> int:
    """The status of one request on a connection of its own."""
    reader, writer = await asyncio.open_connection(HOST, port, local_addr=(source, 0))
    writer.write(text.encode())
    status = int((await reader.readline()).split()[1])
    writer.close()
    return status


def asked(port: int, method: str, path: str, more: str = "", body: str = "") -> str:
    """A request as text."""
    return f"{method} {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\n{more}\r\n{body}"


async def guess(port: int, told: Counter[str]) -> None:
    """Codes one after the other, on a few connections kept open."""
    codes = ("".join(letters) for letters in itertools.product(ALPHABET, repeat=5))
    left = itertools.islice(codes, GUESSES)

    async def one() -> None:
        reader, writer = await asyncio.open_connection(HOST, port, local_addr=(GUESSER, 0))
        for code in left:
            writer.write(asked(port, "GET", f"/vote/{code}").encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            length = int(head.partition("content-length: ")[2].partition("\r\n")[0])
            await reader.readexactly(length)
            told[f"guess {head.split()[1]}"] += 1
        writer.close()

    await asyncio.gather(*(one() for _ in range(GUESSERS)))


async def half_open(port: int, told: Counter[str]) -> None:
    """Connections whose request never ends."""
    kept = []
    for _ in range(HALF_OPEN):
        with contextlib.suppress(OSError):
            _reader, writer = await asyncio.open_connection(HOST, port, local_addr=(HALF, 0))
            writer.write(b"GET /vote HTTP/1.1\r\nHost: ")
            kept.append(writer)
            told["half open"] += 1
    await asyncio.sleep(LASTING_S)


async def trickle(port: int, code: str, told: Counter[str]) -> None:
    """Forms that come in byte by byte."""
    more = f"Origin: http://{HOST}:{port}\r\nContent-Length: 900\r\n"

    async def one() -> None:
        reader, writer = await asyncio.open_connection(HOST, port, local_addr=(TRICKLER, 0))
        writer.write(asked(port, "POST", f"/vote/{code}", more).encode())
        reading = asyncio.create_task(reader.readline())
        while not reading.done():
            with contextlib.suppress(OSError):
                writer.write(b"a")
            await asyncio.wait({reading}, timeout=1)
        told[f"slow {reading.result().split()[1].decode()}"] += 1
        writer.close()

    await asyncio.gather(*(one() for _ in range(SLOW)))


async def forge(port: int, code: str, told: Counter[str]) -> None:
    """Forms of another site."""
    more = "Origin: http://evil.test\r\nContent-Length: 7\r\n"
    text = asked(port, "POST", f"/vote/{code}/entrer", more, "jeton=x")
    for _ in range(FORGED):
        told[f"forged {await request(port, FORGER, text)}"] += 1


async def attack(port: int, code: str) -> None:
    """All of it at once; what came of it is printed."""
    told: Counter[str] = Counter()
    works = (
        guess(port, told),
        half_open(port, told),
        trickle(port, code, told),
        forge(port, code, told),
    )
    tasks = [asyncio.create_task(one) for one in works]
    await asyncio.wait(tasks, timeout=LASTING_S)
    for task in tasks:
        task.cancel()
    print(json.dumps(told, sort_keys=True))


def both(server: Server, room: Room, name: str, most: tuple[int, int], code: str) -> list[bool]:
    """People who vote in their own time, then all at once."""
    times = asyncio.run(work(server, code))
    kept = [say(f"{name}, people at work", times, most[0])]
    code, _ = voting(room)
    times = asyncio.run(burst(server, code, sized(200, 3)))
    return [*kept, say(f"{name}, 200 ballots at once", times, most[1])]


def main() -> int:
    """Measure on a database of its own."""
    with meetings() as room, serving() as server:
        code, _ = voting(room)
        kept = both(server, room, "calm", (CALM_MS, BURST_MS), code)
        code, _ = voting(room)
        command = [sys.executable, __file__, "--attack", str(server.port), code]
        attacker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        time.sleep(BEFORE_S)
        kept += both(server, room, "attacked", (ATTACKED_MS, ATTACKED_BURST_MS), code)
        told = json.loads(attacker.communicate(timeout=2 * LASTING_S + 10)[0])
        print(f"attack: {told}")
        kept.append(told.get("forged 403") == FORGED)
        print(f"attack: server {server.memory():.0f} MB resident")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    if "--attack" in sys.argv:
        asyncio.run(attack(int(sys.argv[-2]), sys.argv[-1]))
    else:
        sys.exit(main())
