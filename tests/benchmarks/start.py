"""From nothing to the first page: how long the server takes to start, and what it weighs."""

import time
from statistics import median

from serving import serving

RUNS = 3
SETTLING = 2.0
"""Seconds given to what the server does after its first answers, before it is weighed."""


def main() -> None:
    """Start the server several times, one line each, then the medians."""
    runs = []
    for number in range(1, RUNS + 1):
        with serving() as server:
            time.sleep(SETTLING)
            memory = server.memory()
        runs.append((server.healthy, server.served))
        weight = "memory unknown here" if memory is None else f"{memory:.0f} MB resident"
        print(
            f"start {number}: health {server.healthy:.2f} s, page {server.served:.2f} s, {weight}"
        )
    healthy, served = (median(column) for column in zip(*runs, strict=True))
    print(f"start, median of {RUNS}: /healthz after {healthy:.2f} s, / after {served:.2f} s")


if __name__ == "__main__":
    main()
