from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.robustness.weight_sets import AtMost, Order
from prioritisation.sentences.robustness import method_lines
from tests.prioritisation.sentences.made import normandie, plain, small


def told(analysis, *constraints):
    found = assess_robustness(analysis, constraints=constraints)
    return plain(" ".join(method_lines(analysis, found)))


def test_draws_seed_error_exactness_and_thresholds_are_told():
    said = told(normandie())
    assert "Solide à partir de 90 %" in said
    assert "exactes, par les régions de poids" in said
    assert "20 000 fois" in said
    assert "Seulement les répartitions de poids" not in said


def test_constraints_are_told_and_shares_stay_exact():
    said = told(normandie(), Order(0, 1))
    assert "Parts de premier rang : exactes, par les régions de poids" in said
    assert "Rangs possibles : sur les répartitions de poids admises" in said
    assert "Seulement les répartitions de poids où : Impact GES" in said
    assert "(50 % de toutes les répartitions de poids)" in said


def test_shares_of_the_weights_allowed_that_are_estimated_give_their_error():
    rows = [[(k * j) % 7 * 10 + k for j in range(1, 9)] for k in range(4)]
    said = told(small(*rows), AtMost(0, 0.3), AtMost(1, 0.25))
    assert "Parts de premier rang : estimées, erreur type au plus" in said
    assert "(environ" in said


def test_estimated_shares_give_their_error():
    rows = [[(k * j) % 7 * 10 + k for j in range(1, 9)] for k in range(4)]
    assert "estimées, erreur type au plus" in told(small(*rows))


def test_one_criterion_has_no_draws_of_weights():
    said = told(small([100], [0]))
    assert "numéro du tirage" not in said
    assert "Solide à partir" not in said
