import re

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.comparison import Change
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario
from prioritisation.sentences.columns import reasons_of
from tests.prioritisation.sentences.made import case, plain
from tests.thresholds import compare

COVERAGE = frozenset({"existing_coverage"})
POINTS = {"ghg_impact": 50, "partner_ecosystem": 30, "existing_coverage": 20}


def reasons(change, points=None, whole=None, combination="gt"):
    whole = whole or case()
    reference, column = compare(whole, Scenario(points or POINTS, combination), [change])
    return [plain(s) for s in reasons_of(reference, column)]


def test_equal_weights_say_from_what_to_what_the_largest_move_first():
    assert reasons(Change(equal=True)) == [
        (
            "Les poids passent : l’impact GES de 50 % à 33 %, la couverture existante de "
            "20 % à 33 % et l’écosystème partenarial de 30 % à 33 %."
        )
    ]


def test_another_perimeter_tells_scores_from_the_largest_change_on():
    assert reasons(Change(readings=("sgpe",))) == [
        (
            "Compter autrement change l’impact GES : Mieux consommer note manquante au lieu de "
            "571 ktCO₂e, Mieux produire 7 681 ktCO₂e au lieu de 4 157 ktCO₂e, Mieux se déplacer "
            "1 488 ktCO₂e au lieu de 3 288 ktCO₂e et Mieux se loger 1 269 ktCO₂e au lieu de 2 423 "
            "ktCO₂e."
        )
    ]


def test_a_direction_read_the_other_way_tells_whose_points_move_most():
    assert reasons(Change(reversed=COVERAGE)) == [
        (
            "Si l’on lit la couverture existante dans l’autre sens : Mieux se nourrir 8 à 40 "
            "points au lieu de 26,7 à 58,4, Mieux consommer 4 à 35 points au lieu de 21,9 à 53,6, "
            "Mieux se déplacer 44 à 46 points au lieu de 55,5 à 57,2 et 3 autres leviers."
        )
    ]


@given(
    st.fixed_dictionaries({c.id: st.integers(0, 100) for c in case().criteria}).filter(
        lambda points: any(points.values())
    ),
    st.sampled_from(["gt", "gt_freight", "sgpe"]),
    st.builds(
        Change,
        st.booleans(),
        st.just(Method.ADDITIVE),
        st.sampled_from([(), ("gt",), ("gt_freight",), ("sgpe",)]),
        st.frozensets(st.sampled_from(["existing_coverage", "cop_progress", "labour_shortage"])),
    ),
)
def test_every_column_that_changes_something_has_whole_reasons(points, combination, change):
    columns = compare(case(), Scenario(points, combination), [change])
    for column in columns[1:]:
        found = reasons_of(columns[0], column)
        assert found
        for sentence in map(plain, found):
            assert sentence.endswith(".")
            assert "{" not in sentence
            assert "  " not in sentence
            assert " : ." not in sentence
            assert not re.search(r"\b(le le|la la|de le|à le|de les)\b", sentence)
            assert len(sentence) < 500
