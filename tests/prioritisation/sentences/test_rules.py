from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.rules import rules
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.voting import borda, copeland, preferences
from prioritisation.sentences.rules import duels_text, rule_place_text, rules_method, rules_text
from tests.prioritisation.analysis.ballots.made import CONDORCET, TENNESSEE, election, profile_of

PLACES, DUELS, ORDER = (
    "les places sur chaque vote",
    "les duels gagnés",
    "l’ordre le plus proche des votes",
)
ALL = f"{PLACES}, {DUELS} et {ORDER}"
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
        f"Selon {ALL}, « Nashville » est premier, comme avec les poids moyens du groupe."
    )
    assert plain(duels_text(found, LEVERS, "notes incertaines")) == (
        "« Nashville » gagne tous ses duels : face à chaque autre levier, plus de votes le "
        "préfèrent que l’inverse."
    )


def test_another_answer_is_said_beside_and_never_averaged():
    matrix, ballots = election(*TENNESSEE)
    said = plain(rules_text(rules(matrix, ballots), group(matrix, 90, 4, 3, 3), LEVERS))
    assert said == (
        f"Selon {ALL}, « Nashville » est premier. Avec les poids moyens du groupe, Memphis est "
        "premier. On ne fait aucune moyenne entre ces réponses."
    )


def test_a_cycle_is_said_lever_by_lever():
    matrix, ballots = election(*CONDORCET)
    found = rules(matrix, ballots)
    assert plain(duels_text(found, ["A", "B", "C"], "notes incertaines")) == (
        "Aucun levier ne gagne tous ses duels. Les majorités tournent en rond : A l’emporte sur "
        "B, B l’emporte sur C et C l’emporte sur A."
    )
    assert f"Selon {DUELS}, A, B et C sont premiers à égalité." in plain(
        rules_text(found, group(matrix, 1, 1, 1, 1, 1), ["A", "B", "C"])
    )


def test_what_rests_on_an_unknown_score_cannot_be_established():
    matrix, ballots = unknown()
    found = rules(matrix, ballots)
    said = rules_text(found, group(matrix, 1, 2), ["A", "B"])
    assert "ne peut pas être établi" in said
    assert plain(duels_text(found, ["A", "B"], "notes incertaines")).endswith(
        "Aucun autre que A ou B ne le peut."
    )
    assert rule_place_text(found.kemeny, 0) == "1 à 2"
    assert plain(rule_place_text(found.borda, 0)) == "1 à 2 (0 à 6)"
    assert any("ne peut pas être établie" in s for s in rules_method(found))


@pytest.mark.parametrize("n", [1, 4])
def test_nothing_is_said_of_fewer_than_five_ballots(n):
    matrix, ballots = unknown()
    found = rules(matrix, ballots[:n])
    assert duels_text(found, ["A", "B"], "notes incertaines") == ""
    assert rules_text(found, group(matrix, 1, 2), ["A", "B"]) == ""


def test_orders_as_good_are_said_in_the_method():
    found = rules(*election([[0, 1, 2], [1, 2, 0], [2, 0, 1]], [2, 2, 2]))
    assert any("Plusieurs ordres" in s for s in rules_method(found))
    circle = [[(k + i) % 19 for i in range(19)] for k in range(19)]
    assert any("Trop de leviers" in s for s in rules_method(rules(*election(circle, [1] * 19))))


TENTHS = st.integers(0, 10).map(lambda k: k / 10)


@st.composite
def five_ballots(draw, unknown):
    """Four levers, two criteria, five ballots or six; one score unknown or none."""
    low = np.array(draw(st.lists(TENTHS, min_size=8, max_size=8))).reshape(4, 2)
    high = low.copy()
    if unknown:
        low[0, 0], high[0, 0] = 0, 1
    shares = draw(st.lists(st.integers(0, 10), min_size=5, max_size=6))
    ballots = [Ballot({"k": 10 * s, "u": 100 - 10 * s}, "k" if s > 5 else "u") for s in shares]
    return known_matrix(tuple("wxyz"), ("k", "u"), low, high), ballots


def kemeny_firsts(duels):
    """Who is first in some best order, all the orders being looked at."""
    scores = {
        order: sum(duels[a, b] for k, a in enumerate(order) for b in order[k + 1 :])
        for order in permutations(range(len(duels)))
    }
    best = max(scores.values())
    return {order[0] for order, score in scores.items() if score == best}


def firsts_by_hand(matrix, ballots):
    """Rule -> who is first for one value or another of the unknown score, ties included."""
    firsts = {PLACES: set(), DUELS: set(), ORDER: set()}
    for x in np.linspace(0, 1, 21):
        values = matrix.low.copy()
        if matrix.open_cells:
            values[0, 0] = x
        votes = profile_of(
            known_matrix(matrix.alternatives, matrix.criteria, values, values), ballots
        )
        duels = preferences(votes)
        for name, score in ((PLACES, borda(votes)), (DUELS, copeland(duels))):
            firsts[name] |= set(np.flatnonzero(score == score.max()).tolist())
        firsts[ORDER] |= kemeny_firsts(duels)
    return firsts


def sentence_of(text, rule):
    return next(s for s in text.split(". ") if s.startswith("Selon") and rule in s)


@given(five_ballots(unknown=True))
@settings(deadline=None, max_examples=150)
def test_nobody_that_a_sentence_leaves_out_is_ever_first_and_none_is_said_to_be_able_to(made):
    matrix, ballots = made
    names = ["Lever-w", "Lever-x", "Lever-y", "Lever-z"]
    group_ranking = additive(matrix, np.array([0.5, 0.5]))
    text = plain(rules_text(rules(matrix, ballots), group_ranking, names))
    assert text.count("les poids moyens du groupe") == 1, "what the mean says is told once"
    for rule, firsts in firsts_by_hand(matrix, ballots).items():
        sentence = sentence_of(text, rule)
        assert "peut être Lever" not in sentence
        named = {row for row, name in enumerate(names) if name in sentence}
        assert not named or firsts <= named
        if "est premier" in sentence or "sont premiers" in sentence:
            assert firsts == named


@given(five_ballots(unknown=False))
@settings(deadline=None, max_examples=300)
def test_a_lever_first_in_every_best_order_of_kemeny_is_first_by_kemeny(made):
    matrix, ballots = made
    found = rules(matrix, ballots)
    assume(found.kemeny.first is not None)
    text = plain(rules_text(found, additive(matrix, np.array([0.5, 0.5])), list("WXYZ")))
    (first,) = firsts_by_hand(matrix, ballots)[ORDER]
    assert f"« {'WXYZ'[first]} » est premier" in sentence_of(text, ORDER)


def test_orders_that_differ_after_the_first_lever_leave_it_first_by_kemeny():
    """All put the same lever first; the three others go round."""
    circle = [[0, 1, 2, 3], [0, 2, 3, 1], [0, 3, 1, 2]]
    matrix, ballots = election(circle, [2, 2, 2])
    found = rules(matrix, ballots)
    assert found.several
    text = plain(rules_text(found, group(matrix, 1, 1, 1), LEVERS))
    assert text.startswith(f"Selon {ALL}, « Memphis » est premier")
