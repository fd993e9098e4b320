import pytest

from criteria.crosscheck import check_amount, outside_anchors
from criteria.errors import InvalidCase
from criteria.load import load_case
from criteria.scales import LinearScale, WordLevel, WordScale
from tests.criteria.cross_breakages import CROSSED

WORDS = WordScale((WordLevel("none", "", 0), WordLevel("all", "", 1)))


@pytest.mark.parametrize(
    ("amount", "scale", "kind", "values"),
    [
        ("12,5", LinearScale(0, 20), "decimal_comma", {"found": "12,5"}),
        ("a", LinearScale(0, 20), "not_a_number", {"found": "a"}),
        ("inf", LinearScale(0, 20), "not_finite", {"found": "inf"}),
        ("21", LinearScale(20, 0), "score_outside_anchors", {"found": 21, "low": 0, "high": 20}),
        ("some", WORDS, "unknown_level", {"found": "some", "allowed": "none, all"}),
    ],
)
def test_an_amount_that_does_not_fit_its_scale_says_why(amount, scale, kind, values):
    (problem,) = check_amount(amount, scale, "scores.csv", 4, "high")
    assert (problem.kind, problem.place, problem.row, problem.column) == (
        kind,
        "scores.csv",
        4,
        "high",
    )
    assert problem.values == values


@pytest.mark.parametrize(("amount", "scale"), [("20", LinearScale(0, 20)), ("none", WORDS)])
def test_an_amount_that_fits_its_scale_is_no_problem(amount, scale):
    assert list(check_amount(amount, scale, "scores.csv", 4, "high")) == []


def test_an_unknown_amount_is_inside_any_anchors():
    assert outside_anchors("ghg", LinearScale(0, 20), [None, 0.0, 20.0]) == []


def test_a_computed_amount_outside_the_anchors_says_which_anchors():
    (problem,) = outside_anchors("ghg", LinearScale(0, 20), [None, 3.0, 20.5])
    assert (problem.place, problem.column) == ("criteria.toml", "ghg.scale.anchors")
    assert problem.values == {"found": 20.5, "low": 0, "high": 20}


def test_problems_between_files_come_in_the_order_of_the_files(folder):
    names = ["a statement that says nothing", "a sheet twice", "two default perimeters"]
    names += ["a scope without its source", "no sentence for the way of the data"]
    for name in names:
        CROSSED[name][0](folder)
    with pytest.raises(InvalidCase) as error:
        load_case(folder)
    assert [(p.kind, p.place) for p in error.value.problems] == [
        ("default_perimeter", "case.toml"),
        ("direction_label_missing", "criteria.toml"),
        ("unknown_source", "levers.csv"),
        ("duplicate", "action_sheets.csv"),
        ("empty", "evidence.csv"),
    ]
