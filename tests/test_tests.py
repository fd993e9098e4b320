"""Rules about the tests themselves: each can fail, and none leans on another."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

from tests.parsed import nodes, parsed

HERE = Path(__file__).parent
IN_A_BROWSER = ("e2e/", "soak/")
"""Their tests still take from one another what each of them leads."""


@cache
def trees():
    """Each file of tests, parsed, by its path."""
    paths = [path for path in HERE.rglob("*.py") if "benchmarks" not in path.parts]
    return {path.relative_to(HERE).as_posix(): parsed(path) for path in paths}


@cache
def each_test():
    """Each test, with its place."""
    return [
        (f"{path}::{node.name}", node)
        for path in trees()
        for node in nodes(HERE / path)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def test_nothing_is_compared_with_itself():
    """The same text on both sides: equal whatever it does."""
    found = [
        (where, ast.unparse(node))
        for where, test in each_test()
        for node in ast.walk(test)
        if isinstance(node, ast.Compare)
        if len(node.comparators) == 1
        if isinstance(node.ops[0], ast.Eq)
        if ast.dump(node.left) == ast.dump(node.comparators[0])
    ]
    assert found == []


def test_no_refusal_counts_as_a_pass():
    """Whatever is caught in a test is looked at, or told to ``reached``."""
    found = [
        (where, ast.unparse(handler).splitlines()[0])
        for where, test in each_test()
        for handler in ast.walk(test)
        if isinstance(handler, ast.ExceptHandler)
        if all(isinstance(one, ast.Pass | ast.Continue | ast.Return) for one in handler.body)
        if "reached" not in ast.unparse(test)
    ]
    suppressed = [
        where
        for where, test in each_test()
        for block in ast.walk(test)
        if isinstance(block, ast.With | ast.AsyncWith)
        if any("suppress(" in ast.unparse(item.context_expr) for item in block.items)
        if any(isinstance(node, ast.Assert) for node in ast.walk(block))
    ]
    assert (found, suppressed) == ([], [])


def test_no_test_imports_another():
    """What two files need is in a ``conftest.py``, or in a module that is no test."""
    found = [
        (path, ast.unparse(node))
        for path, tree in trees().items()
        if not path.startswith(IN_A_BROWSER)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom | ast.Import)
        for alias in node.names
        if any(
            part.startswith("test_")
            for part in f"{getattr(node, 'module', None) or ''}.{alias.name}".split(".")
        )
    ]
    assert found == []


def test_a_fixture_is_written_once_in_a_folder():
    """Not in each file: in its ``conftest.py``; a folder may have its own of a wider name."""
    places = defaultdict(list)
    for path, tree in trees().items():
        for node in tree.body:
            marks = getattr(node, "decorator_list", [])
            if any("fixture" in ast.unparse(mark) for mark in marks):
                places[path.rpartition("/")[0], ast.unparse(node)].append(path)
    assert [paths for paths in places.values() if len(paths) > 1] == []
