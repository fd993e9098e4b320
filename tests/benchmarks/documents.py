"""The room while documents are made: ballots and the weight slider, quiet, then beside decks.

A meeting that was revealed is written to again and again, so that no document is kept: each deck
is made from the start, by the process of documents, while people vote in another meeting.
"""

import asyncio
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Event, Thread

from playwright.sync_api import sync_playwright
from room import voting, work
from serving import Server, meetings, serving, spread
from slider import RANKING, SLIDER, key_move, measure

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.room import Room
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.setup import PROJECTIONS
from tests.browser import launched

MEMORY_MB = 300
"""Of the server, before any document is made."""

VOTERS = 6


def revealed(room: Room) -> tuple[str, str]:
    """A meeting whose documents may be had: its code and its facilitator's secret."""
    code, secret = voting(room)
    ids = [c.id for c in room.stage(code, fresh=True).criteria]
    for k in range(VOTERS):
        points = dict.fromkeys(ids, 9 * k) | {ids[k % 2]: 100}
        room.paper_ballot(code, secret, Ballot(points, ids[k % 2]))
    room.act(code, secret, Act.REVEAL)
    return code, secret


def document(server: Server, code: str, secret: str, name: str) -> float:
    """Ask for a document; seconds until it is there whole."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=120)
    start = time.perf_counter()
    connection.request(
        "GET", f"/documents/{code}/{name}", headers={"Cookie": f"lien_{code}={secret}"}
    )
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        message = f"{name}: status {answer.status}"
        raise RuntimeError(message)
    return time.perf_counter() - start


@contextmanager
def making(server: Server, room: Room, code: str, secret: str):
    """Deck after deck, each of a new version of the meeting; gives the seconds each took."""
    times: list[float] = []
    over = Event()

    def work() -> None:
        while not over.is_set():
            room.project(code, secret, PROJECTIONS[len(times) % 2])
            times.append(document(server, code, secret, "pptx"))

    thread = Thread(target=work)
    thread.start()
    try:
        yield times
    finally:
        over.set()
        thread.join()


def say(what: str, times: list[float], more: str = "") -> None:
    """Print one line."""
    middle, most, worst = spread(times)
    print(f"documents, {what}: p50 {middle:.0f} ms, p95 {most:.0f} ms, max {worst:.0f} ms{more}")


def moves(server: Server) -> list[float]:
    """Milliseconds from the release of the slider to the new ranking."""
    with sync_playwright() as tool:
        browser = launched(tool)
        page = browser.new_page()
        page.goto(server.url)
        page.wait_for_selector(SLIDER, state="attached")
        page.wait_for_selector(RANKING)
        times = measure(page, "keyup", key_move)
        browser.close()
    return times


def main() -> int:
    """Measure on a database of its own."""
    with meetings() as room, serving() as server:
        code, secret = revealed(room)
        say("slider, quiet", moves(server))
        before = server.memory() or 0
        first = document(server, code, secret, "pdf")
        print(f"documents, first PDF, its process started for it: {first:.1f} s")
        with making(server, room, code, secret) as decks:
            times = moves(server)
        say(
            "slider, beside decks",
            times,
            f" ({len(decks)} decks, {sum(decks) / len(decks):.1f} s each)",
        )
        other, _ = voting(room)
        say("ballots, quiet", asyncio.run(work(server, other)))
        with making(server, room, code, secret) as decks:
            times = asyncio.run(work(server, other))
        say(
            "ballots, beside decks",
            times,
            f" ({len(decks)} decks, {sum(decks) / len(decks):.1f} s each)",
        )
        after = server.memory() or 0
        print(f"documents, server: {before:.0f} MB resident before the first, {after:.0f} after")
    return 0 if before <= MEMORY_MB else 1


if __name__ == "__main__":
    sys.exit(main())
