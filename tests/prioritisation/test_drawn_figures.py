"""A figure for which unknown scores were drawn says so beside it, on every surface."""

import ast
import re
from pathlib import Path

import pytest
from prioritisation.ui.robustness.picture import rank_picture

from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.cli.report import analysis_text
from prioritisation.sentences.draws import draws_convention
from prioritisation.sentences.robustness import marked_driver_sentence
from tests.cases.notes.make import text_of
from tests.prioritisation.documents.writing.recorded import note
from tests.prioritisation.sentences.made import normandie, plain, small
from tests.prioritisation.ui.reading import html, page

PRODUCT = Path(__file__).parents[2] / "prioritisation"
SPEAKING = ("ui", "web", "drawing", "documents", "sentences", "cli")
DRAWN = {"ranks", "pairs", "confidence", "acceptability", "together", "changed"}
"""Figures of the joint draws and of the three uncertainties."""
OF_DRAWS = {"joint", "robustness", "uncertainties", "part", "u"}
CONVENTION = "Notes incertaines tirées au sort, toutes aussi probables"


def shows_drawn_figures(tree):
    """Whether a module reads a figure of the draws."""
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in DRAWN
        and re.split(r"[.]", ast.unparse(node.value))[-1] in OF_DRAWS
        for node in ast.walk(tree)
    )


def test_a_module_that_shows_drawn_figures_says_that_they_are():
    silent = [
        str(path.relative_to(PRODUCT))
        for folder in SPEAKING
        for path in sorted((PRODUCT / folder).rglob("*.py"))
        if shows_drawn_figures(ast.parse(words := path.read_text("utf-8")))
        and not re.search(r"draws_convention|driver_sentence|marked_share", words)
    ]
    # What only writes them is beside the words of whoever shows them.
    writing = ["sentences/rank_shares.py", "sentences/robustness_method.py"]
    assert silent == writing


def unknown():
    return normandie()


def known():
    return small([90, 10, 50], [50, 60, 50], [10, 80, 20])


@pytest.mark.parametrize(("made", "told"), [(unknown, True), (known, False)])
def test_the_picture_of_robustesse_says_it_of_unknown_scores_only(made, told):
    analysis = made()
    robustness = assess_robustness(analysis)
    assert (CONVENTION.lower() in plain(rank_picture(analysis, robustness))) is told
    assert ("≈" in plain(rank_picture(analysis, robustness))) is told
    assert bool(draws_convention(robustness)) is told


def test_the_page_says_it_once_and_marks_every_drawn_figure():
    app = page("screens/robustesse.py")
    for fold in ("ranks", "pairs", "centres"):
        app.session_state[f"fold_{fold}"] = True
    shown = html(app.run())
    assert plain(shown).lower().count(CONVENTION.lower()) == 1
    tables = [t for t in re.findall("<table.*?</table>", shown, re.DOTALL) if "≈" in t]
    assert len(tables) == 3, "ranks, pairs, confidence"
    cells = re.findall(r"<td>([^<]*\d[^<]*%)", plain("".join(tables[:2])))
    assert cells
    assert all(re.match("≈ |moins|plus|<|>", cell) for cell in cells)
    three = re.findall(r"<strong>([^<]*%)</strong> *<span[^>]*>des essais", plain(shown))
    assert len(three) == 3
    assert all(re.match("≈ |moins|plus", share) for share in three)
    assert re.search("dans (≈|moins|plus)[^.]* des essais", plain(shown))


def test_without_unknown_scores_no_figure_is_marked():
    analysis = known()
    robustness = assess_robustness(analysis)
    assert "≈" not in marked_driver_sentence(robustness) + rank_picture(analysis, robustness)


@pytest.mark.parametrize("made", [unknown, known])
def test_the_terminal_tells_no_share_of_drawn_scores(made):
    """But chances of single scores, which say beside what they are: the rest is in JSON."""
    analysis = made()
    written = plain(analysis_text(analysis, assess_robustness(analysis)))
    assert not re.search("≈|des essais au hasard", written)


@pytest.mark.parametrize(("name", "told"), [("undecidable", True), ("clear", False)])
def test_the_note_says_it_under_the_picture_of_ranks_and_of_what_drives(name, told):
    lines = plain(text_of(note(name))).splitlines()
    about = [x for x in lines if re.search("essais où chaque levier arrive|Les trois ensemble", x)]
    assert len(about) >= 2
    assert all((CONVENTION in line) is told for line in about)
