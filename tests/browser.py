"""The browser of the tests: `python -m tests.browser` opens it once and says which it is."""

import os
import shutil

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first draws no window of its own, nor its menus: a page costs a quarter less."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",  # letters as wide as in a window
]
HASTY = ["--js-flags=--no-flush-bytecode --no-opt --no-maglev"]
"""For pages that are opened once and looked at for a second: nothing is compiled twice.
A load costs a fifth less; nothing is to be timed so."""

AXE = """async within => {
    const found = await axe.run(within ?? document, { resultTypes: ['violations'] });
    const first = one => one.nodes.slice(0, 3).map(node => node.html.slice(0, 140));
    return found.violations.map(one => [one.id, first(one)]);
}"""


def executable():
    """Path of an installed Chromium; None leaves it to the browser tool's own download."""
    named = os.environ.get("BROWSER_PATH")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def launched(playwright: Playwright, *more: str, hasty: bool = False) -> Browser:
    flags = [*FLAGS, *more, *HASTY] if hasty else [*FLAGS, *more]
    return playwright.chromium.launch(executable_path=executable(), args=flags)


def axe_faults(page: Page, within: str | None = None) -> list[list]:
    """The rules of axe that a page breaks as it stands, each with its first elements."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return page.evaluate(AXE, within)


if __name__ == "__main__":
    with sync_playwright() as tool:
        opened = launched(tool)
        print(opened.version)  # noqa: T201 (says which browser it is)
        opened.close()
