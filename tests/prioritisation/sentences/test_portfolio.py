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
    best_text,
    method_text,
    roles_text,
    set_name,
    sets_answer,
    threshold_text,
)
from prioritisation.sentences.set_shares import best_set_text, set_share_text
from tests.prioritisation.analysis.sets.made import brute_best
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


FROM_ZERO = "En points, zéro étant le plus bas de chaque échelle, partout : "


def in_points(found):
    text = plain(threshold_text(found))
    assert text.startswith(FROM_ZERO)
    return text.removeprefix(FROM_ZERO)


def test_the_answer_then_what_a_second_adds_then_the_best_sets():
    assert said(of([[0.9], [0.12], [0.05]])) == (
        "À deux, tant que s’éparpiller ne fait pas perdre plus de 11 % de l’effet de chacun ; un "
        "seul à partir de 12 %. Avec ces poids, le second apporte 12 points, en plus des 90 du "
        "meilleur levier seul. Avec ces poids, le meilleur couple est Loger et Produire ; le "
        "meilleur levier seul est Loger."
    )


def test_an_exact_threshold_is_one_number():
    assert in_points(of([[0.9], [0.12], [0.05]])) == (
        "un seul levier vaut mieux dès que l’éparpillement coûte plus de 12 points ; en dessous, "
        "deux leviers valent mieux."
    )


def test_a_threshold_between_two_tenths_is_rounded_up_for_one_lever_and_down_for_two():
    assert in_points(of([[0.9], [0.1234]])).startswith(
        "un seul levier vaut mieux dès que l’éparpillement coûte plus de 12,4 points ; en dessous "
        "de 12,3 points, deux leviers valent mieux."
    )


def test_both_ends_of_a_threshold_have_as_many_decimals():
    """« Plus de 79 points ; en dessous de 78,9 points » would look like two measures."""
    assert in_points(of([[0.9], [0.78957]])).startswith(
        "un seul levier vaut mieux dès que l’éparpillement coûte plus de 79,0 points ; en dessous "
        "de 78,9 points, deux leviers valent mieux."
    )


def test_with_unknown_scores_the_threshold_is_an_interval_and_the_middle_unsaid():
    assert in_points(of([[0.9], [0.2]], [[0.9], [0.4]])).startswith(
        "un seul levier vaut mieux dès que l’éparpillement coûte plus de 40 points ; "
        "deux leviers valent mieux en dessous de 20 points ; entre les deux, "
        "cela dépend de notes incertaines."
    )


def test_when_nothing_is_known_the_sentence_concludes_nothing():
    found = of(np.zeros((4, 2)), np.ones((4, 2)))
    assert in_points(found) == (
        "un seul levier vaut mieux dès que l’éparpillement coûte plus de 100 points ; "
        "en dessous, cela dépend de notes incertaines."
    )
    assert said(found).endswith(
        "Avec ces poids, le meilleur couple reste à départager entre 6 choix ; le meilleur levier "
        "seul reste à départager entre 4 choix."
    )


def test_levers_that_harm_each_other_are_better_alone_whatever_dispersion_costs():
    harm = Question(synergies=(PairSynergy("aa", "ab", Synergy.HARM, "why"),))
    assert in_points(of([[0.9], [0.03]], question=harm)).startswith(
        "un seul levier vaut mieux, même si l’éparpillement ne coûte rien : synergies et charge "
        "de travail enlèvent plus que ce qu’apporte un levier de plus."
    )
    assert "s’il ne coûte rien, un ou plusieurs se valent." in in_points(of([[0.9], [0.0]]))


def test_a_single_lever_leaves_no_question():
    assert said(of([[0.4]])) == (
        "Un seul levier peut être choisi : il ne reste aucun ensemble plus grand. Avec ces poids, "
        "le meilleur levier seul est Loger."
    )
    assert threshold_text(of([[0.4]])) == ""
    waits = Question(waits=(Wait("ab", "first results"),))
    assert "le meilleur levier seul est Loger" in said(of([[0.4], [0.9]], question=waits))


def test_larger_sets_are_counted_by_lever_added():
    found = of([[0.9], [0.4], [0.2]], question=Question(3))
    assert in_points(found).startswith(
        "un seul levier vaut mieux dès que chaque levier ajouté coûte plus de 40 points ; en "
        "dessous, plusieurs leviers valent mieux."
    )
    assert "le meilleur ensemble de 3 leviers est Loger, Produire et Bouger ;" in said(found)


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


def test_few_candidates_are_named_when_the_best_is_not_known():
    text = plain(best_text(of([[0.9], [0.1], [0.2]], [[0.9], [0.8], [0.3]]), LEVERS))
    assert "le meilleur couple peut encore être Loger + Produire ou Loger + Bouger" in text


@pytest.mark.parametrize(
    ("low", "share"),
    [
        (
            [[1, 1], [0.9, 0.9], [0, 0]],
            "100",
        ),
        (
            [[1, 1], [0.8, 0.2], [0.3, 0.4]],
            "72",
        ),
        (
            [[1, 1], [0.6, 0.4], [0.4, 0.61]],
            "49",
        ),
    ],
)
def test_a_best_pair_is_announced_with_its_share_of_weights(low, share):
    words = f"le meilleur pour environ {share} répartitions de poids sur 100"
    found = of(low, weights=np.array([0.6, 0.4]))
    assert plain(best_set_text(found, (0, 1))).startswith(words)
    assert words in plain(sets_answer(found, LEVERS[:3]))


@settings(max_examples=40)
@given(st.lists(st.lists(st.floats(0, 1), min_size=2, max_size=2), min_size=2, max_size=4))
def test_no_word_of_solidity_and_no_share_where_there_is_no_choice(low):
    """Codings of words and open choices have no part in the shares of sets."""
    text = said(of(low))
    assert not re.search("solide|ouvert", text)
    if len(low) == 2:
        assert "répartition" not in text.partition("le meilleur couple")[2].split(" ; ")[0]


def test_the_only_pair_there_is_has_no_share_in_a_table_either():
    found = of([[1, 0.5], [0.2, 0.9]])
    assert best_set_text(found, (0, 1)) == set_share_text(found, (0, 1)) == ""
    assert set_share_text(found, (0,)) != ""


def test_with_one_criterion_there_are_no_other_weights():
    found = of([[0.9], [0.5]])
    assert best_set_text(found, (0, 1)) == ""


def test_levers_are_said_to_be_in_all_some_or_no_good_sets():
    found = of([[1, 1], [0.6, 0.2], [0.2, 0.6], [0.1, 0.1]])
    assert plain(roles_text(found, LEVERS)) == (
        "Parmi les choix qu’aucun autre ne domine : dans tous, Loger ; dans certains, Produire et "
        "Bouger ; dans aucun, Nourrir."
    )
    none_in_all = of([[1, 0], [0, 1], [0.1, 0.1]])
    assert plain(roles_text(none_in_all, LEVERS)).startswith(
        "Parmi les choix qu’aucun autre ne domine : dans certains, "
    )
    many = of(np.linspace(1, 0, 20)[:, None], question=Question(4))
    assert roles_text(many, tuple(map(str, range(20)))) == ""
    assert "le meilleur levier seul est 0" in best_text(many, tuple(map(str, range(20))))


@pytest.mark.slow
def test_sets_too_many_to_be_listed_may_not_be_known():
    high = np.ones((20, 1))
    many = of(np.linspace(0.5, 0, 20)[:, None], high, Question(4))
    assert "le meilleur couple n’est pas encore connu ;" in plain(
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
    text = in_points(found)
    numbers = [float(x.replace(",", ".")) / 100 for x in re.findall(r"de ([\d,]+) point", text)]
    up, down = numbers[0], numbers[-1]
    ranking = found.ranking

    def sizes(cost):
        about = found.question, found.matrix.alternatives, ranking.low, ranking.high
        return {len(rows) for rows in brute_best(*about, cost=cost)[0]}

    assert sizes(up + 1e-6) == {1}
    if "deux leviers valent mieux" in text:
        assert sizes(down - 1e-6) == {2}


def test_a_set_has_a_name_and_the_method_is_told():
    assert set_name((0, 2), LEVERS) == "Loger + Bouger"
    assert "deux leviers ne supportent jamais plus de 50 %" in plain(method_text())
