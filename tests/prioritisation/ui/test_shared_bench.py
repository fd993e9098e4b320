"""*Autres calculs* and *Et si… ?* share one bench: nothing that both show is written twice."""

import ast
import re
from itertools import product
from pathlib import Path

import pytest

from prioritisation.drawing import rank_bench
from prioritisation.ui.comparing import page as comparing
from prioritisation.ui.scenarios import page as trying
from tests.prioritisation.ui.reading import NBSP, html, page
from tests.prioritisation.wording.update import ROOT, ids_of

SCREENS = {"screens/comparer.py": comparing, "screens/scenarios.py": trying}
BENCH = Path(rank_bench.__file__)
WORDS = "prioritisation/drawing", "prioritisation/sentences"
"""Where what a page says is made."""

FEWEST_WORDS = 2
"""A single word is a heading of a column, or joins what others say."""


def modules_of(module):
    """The files that a page is made of, and those its words come from."""
    own = list(Path(module.__file__).parent.glob("*.py"))
    return {*own, *(file for one in own for file in _imported(one))}


def _imported(file):
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in (node.module, *(f"{node.module}.{one.name}" for one in node.names)):
                found = ROOT / (name.replace(".", "/") + ".py")
                if found.is_file() and found.is_relative_to(ROOT) and _makes_words(found):
                    yield found


def _makes_words(file):
    return str(file.relative_to(ROOT)).startswith(WORDS)


def written_twice(one, other, of_bench):
    """Message ids that two modules ask for, each for a page; all those of the bench.

    Parameters
    ----------
    one, other
        Of each page: file -> the ids that it asks for.
    of_bench
        The ids that the bench itself asks for.
    """
    found = set()
    for (file, ids), (where, others) in product(one.items(), other.items()):
        if file != where:
            found |= {i for i in ids & others if i in of_bench or _words(i) >= FEWEST_WORDS}
    return found


def _words(message_id):
    several = message_id if isinstance(message_id, str) else " ".join(message_id)
    return len(re.findall(r"\w+", re.sub(r"{\w+}", "", several)))


def test_no_words_that_both_pages_show_are_asked_for_in_two_modules():
    asked = [
        {file: ids_of(file.read_text("utf-8")) for file in modules_of(module)}
        for module in SCREENS.values()
    ]
    assert all(BENCH in files for files in asked)
    assert len(asked[0].keys() & asked[1].keys()) > 8
    of_bench = asked[0][BENCH]
    assert len(of_bench) > 3
    headings = {"Lever"}  # of any table of levers
    assert written_twice(*asked, of_bench - headings) == set()


def test_words_copied_into_a_page_are_seen():
    bench, ours, theirs = {"Rank", "not in it"}, {"Same answer: {here}."}, {"Rank", "Copy"}
    mine, yours = {"bench": bench, "ours": ours}, {"bench": bench, "theirs": theirs}
    assert written_twice(mine, yours, bench) == {"Rank"}
    assert written_twice(mine, {"bench": bench, "theirs": ours}, bench) == ours
    assert written_twice(mine, {"bench": bench, "theirs": {"Copy"}}, bench) == set()


@pytest.mark.parametrize("screen", SCREENS)
def test_the_table_of_both_pages_is_drawn_by_one_function(screen, monkeypatch):
    drawn, draw = [], rank_bench.ranks_beside

    def seen(*given):
        drawn.append(draw(*given))
        return drawn[-1]

    for module in SCREENS.values():
        assert module.ranks_beside is draw
        monkeypatch.setattr(module, "ranks_beside", seen)
    shown = html(page(screen))
    assert drawn
    for sign in ('benchtable"', 'class="ranktrack"'):
        assert shown.count(sign) == drawn[-1].count(sign) > 0


def test_a_rank_that_is_not_known_is_made_of_one_kind_of_span_on_both_pages():
    assert comparing.RankSpan is trying.RankSpan is rank_bench.RankSpan
    assert comparing.beside_picture is trying.beside_picture


@pytest.mark.parametrize("settings", [{}, {"lecture": "sgpe", "sens.existing_coverage": "max"}])
def test_ready_made_variants_have_the_same_names_on_both_pages(settings):
    ours, theirs = (page(screen, **settings) for screen in SCREENS)
    offered = ours.pills(key="columns").options
    made = [one.label for one in theirs.button if (one.key or "").startswith("lab_ready_")]
    assert len(offered) > 5
    assert [name.replace(NBSP, " ") for name in offered] == [m.replace(NBSP, " ") for m in made]
