import pytest

from prioritisation.cautions.choosing import depends_on_levers, inconsistent
from prioritisation.opinions import Method


def test_only_methods_scaled_on_the_levers_present_depend_on_them():
    assert {m for m in Method if depends_on_levers(m)} == {
        Method.TOPSIS,
        Method.VIKOR,
        Method.PROMETHEE_II,
    }


@pytest.mark.parametrize(
    ("ratio", "said"), [(0.0, False), (0.1, False), (0.1001, True), (1.4, True), (None, False)]
)
def test_judgements_are_inconsistent_above_a_tenth(ratio, said):
    assert inconsistent(ratio) is said
    assert inconsistent(ratio, accepted=2.0) is False
