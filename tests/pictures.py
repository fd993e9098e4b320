"""``python -m tests.pictures`` draws docs/pictures/: every view of the product.

Names, or parts of names, draw only those; the page is written whole all the same.
"""

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from prioritisation.meeting.room import Room
from prioritisation.meeting.store import open_store
from prioritisation.settings import CASE_VARIABLE
from tests.browser import launched
from tests.conftest import NORMANDIE
from tests.projected import HEIGHT, WIDTH, a_decision, every_page, fonts_of, new_sitting
from tests.viewed import (
    MeetingToSee,
    View,
    dossier_views,
    pages_without_meeting,
    stage_of_views,
    votes,
)

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
_ADDRESS = "http://picture/"
_QUALITY = 60
"""Of WebP: letters stay clear."""
DESK = {390: (844, 1.0), 1280: (800, 0.75), 1920: (HEIGHT, 0.5)}
"""Width of a window -> its height, and the scale of its picture."""
PHONE = {390: (844, 1.0)}
IN_THE_DARK = ("classer", "conduire-vote", "telephone-vote")
FROM_AFAR = 685 / WIDTH
"""Scale of what an eye sees ten metres from a picture two metres wide: that spans 2 atan(1/10),
685 minutes of arc, and the eye tells one from the next."""
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning], main"
STILL = """() => !document.querySelector('[data-testid=stSkeleton], .lead[role=status]')
    && document.getAnimations().every(one => one.playState !== 'running'
        || one.effect.getComputedTiming().endTime === Infinity)"""
MADE_MS = 90_000
"""A report is made by a process that starts with the first."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A page, as HTML or as the view that a server has now, and the window it is seen in.

    Attributes
    ----------
    name
        Of the file, without its ending.
    scale
        Of the picture that is kept, to the window.
    """

    name: str
    html: str = ""
    view: View | None = None
    size: tuple[int, int] = (WIDTH, HEIGHT)
    scale: float = 0.5
    scheme: str = "light"


def projector_shots() -> Iterator[Shot]:
    """Each picture of the projector, of a meeting on the case that the program starts with."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/seances.db")
        sitting = new_sitting(Room(store))
        pages = every_page(sitting, votes(), decision=a_decision("mieux_produire"))
        store.close()
    for view, name in _PROJECTED.items():
        shown = Shot(f"projecteur-{name}", pages[view])
        yield shown
        far = f"{shown.name}-a-dix-metres"
        yield replace(shown, name=far, scale=FROM_AFAR)
        if view in ("vote", "ranking"):
            dark = f"projecteur-{name}-sombre"
            yield Shot(dark, pages[view], scheme="dark")


_PROJECTED = {
    "welcome": "accueil", "choice:direction:existing_coverage": "question",
    "choice:reading:perimeter": "question-2", "scores:partner_ecosystem": "notes", "vote": "vote",
    "agreement": "accord", "firsts": "premier", "map": "carte", "ranking": "classement",
    "sets": "un-ou-deux", "decision": "decision",
}  # fmt: skip


def _seen(view: View) -> Iterator[Shot]:
    """A view in each window that it is meant for."""
    dark = view.name in IN_THE_DARK
    for width, (height, scale) in (PHONE if "telephone" in view.name else DESK).items():
        name, size = f"{view.name}-{width}", (width, height)
        yield Shot(name, "", view, size, scale)
        if dark and width != WIDTH:
            yield Shot(f"{name}-sombre", "", view, size, scale, "dark")


def served_shots() -> Iterator[Shot]:
    """Each page, each view of the control screen, each page of a phone."""
    with stage_of_views() as (room, address):
        for view in pages_without_meeting(address):
            yield from _seen(view)
        for view in dossier_views(room, address):
            yield from _seen(view)
        for view in MeetingToSee(room, address).views():
            yield from _seen(view)


def main(*wanted: str) -> None:
    """Draw the pictures, or those with a part of their name among those wanted."""
    os.environ[CASE_VARIABLE] = str(NORMANDIE)
    FOLDER.mkdir(exist_ok=True)
    names = set()
    with sync_playwright() as tool:
        browser = launched(tool)
        for shots in (projector_shots, served_shots):
            for shot in shots():
                names.add(shot.name)
                if not wanted or any(part in shot.name for part in wanted):
                    _keep(browser, shot)
        browser.close()
    if not wanted:
        for lost in {path.name for path in FOLDER.iterdir()} - {f"{name}.webp" for name in names}:
            (FOLDER / lost).unlink()


def _keep(browser: Browser, shot: Shot) -> None:
    """Draw one page smaller than its window, so that its file is small too."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=shot.scheme,
        locale="fr-FR",
        device_scale_factor=shot.scale,
    )
    page = context.new_page()
    if shot.view is None:
        fonts_of(page)
        page.route(_ADDRESS, lambda asked: asked.fulfill(body=shot.html, content_type="text/html"))
        page.goto(_ADDRESS)
    else:
        _visit(page, shot.view)
    page.evaluate("document.fonts.ready.then(() => null)")
    drawn = Image.open(io.BytesIO(page.screenshot()))
    drawn.convert("RGB").save(FOLDER / f"{shot.name}.webp", quality=_QUALITY, method=6)
    context.close()


def _visit(page, view: View) -> None:
    """Open a view as whoever looks at it, and wait until it is whole."""
    cookies = [{"name": k, "value": v, "url": view.address} for k, v in view.cookies.items()]
    page.context.add_cookies(cookies)
    page.goto(view.address)
    page.locator("h1").first.wait_for()
    page.wait_for_selector(AT_REST)
    page.wait_for_function(STILL, timeout=MADE_MS)
    page.wait_for_timeout(_DRAWN_MS)
    page.wait_for_selector(AT_REST)


_DRAWN_MS = 700
"""Rows and scripts that come after the page."""


if __name__ == "__main__":
    main(*sys.argv[1:])
