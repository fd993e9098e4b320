import pytest

from criteria.errors import InvalidCase
from criteria.load import load_case
from tests.criteria.cross_breakages import CROSSED


def test_problems_between_files_come_in_the_order_of_the_files(folder):
    names = ["a statement that says nothing", "a sheet twice", "two default perimeters"]
    names += ["a scope without its source", "no sentence for the way of the data"]
    names += ["a note that says nothing", "a claim on evidence that is none"]
    for name in names:
        CROSSED[name][0](folder)
    with pytest.raises(InvalidCase) as error:
        load_case(folder)
    assert [(p.kind, p.place) for p in error.value.problems] == [
        ("default_reading", "case.toml"), ("direction_label_missing", "criteria.toml"),
        ("unknown_source", "levers.csv"), ("duplicate", "action_sheets.csv"),
        ("empty", "evidence.csv"), ("unknown_evidence", "claims.csv"),
        ("unknown_evidence", "claims.csv"), ("empty", "census.csv"),
    ]  # fmt: skip
