"""One lever or two: the question that the group judges, and its two answers."""

import re

import numpy as np
import pytest
from hypothesis import event, given, settings

from criteria.load import load_case
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.analysis.sets.question import PairSynergy, Question, Synergy
from prioritisation.sentences.headline import MOST_WORDS
from prioritisation.sentences.one_or_two import adds_text, one_or_two
from prioritisation.sentences.set_comparison import robust_answer
from tests.conftest import NORMANDIE
from tests.prioritisation.analysis.sets.made import brute_best, compared_sets, problems
from tests.prioritisation.sentences.made import plain
from tests.strategies import matrix_of
from tests.thresholds import analyse, compare_sets

HARM = Question(synergies=(PairSynergy("aa", "ab", Synergy.HARM, "why"),))
JUDGE = "À nous de juger : est-ce que s’éparpiller fait perdre plus que le second n’apporte ?"


def of(low, high=None, question=None):
    """With one criterion."""
    rows = [[value] for value in low]
    matrix = matrix_of(rows, None if high is None else [[value] for value in high])
    return compare_sets(matrix, np.ones(1), question)


def two_answers(comparison):
    """Both answers with their conditions, and what is between."""
    both = one_or_two(comparison)
    sides = [f"{side.answer}, {side.condition}." for side in (both.several, both.one)]
    return plain(" ".join([*sides, both.between]))


def words_of(sentence):
    return [word for word in plain(sentence).split() if re.search(r"\w", word)]


def test_the_group_is_asked_the_question_and_each_answer_says_from_where_it_holds():
    both = one_or_two(of([0.9, 0.7444], [0.9, 0.7555]))
    assert plain(both.headline.answer) == JUDGE
    assert plain(both.headline.reservation) == (
        "Avec ces poids, le second apporte 74 à 76 points, en plus des 90 du meilleur levier seul."
    )
    assert plain(both.several.answer) == "Non : deux leviers"
    assert plain(both.several.condition) == "si l’on y perd moins de 74 points"
    assert plain(both.one.answer) == "Oui : un seul"
    assert plain(both.one.condition) == "si l’on y perd plus de 76 points"
    assert plain(both.between) == (
        "Entre 74 et 76 points, on ne peut pas dire : des notes sont trop incertaines."
    )


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        ([0.9, 0.12], None, ("12 points", "12 points", "À 12 points, l’un vaut l’autre.")),
        (
            [0.9, 0.1234],
            None,
            ("12 points", "13 points", "Entre 12 et 13 points, l’un vaut l’autre, à peu près."),
        ),
        ([0.9, 0.003], None, ("0,3 point", "0,3 point", "À 0,3 point, l’un vaut l’autre.")),
    ],
)
def test_both_answers_are_rounded_so_that_they_stay_true(low, high, ends):
    less, more, between = ends
    assert two_answers(of(low, high)) == (
        f"Non : deux leviers, si l’on y perd moins de {less}. Oui : un seul, si l’on y perd plus "
        f"de {more}. {between}"
    )


def test_where_a_second_lever_may_add_nothing_two_are_never_said_to_be_better():
    assert two_answers(of([0.9, 0.0], [0.9, 0.4])) == (
        "Non : deux leviers, ce n’est sûr pour aucun nombre de points. Oui : un seul, si l’on y "
        "perd plus de 40 points. En dessous de 40 points, on ne peut pas dire : des notes sont "
        "trop incertaines."
    )


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (([0.4],), "Un seul levier peut être choisi."),
        (
            ([0.9, 0.03], None, HARM),
            "Un seul levier, même si s’éparpiller ne faisait rien perdre.",
        ),
        (([0.9, 0.0],), "Avec ces poids, un levier de plus n’apporte rien."),
        (([0.0, 0.0],), "Un ou plusieurs leviers se valent."),
    ],
)
def test_where_there_is_nothing_to_judge_nothing_is_asked(asked, answer):
    both = one_or_two(of(*asked))
    assert plain(both.headline.answer) == answer
    assert both.headline.reservation
    assert (both.several, both.one, both.between) == (None, None, "")


def test_once_the_group_has_judged_the_headline_says_what_follows():
    judged = one_or_two(of([0.9, 0.5], question=Question(dilution=20)))
    assert plain(judged.headline.answer) == (
        "Si s’éparpiller fait perdre 20 % de l’effet de chacun, deux leviers valent mieux."
    )
    assert judged.several


def test_what_a_second_adds_is_beside_what_the_best_alone_has():
    assert "apporte 20 à 40 points, en plus des 90 " in plain(
        adds_text(of([0.9, 0.2], [0.9, 0.4]))
    )
    assert "apporte au plus 40 points" in plain(adds_text(of([0.9, 0.0], [0.9, 0.4])))
    assert adds_text(of([0.9, 0.0])) == ""
    assert adds_text(of([0.9, 0.4], question=Question(3))) == ""
    assert adds_text(of([0.4])) == ""


def limit(side):
    """Points of a condition, as a value; None where it has none."""
    found = re.search(r"([\d,]+) point", plain(side.condition))
    return float(found[1].replace(",", ".")) / 100 if found else None


@settings(max_examples=80)
@given(problems(rows=(2, 4)))
def test_the_answer_is_short_and_both_sides_are_those_of_brute_force(problem):
    if (comparison := compared_sets(problem)) is None:
        return
    both = one_or_two(comparison)
    assert len(words_of(both.headline.answer)) <= MOST_WORDS
    event("judged" if both.one else plain(both.headline.answer))
    if both.one is None:
        return
    ranking = comparison.ranking
    about = comparison.question, problem[0].alternatives, ranking.low, ranking.high

    def sizes(cost):
        _, possible = brute_best(*about, cost=cost)
        return {len(rows) for rows in possible}

    assert sizes(limit(both.one) + 1e-6) == {1}
    if (least := limit(both.several)) is not None:
        assert 1 not in sizes(least - 1e-6)


def test_no_uncertainty_is_told_of_sets_whose_scores_are_all_known():
    rows = [[0.9, 0.1], [0.1, 0.9], [0.6, 0.5], [0.5, 0.6]]
    comparison = compare_sets(matrix_of(rows), np.array([0.5, 0.5]))
    told = plain(robust_answer(comparison, "ABCD"))
    assert "incertaines" not in told
    assert not re.search(r"\d à", told), told
    assert "pour" in told


def test_no_set_is_named_as_the_best_with_other_weights_where_it_is_for_some_of_them_alone():
    case = load_case(NORMANDIE)
    analysis = analyse(case, starting_scenario(case))
    comparison = compare_sets(analysis.matrix, analysis.weights)
    answer = plain(robust_answer(comparison, [lever.short_label for lever in case.levers]))
    assert answer.startswith("Le plus souvent sûr d’être le meilleur couple : ")
    assert re.search(r"\d+ répartitions de poids sur 100", answer)
    assert "%" not in answer
    several = compare_sets(matrix_of([[1, 0], [0, 1], [1, 0], [0, 1]]), np.array([0.5, 0.5]))
    assert "%" not in plain(robust_answer(several, "ABCD"))
