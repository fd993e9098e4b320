"""What CONTRIBUTING.md says to touch is all that there is to touch; hooks run what it says."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from prioritisation.analysis.ballots.modes import Mode
from prioritisation.analysis.warnings import WarningKind
from prioritisation.documents.kinds import Document
from prioritisation.meeting.rules import Act
from prioritisation.solve.solve import METHODS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
READ = {".py", ".html", ".js", ".typ"}
BESIDE = ("tests/test_contributing.py", "tests/benchmarks")
SCREENS = {path.stem for path in (ROOT / "prioritisation/ui/screens").glob("[a-z]*.py")}
LISTS = {
    "a page": (SCREENS, 4),
    "a warning": ({kind.name for kind in WarningKind}, 8),
    "a format of the note": ({d.name for d in Document} | {d.value for d in Document}, 7),
    "a way of weighing": ({mode.name for mode in Mode}, 3),
    "a kind of scale": ({"LinearScale", "WordScale", "PiecewiseScale"}, 2),
    "something to do": ({act.name for act in Act}, 12),
    "a method of": (set(METHODS), 12),
}
"""Title of a list -> words, and how many of them a file holds that lists them all."""
TAKE_SOME = {
    "prioritisation/imports/cells/vocabulary.py": "words of tables, some of which name pages",
    "tests/criteria/test_claims.py": "two kinds of scales",
    "tests/prioritisation/analysis/robustness/made.py": "two kinds of scales",
    "tests/prioritisation/analysis/test_census.py": "two kinds of scales",
    "tests/prioritisation/analysis/test_matrix.py": "each kind of scale, once",
    "tests/prioritisation/sentences/test_criteria.py": "two kinds of scales",
}
"""Files that hold many of the words, and need not follow."""


def sections():
    """Title -> text of each list."""
    parts = re.split("^### ", PAGE, flags=re.MULTILINE)[1:]
    return {part.splitlines()[0]: part for part in parts}


@cache
def words_of(path):
    """Names, attributes and short texts of a file."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        return frozenset(re.findall(r"[\w-]+", text))
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute | ast.Name):
            found.add(node.attr if isinstance(node, ast.Attribute) else node.id)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value.strip("/").removeprefix("screens/").removesuffix(".py"))
    return frozenset(found)


def files():
    """Path from the top, and path, of what may list something."""
    paths = [p for top in ("criteria", "prioritisation", "tests") for p in (ROOT / top).rglob("*")]
    for path in [ROOT / "app.py", *sorted(paths)]:
        where = path.relative_to(ROOT).as_posix()
        if path.suffix in READ and not where.startswith(BESIDE):
            yield where, path


@pytest.mark.parametrize("title", LISTS)
def test_every_file_that_lists_all_of_them_is_named(title):
    words, least = LISTS[title]
    (section,) = [text for name, text in sections().items() if name.startswith(title)]
    found = {where for where, path in files() if len(words & words_of(path)) >= least}
    assert len(found) > 1
    named = tuple(re.findall("`([^` ]+)`", section))
    silent = [one for one in sorted(found - TAKE_SOME.keys()) if not one.startswith(named)]
    assert silent == []


def test_the_hooks_run_what_make_lint_runs():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)[1]
    lint = [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe.splitlines()]
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    assert re.findall("^ +entry: (.+)$", hooks, re.MULTILINE) == lint
    assert set(re.findall("^ +language: (.+)$", hooks, re.MULTILINE)) == {"system"}
