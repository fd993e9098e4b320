"""A long mixed life of one server: its memory is flat once everything has been used.

Run by ``make soak``; ``SOAK_MINUTES`` makes it longer or shorter.
"""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import psutil

from prioritisation.meeting.room import Room
from prioritisation.meeting.store import open_store
from tests.e2e.conftest import served_process
from tests.soak.a_life import Life

MINUTES = float(os.environ.get("SOAK_MINUTES", "40"))
LIVING_S, QUIET_S = 65, 25
"""Seconds of life, then of rest, at the end of which memory is looked at.

Longer than between two collections: what is in use meanwhile would hide what stays.
"""

MOST_A_MINUTE, MOST_A_THOUSAND = 0.7, 5.0
"""Megabytes gained a minute, and for 1,000 acts, after the first third; 1.0 a minute was seen.

What is resident varies by 12 MB from one rest to the next: in 40 minutes a flat memory has a slope
of 0 within 0.35. There are some 150 acts a minute: what an act leaves shows ten times as fast as
with people.
"""

MOST_DOCUMENTS_MB = 800
"""Of the process that makes documents, which ends with the meetings that it may remember."""


@dataclass(frozen=True)
class Look:
    """Memory at a moment, in megabytes; ``documents`` is the process that makes them."""

    minute: float
    acts: int
    server: float
    documents: float


def resident_mb(process):
    return process.memory_info().rss / 2**20


def slope(pairs):
    """Least squares: what the second gains for one of the first."""
    firsts, seconds = zip(*pairs, strict=True)
    x, y = fmean(firsts), fmean(seconds)
    gained = sum((a - x) * (b - y) for a, b in pairs)
    return gained / sum((a - x) ** 2 for a in firsts)


async def lived(life, process):
    """Looks at the memory, one at the end of each rest."""
    found, loop = [], asyncio.get_running_loop()
    start = loop.time()
    while loop.time() - start < 60 * MINUTES:
        await life.live(LIVING_S)
        await asyncio.sleep(QUIET_S)
        makers = sum(resident_mb(child) for child in process.children())
        minute = (loop.time() - start) / 60
        found.append(Look(minute, life.acts.total(), resident_mb(process), makers))
        print(*(f"{value:.1f}" for value in vars(found[-1]).values()), flush=True)  # noqa: T201
    print(dict(life.acts))  # noqa: T201
    return found


def test_memory_is_flat_in_a_long_mixed_life(tmp_path):
    url = f"sqlite:///{Path(tmp_path) / 'seances.db'}"
    store = open_store(url)
    with served_process(DATABASE_URL=url) as (address, number):
        life = Life(address, Room(store))
        looks = asyncio.run(lived(life, psutil.Process(number)))
    store.close()
    later = looks[len(looks) // 3 :]  # everything has been used by then
    by_minute = slope([(one.minute, one.server) for one in later])
    by_act = slope([(one.acts / 1000, one.server) for one in later])
    print(f"{by_minute:+.2f} MB a minute, {by_act:+.2f} MB for 1,000 acts")  # noqa: T201
    assert by_minute < MOST_A_MINUTE
    assert by_act < MOST_A_THOUSAND
    assert max(one.documents for one in later) < MOST_DOCUMENTS_MB
