"""Warnings of a record: their figures are found again, their answers are given."""

import pytest

from prioritisation.record.model import InvalidRecord, RecordFault, as_tree
from prioritisation.record.replaying import replay
from tests.cases.present import present
from tests.each import each
from tests.prioritisation.record.made import NAMES, put, resealed, tree_of

OF_THE_LOG = "changed", "ranking_seen"
"""Kinds that the log alone knows."""


def paths(tree):
    return [d.path for d in replay(resealed(tree)).differences]


@each("name", NAMES)
def test_each_warning_that_was_left_out_is_told(name):
    tree = tree_of(name)
    told = [w["id"] for w in tree["warnings"] if w["kind"] not in OF_THE_LOG]
    tree["warnings"] = []
    missing = replay(resealed(tree)).differences
    assert {d.path for d in missing} == {"warnings"}
    assert sorted(d.expected for d in missing) == sorted(told)


@each(
    ("path", "value"),
    [
        ("warnings[2].share", 0.99),
        ("warnings[2].n", 4),
        ("warnings[1].what", ["ghg_impact"]),
        ("warnings[0].id", "perimeters"),
        ("warnings[0].kind", "sudden"),
    ],
)
def test_a_figure_of_a_warning_is_found_again(path, value):
    tree = tree_of("clear")
    put(tree, path, value)
    assert any(p.startswith("warnings[") for p in paths(tree))


def test_the_answer_of_the_group_is_given():
    tree = tree_of("clear")
    put(tree, "warnings[0].answer", "Autre réponse.")
    assert paths(tree) == []


def few(n, of):
    return {
        "id": "few:1", "kind": "few", "what": [], "answer": "", "n": n, "of": of, "share": None,
    }  # fmt: skip


def test_a_warning_found_in_the_ballots_has_their_figures():
    tree = tree_of("clear")
    tree["warnings"].append(few(3, 10))
    assert paths(tree) == ["warnings[4]"]
    tree["settings"]["PRIORITISATION_FEW_VOTERS"] = [20.0]
    assert paths(tree) == ["warnings[4].n", "warnings[4].of"]
    tree["warnings"][4] = few(16, 20)
    assert paths(tree) == []


def test_a_scenario_of_one_person_has_no_warning():
    tree = as_tree(present())
    assert (tree["kind"], tree["warnings"], paths(tree)) == ("scenario", [], [])
    tree["warnings"] = tree_of("clear")["warnings"][:2]
    assert paths(tree) == ["warnings[0]", "warnings[1]"]


def test_a_warning_that_no_program_gives_is_no_record():
    tree = tree_of("clear")
    put(tree, "warnings[0].kind", "magic")
    with pytest.raises(InvalidRecord):
        paths(tree)


def test_a_warning_told_twice_is_told():
    tree = tree_of("clear")
    tree["warnings"].append(tree["warnings"][0])
    assert paths(tree) == ["warnings"]


def test_thresholds_left_out_would_be_those_of_whoever_reads():
    for change in (dict.clear, lambda settings: settings.pop("PRIORITISATION_CAMPS"),
                   lambda settings: settings.update(PRIORITISATION_QUORUM=[])):  # fmt: skip
        tree = tree_of("clear")
        change(tree["settings"])
        with pytest.raises(InvalidRecord) as error:
            paths(tree)
        assert [(p.fault, p.place) for p in error.value.problems] == [
            (RecordFault.INCOHERENT, "settings")
        ]
