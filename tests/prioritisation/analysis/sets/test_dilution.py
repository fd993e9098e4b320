"""The loss borne, against its definition: bisection, at completions within as well as at ends."""

from dataclasses import astuple, replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from prioritisation.analysis.sets.contest import WEIGHTS_AT_ONCE, Bundle
from prioritisation.analysis.sets.dilution import (
    EVEN_WITHOUT_EFFECT,
    NOT_EVEN_UNDILUTED,
    dilution_thresholds,
)
from prioritisation.analysis.sets.question import (
    STARTING,
    Capacity,
    InvalidQuestion,
    LeverLoad,
    Load,
    PairSynergy,
    Question,
    Synergy,
    WordValues,
)
from prioritisation.analysis.sets.sets import listed_sets, question_terms
from tests.prioritisation.analysis.sets.made import allowed, brute_value, completions, problems
from tests.strategies import matrices, matrix_of, simplex

TIE = 1e-9
ONE = np.ones((1, 1))


def bundle_of(matrix, question):
    sets = listed_sets(question_terms(question, matrix.alternatives))
    return Bundle(sets, matrix.low, matrix.high)


def borne(low, high=None, question=None):
    """Both ends with one criterion."""
    matrix = matrix_of([[v] for v in low], None if high is None else [[v] for v in high])
    found = dilution_thresholds(bundle_of(matrix, question or Question()), ONE)
    return float(found.low[0]), float(found.high[0])


def prepared(question, levers):
    """Sets of names, and what was said of each, from the definition; None without a larger set."""
    sets = allowed(question, levers)
    nothing = dict.fromkeys(levers, 0.0)
    bonus = {s: brute_value(question, nothing, s) for s in sets}
    return bonus if any(len(s) > 1 for s in sets) else None


def by_definition(bonus, values):
    """The loss up to which several levers are better than one: by halves, of the definition."""
    alone = max(values[s[0]] + b for s, b in bonus.items() if len(s) == 1)
    larger = [(sum(values[x] for x in s), b) for s, b in bonus.items() if len(s) > 1]

    def lead(loss):
        return max((1 - loss) * total + b for total, b in larger) - alone

    if lead(0) < -TIE:
        return NOT_EVEN_UNDILUTED
    if lead(1) > TIE:
        return EVEN_WITHOUT_EFFECT
    if lead(0) <= TIE:
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if lead(middle) > 0 else (low, middle)
    return low


def brute(question, levers, low, high):
    bonus = prepared(question, levers)
    if bonus is None:
        return None
    found = [by_definition(bonus, v) for v in completions(levers, low, high, bonus)]
    return min(found), max(found)


@given(problems(rows=(2, 4)))
def test_both_ends_are_those_of_the_definition_for_each_weight_vector(problem):
    matrix, weights, question = problem
    drawn = np.vstack([weights, simplex(len(weights), 2)])
    found = dilution_thresholds(bundle_of(matrix, question), drawn)
    for k, one in enumerate(drawn):
        expected = brute(question, matrix.alternatives, matrix.low @ one, matrix.high @ one)
        if expected is None:
            assert found is None
            return
        event(f"beyond: {[e in (NOT_EVEN_UNDILUTED, EVEN_WITHOUT_EFFECT) for e in expected]}")
        assert (found.low[k], found.high[k]) == pytest.approx(expected, abs=1e-6)


@settings(max_examples=80)
@given(problems(rows=(2, 5)), st.integers(0, 2**32 - 1))
def test_no_completion_is_outside_the_ends(problem, seed):
    matrix, weights, question = problem
    found = dilution_thresholds(bundle_of(matrix, question), weights[None])
    bonus = prepared(question, matrix.alternatives)
    if found is None:
        assert bonus is None
        return
    low, high, drawing = matrix.low @ weights, matrix.high @ weights, np.random.default_rng(seed)
    for _ in range(40):
        # Near the ends as often as between them.
        part = np.clip(drawing.normal(0.5, 0.6, len(low)), 0, 1)
        values = dict(zip(matrix.alternatives, (low + part * (high - low)).tolist(), strict=True))
        loss = by_definition(bonus, values)
        assert found.low[0] - 1e-6 <= loss <= found.high[0] + 1e-6


@settings(max_examples=60)
@given(problems(rows=(2, 4)), st.sampled_from([0.01, 0.1, 0.5, 0.9]))
def test_the_unit_of_values_and_of_words_leaves_it_where_it_is(problem, factor):
    matrix, weights, question = problem
    words = WordValues(*(factor * v for v in astuple(STARTING)))
    smaller = matrix_of(factor * matrix.low, factor * matrix.high)
    whole = dilution_thresholds(bundle_of(matrix, question), weights[None])
    part = dilution_thresholds(bundle_of(smaller, replace(question, values=words)), weights[None])
    if whole is None:
        # The words for what the group can bear exclude the same choices.
        assert part is None
        return
    assert part.low == pytest.approx(whole.low, abs=1e-6)
    assert part.high == pytest.approx(whole.high, abs=1e-6)


@settings(max_examples=60)
@given(problems(rows=(2, 4)), st.integers(0, 30).map(lambda k: k / 100), st.data())
def test_a_synergy_more_never_lowers_what_is_borne(problem, more, data):
    matrix, weights, question = problem
    pair = data.draw(st.sampled_from(list(combinations(matrix.alternatives, 2))))
    kept = tuple(s for s in question.synergies if {s.first, s.second} != set(pair))
    harm = data.draw(st.sampled_from([-0.2, -0.05, 0.0, 0.1]))
    found = []
    for worth in (harm, harm + more):
        word = Synergy.HARM if worth < 0 else Synergy.HELP
        values = replace(STARTING, harm=min(worth, -0.05), help=max(worth, 0.05), strong=1.0)
        others = tuple(replace(s, word=Synergy.NONE) for s in kept)
        asked = replace(
            question, synergies=(*others, PairSynergy(*pair, word, "why")), values=values
        )
        found.append(dilution_thresholds(bundle_of(matrix, asked), weights[None]))
    if found[0] is not None:
        assert found[1].low >= found[0].low - TIE
        assert found[1].high >= found[0].high - TIE


@settings(max_examples=60)
@given(matrices(rows=(2, 5)), st.sampled_from([2, 3]))
def test_without_a_word_a_set_bears_what_equal_levers_bear_at_most(matrix, most):
    drawn = simplex(len(matrix.criteria), 20)
    found = dilution_thresholds(bundle_of(matrix, Question(most)), drawn)
    largest = min(most, len(matrix.alternatives))
    assert (found.low >= 0).all()
    assert (found.high <= 1 - 1 / largest + TIE).all()
    points = np.sort(matrix.low @ drawn.T, axis=0)[::-1]
    together = points[:largest].sum(axis=0)
    certain = 1 - np.divide(points[0], together, out=np.ones(20), where=together > 0)
    assert (found.low <= certain + TIE).all()
    assert (found.high >= certain - TIE).all()


def test_two_known_levers_bear_the_part_of_the_second_in_both():
    assert borne([0.6, 0.3, 0.1]) == pytest.approx((1 / 3, 1 / 3))
    assert borne([0.5, 0.5]) == pytest.approx((0.5, 0.5))
    assert borne([0.5, 0.0]) == (0, 0)


def test_the_largest_loss_may_be_borne_between_two_ends():
    # At either end of the second one 0 or a third is borne; at 0.5, half of it.
    assert borne([0.5, 0.0], [0.5, 1.0]) == pytest.approx((0, 0.5))


def test_a_synergy_is_not_diluted_and_may_be_enough_by_itself():
    strong = PairSynergy("aa", "ab", Synergy.STRONG, "why")
    asked = Question(synergies=(strong,))
    # (1 - d) (0.6 + 0.3) + 0.1 = 0.6
    assert borne([0.6, 0.3], question=asked) == pytest.approx((4 / 9, 4 / 9))
    assert borne([0.05, 0.05], question=asked) == (EVEN_WITHOUT_EFFECT, EVEN_WITHOUT_EFFECT)
    harm = Question(synergies=(replace(strong, word=Synergy.HARM),))
    assert borne([0.6, 0.03], question=harm) == (NOT_EVEN_UNDILUTED, NOT_EVEN_UNDILUTED)
    # Raised to where it is worth 0.6 too, the second one bears (0.6 - 0.05) / 1.2.
    assert borne([0.6, 0.0], [0.6, 1.0], harm) == pytest.approx((NOT_EVEN_UNDILUTED, 0.55 / 1.2))


def test_work_beyond_what_is_borne_is_not_diluted_either():
    loads = tuple(LeverLoad(x, Load.HEAVY) for x in ("aa", "ab"))
    # (1 - d) (0.6 + 0.5) - 0.2 = 0.6
    assert borne([0.6, 0.5], question=Question(2, (), loads, Capacity.FAIR)) == pytest.approx(
        (0.3 / 1.1, 0.3 / 1.1)
    )


def test_where_nothing_has_an_effect_both_are_as_good_whatever_is_lost():
    found = dilution_thresholds(bundle_of(matrix_of([[1, 0], [1, 0]]), Question()), np.eye(2))
    assert found.level.tolist() == [False, True]
    assert (found.low.tolist(), found.high.tolist()) == ([0.5, 0], [0.5, 0])
    assert astuple(found.sides(0.2)) == (0, 0.5, 0.5, 0)
    assert astuple(found.sides(0.7)) == (0.5, 0, 0.5, 0)
    losses = [0.0, 0.2, 0.5, 0.7, 1.0]
    one, several = found.curve(losses)
    assert one.tolist() == [found.sides(x).one for x in losses]
    assert several.tolist() == [found.sides(x).several for x in losses]


@settings(max_examples=40)
@given(problems(rows=(2, 4)), st.integers(0, 99).map(lambda k: k / 100))
def test_shares_sum_to_one_and_only_move_one_way_with_the_loss(problem, loss):
    matrix, _, question = problem
    found = dilution_thresholds(bundle_of(matrix, question), simplex(len(matrix.criteria), 50))
    if found:
        here, more = found.sides(loss), found.sides(loss + 0.01)
        assert sum(astuple(here)) == pytest.approx(1)
        assert more.one >= here.one
        assert more.several <= here.several


def test_a_chunk_is_as_good_as_another():
    matrix = matrix_of([[0.2, 0.9], [0.5, 0.5], [0.9, 0.1]], [[0.4, 0.9], [0.5, 0.6], [0.9, 0.9]])
    bundle, drawn = bundle_of(matrix, Question()), simplex(2, WEIGHTS_AT_ONCE + 3)
    whole, part = (
        dilution_thresholds(bundle, drawn),
        dilution_thresholds(bundle, drawn[WEIGHTS_AT_ONCE - 2 :]),
    )
    assert np.allclose(whole.high[WEIGHTS_AT_ONCE - 2 :], part.high, atol=1e-12)
    assert np.allclose(whole.low[WEIGHTS_AT_ONCE - 2 :], part.low, atol=1e-12)


def test_a_single_lever_bears_nothing():
    assert dilution_thresholds(bundle_of(matrix_of([[0.3]]), Question()), ONE) is None


@pytest.mark.parametrize("percents", [-1, 101])
def test_a_loss_is_a_part_of_the_effect(percents):
    with pytest.raises(InvalidQuestion, match="dilution"):
        question_terms(Question(dilution=percents), ("aa", "ab"))
