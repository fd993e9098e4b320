"""A vote in the room: ballots sent at once, and the facilitator's count that follows each.

* 60 phones that vote each in its time, then 200 and 1,000 that press « Envoyer » at the same
  instant: from the request to the whole answer, the receipt, sent once the ballot is on disk;
* from that answer to the count on the facilitator's page, in Chromium, one vote after the other.
"""

import asyncio
import random
import re
import sys
import time
from collections.abc import Mapping
from threading import Thread
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright
from serving import HOST, Server, meetings, serving, sized, spread

from criteria.model import Sense
from prioritisation.meeting.room import Room
from prioritisation.meeting.rules import Act, Form
from tests.browser import launched

BUDGETS = sized({200: 300, 1000: 1000}, {3: 300})
"""Ballots at once -> milliseconds for 95 % of them."""
WORKING, THINKING_S, WORKING_MS = *sized((60, 10.0), (2, 0.1)), 30
"""People who vote each in their own time, within so many seconds; milliseconds for 95 %."""
SEEN_MS, VOTES, AT_ONCE = 300, sized(40, 2), 50
KEPT_S = 3
"""Seconds after which a connection is opened again, before the server closes it."""
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


class Phone:
    """A voter's connection, kept open; it has read its ballot and knows what to send."""

    def __init__(self, server: Server, code: str) -> None:
        self.server, self.path = server, f"/vote/{code}"
        self.cookies, self.fields, self.used = {}, {}, 0.0

    async def open(self) -> "Phone":
        """Read the ballot."""
        text = await self.ask("GET", b"")
        self.fields = dict(HIDDEN.findall(text))
        return self

    async def ask(self, method: str, body: bytes, more: Mapping[str, str] | None = None) -> str:
        """One request, and its whole answer."""
        if time.monotonic() - self.used > KEPT_S:
            self.reader, self.writer = await asyncio.open_connection(HOST, self.server.port)
        head = [f"{method} {self.path} HTTP/1.1", f"Host: {HOST}:{self.server.port}"]
        head += [f"{name}: {value}" for name, value in (more or {}).items()]
        if self.cookies:
            kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            head.append(f"Cookie: {kept}")
        if body:
            head += ["Content-Type: application/x-www-form-urlencoded"]
            head += [f"Content-Length: {len(body)}", f"Origin: {self.server.url}"]
            head.append("X-Part: 1")  # as the script of the page does
        self.writer.write("\r\n".join([*head, "", ""]).encode() + body)
        told = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.cookies |= dict(re.findall(r"set-cookie: ([^=]+)=([^;]+)", told, re.IGNORECASE))
        length = int(re.search(r"content-length: (\d+)", told, re.IGNORECASE)[1])
        text = (await self.reader.readexactly(length)).decode()
        self.used = time.monotonic()
        if " 200 " not in told.split("\r\n", 1)[0]:
            raise RuntimeError(told.split("\r\n", 1)[0])
        return text

    async def vote(self, points: int) -> float:
        """Send the ballot; milliseconds until the receipt is there."""
        answers = {"n_partner_ecosystem": points, "n_existing_coverage": 40}
        fields = {**self.fields, "premier": "ghg_impact", **answers, "geste": "envoyer"}
        body = urlencode(fields).encode()
        start = time.perf_counter()
        text = await self.ask("POST", body)
        if "Vote enregistré" not in text:
            message = "the ballot was not acknowledged"
            raise RuntimeError(message)
        return 1000 * (time.perf_counter() - start)


def voting(room: Room) -> tuple[str, str]:
    """A meeting with its first round open: its code and the facilitator's secret."""
    made = room.create("Banc d’essai", form=Form.SHORT)
    room.act(made.code, made.facilitator, Act.OPEN_LOBBY)
    senses = dict.fromkeys(room.stage(made.code).meeting.unconfirmed, Sense.MIN)
    answers = {w.id: "oui" for w in room.warnings(made.code)}
    room.open_round(made.code, made.facilitator, senses=senses, answers=answers)
    return made.code, made.facilitator


async def arrive(server: Server, code: str, number: int) -> list[Phone]:
    """That many phones, a few at once."""
    phones: list[Phone] = []
    while len(phones) < number:
        coming = min(AT_ONCE, number - len(phones))
        phones += await asyncio.gather(*(Phone(server, code).open() for _ in range(coming)))
    return phones


async def burst(server: Server, code: str, number: int) -> list[float]:
    """Milliseconds of each ballot, all sent at the same instant."""
    phones = await arrive(server, code, number)
    times = await asyncio.gather(*(phone.vote(k % 101) for k, phone in enumerate(phones)))
    for phone in phones:
        phone.writer.close()
    return times


async def work(server: Server, code: str) -> list[float]:
    """Milliseconds of the ballots of people who do not vote together."""
    phones = await arrive(server, code, WORKING)
    draw = random.Random(7)  # noqa: S311 (moments, not secrets)

    async def later(phone: Phone) -> float:
        await asyncio.sleep(draw.uniform(0, THINKING_S))
        return await phone.vote(draw.randint(0, 100))

    return list(await asyncio.gather(*map(later, phones)))


def seen(page: Page, server: Server, code: str) -> list[float]:
    """Milliseconds from each receipt to the count on the facilitator's page."""
    found = []
    loop = asyncio.new_event_loop()  # beside the browser tool's own, which holds this thread
    Thread(target=loop.run_forever, daemon=True).start()
    phones = asyncio.run_coroutine_threadsafe(arrive(server, code, VOTES), loop).result()
    for number, phone in enumerate(phones, start=1):
        words = f"{number} vote"
        asyncio.run_coroutine_threadsafe(phone.vote(50), loop).result()
        start = time.perf_counter()
        page.wait_for_function(
            "words => document.querySelector('.count')?.innerText.replace(/\\s+/g, ' ')"
            ".startsWith(words)",
            arg=words,
        )
        found.append(1000 * (time.perf_counter() - start))
        time.sleep(0.3)
    loop.call_soon_threadsafe(loop.stop)
    return found


def say(what: str, times: list[float], budget: float) -> bool:
    """Print one line; whether the budget is kept."""
    middle, most, worst = spread(times)
    kept = most <= budget
    verdict = "kept" if kept else "EXCEEDED"
    print(f"{what}: p50 {middle:.0f} ms, p95 {most:.0f} ms, max {worst:.0f} ms", end=", ")
    print(f"budget p95 {budget} ms: {verdict}")
    return kept


def main() -> int:
    """Measure on a database of its own."""
    kept = []
    with meetings() as room, serving() as server:
        code, _ = voting(room)
        times = asyncio.run(work(server, code))
        kept.append(say(f"room, {WORKING} people at work", times, WORKING_MS))
        for number, budget in BUDGETS.items():
            code, _ = voting(room)
            times = asyncio.run(burst(server, code, number))
            kept.append(say(f"room, {number} ballots at once", times, budget))
        code, secret = voting(room)
        with sync_playwright() as tool:
            browser = launched(tool)
            page = browser.new_page()
            page.goto(f"{server.url}/entrer/{code}/{secret}")
            page.wait_for_selector(".count")
            kept.append(say("room, receipt to count", seen(page, server, code), SEEN_MS))
            browser.close()
        print(f"room: server {server.memory():.0f} MB resident")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
