"""A figure for which unknown scores were drawn says so beside it, on every surface."""

import ast
import re
from pathlib import Path

from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.cli.report import analysis_text
from prioritisation.sentences.robustness import driver_sentence
from tests.cases.notes.make import text_of
from tests.each import each
from tests.prioritisation.documents.writing.recorded import note
from tests.prioritisation.sentences.made import normandie, plain, small

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
        and not re.search(r"draws_convention|driver_sentence", words)
    ]
    assert silent == []


def unknown():
    return normandie()


def known():
    return small([90, 10, 50], [50, 60, 50], [10, 80, 20])


def test_without_unknown_scores_no_figure_is_marked():
    analysis = known()
    robustness = assess_robustness(analysis)
    assert "≈" not in driver_sentence(robustness)


@each("made", [unknown, known])
def test_the_terminal_tells_no_share_of_drawn_scores(made):
    """But chances of single scores, which say beside what they are: the rest is in JSON."""
    analysis = made()
    written = plain(analysis_text(analysis, assess_robustness(analysis)))
    assert not re.search("≈|des essais au hasard", written)


@each(("name", "told"), [("undecidable", True), ("clear", False)])
def test_the_note_says_it_of_what_drives(name, told):
    lines = plain(text_of(note(name))).splitlines()
    about = [x for x in lines if re.search("Les deux ensemble", x)]
    assert about
    assert all((CONVENTION in line) is told for line in about)
