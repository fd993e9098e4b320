import json
import re

import pytest

from prioritisation.record.checks import (
    DifferenceCause,
    files_that_differ,
    frozen_that_differs,
    marks_that_differ,
    status_that_differs,
)
from prioritisation.record.frozen import canonical_frozen
from prioritisation.record.making import sha256
from prioritisation.record.model import InvalidRecord, as_tree
from tests.cases.present import present
from tests.prioritisation.record.made import NAMES, put, resealed, sample, tree_of


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_of_a_record_hold_together(name):
    record = sample(name)
    assert list(marks_that_differ(as_tree(record))) == []
    assert list(status_that_differs(record)) == []
    assert list(frozen_that_differs(record)) == []
    assert list(files_that_differ(record)) == []


@pytest.mark.parametrize(
    ("key", "cell", "value", "path"),
    [
        ("scores", (0, 2), 3.0, "case.scores["),
        ("levers", (1, 1), "Autre", "case.levers[1].label"),
        ("criteria", (0, 4), 9.0, "case.criteria[0].anchors.best"),
    ],
)
def test_a_score_that_is_not_the_one_frozen_is_named(key, cell, value, path):
    tree = tree_of("clear")
    content = json.loads(tree["case"]["frozen"]["content"])
    content[key][cell[0]][cell[1]] = value
    text = canonical_frozen(content)
    tree["case"]["frozen"] = {"content": text, "sha256": sha256(text)}
    differences = list(frozen_that_differs(resealed(tree)))
    assert differences[0].path == "votes.rounds[0].matrix"
    assert differences[1].path.startswith(path)
    assert {d.cause for d in differences} == {DifferenceCause.FROZEN}


def test_a_cell_missing_from_what_was_frozen_is_no_record():
    tree = tree_of("clear")
    content = json.loads(tree["case"]["frozen"]["content"])
    content["scores"].pop()
    tree["case"]["frozen"]["content"] = canonical_frozen(content)
    with pytest.raises(KeyError):
        list(frozen_that_differs(resealed(tree)))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(":", ": ", 1),
        lambda text: text.replace('{"case"', '{"case":"autre","case"', 1),
        lambda text: text.replace('"last_edit":', '"more":1,"last_edit":', 1),
        lambda text: text.replace('"invited":', '"hidden":1,"invited":', 1),
        lambda text: re.sub('"last_edit":[0-9]+', '"last_edit":0', text),
        lambda text: re.sub('"last_edit":[0-9]+', '"last_edit":true', text),
    ],
    ids=["spaced", "twice", "more", "hidden", "before", "true"],
)
def test_a_text_that_no_meeting_freezes_is_refused_whatever_its_hash(change):
    tree = tree_of("clear")
    text = change(tree["case"]["frozen"]["content"])
    tree["case"]["frozen"] = {"content": text, "sha256": sha256(text)}
    tree["votes"]["rounds"][0]["matrix"] = sha256(text)
    with pytest.raises(InvalidRecord) as error:
        resealed(tree)
    assert [p.found for p in error.value.problems] == ["case.frozen.content"]


def test_without_files_nothing_is_compared_with_them():
    """Of a scenario, whose record may keep none."""
    tree = as_tree(present())
    put(tree, "case.files", {})
    put(tree, "case.title", "Autre")
    assert list(files_that_differ(resealed(tree))) == []
