"""Numbers that the ballots written beside them give: another one is no record."""

import pytest

from prioritisation.record.model import InvalidRecord, RecordFault
from prioritisation.record.replaying import replay
from tests.prioritisation.record.made import NAMES, put, resealed, sample, tree_of


def faults(tree):
    with pytest.raises(InvalidRecord) as error:
        replay(resealed(tree))
    return {p.fault for p in error.value.problems}


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("clear", "votes.rounds[0].count", 999),
        ("clear", "votes.rounds[0].count", 15),
        ("clear", "votes.rounds[0].paper", 17),
        ("clear", "votes.rounds[0].reasons", ["zut"] * 17),
        ("clear", "votes.rounds[0].shown", "count"),
        ("clear", "votes.rounds[0].void", "mal posée"),
        ("clear", "votes.rounds[0].ballots[0].group", 3),
        ("clear", "votes.decisive", None),
        ("clear", "votes.decisive", 2),
        ("clear", "votes.origin", "none"),
        ("clear", "votes.origin", "person"),
        ("clear", "votes.chosen_by", "lead"),
        ("clear", "votes.weights", [{"criterion": "ghg_impact", "value": 1.0}]),
        ("clear", "kind", "scenario"),
        ("contested", "votes.rounds[0].paper", 2),
        ("contested", "votes.rounds[0].number", 2),
        ("contested", "votes.rounds[1].count", 3),
        ("contested", "votes.rounds[1].count", 21),
        ("contested", "votes.rounds[1].shown", "count"),
        ("contested", "votes.rounds[1].shares[0].given", 21),
        ("contested", "votes.decisive", 2),
        ("contested", "votes.moved", 21),
    ],
)
def test_a_number_that_the_ballots_contradict_is_no_record(name, path, value):
    tree = tree_of(name)
    put(tree, path, value)
    assert faults(tree) <= {RecordFault.FIELD, RecordFault.INCOHERENT, RecordFault.TWICE}


def test_a_ballot_told_twice_is_no_record():
    tree = tree_of("clear")
    last = tree["votes"]["rounds"][0]
    last["ballots"].append(last["ballots"][0])
    last["count"] += 1
    assert faults(tree)


def test_a_ballot_less_with_its_count_is_found_by_what_is_computed():
    tree = tree_of("undecidable")
    tree["votes"]["rounds"][0]["ballots"].pop()
    tree["votes"]["rounds"][0]["count"] -= 1
    assert not replay(resealed(tree)).identical


@pytest.mark.parametrize("name", NAMES)
def test_true_records_have_the_numbers_of_their_ballots(name):
    assert replay(sample(name)).identical
