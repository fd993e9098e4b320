"""The browser of the tests: `python -m tests.browser` opens it once and says which it is."""

import os
import shutil

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def executable():
    """Path of an installed Chromium; None leaves it to the browser tool's own download."""
    named = os.environ.get("BROWSER_PATH")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def launched(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=executable(), args=FLAGS)


if __name__ == "__main__":
    with sync_playwright() as tool:
        opened = launched(tool)
        print(opened.version)  # noqa: T201 (says which browser it is)
        opened.close()
