"""Weights under the hand: from a release to the server's words, and the frames of a drag.

* *Classer*: from the DOM event of the release to the first change of the shares of the weights,
  which settle with the ranks, plus one animation frame, which is when the change is drawn;
* *Est-ce solide ?*: the same to the first change under the picture, the last thing that is drawn;
* a drag: how long each frame lasts while the bars follow the hand, for the case of the product,
  then for 30 levers by 12 criteria, at the speed of this machine and with a processor four times
  slower.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLate
from serving import Server, serving, setting, sized, spread

from prioritisation.settings import CASE_VARIABLE
from tests.browser import launched
from tests.synthetic import mixed, write_case

MOVES = sized(40, 2)
RANKING = ".weights .wh strong"
SLIDER = ".weights input[type=range]"
PAGES = {"slider": ("/", RANKING), "solidity": ("/pour-experts", ".st-key-under")}
"""What is told -> the page, and what a move changes last."""
CALM, LIMIT = 200, 5000
"""Milliseconds without a change before the next move; before a move counts as lost."""

MOST, STEPS, EACH_MS = 100, sized(120, 20), 8
"""Milliseconds that 95 of 100 frames may last; moves of the pointer, and between two."""
SLOWER = sized((1, 4), (1,))

WATCH = """
([ranking, release]) => {
  const html = () => document.querySelector(ranking)?.outerHTML ?? "";
  const bench = { times: [], last: performance.now() };
  let seen = html(), released = null;
  window.addEventListener(release, () => { released = performance.now(); seen = html(); }, true);
  new MutationObserver(() => {
    bench.last = performance.now();
    const now = html();
    if (released === null || now === "" || now === seen) return;
    const from = released;
    released = null;
    requestAnimationFrame(() => bench.times.push(performance.now() - from));
  }).observe(document.body, {
    attributes: true, characterData: true, childList: true, subtree: true,
  });
  window.bench = bench;
}
"""
DONE = "count => window.bench.times.length > count"
STILL = "calm => performance.now() - window.bench.last > calm"

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


def key_move(page: Page, number: int) -> None:
    """One step to the right, then back."""
    page.keyboard.press("ArrowRight" if number % 2 == 0 else "ArrowLeft")


def drag_move(page: Page, number: int) -> None:
    """The weight from where it is to one of two places of its track, in a few steps."""
    weight = page.locator(SLIDER).first
    track, share = weight.bounding_box(), 0.3 if number % 2 == 0 else 0.7
    assert track is not None
    height, here = track["y"] + track["height"] / 2, int(weight.input_value()) / 100
    # The middle of the thumb goes from half its width to half its width before the end.
    page.mouse.move(track["x"] + 11 + here * (track["width"] - 22), height)
    page.mouse.down()
    page.mouse.move(track["x"] + share * track["width"], height, steps=5)
    page.mouse.up()


def measure(
    page: Page, release: str, move: Callable[[Page, int], None], drawn: str = RANKING
) -> list[float]:
    """Milliseconds of each move until ``drawn`` changes; a move that changes nothing fails."""
    page.locator(SLIDER).first.focus()
    page.evaluate(WATCH, [drawn, release])
    for number in range(MOVES):
        page.wait_for_function(STILL, arg=CALM)
        before = page.evaluate("() => window.bench.times.length")
        move(page, number)
        try:
            page.wait_for_function(DONE, arg=before, timeout=LIMIT)
        except TooLate:
            message = f"move {number} changed nothing of {drawn}"
            raise RuntimeError(message) from None
    return page.evaluate("() => window.bench.times")


def releases(browser: Browser, server: Server) -> None:
    """The first weight moved by keyboard, then by mouse, on each page."""
    ways = {"keyboard": ("keyup", key_move), "mouse": ("pointerup", drag_move)}
    for told, (path, drawn) in PAGES.items():
        for name, (release, move) in ways.items():
            page = browser.new_page()
            start = time.perf_counter()
            page.goto(server.url + path)
            page.wait_for_selector(drawn)
            opened = 1000 * (time.perf_counter() - start)
            page.wait_for_selector(SLIDER, state="attached")
            middle, late, worst = spread(measure(page, release, move, drawn))
            page.close()
            print(
                f"{told}, {name}: opened in {opened:.0f} ms; {MOVES} moves, p50 {middle:.0f} ms, "
                f"p95 {late:.0f} ms, max {worst:.0f} ms"
            )


def dragged(page: Page) -> list[float]:
    """Milliseconds of each frame; bars that stand still fail."""
    box = page.locator(SLIDER).first.bounding_box()
    assert box is not None
    height = box["y"] + box["height"] / 2
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
            if now == before:
                message = "the bars stood still"
                raise RuntimeError(message)
            before = now
    frames = page.evaluate(ENDED)
    page.mouse.up()
    return frames


def frames(browser: Browser, server: Server, name: str) -> bool:
    """Drag the first weight; whether the frames were short enough on this machine."""
    kept = True
    for slower in SLOWER:
        page = browser.new_page()
        page.goto(server.url)
        page.wait_for_selector(SLIDER)
        page.wait_for_timeout(1000)
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        times = dragged(page)
        page.close()
        middle, late, worst = spread(times)
        kept &= slower > 1 or late <= MOST
        print(
            f"drag, {name}, processor / {slower}: p50 {middle:.0f} ms, p95 {late:.0f} ms, "
            f"max {worst:.0f} ms, {len(times)} frames"
        )
    return kept


def main() -> int:
    """Releases, then drags; return 1 when frames last too long."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as tool:
        large = write_case(Path(folder) / "case", 30, 12, mixed())
        browser = launched(tool)
        with serving() as server:
            releases(browser, server)
            kept = frames(browser, server, "6 x 3")
        for case in sized([str(large)], []):
            with setting(CASE_VARIABLE, case), serving() as server:
                kept &= frames(browser, server, "30 x 12")
        browser.close()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
