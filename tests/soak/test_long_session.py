"""What is long: many sessions moving weights for minutes; nothing slows down, nothing piles up.

Run by `make soak`.
"""

import time
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from tests.browser import launched
from tests.e2e.conftest import served_process

SESSIONS, MOVES = 6, 300
MOST_GROWTH_MB = 60


def resident_mb(process):
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    line = next(row for row in status.splitlines() if row.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def moved(page, key):
    """Seconds between a key and the new ranking's share."""
    share = page.locator(".wh strong").first
    before = share.inner_text()
    page.get_by_role("slider", name="Poids : Impact GES").focus()
    start = time.monotonic()
    page.keyboard.press(key)
    page.wait_for_function(
        "before => document.querySelector('.wh strong').innerText !== before", arg=before
    )
    return time.monotonic() - start


def test_hundreds_of_moves_in_several_sessions_neither_slow_nor_swell_the_server():
    with served_process() as (address, process), sync_playwright() as tool:
        browser = launched(tool)
        pages = [browser.new_page() for _ in range(SESSIONS)]
        for page in pages:
            page.goto(address)
            page.wait_for_selector(".bars")
        times = [moved(page, "PageUp") for page in pages]
        time.sleep(25)  # the late imports and one collection are behind
        before = resident_mb(process)
        for number in range(MOVES):
            key = "Home" if number % 2 else "End"
            times += [moved(page, key) for page in pages]
        time.sleep(25)
        browser.close()
        assert resident_mb(process) - before < MOST_GROWTH_MB
        first, last = times[: 10 * SESSIONS], times[-10 * SESSIONS :]
        assert median(last) < 2 * median(first) + 0.05
