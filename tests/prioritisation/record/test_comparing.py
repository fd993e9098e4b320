from prioritisation.record.checks import ABSENT, Difference, DifferenceCause, record_differences
from tests.each import each


def differing(one, other):
    return [(d.path, d.recorded, d.expected) for d in record_differences(one, other, "r")]


@each("value", [None, True, 3, 0.25, "a", [1, [2.0]], {"a": {"b": [None]}}, [], {}])
def test_the_same_does_not_differ(value):
    assert differing(value, value) == []


@each(
    ("one", "other", "expected"),
    [
        (1, 2, [("r", 1, 2)]),
        (0.5, 0.5 + 2e-9, [("r", 0.5, 0.5 + 2e-9)]),
        (True, 1, [("r", True, 1)]),
        (None, 0, [("r", None, 0)]),
        ("a", "b", [("r", "a", "b")]),
        ([1], [1, 2], [("r[1]", ABSENT, 2)]),
        ([1, 2], [1], [("r[1]", 2, ABSENT)]),
        ({"a": 1}, {"b": 1}, [("r.a", 1, ABSENT), ("r.b", ABSENT, 1)]),
        ({"a": [{"b": 1}]}, {"a": [{"b": 3}]}, [("r.a[0].b", 1, 3)]),
        ({}, [], [("r", {}, [])]),
    ],
)
def test_each_field_that_differs_is_named(one, other, expected):
    assert differing(one, other) == expected


def test_the_last_digits_of_another_machine_do_not_count():
    assert differing([0.1, 1.0, 0], [0.1 + 9e-10, 1, -9e-10]) == []


def test_the_cause_goes_with_each_difference():
    assert list(record_differences(1, 2, "a", DifferenceCause.FROZEN)) == [
        Difference("a", 1, 2, DifferenceCause.FROZEN)
    ]
