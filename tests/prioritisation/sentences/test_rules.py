import numpy as np
import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.rules import rules
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.sentences.rules import duels_text, rule_place_text, rules_method, rules_text
from tests.prioritisation.analysis.ballots.made import CONDORCET, TENNESSEE, election

LEVERS = ["Memphis", "Nashville", "Chattanooga", "Knoxville"]


def plain(text):
    return text.replace("\xa0", " ")


def group(matrix, *weights):
    return additive(matrix, np.array(weights) / sum(weights))


def unknown():
    """Two levers, one with a score that nobody knows."""
    low, high = np.array([[0.8, 0.0], [0.6, 0.5]]), np.array([[0.8, 1.0], [0.6, 0.5]])
    matrix = known_matrix(("a", "b"), ("k", "u"), low, high)
    return matrix, [Ballot({"k": 50, "u": 100}, "u")] * 6


def test_rules_that_agree_with_the_mean_weights_are_said_together():
    matrix, ballots = election(*TENNESSEE)
    found = rules(matrix, ballots)
    assert plain(rules_text(found, group(matrix, 42, 60, 15, 17), LEVERS)) == (
        "Selon Borda, Copeland et Kemeny, « Nashville » est premier, comme avec les poids moyens "
        "du groupe."
    )
    assert plain(duels_text(found, LEVERS, "notes inconnues")) == (
        "« Nashville » gagne tous ses duels : face à chaque autre levier, plus de bulletins le "
        "préfèrent que l’inverse (vainqueur de Condorcet)."
    )


def test_another_answer_is_said_beside_and_never_averaged():
    matrix, ballots = election(*TENNESSEE)
    said = plain(rules_text(rules(matrix, ballots), group(matrix, 90, 4, 3, 3), LEVERS))
    assert said == (
        "Selon Borda, Copeland et Kemeny, « Nashville » est premier. Avec les poids moyens du "
        "groupe, Memphis est premier. On ne fait aucune moyenne entre ces réponses."
    )


def test_a_cycle_is_said_lever_by_lever():
    matrix, ballots = election(*CONDORCET)
    found = rules(matrix, ballots)
    assert plain(duels_text(found, ["A", "B", "C"], "notes inconnues")) == (
        "Aucun levier ne gagne tous ses duels. Les majorités tournent en rond : A l’emporte sur "
        "B, B l’emporte sur C et C l’emporte sur A (cycle de Condorcet)."
    )
    assert "Selon Copeland, A, B et C sont premiers à égalité." in plain(
        rules_text(found, group(matrix, 1, 1, 1, 1, 1), ["A", "B", "C"])
    )


def test_what_rests_on_an_unknown_score_cannot_be_established():
    matrix, ballots = unknown()
    found = rules(matrix, ballots)
    said = rules_text(found, group(matrix, 1, 2), ["A", "B"])
    assert "ne peut pas être établi" in said
    assert plain(duels_text(found, ["A", "B"], "notes inconnues")).endswith(
        "Ce peut être A ou B, ou aucun."
    )
    assert rule_place_text(found.kemeny, 0) == "1 à 2"
    assert plain(rule_place_text(found.borda, 0)) == "1 à 2 (0 à 6)"
    assert any("ne peut pas être établie" in s for s in rules_method(found))


@pytest.mark.parametrize("n", [1, 4])
def test_nothing_is_said_of_fewer_than_five_ballots(n):
    matrix, ballots = unknown()
    found = rules(matrix, ballots[:n])
    assert duels_text(found, ["A", "B"], "notes inconnues") == ""
    assert rules_text(found, group(matrix, 1, 2), ["A", "B"]) == ""


def test_orders_as_good_are_said_in_the_method():
    found = rules(*election([[0, 1, 2], [1, 2, 0], [2, 0, 1]], [2, 2, 2]))
    assert any("Plusieurs ordres" in s for s in rules_method(found))
    circle = [[(k + i) % 19 for i in range(19)] for k in range(19)]
    assert any("Trop de leviers" in s for s in rules_method(rules(*election(circle, [1] * 19))))
