"""The browser of the tests: `python -m tests.browser` opens it once and says which it is."""

import os
import shutil

from playwright.sync_api import Browser, Playwright, sync_playwright

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


def executable():
    """Path of an installed Chromium; None leaves it to the browser tool's own download."""
    named = os.environ.get("BROWSER_PATH")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def launched(playwright: Playwright, *more: str, hasty: bool = False) -> Browser:
    flags = [*FLAGS, *more, *HASTY] if hasty else [*FLAGS, *more]
    return playwright.chromium.launch(executable_path=executable(), args=flags)


if __name__ == "__main__":
    with sync_playwright() as tool:
        opened = launched(tool)
        print(opened.version)  # noqa: T201 (says which browser it is)
        opened.close()
