"""A figure for which unknown scores were drawn says so beside it, on every surface."""

import ast
import re
from pathlib import Path

from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.sentences.robustness import driver_sentence
from tests.prioritisation.sentences.made import small

PRODUCT = Path(__file__).parents[2] / "prioritisation"
SPEAKING = ("ui", "web", "drawing", "documents", "sentences", "cli")
DRAWN = {"ranks", "pairs", "confidence", "acceptability", "together", "changed"}
"""Figures of the joint draws and of the three uncertainties."""
OF_DRAWS = {"joint", "robustness", "uncertainties", "part", "u"}


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


def known():
    return small([90, 10, 50], [50, 60, 50], [10, 80, 20])


def test_without_unknown_scores_no_figure_is_marked():
    analysis = known()
    robustness = assess_robustness(analysis)
    assert "≈" not in driver_sentence(robustness)
