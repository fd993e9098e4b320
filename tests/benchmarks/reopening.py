"""From the moment a server that was killed answers again to a page drawn whole.

The page that leads a meeting, one beside any meeting, and the projector, each open in a browser;
the server stays away for an instant, then for as long as somebody needs to notice.
"""

import signal
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from serving import sized

from prioritisation.meeting.room import Room
from prioritisation.meeting.store import open_store
from tests.browser import launched
from tests.e2e.conftest import READY
from tests.e2e.restarting import Machine
from tests.sitting import Sitting

AWAY_S = sized((0, 5, 30), (0,))
BUDGET_S = 3.0
OLD = "window.drawnBefore"


def drawn(page: Page) -> None:
    """Wait until a page is whole, and mark it."""
    page.wait_for_selector(READY)
    page.evaluate(f"{OLD} = true")


def back(page: Page, *, projector: bool) -> None:
    """Wait until a page is not the one that was marked, or says no more that it is cut."""
    if projector:
        page.wait_for_function("() => !document.querySelector('.cut').textContent")
    else:
        page.wait_for_function(f"() => !{OLD}")
        page.wait_for_selector(READY)


def main() -> int:
    """Return 1 when a page came back too late."""
    late = False
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as tool:
        url = f"sqlite:///{Path(folder) / 'seances.db'}"
        store = open_store(url)
        browser = launched(tool)
        with Machine(DATABASE_URL=url) as machine:
            made = Sitting(Room(store)).open()
            pages = {
                "facilitator": f"/entrer/{made.code}/{made.secret}",
                "ranking": "/",
                "projector": f"/projection?seance={made.code}",
            }
            for name in sized(list(pages), ["facilitator"]):
                page = browser.new_page()
                page.goto(machine.address + pages[name])
                drawn(page)
                for away in AWAY_S:
                    machine.end(signal.SIGKILL)
                    page.wait_for_timeout(1000 * away + 500)
                    machine.start()
                    start = time.perf_counter()
                    back(page, projector=name == "projector")
                    took = time.perf_counter() - start
                    late = late or took > BUDGET_S
                    print(f"reopening, {name}, away {away} s: drawn after {took:.1f} s")
                    drawn(page)
                page.close()
        browser.close()
        store.close()
    print(f"reopening, budget of {BUDGET_S:.0f} s: {'missed' if late else 'kept'}")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
