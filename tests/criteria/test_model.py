import pytest

from criteria.model import PerformanceTable, Score, Sense, Status
from criteria.scales import LinearScale, PiecewiseScale, WordLevel, WordScale
from tests.each import each
from tests.strategies import criterion_of

WORDS = WordScale((WordLevel("none", "", 0), WordLevel("some", "", 0.3), WordLevel("all", "", 1)))
RISING = PiecewiseScale((1, 2, 9), (0, 0.5, 1))
FALLING = PiecewiseScale((1, 2, 9), (1, 0.5, 0))


@each(
    ("scale", "sense", "anchors"),
    [
        pytest.param(LinearScale(0, 5), None, (0, 5), id="as in the data"),
        pytest.param(LinearScale(0, 5), Sense.MAX, (0, 5), id="the way of the data"),
        pytest.param(LinearScale(0, 5), Sense.MIN, (5, 0), id="the other way"),
        pytest.param(LinearScale(5, 0), None, (5, 0), id="less is better"),
        pytest.param(LinearScale(5, 0), Sense.MAX, (0, 5), id="less is better, turned"),
        pytest.param(WORDS, None, ("none", "all"), id="words"),
        pytest.param(WORDS, Sense.MIN, ("all", "none"), id="words turned"),
        pytest.param(RISING, None, (1, 9), id="lines"),
        pytest.param(RISING, Sense.MIN, (9, 1), id="lines turned"),
        pytest.param(FALLING, None, (9, 1), id="falling lines"),
    ],
)
def test_the_worst_and_best_scores_follow_the_sense(scale, sense, anchors):
    criterion = criterion_of("c", scale)
    read = criterion.scale_in(sense)
    assert criterion.anchors(sense) == anchors
    assert [read.value(anchor) for anchor in anchors] == [0, 1]


def test_each_way_has_an_opposite():
    assert Sense.MAX.opposite is Sense.MIN
    assert Sense.MIN.opposite is Sense.MAX


@each(
    ("low", "high", "unknown", "exact"),
    [
        (None, None, True, False), (2.0, None, True, False), (None, 2.0, True, False),
        (2.0, 2.0, False, True), (2.0, 3.0, False, False), (0.0, 0.0, False, True),
        ("none", "none", False, True),
    ],
)  # fmt: skip
def test_a_score_is_known_between_or_unknown(low, high, unknown, exact):
    score = Score("l", "c", low, high, Status.INFERRED)
    assert (score.unknown, score.exact) == (unknown, exact)


def test_a_table_names_its_unknown_and_its_uncertain_scores():
    bounds = {"a": (1.0, 1.0), "b": (1.0, 2.0), "c": (None, None)}
    scores = {(i, "x"): Score(i, "x", *b, Status.INFERRED) for i, b in bounds.items()}
    table = PerformanceTable("here", (), (criterion_of("x", LinearScale(0, 5)),), scores)
    assert [score.lever for score in table.unknowns] == ["c"]
    assert [score.lever for score in table.uncertain] == ["b"]
    assert table.score("b", "x").high == 2.0
