"""From the release of a weight to the server's words on the screen.

Measured in the page: from the DOM event of the release to the first change of the shares of the
weights, which settle with the ranks, plus one animation frame, which is when the change is drawn.
``drag`` measures the bars meanwhile.
"""

import sys
from collections.abc import Callable

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLate
from serving import serving, spread

from tests.browser import launched

MOVES = 40
RANKING = ".weights .wh strong"
SLIDER = ".weights input[type=range]"
CALM, LIMIT = 200, 5000
"""Milliseconds without a change before the next move; before a move counts as lost."""

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
) -> tuple[list[float], int]:
    """Milliseconds of each move until ``drawn`` changes, and how many changed nothing in time."""
    page.locator(SLIDER).first.focus()
    page.evaluate(WATCH, [drawn, release])
    lost = 0
    for number in range(MOVES):
        page.wait_for_function(STILL, arg=CALM)
        before = page.evaluate("() => window.bench.times.length")
        move(page, number)
        try:
            page.wait_for_function(DONE, arg=before, timeout=LIMIT)
        except TooLate:
            lost += 1
    return page.evaluate("() => window.bench.times"), lost


def main() -> int:
    """Move the first slider by keyboard, then by mouse; return 1 when a move changed nothing."""
    ways = {"keyboard": ("keyup", key_move), "mouse": ("pointerup", drag_move)}
    every_lost = 0
    with serving() as server, sync_playwright() as tool:
        browser = launched(tool)
        for name, (release, move) in ways.items():
            page = browser.new_page()
            page.goto(server.url)
            page.wait_for_selector(RANKING)
            page.wait_for_selector(SLIDER, state="attached")
            times, lost = measure(page, release, move)
            page.close()
            every_lost += lost
            print(f"slider, {name}: {len(times)} moves, {lost} without a change")
            if times:
                middle, late, worst = spread(times)
                print(
                    f"slider, {name}: p50 {middle:.0f} ms, p95 {late:.0f} ms, max {worst:.0f} ms"
                )
        browser.close()
    return 1 if every_lost else 0


if __name__ == "__main__":
    sys.exit(main())
