import pytest

from prioritisation.record.making import hash_of, marks, sealed
from prioritisation.record.model import as_tree
from tests.prioritisation.record.made import NAMES, put, sample, tree_of


@pytest.mark.parametrize("name", NAMES)
def test_a_record_carries_its_own_hash(name):
    record = sample(name)
    assert record.sha256 == hash_of(as_tree(record))
    assert sealed(record) == record


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("decision.motives", "decision.motives"),
        ("meeting.title", "meeting.title"),
        ("votes.rounds[0].ballots[0].id", "votes.rounds"),
        ("warnings[0].answer", "warnings"),
        ("case.levers[0].label", "case.levers"),
    ],
)
def test_a_mark_tells_which_part_changed(path, mark):
    before, after = tree_of("clear"), tree_of("clear")
    put(after, path, "another")
    assert hash_of(after) != hash_of(before)
    old, new = marks(before), marks(after)
    assert [key for key in new if new[key] != old[key]] == [mark]


def test_everything_but_the_seal_is_marked():
    tree = tree_of("clear")
    assert {key.partition(".")[0] for key in marks(tree)} == tree.keys() - {
        "schema",
        "version",
        "sha256",
        "fingerprints",
    }
