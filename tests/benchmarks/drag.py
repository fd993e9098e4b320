"""The frames of a drag of a weight: how long each lasts while the bars follow the hand.

Measured in the page, between animation frames, the pointer moving all the time: for the case of
the product, then for 30 levers by 12 criteria, at the speed of this machine and with a processor
four times slower.
"""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from serving import serving, spread
from slider import SLIDER

from prioritisation.settings import CASE_VARIABLE
from tests.browser import launched
from tests.synthetic import mixed, write_case

MOST, STEPS, EACH_MS = 100, 120, 8
"""Milliseconds that 95 of 100 frames may last; moves of the pointer, and between two."""
SLOWER = (1, 4)

FRAMES = """() => {
  const bench = { frames: [], goes: true, last: performance.now() };
  const next = now => {
    bench.frames.push(now - bench.last);
    bench.last = now;
    if (bench.goes) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  window.bench = bench;
}"""
ENDED = "() => { window.bench.goes = false; return window.bench.frames.slice(2); }"
WIDTHS = "() => [...document.querySelectorAll('.bars .bar b')].map(one => one.style.width).join()"


def drag(page: Page) -> tuple[list[float], int]:
    """Milliseconds of each frame, and how many times the bars were seen to be the same."""
    box = page.locator(SLIDER).first.bounding_box()
    if box is None:
        return [], STEPS
    height, still = box["y"] + box["height"] / 2, 0
    page.mouse.move(box["x"] + box["width"] / 2, height)
    page.mouse.down()
    page.evaluate(FRAMES)
    before = page.evaluate(WIDTHS)
    for step in range(STEPS):
        share = 0.1 + 0.8 * abs((step / 30) % 2 - 1)
        page.mouse.move(box["x"] + share * box["width"], height)
        page.wait_for_timeout(EACH_MS)
        if step % 10 == 9:
            now = page.evaluate(WIDTHS)
            still += now == before
            before = now
    frames = page.evaluate(ENDED)
    page.mouse.up()
    return frames, still


def main() -> int:
    """Drag the first weight; return 1 when frames last too long or the bars stood still."""
    failed = False
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as tool:
        large = write_case(Path(folder) / "case", 30, 12, mixed())
        browser = launched(tool)
        for name, case in (("6 x 3", None), ("30 x 12", large)):
            if case:
                os.environ[CASE_VARIABLE] = str(case)
            with serving() as server:
                for slower in SLOWER:
                    page = browser.new_page()
                    page.goto(server.url)
                    page.wait_for_selector(SLIDER)
                    page.wait_for_timeout(1000)
                    told = page.context.new_cdp_session(page)
                    told.send("Emulation.setCPUThrottlingRate", {"rate": slower})
                    frames, still = drag(page)
                    page.close()
                    middle, late, worst = spread(frames)
                    failed |= still > 0 or (slower == 1 and late > MOST)
                    print(
                        f"drag, {name}, processor / {slower}: p50 {middle:.0f} ms, "
                        f"p95 {late:.0f} ms, max {worst:.0f} ms, {len(frames)} frames, "
                        f"{still} without a change"
                    )
        browser.close()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
