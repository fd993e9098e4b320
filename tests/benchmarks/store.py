"""Ballots that come together, each acknowledged once it is on disk.

* 60, 200 and 1,000 at once, as the pages send them: coroutines that wait for the store;
* the same 1,000, one commit for each, as without the group commit;
* a bare ``fsync`` on the same disk: the least that an acknowledgement costs.

On SQLite, and on PostgreSQL where the tests' server is installed.
"""

import asyncio
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from serving import SMALLEST, sized, spread

from prioritisation.meeting.store import (
    Entry,
    NewMeeting,
    NewVoter,
    Store,
    StoredBallot,
    open_store,
)
from tests.prioritisation.meeting.store import postgresql

BUDGETS = sized({60: 30, 200: 300, 1000: 1000}, {5: 30})
"""Ballots at once -> milliseconds for 95 % of them."""
RUNS, SYNCS, CODE = *sized((5, 200), (1, 2)), "BENCH"
POINTS = '{"ges": 100, "ecosysteme": 40, "couverture": 25, "competences": null}'


def ballot(number: int, nonce: str) -> StoredBallot:
    """A ballot as the form sends it."""
    texts = POINTS, "Le climat", "A7K2-9QXD"
    return StoredBallot(CODE, f"{number:064d}", *texts, "device", nonce=nonce)


def first(_state: str) -> int:
    """Rules under which the first round takes ballots."""
    return 1


async def burst(store: Store, size: int, turn: int) -> list[float]:
    """Milliseconds until each of the ballots sent at one instant is acknowledged."""
    start = time.perf_counter()

    async def send(number: int) -> float:
        future = store.cast_soon(ballot(number, f"{turn}-{size}"), first)
        await asyncio.wrap_future(future)
        return 1000 * (time.perf_counter() - start)

    return await asyncio.gather(*(send(number) for number in range(size)))


def one_by_one(store: Store, size: int) -> list[float]:
    """The same, when each waits for the commit of the one before."""
    start = time.perf_counter()
    times = []
    for number in range(size):
        store.cast(ballot(number, "alone"), first)
        times.append(1000 * (time.perf_counter() - start))
    return times


def report(store: Store) -> bool:
    """Print the figures of a store; True when the budgets are kept."""
    kind, most = store.dialect, max(BUDGETS)
    store.create(NewMeeting(CODE, "", "", "{}", "{}", Entry("facilitator", "create")))
    start = time.perf_counter()
    for future in [store.join_soon(NewVoter(CODE, f"{n:064d}")) for n in range(most)]:
        future.result()
    print(f"{kind}: {most} join at once, all in after {time.perf_counter() - start:.2f} s")
    kept = True
    for size, budget in BUDGETS.items():
        runs = [spread(asyncio.run(burst(store, size, turn))) for turn in range(RUNS)]
        middle, late, last = (median(column) for column in zip(*runs, strict=True))
        within = late <= budget
        kept = kept and within
        print(
            f"{kind}: {size} at once, {middle:.0f} ms (median), {late:.0f} (p95), {last:.0f} "
            f"(last), budget of {budget} ms for p95 {'kept' if within else 'missed'}"
        )
    alone = spread(one_by_one(store, most))[1]
    print(f"{kind}: {most}, one commit each, {alone:.0f} ms (p95), {alone / late:.0f} x as long")
    stored = store.ballot_count(CODE, 1)
    print(f"{kind}: {stored} voters have a ballot, the version is {store.version(CODE)}")
    return kept and stored == most


def bare_sync(folder: Path) -> float:
    """Milliseconds of a write of 4 kB that waits for the disk."""
    times = []
    with (folder / "bare").open("wb") as file:
        for _ in range(SYNCS):
            start = time.perf_counter()
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            times.append(1000 * (time.perf_counter() - start))
    return median(times)


def main() -> int:
    """Measure a store of each kind; fail when a budget is missed."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        print(f"bare fsync: {bare_sync(folder):.2f} ms (median)")
        urls = [f"sqlite:///{folder}/seances.db"]
        try:
            server = None if SMALLEST else stack.enter_context(postgresql.server(durable=True))
        except ImportError:
            print("postgresql: not installed here")
            server = None
        if server:
            urls.append(postgresql.new_database(server))
        kept = True
        for url in urls:
            store = open_store(url)
            kept = report(store) and kept
            store.close()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
