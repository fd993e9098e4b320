"""The table of scores of a dossier of 30 levers on 12 criteria.

* what the browser draws it from, made;
* from a tap on a cell to the title of its form, in Chromium, told too in runs of an empty page:
  from the press of its one button to its answer, on the same machine at the same time;
* what it costs not to know a score;
* a score written, its case checked, on disk.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from serving import free_port, meetings, opened, serving, sized, spread

from prioritisation.cases.shelf import Shelf
from prioritisation.cases.units import SCORE, canonical_json, unit_content, unit_parts
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.sentences.effects import cost_text
from prioritisation.ui.editing.ground import Workbench
from prioritisation.ui.editing.table import table_data
from tests.browser import launched
from tests.other_cases import OTHERS
from tests.shelving import Shelved

TAPS, WRITES, MADE = sized((30, 20, 20), (2, 1, 1))
MADE_MS, COST_MS, WRITE_MS, TAP_RUNS = 100, 50, 600, 25
"""At most, half of the times: milliseconds; and runs of an empty page for a tap."""

EMPTY = """import streamlit as st

n = st.session_state.get("n", 0)
if st.button("more"):
    n = st.session_state["n"] = n + 1
st.html(f"<h2>{n}</h2>")
"""
UNTIL = """
([press, title]) => new Promise((done) => {
  const words = () => document.querySelector(title)?.textContent ?? "";
  const before = words(), from = performance.now();
  const look = () => {
    if (words() !== before) done(performance.now() - from);
    else requestAnimationFrame(look);
  };
  document.querySelector(press).click();
  look();
})
"""


def told(name: str, times: list[float]) -> float:
    """Print the spread of some milliseconds; their median."""
    middle, late, worst = spread(times)
    print(f"scores, {name}: p50 {middle:.0f} ms, p95 {late:.0f} ms, max {worst:.0f} ms")
    return middle


def timed(count: int, work: Callable[[int], object]) -> list[float]:
    """Milliseconds of each of so many times."""
    times = []
    for number in range(count):
        start = time.perf_counter()
        work(number)
        times.append(1000 * (time.perf_counter() - start))
    return times


def make(dossier: Shelved) -> list[float]:
    """The table of the dossier, as it is made at each run of the page."""
    key, secret, shelf = dossier.key, dossier.secret, dossier.shelf
    now = shelf.open(key, secret)
    bench = Workbench(shelf, secret, now, shelf.state(key, secret), now.case.default_combination)
    return timed(MADE, lambda _: table_data(bench, None))


def cost(dossier: Shelved) -> list[float]:
    """What each score that is not known costs: it is said beside its open form."""
    case = dossier.shelf.open(dossier.key, dossier.secret).case
    combination = case.default_combination
    cells = [one for one, s in case.tables[combination].scores.items() if not s.exact]
    return timed(len(cells), lambda k: cost_text(case, combination, cells[k]))


def write(dossier: Shelved) -> list[float]:
    """A score of numbers written, again and again."""
    key, secret, shelf = dossier.key, dossier.secret, dossier.shelf
    state = shelf.state(key, secret)
    case = shelf.open(key, secret).case
    source = next(iter(case.sources))
    unit = next(
        u for u in state if unit_parts(u)[0] == SCORE and "score" in unit_content(state, u)
    )
    low, high = case.criterion(unit_parts(unit)[2]).anchors()

    def one(number: int) -> None:
        before = shelf.state(key, secret)[unit]
        score = f"{low + (high - low) * (number + 1) / 100:.6g}"
        tree = {"score": score, "status": "avis", "source_id": source, "reason": "Compté."}
        edit = DossierEdit({unit: (before, canonical_json(tree))}, 1, "form", "Compté.")
        shelf.write(key, secret, edit)

    return timed(WRITES, one)


def tap(page: Page, presses: list[str], title: str) -> list[float]:
    """Milliseconds from each press to another title."""
    times = []
    for press in presses:
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        page.wait_for_timeout(200)
        times.append(page.evaluate(UNTIL, [press, title]))
    return times


@contextmanager
def empty_page(folder: Path) -> Iterator[str]:
    """The address of a page that has one button and nothing else."""
    script, port = folder / "empty.py", free_port()
    script.write_text(EMPTY)
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    with opened([*command, "--server.headless", "true"], port) as server:
        yield server.url


def in_browser(dossier: Shelved, folder: Path) -> float:
    """Taps on cells, and runs of an empty page between; how many of these a tap takes."""
    with serving() as server, empty_page(folder) as empty, sync_playwright() as tool:
        browser = launched(tool)
        table, bare = browser.new_page(), browser.new_page()
        table.goto(f"{server.url}/ouvrir/{dossier.key}/{dossier.secret}")
        table.goto(f"{server.url}/dossiers?dossier={dossier.key}&vue=corriger")
        table.wait_for_selector(".scoretable td")
        bare.goto(empty)
        bare.wait_for_selector("h2")
        cells = [f'.scoretable td[data-at="{k % 30},{k % 12}"]' for k in range(1, TAPS + 1)]
        taps = tap(table, cells, ".st-key-score_form h2")
        runs = tap(bare, [".stButton button"] * TAPS, "h2")
        browser.close()
    middle, run = told("from a tap to its form", taps), told("a run of an empty page", runs)
    print(f"scores, from a tap to its form: {middle / run:.1f} runs of an empty page")
    return middle / run


def main() -> int:
    """Measure all four; return 1 past what is allowed."""
    with meetings() as room, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dossier = Shelved(room, "Trente", files=case_files_of(OTHERS["thirty"](folder)))
        assert isinstance(dossier.shelf, Shelf)
        made = told("the table, made", make(dossier))
        costs = told("what a score that is not known costs", cost(dossier))
        ratio = in_browser(dossier, folder)
        written = told("a score, written", write(dossier))
    late = made > MADE_MS or costs > COST_MS or written > WRITE_MS
    return 1 if late or ratio > TAP_RUNS else 0


if __name__ == "__main__":
    sys.exit(main())
