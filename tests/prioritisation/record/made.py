"""Records to be tested: the samples, read once, and ways to change them."""

import copy
import json
from functools import cache

from prioritisation.record.making import hash_of
from prioritisation.record.model import as_tree, read_record, record_from
from tests.cases.records.make import HERE, SAMPLES

NAMES = tuple(SAMPLES)


@cache
def sample(name):
    return read_record(HERE / f"{name}.decision.json")


def tree_of(name):
    """A copy of a sample as JSON, to be changed."""
    return copy.deepcopy(as_tree(sample(name)))


def resealed(tree):
    """What somebody would write who knows how records are sealed."""
    tree["sha256"] = hash_of(tree)
    return record_of_tree(tree)


def record_of_tree(tree):
    return record_from(json.dumps(tree).encode())


def put(tree, path, value):
    """Change the value at a path such as ``votes.rounds[0].count``."""
    *steps, last = (
        int(p) if p.isdigit() else p for p in path.replace("[", ".").replace("]", "").split(".")
    )
    for step in steps:
        tree = tree[step]
    assert tree[last] != value
    tree[last] = value
