import math
from itertools import pairwise

import pytest
from hypothesis import given

from criteria.errors import ScoreOutOfScale, UnknownLevel, UnorderedScale
from criteria.scales import MAX_STEPS, LinearScale, PiecewiseScale, WordLevel, WordScale
from tests import strategies
from tests.each import each

WORDS = WordScale((WordLevel("none", "", 0), WordLevel("some", "", 0.3), WordLevel("all", "", 1)))
BENT = PiecewiseScale((0, 10, 20), (0, 0.8, 1))
FALLING = PiecewiseScale((0, 10, 20), (1, 0.8, 0))


@each(
    ("scale", "score", "value"),
    [
        pytest.param(LinearScale(0, 4200), 0, 0.0, id="the worst is 0"),
        pytest.param(LinearScale(0, 4200), 4200, 1.0, id="the best is 1"),
        pytest.param(LinearScale(0, 4200), 1050, 0.25, id="a straight line"),
        pytest.param(LinearScale(12, 0), 3, 0.75, id="less is better"),
        pytest.param(LinearScale(-5, 5), 0, 0.5, id="a negative anchor"),
        pytest.param(WORDS, "none", 0.0, id="the worst word"),
        pytest.param(WORDS, "some", 0.3, id="a word between"),
        pytest.param(WORDS, "all", 1.0, id="the best word"),
        pytest.param(BENT, 5, 0.4, id="first line"),
        pytest.param(BENT, 10, 0.8, id="a corner"),
        pytest.param(BENT, 15, 0.9, id="second line"),
        pytest.param(BENT, 20, 1.0, id="last point"),
        pytest.param(FALLING, 5, 0.9, id="falling"),
    ],
)
def test_value(scale, score, value):
    assert scale.value(score) == pytest.approx(value, abs=1e-12)


@each("scale", [LinearScale(0, 20), LinearScale(20, 0), BENT])
@each("score", [-0.001, 20.001, math.inf, math.nan, "some"])
def test_a_score_outside_the_scale_is_refused_with_its_bounds(scale, score):
    with pytest.raises(ScoreOutOfScale, match=r"outside \[0, 20\]") as error:
        scale.value(score)
    assert (error.value.low, error.value.high) == (0, 20)
    assert error.value.score is score


@each("word", ["", "ALL", "everything", 1.0])
def test_an_unknown_word_is_refused_with_the_words_there_are(word):
    with pytest.raises(UnknownLevel) as error:
        WORDS.value(word)
    assert (error.value.level, error.value.levels) == (word, ("none", "some", "all"))


@each("values", [(0, 0.5, 0.4, 1), (0.1, 1), (0, 0.9), (0.5, 0.5), (0, 2, 1), (), (1,)], ids=str)
def test_values_that_do_not_run_from_0_to_1_are_refused(values):
    with pytest.raises(UnorderedScale):
        PiecewiseScale(tuple(range(len(values))), values)
    with pytest.raises(UnorderedScale):
        WordScale(tuple(WordLevel(str(v), "", v) for v in values))


@each("cutoffs", [(0, 0, 1), (0, 2, 1), (0, 1)], ids=str)
def test_cutoffs_that_do_not_increase_are_refused(cutoffs):
    with pytest.raises(UnorderedScale):
        PiecewiseScale(cutoffs, (0, 0.5, 1))


@given(strategies.scales())
def test_values_stay_between_0_and_1_and_reach_both(drawn):
    scale, accepted = drawn
    values = [scale.value(score) for score in accepted]
    assert {values[0], values[-1]} == {0.0, 1.0}
    rising = values if scale.more_is_better else values[::-1]
    assert all(a <= b + 1e-12 for a, b in pairwise(rising))


@given(strategies.scales())
def test_reversing_complements_the_value(drawn):
    scale, accepted = drawn
    turned = scale.reversed()
    assert turned.more_is_better is not scale.more_is_better
    for score in accepted:
        assert turned.value(score) == pytest.approx(1 - scale.value(score), abs=1e-12)
        assert turned.reversed().value(score) == pytest.approx(scale.value(score), abs=1e-12)


@each(
    ("scale", "low", "high", "steps"),
    [
        pytest.param(WORDS, None, None, ("none", "some", "all"), id="every word"),
        pytest.param(WORDS, "some", "all", ("some", "all"), id="from a word to another"),
        pytest.param(WORDS.reversed(), "none", "some", ("none", "some"), id="reversed words"),
        pytest.param(LinearScale(3, 0, whole=True), None, None, (0, 1, 2, 3), id="a count"),
        pytest.param(LinearScale(12, 0, whole=True), 3.0, 5.0, (3, 4, 5), id="part of a count"),
        pytest.param(
            LinearScale(-1.5, 1.5, whole=True), None, None, (-1, 0, 1), id="half anchors"
        ),
        pytest.param(LinearScale(0.5, 2.5, whole=True), None, None, (1, 2), id="anchors between"),
        pytest.param(LinearScale(3, 0, whole=True), None, 1.0, (0, 1), id="from one end"),
        pytest.param(LinearScale(0, 3, whole=True), 2.0, None, (2, 3), id="to the other end"),
        pytest.param(WORDS, None, "some", ("none", "some"), id="from the first word"),
        pytest.param(WORDS, "some", None, ("some", "all"), id="to the last word"),
        pytest.param(LinearScale(98, 100, whole=True), None, None, (98, 99, 100), id="a few"),
        pytest.param(LinearScale(0, 9, whole=True), 2.2, 2.8, (), id="no whole score inside"),
        pytest.param(LinearScale(0, 12), None, None, (), id="a continuum"),
        pytest.param(BENT, None, None, (), id="lines"),
        pytest.param(LinearScale(0, MAX_STEPS, whole=True), None, None, (), id="too many"),
    ],
)
def test_steps_are_the_scores_possible_between_two(scale, low, high, steps):
    assert scale.steps(low, high) == steps
