"""Records that somebody has changed, and sealed again: documents, or a sentence naming a field."""

import copy
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.cli.main import main
from prioritisation.record.making import hash_of
from prioritisation.record.model import InvalidRecord, as_tree, record_from
from tests.each import each
from tests.prioritisation.documents.writing.recorded import SAMPLES

TREES = [json.loads(path.read_text("utf-8")) for path in sorted(SAMPLES.glob("*.json"))]
SEALS = {"sha256", "schema", "version"}
ODD = [
    *(
        None,
        "",
        0,
        -1,
        1,
        1e308,
        -1e308,
        1e-320,
        0.5,
        True,
        [],
        {},
        [[]],
        ["a", "a"],
        10**18,
        -0.0,
    ),
    *("x" * 501, "\0", "\u202e", "a\nb", "9999-12-31", "0001-01-01", "ghg_impact", "1" * 400),
]


def resealed(tree):
    """A tree as a file that nothing betrays; as it is when it is no record at all."""
    try:
        kept = as_tree(record_from(json.dumps(tree).encode()))
    except InvalidRecord:
        return tree
    kept["sha256"] = hash_of(kept)
    return kept


def places(tree, path=()):
    children = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in children:
        if path or key not in SEALS:
            yield (*path, key)
            if isinstance(value, dict | list):
                yield from places(value, (*path, key))


def changed(tree, draw):
    """One thing changed, in a part drawn first: the files of the case would hide all others."""
    every = list(places(tree))
    top = draw.choice(sorted({path[0] for path in every}))
    *way, key = draw.choice([path for path in every if path[0] == top])
    parent = tree
    for step in way:
        parent = parent[step]
    value, kind = parent[key], draw.random()
    if kind < 0.4:
        parent[key] = draw.choice(ODD)
    elif kind < 0.55:
        del parent[key]
    elif isinstance(value, list) and value:
        parent[key] = draw.choice([value[::-1], [*value, value[0]], value[1:], []])
    elif isinstance(value, str):
        parent[key] = draw.choice([value + "x", value[:-1], value.upper(), ""])
    elif isinstance(value, int | float):
        parent[key] = value * draw.choice([-1, 2, 0, 1e6])
    return tree


@pytest.fixture
def exported(tmp_path, capsys):
    def ran(tree):
        path = tmp_path / "changed.json"
        path.write_text(json.dumps(tree), "utf-8")
        words = ["export", path, "--format", "csv", "--output", tmp_path / "out", "--force"]
        code = main([str(word) for word in words])
        return code, capsys.readouterr().err.replace("\u00a0", " ")

    return ran


def broken(path, value):
    tree = copy.deepcopy(TREES[0])
    parent = tree
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = value
    return resealed(tree)


@each(
    ("path", "value", "names"),
    [
        (("settings", "PRIORITISATION_CAMPS"), [1e18, 20], "settings"),
        (("settings", "PRIORITISATION_SOLIDITY"), [-90, 70, 50], "settings"),
        (("warnings", 0, "kind"), "correlatedx", "warnings[0]"),
        (("warnings", 0, "what"), ["nulle_part"], "warnings[0]"),
        (("case", "scores"), [], "case"),
    ],
)
def test_what_was_an_unexpected_failure_names_the_field(exported, path, value, names):
    code, complaint = exported(broken(path, value))
    assert code == 2
    assert complaint.replace("\u00a0", " ").startswith(names)


@given(seed=st.integers(0, 10**9))
def test_a_changed_record_is_never_an_unexpected_failure(seed, tmp_path_factory):
    draw = random.Random(seed)  # noqa: S311 (test data)
    tree = resealed(changed(copy.deepcopy(draw.choice(TREES)), draw))
    folder = tmp_path_factory.mktemp("changed")
    path = folder / "changed.json"
    path.write_text(json.dumps(tree), "utf-8")
    words = ["export", path, "--format", "csv", "--output", folder / "out"]
    assert main([str(word) for word in words]) in (0, 2)
