"""The version of a record: what it tells is what that version told, and all of it."""

import json

import pytest

from prioritisation.meeting.rules.decision import MinutesHeading
from prioritisation.record.coherence import foreign_fields
from prioritisation.record.model import InvalidRecord, RecordFault, read_record
from prioritisation.record.replaying import replay
from tests.cases.present import present
from tests.cases.records.make import HERE
from tests.prioritisation.record.made import NAMES, as_tree, resealed, tree_of

OLD = sorted((HERE / "old").glob("*.json"))
LATER = (
    ("crossing",),
    ("portfolio", "loss"),
    ("portfolio", "losses_over_weights"),
    ("portfolio", "losses_over_voters"),
)


def without(tree, path):
    for step in path[:-1]:
        tree = tree[step]
    del tree[path[-1]]


@pytest.mark.parametrize("path", LATER, ids=".".join)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_taken_away_under_the_number_of_an_earlier_version(name, path):
    tree = tree_of(name)
    without(tree["results"], path)
    assert not replay(resealed(tree)).identical
    for version in (1, 2):
        tree["version"] = version
        with pytest.raises(InvalidRecord) as error:
            resealed(tree)
        assert {p.fault for p in error.value.problems} == {
            RecordFault.INCOHERENT,
            RecordFault.VERSION,
        }
        assert "case.questions" in [p.found for p in error.value.problems]


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.name)
def test_an_old_record_tells_what_its_version_told(path):
    tree = json.loads(path.read_text("utf-8"))
    assert list(foreign_fields(tree, tree["version"])) == []
    assert replay(read_record(path)).identical
    if tree["version"] > 2:
        return
    tree["results"]["crossing"] = tree_of("clear")["results"]["crossing"]
    assert list(foreign_fields(tree, tree["version"])) == ["results.crossing"]


def test_a_heading_of_the_minutes_is_of_no_earlier_version():
    tree = tree_of("clear")
    assert "heading" not in tree["decision"], "nothing is written where nobody typed"
    tree["decision"]["heading"] = MinutesHeading(place="salle 3").model_dump()
    assert replay(resealed(tree)).identical
    assert "decision.heading" in foreign_fields(tree, 3)


def test_what_texts_were_written_for_is_of_no_earlier_version_and_former_answers_of_none():
    tree = tree_of("clear")
    levers = list(tree["decision"]["proposed"])
    objection = {"text": "o", "answer": "a", "outcome": "lifted", "raised_for": levers}
    tree["decision"] |= {"motives_for": levers, "minority_for": levers, "no_objection": False}
    tree["decision"]["objections"] = [objection]
    assert replay(resealed(tree)).identical
    assert set(foreign_fields(tree, 3)) >= {
        "decision.motives_for",
        "decision.minority_for",
        "decision.objections[*].raised_for",
    }
    tree["decision"]["former_consent"] = {"proposed": ["x"], "no_objection": True, "vote": None}
    with pytest.raises(InvalidRecord) as error:
        resealed(tree)
    assert [p.found for p in error.value.problems] == ["decision.former_consent"]


@pytest.mark.parametrize("field", ["perimeter", "perimeter_name", "perimeters"])
def test_an_old_record_keeps_its_perimeter(field):
    (path,) = (p for p in OLD if p.name == "clear-2.decision.json")
    tree = json.loads(path.read_text("utf-8"))
    del tree["case"][field]
    with pytest.raises(InvalidRecord):
        replay(resealed(tree))


def test_an_earlier_field_is_in_no_later_record():
    tree = tree_of("clear")
    tree["case"]["perimeter"] = "gt"
    with pytest.raises(InvalidRecord):
        resealed(tree)


@pytest.mark.parametrize("path", ["case.method", "case.criteria[].evidence"])
def test_what_is_not_there_in_this_version_differs_from_the_files(path):
    """Fields with nothing to say are not written: one that was emptied is told."""
    tree = as_tree(present())
    for part in tree["case"]["criteria"] if "criteria" in path else [tree["case"]]:
        part.pop(path.rpartition(".")[2], None)
    again = replay(resealed(tree))
    assert any(d.path.startswith(path.partition("[")[0]) for d in again.differences)
