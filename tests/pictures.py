"""``python -m tests.pictures`` draws docs/pictures/: what README and the guide show.

Whoever has other pages to show adds to ``PAGES`` a function that gives pages by their name.
"""

import os
import random
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from prioritisation.meeting.room import Room
from prioritisation.meeting.store import open_store
from prioritisation.settings import CASE_VARIABLE
from tests.browser import launched
from tests.conftest import NORMANDIE
from tests.projected import HEIGHT, WIDTH, a_decision, every_page, fonts_of, new_sitting

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
_ADDRESS = "http://picture/"
_FOR_SHOW = 0.5
"""Of their size: a picture is a thumbnail in a page of documentation."""


@dataclass(frozen=True, slots=True)
class PageToShow:
    """A page, as HTML or as the address where a server has it, and the window it is seen in.

    Attributes
    ----------
    scale
        Of the picture that is kept, to the window.
    """

    html: str = ""
    address: str = ""
    width: int = WIDTH
    height: int = HEIGHT
    scale: float = _FOR_SHOW


def projector_pages() -> Mapping[str, PageToShow]:
    """Each picture of the projector, of a meeting on the case that the program starts with."""
    draw = random.Random(5)  # noqa: S311 (made-up votes)
    ballots = [_vote(draw) for _ in range(14)]
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/seances.db")
        sitting = new_sitting(Room(store))
        pages = every_page(sitting, ballots, decision=a_decision("mieux_produire"))
        store.close()
    names = {view: name for view, name in _NAMES.items() if view in pages}
    return {name: PageToShow(pages[view]) for view, name in names.items()}


_NAMES = {
    "welcome": "projecteur-accueil",
    "choice:direction:existing_coverage": "projecteur-question",
    "choice:reading:perimeter": "projecteur-question-2",
    "scores:partner_ecosystem": "projecteur-notes",
    "vote": "projecteur-vote",
    "agreement": "projecteur-accord",
    "firsts": "projecteur-premier",
    "map": "projecteur-carte",
    "ranking": "projecteur-classement",
    "sets": "projecteur-un-ou-deux",
    "decision": "projecteur-decision",
}


def _vote(draw: random.Random) -> list[int]:
    """Most think that emissions count most, some that what little is done does."""
    if draw.random() < 0.65:
        return [100, draw.randint(30, 75), draw.randint(5, 40)]
    return [draw.randint(20, 60), draw.randint(30, 70), 100]


PAGES: list[Callable[[], Mapping[str, PageToShow]]] = [projector_pages]


def main(*wanted: str) -> None:
    """Draw the pictures, or those with a part of their name among those wanted."""
    os.environ[CASE_VARIABLE] = str(NORMANDIE)
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as tool:
        browser = launched(tool)
        for pages in PAGES:
            for name, page in pages().items():
                if not wanted or any(part in name for part in wanted):
                    _keep(browser, name, page)
        browser.close()


def _keep(browser, name: str, shown: PageToShow) -> None:
    """Draw one page smaller than its window, so that its file is small too."""
    context = browser.new_context(
        viewport={"width": shown.width, "height": shown.height},
        color_scheme="light",
        locale="fr-FR",
        device_scale_factor=shown.scale,
    )
    page = context.new_page()
    fonts_of(page)
    page.route(_ADDRESS, lambda asked: asked.fulfill(body=shown.html, content_type="text/html"))
    page.goto(shown.address or _ADDRESS)
    page.evaluate("document.fonts.ready.then(() => null)")
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
