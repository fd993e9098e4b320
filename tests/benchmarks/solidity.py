"""From the release of a weight slider to the new figures of *Robustesse* on the screen.

Measured as ``slider`` does, on the text under the picture: the last thing that the page draws
before its tables; and how long the page takes to open for the first time.
"""

import sys
import time

from playwright.sync_api import sync_playwright
from serving import serving, spread
from slider import SLIDER, drag_move, key_move, measure

from tests.browser import launched

FIGURES = ".st-key-under .three"
SECTIONS = ".st-key-under"


def main() -> int:
    """Open the page, move its first slider; return 1 when a move changed nothing."""
    ways = {"keyboard": ("keyup", key_move), "mouse": ("pointerup", drag_move)}
    every_lost = 0
    with serving() as server, sync_playwright() as tool:
        browser = launched(tool)
        for name, (release, move) in ways.items():
            page = browser.new_page()
            start = time.perf_counter()
            page.goto(f"{server.url}/robustesse")
            page.wait_for_selector(FIGURES)
            print(f"solidity, {name}: opened in {1000 * (time.perf_counter() - start):.0f} ms")
            page.wait_for_selector(SLIDER, state="attached")
            times, lost = measure(page, release, move, SECTIONS)
            page.close()
            every_lost += lost
            print(f"solidity, {name}: {len(times)} moves, {lost} without a change")
            if times:
                middle, late, worst = spread(times)
                told = f"p50 {middle:.0f} ms, p95 {late:.0f} ms, max {worst:.0f} ms"
                print(f"solidity, {name}: {told}")
        browser.close()
    return 1 if every_lost else 0


if __name__ == "__main__":
    sys.exit(main())
