"""A room that votes while hostile files are read beside it, and what a reading costs.

Files that eat memory or time are read one after the other, two at once as the server reads them,
in the processes that have limits. The same people vote before, calmly, and during it.
"""

import asyncio
import io
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from room import say, voting, work
from serving import meetings, serving, sized

from prioritisation.imports.grids import FileRefused
from prioritisation.imports.model import FileAnswers
from prioritisation.imports.process.service import read_file

CALM_MS, ATTACKED_MS = 30, 200
AT_ONCE = 2


def table(levers: int, criteria: int) -> bytes:
    """A plain table of numbers."""
    rows = [["Levier", *(f"Critère {j}" for j in range(criteria))]]
    rows += [
        [f"Levier {i}", *(str((i * j) % 997) for j in range(criteria))] for i in range(levers)
    ]
    return "\n".join(map(";".join, rows)).encode()


def bomb() -> bytes:
    """An archive of 50 MB of one letter, in a few bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"a;" * sized(25_000_000, 25))
    return out.getvalue()


HOSTILE = {
    "a million cells": b"\n".join([b"1;" * 199] * sized(5_000, 5)),
    "unpacked 50 MB": bomb(),
    "brackets": b'{"a":' * sized(1_000_000, 10),
    "one line": b'"' + b"a;" * sized(4_000_000, 4),
}


@contextmanager
def reading() -> Iterator[Counter[str]]:
    """Hostile files without a pause; gives what came of them."""
    ends: Counter[str] = Counter()
    over = Event()

    def go() -> None:
        while not over.is_set():
            for name, content in HOSTILE.items():
                try:
                    read_file("f.csv", content, FileAnswers())
                    ends[f"{name}: read"] += 1
                except FileRefused as refused:
                    ends[f"{name}: {refused.kind}"] += 1

    threads = [Thread(target=go) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    try:
        yield ends
    finally:
        over.set()
        for thread in threads:
            thread.join()


def cost(name: str, content: bytes) -> None:
    """Print what reading a file costs, the start of its process included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    read_file("f.csv", content, FileAnswers())
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"hostile_files, {name}: {wall:.2f} s, of a processor {spent:.2f} s")


def main() -> int:
    """Measure on a database of its own."""
    for levers, criteria in sized(((6, 3), (30, 12), (1_000, 20)), ((6, 3),)):
        cost(f"{levers} x {criteria}", table(levers, criteria))
    with meetings() as room, serving() as server:
        code, _ = voting(room)
        calm = say("hostile_files, calm", asyncio.run(work(server, code)), CALM_MS)
        code, _ = voting(room)
        with reading() as ends:
            times = asyncio.run(work(server, code))
        kept = say("hostile_files, beside hostile files", times, ATTACKED_MS)
        print(f"hostile_files, what came of them: {dict(ends)}")
    return 0 if calm and kept else 1


if __name__ == "__main__":
    sys.exit(main())
