from prioritisation.sentences.forks import depends_on_levers

from prioritisation.analysis.opinions import Method


def test_only_methods_scaled_on_the_levers_present_depend_on_them():
    assert {m for m in Method if depends_on_levers(m)} == {
        Method.TOPSIS,
        Method.VIKOR,
        Method.PROMETHEE_II,
    }
