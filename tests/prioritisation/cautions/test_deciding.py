from dataclasses import replace

import pytest

from prioritisation.cautions.deciding import Lack, Objection, Written, lacking

WHOLE = Written("Mobilité d’abord", "le groupe sait faire", (Objection("trop lent", "un an"),))


def test_a_decision_with_its_motive_and_its_objections_answered_lacks_nothing():
    assert lacking(WHOLE) == ()
    assert lacking(replace(WHOLE, objections=(), none_raised=True)) == ()


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"choice": " "}, Lack.CHOICE),
        ({"motive": "\n"}, Lack.MOTIVE),
        ({"objections": ()}, Lack.OBJECTIONS),
        ({"objections": (Objection("  ", "rien"),)}, Lack.OBJECTIONS),
        ({"objections": (Objection("trop lent"),)}, Lack.ANSWERS),
        ({"objections": (Objection("a", "b"), Objection("c", " "))}, Lack.ANSWERS),
    ],
)
def test_what_is_missing_is_named(change, lack):
    assert lacking(replace(WHOLE, **change)) == (lack,)


def test_everything_missing_is_named_at_once():
    assert lacking(Written("", "")) == (Lack.CHOICE, Lack.MOTIVE, Lack.OBJECTIONS)
