import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.analysis.sets.question import (
    Capacity,
    LeverLoad,
    Load,
    PairSynergy,
    Question,
    Synergy,
    Wait,
)
from prioritisation.sentences.set_comparison import (
    best_set_text,
    best_text,
    cost_of_threshold,
    median_text,
    method_text,
    roles_text,
    set_name,
    sets_answer,
    voters_text,
    weights_text,
)
from prioritisation.settings import robustness_thresholds
from tests.prioritisation.analysis.ballots.made import ballot
from tests.prioritisation.sentences.made import plain
from tests.strategies import matrix_of
from tests.thresholds import compare_sets

LEVERS = ("Loger", "Produire", "Bouger", "Nourrir")
HALVES = np.array([0.5, 0.5])
ONE = np.ones(1)


def of(low, high=None, question=None, weights=None, ballots=(), **thresholds):
    matrix = matrix_of(low, high)
    weights = (
        np.full(len(matrix.criteria), 1 / len(matrix.criteria)) if weights is None else weights
    )
    return compare_sets(matrix, weights, question, ballots, **thresholds)


def said(found):
    return plain(sets_answer(found, LEVERS[: len(found.matrix.alternatives)]))


def test_an_exact_threshold_is_one_number():
    assert said(of([[0.9], [0.12], [0.05]])) == (
        "Un seul levier vaut mieux dès que la dispersion coûte plus de 12 points ; en dessous, "
        "deux leviers valent mieux. Avec ces poids, le meilleur couple est Loger et Produire ; le "
        "meilleur levier seul est Loger."
    )


def test_a_threshold_between_two_tenths_is_rounded_up_for_one_lever_and_down_for_two():
    assert said(of([[0.9], [0.1234]])).startswith(
        "Un seul levier vaut mieux dès que la dispersion coûte plus de 12,4 points ; en dessous "
        "de 12,3 points, deux leviers valent mieux."
    )


def test_with_unknown_scores_the_threshold_is_an_interval_and_the_middle_undecidable():
    assert said(of([[0.9], [0.2]], [[0.9], [0.4]])).startswith(
        "Un seul levier vaut mieux à coup sûr dès que la dispersion coûte plus de 40 points ; "
        "deux leviers valent mieux à coup sûr en dessous de 20 points ; entre les deux, c’est "
        "indécidable, faute de connaître toutes les notes."
    )


def test_when_nothing_is_known_the_sentence_concludes_nothing():
    assert said(of(np.zeros((4, 2)), np.ones((4, 2)))) == (
        "Un seul levier vaut mieux à coup sûr dès que la dispersion coûte plus de 100 points ; en "
        "dessous, c’est indécidable, faute de connaître toutes les notes. Avec ces poids, le "
        "meilleur couple est indécidable entre 6 choix ; le meilleur levier seul est indécidable "
        "entre 4 choix."
    )


def test_levers_that_harm_each_other_are_better_alone_whatever_dispersion_costs():
    harm = Question(synergies=(PairSynergy("aa", "ab", Synergy.HARM, "why"),))
    assert said(of([[0.9], [0.03]], question=harm)).startswith(
        "Un seul levier vaut mieux, même si la dispersion ne coûte rien : synergies et charge de "
        "travail enlèvent plus que ce qu’apporte un levier de plus."
    )
    assert "si elle ne coûte rien, un ou plusieurs se valent." in said(of([[0.9], [0.0]]))


def test_a_single_lever_leaves_no_question():
    assert said(of([[0.4]])) == (
        "Un seul levier peut être choisi : il ne reste aucun ensemble plus grand. Avec ces poids, "
        "le meilleur levier seul est Loger."
    )
    waits = Question(waits=(Wait("ab", "first results"),))
    assert "le meilleur levier seul est Loger" in said(of([[0.4], [0.9]], question=waits))


def test_larger_sets_are_counted_by_lever_added():
    text = said(of([[0.9], [0.4], [0.2]], question=Question(3)))
    assert text.startswith(
        "Un seul levier vaut mieux dès que chaque levier ajouté coûte plus de 40 points ; en "
        "dessous, plusieurs leviers valent mieux."
    )
    assert "le meilleur ensemble de 3 leviers est Loger, Produire et Bouger ;" in text


def test_ties_are_said_and_never_broken():
    same = of([[0.5, 0.5]] * 3)
    assert plain(best_text(same, LEVERS)) == (
        "Avec ces poids, Loger + Produire, Loger + Bouger et Produire + Bouger sont à égalité "
        "pour le meilleur couple ; Loger, Produire et Bouger sont à égalité pour le meilleur "
        "levier seul."
    )
    assert "6 choix sont à égalité pour le meilleur couple" in best_text(of([[0.5]] * 4), LEVERS)


def test_a_best_set_that_another_may_equal_is_not_said_to_be_alone():
    text = best_text(of([[0.9], [0.5], [0.2]], [[0.9], [0.5], [0.5]]), LEVERS)
    assert "le meilleur couple est Loger et Produire, peut-être à égalité" in text


def test_few_candidates_are_named_when_the_best_is_undecidable():
    text = plain(best_text(of([[0.9], [0.1], [0.2]], [[0.9], [0.8], [0.3]]), LEVERS))
    assert "le meilleur couple est indécidable entre Loger + Produire et Loger + Bouger" in text


@pytest.mark.parametrize(
    ("low", "word"),
    [
        ([[1, 1], [0.9, 0.9], [0, 0]], "solide : le meilleur pour environ 100 %"),
        (
            [[1, 1], [0.8, 0.2], [0.3, 0.4]],
            "plutôt solide : le meilleur pour environ 71 % des pondérations",
        ),
        ([[1, 1], [0.6, 0.4], [0.4, 0.59]], "partagé : le meilleur pour environ"),
        ([[1, 1], [0.6, 0.4], [0.4, 0.61]], "indécidable au-delà de ces poids : le meilleur pour"),
    ],
)
def test_a_best_pair_is_announced_with_the_word_of_its_share_of_weights(low, word):
    found = of(low, weights=np.array([0.6, 0.4]))
    assert word in plain(best_set_text(found, (0, 1)))
    assert word in plain(sets_answer(found, LEVERS[:3]))


def test_the_words_are_those_of_the_thresholds_set(monkeypatch):
    asked = [[1, 1], [0.8, 0.2], [0.3, 0.4]], None, None, np.array([0.6, 0.4])
    monkeypatch.setenv("PRIORITISATION_SOLIDITY", "70,60,50")
    found = of(*asked, thresholds=robustness_thresholds())
    assert plain(best_set_text(found, (0, 1))).startswith("solide :")
    monkeypatch.setenv("PRIORITISATION_SOLIDITY", "95,90,80")
    found = of(*asked, thresholds=robustness_thresholds())
    assert plain(best_set_text(found, (0, 1))).startswith("indécidable au-delà")


def test_with_one_criterion_there_are_no_other_weights():
    found = of([[0.9], [0.5]])
    assert (best_set_text(found, (0, 1)), weights_text(found, 0.1), median_text(found)) == (
        "",
    ) * 3


def test_the_weights_on_each_side_are_never_rounded_up():
    found = of([[1, 0], [0, 1], [0.6, 0.6]])
    assert re.fullmatch(
        r"Si la dispersion coûte 55 points : un seul levier pour environ \d\d % des pondérations "
        r"possibles, plusieurs pour \d\d %\.",
        plain(weights_text(found, 0.55)),
    )
    vague = of([[1, 0], [0, 1], [0.2, 0.2]], [[1, 0], [0, 1], [0.7, 0.7]])
    assert re.search(
        r"; pour \d+ %, cela dépend de notes inconnues\.$", plain(weights_text(vague, 0.4))
    )


def test_half_of_the_weights_are_on_one_side_of_the_median():
    found = of([[1, 0], [0, 1], [0.6, 0.6]])
    cost = re.search(r"plus de ([\d,]+) point", median_text(found))[1].replace(",", ".")
    assert found.over_weights.sides(float(cost) / 100 + 1e-6).one >= 0.5


def test_voters_are_counted_and_too_few_are_not_shown():
    criteria = ("ca", "cb")
    ballots = [ballot(100, 0, criteria=criteria)] * 4 + [ballot(100, 100, criteria=criteria)]
    found = of([[1, 0], [0, 1], [0.6, 0.6]], ballots=ballots)
    assert plain(voters_text(found, 0.55)) == (
        "Si la dispersion coûte 55 points : un seul levier pour 1 bulletin et plusieurs pour 4 "
        "bulletins, sur 5."
    )
    assert "à égalité pour 1 bulletin" in voters_text(found, 0.5)
    assert voters_text(of([[1, 0], [0, 1]], ballots=ballots[:4]), 0.5) == ""
    assert voters_text(of([[1, 0], [0, 1]]), 0.5) == ""


def test_levers_are_said_to_be_in_all_some_or_no_good_sets():
    found = of([[1, 1], [0.6, 0.2], [0.2, 0.6], [0.1, 0.1]])
    assert plain(roles_text(found, LEVERS)) == (
        "Dans tous les choix qu’aucun autre ne domine : Loger. Dans une partie d’entre eux : "
        "Produire et Bouger. Dans aucun : Nourrir."
    )
    many = of(np.linspace(1, 0, 20)[:, None], question=Question(4))
    assert roles_text(many, tuple(map(str, range(20)))) == ""
    assert "le meilleur levier seul est 0" in best_text(many, tuple(map(str, range(20))))


@pytest.mark.slow
def test_sets_too_many_to_be_listed_may_be_undecidable():
    high = np.ones((20, 1))
    many = of(np.linspace(0.5, 0, 20)[:, None], high, Question(4))
    assert "le meilleur couple est indécidable ;" in plain(
        best_text(many, tuple(map(str, range(20))))
    )


def test_a_capacity_that_is_a_limit_can_leave_single_levers_only():
    loads = tuple(LeverLoad(x, Load.HEAVY) for x in ("aa", "ab"))
    found = of([[0.4], [0.9]], question=Question(2, (), loads, Capacity.FAIR, hard=True))
    assert said(found).startswith("Un seul levier peut être choisi :")


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(st.integers(0, 10_000).map(lambda k: k / 10_000), min_size=2, max_size=4))
def test_the_sentence_is_true_to_its_last_digit(values):
    found = of([[v] for v in values])
    text = plain(sets_answer(found, LEVERS[: len(values)]))
    numbers = [float(x.replace(",", ".")) / 100 for x in re.findall(r"de ([\d,]+) point", text)]
    up, down = numbers[0], numbers[-1]
    assert {len(s) for s in found.best_at(up + 1e-6).sure} == {1}
    if "deux leviers valent mieux" in text:
        assert {len(s) for s in found.best_at(down - 1e-6).sure} == {2}


def test_a_set_has_a_name_and_the_method_is_told():
    assert set_name((0, 2), LEVERS) == "Loger + Bouger"
    assert "le seuil est ce qu’apporte un levier de plus" in method_text()


def test_the_cost_of_the_threshold_is_where_the_sentence_says():
    assert cost_of_threshold(of([[0.9], [0.1234]])) == pytest.approx(0.124)
    harm = Question(synergies=(PairSynergy("aa", "ab", Synergy.HARM),))
    assert cost_of_threshold(of([[0.9], [0.03]], question=harm)) == 0
    assert cost_of_threshold(of([[0.4]])) == 0
