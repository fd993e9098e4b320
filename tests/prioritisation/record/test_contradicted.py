"""A record that contradicts itself: a French sentence names the field, and nothing is written."""

import json

import pytest

from prioritisation.cli.main import main
from prioritisation.record.making import hash_of, marks
from tests.cases.records.make import FICTITIOUS
from tests.prioritisation.record.made import put, tree_of


def more_hands(tree):
    tree["decision"]["vote"]["favour"] = 500


def more_ballots(tree):
    tree["votes"]["attendance"]["present"] = 19


def another_count(tree):
    tree["votes"]["rounds"][2]["count"] = 21


def scenario(tree):
    tree["kind"] = "scenario"


def decided(tree):
    tree["status"]["state"] = "project"


def void_round_gone(tree):
    del tree["votes"]["rounds"][0]


def invented(tree):
    tree["warnings"].append(
        {
            "id": "pivotal_college:3",
            "kind": "pivotal_college",
            "what": ["mieux_produire"],
            "answer": FICTITIOUS,
            "n": 3,
            "of": 20,
            "share": None,
        }
    )


def left_out(tree):
    tree["warnings"] = [w for w in tree["warnings"] if w["kind"] != "camps"]


def other_criteria(tree):
    tree["votes"]["rounds"][2]["ballots"][0]["points"]["autre"] = 10


def twice(tree):
    tree["case"]["arguments"].append(tree["case"]["arguments"][0])


def unlike(tree):
    tree["votes"] |= {"moved": None, "unlike": ["asking"]}


def opened_late(tree):
    tree["votes"]["rounds"][2]["opened"] = "2026-12-06"


def held_before(tree):
    tree["votes"]["rounds"][1]["opened"] = "2026-12-04"


def without_day(tree):
    tree["votes"]["rounds"][2]["closed"] = None


def frozen_twice(tree):
    frozen = tree["case"]["frozen"]
    frozen["content"] = frozen["content"].replace('{"case"', '{"case":"autre","case"', 1)


CHANGES = {
    unlike: "votes.unlike : ces deux votes ont posé la même question : ils se comparent",
    opened_late: "votes.rounds[2].closed : le jour manque, ou il est avant l’ouverture du vote",
    held_before: "votes.rounds[1].opened : le jour manque, ou il est avant la fin du vote",
    without_day: "votes.rounds[2].closed : le jour manque",
    frozen_twice: "case.frozen.content : ce n’est pas un texte qu’une séance fige avant le vote",
    more_hands: "decision.vote : plus de mains levées que de personnes présentes",
    more_ballots: "votes.rounds[1].count : ce n’est pas le nombre de personnes qui y ont voté",
    another_count: "votes.rounds[2].count : ce n’est pas le nombre de personnes qui y ont voté",
    scenario: "kind : une séance a des votes",
    decided: "status.state : project ; recalculé : decision",
    void_round_gone: "votes.rounds : il manque un vote",
    invented: "warnings[9] : cet avertissement n’est pas retrouvé (pivotal_college:3)",
    left_out: "warnings : il manque un avertissement (camps:3)",
    other_criteria: "votes.rounds[2].ballots[0].points : ce ne sont pas les critères",
    twice: "case.arguments[5] : cela figure deux fois",
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_contradiction_is_named_in_french_and_nothing_is_written(change, tmp_path, capsys):
    tree = tree_of("contested")
    change(tree)
    tree["fingerprints"] = marks(tree)
    tree["sha256"] = hash_of(tree)
    path = tmp_path / "decision.json"
    path.write_text(json.dumps(tree), "utf-8")
    assert main(["replay", str(path)]) in (1, 2)
    said = "".join(capsys.readouterr()).replace("\u00a0", " ").replace("\u202f", " ")
    assert CHANGES[change] in said
    folder = tmp_path / "notes"
    assert main(["export", str(path), "--format", "csv", "--output", str(folder)]) == 2
    said = "".join(capsys.readouterr()).replace("\u00a0", " ").replace("\u202f", " ")
    assert CHANGES[change] in said
    assert not folder.exists() or list(folder.iterdir()) == []


HOSTILE = {
    "votes.rounds[2].ballots[0].points": {"ghg_impact": 100},
    "votes.rounds[2].ballots": [],
    "case.frozen.content": '{"setup": []}',
}


@pytest.mark.parametrize("path", HOSTILE)
@pytest.mark.parametrize("setup", ["[]", "{}", '{"senses": [], "colleges": [[1]]}', "null"])
def test_whatever_is_written_there_is_a_sentence_and_no_failure(path, setup, tmp_path, capsys):
    tree = tree_of("contested")
    content = json.loads(tree["case"]["frozen"]["content"])
    whole = content["setup"]
    changed = json.loads(setup)
    content["setup"] = {**whole, **changed} if isinstance(changed, dict) else changed
    put(tree, path, HOSTILE[path])
    if path != "case.frozen.content":
        tree["case"]["frozen"]["content"] = json.dumps(content)
    written = tmp_path / "decision.json"
    written.write_text(json.dumps(tree), "utf-8")
    assert main(["replay", str(written)]) == 2
    assert capsys.readouterr().err.strip()
