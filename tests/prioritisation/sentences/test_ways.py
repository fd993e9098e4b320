"""Ways to put ballots together answer alike when the same levers may be first, and no less."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.group import means_differ
from prioritisation.sentences.group import way, ways_text
from tests.prioritisation.sentences.made import plain, ranking

LEVERS = ("Loger", "Produire", "Bouger")
STEPS = (0, 0.25, 0.5, 0.75, 1)


def values(*column):
    """A ranking of levers on one criterion, from values or intervals."""
    low = [[v[0] if isinstance(v, tuple) else v] for v in column]
    high = [[v[1] if isinstance(v, tuple) else v] for v in column]
    return ranking(low, high, (1.0,))


def firsts_by_hand(low, high, weights):
    """Who is first, alone or tied, in each way to fill in the scores at their ends."""
    cells = [sorted({a, b}) for a, b in zip(low.ravel(), high.ravel(), strict=True)]
    for filled in product(*cells):
        points = np.array(filled).reshape(low.shape) @ weights
        yield frozenset(np.flatnonzero(points >= points.max() - 1e-9).tolist())


@st.composite
def ways(draw):
    """Scores of three levers on two criteria, two of them unknown at most, and two weightings."""
    low = np.array([draw(st.sampled_from(STEPS)) for _ in range(6)]).reshape(3, 2)
    high = low.copy()
    for cell in draw(st.lists(st.sampled_from(list(product(range(3), range(2)))), max_size=2)):
        low[cell], high[cell] = 0, 1
    one, other = (draw(st.sampled_from(STEPS)) for _ in "ab")
    return low, high, np.array([one, 1 - one]), np.array([other, 1 - other])


@given(ways())
def test_what_is_said_is_what_every_completion_gives(found):
    low, high, *weights = found
    told = plain(
        ways_text(
            *(
                way(name, ranking(low, high, w))
                for name, w in zip(("m",), weights[:1], strict=True)
            ),
            [way("médiane", ranking(low, high, weights[1]))],
            LEVERS,
        )
    )
    each = [set(firsts_by_hand(low, high, w)) for w in weights]
    possible = [frozenset.union(*firsts) for firsts in each]
    sure = [frozenset.intersection(*firsts) for firsts in each]
    if possible[0] == possible[1] and sure[0] == sure[1]:
        assert told.endswith("même réponse." if sure[0] == possible[0] else "être premiers.")
        return
    assert told.startswith("Attention, la réponse sur le premier rang change")
    for row, lever in enumerate(LEVERS):
        if row in possible[1]:
            assert row in possible[0] or lever in told
        if row in possible[0] - possible[1] and not sure[1]:
            assert lever not in told


def test_a_way_that_rules_a_lever_out_does_not_answer_the_same():
    mean, median = values((0.2, 0.8), (0.3, 0.7), 0.4), values((0.2, 0.8), (0.3, 0.7), 0.2)
    assert plain(ways_text(way("moyenne", mean), [way("médiane", median)], LEVERS)) == (
        "Attention, la réponse sur le premier rang change avec la façon de réunir les votes. "
        "Médiane : 2 leviers peuvent encore être premiers (Loger et Produire)."
    )
    assert means_differ([mean.firsts_answer, median.firsts_answer])


def test_ties_and_settled_answers_are_told_as_such():
    mean = way("moyenne", values(0.9, 0.5, 0.1))
    tied, other = way("géométrique", values(0.5, 0.5, 0.1)), way("médiane", values(0.5, 0.6, 0.1))
    assert plain(ways_text(mean, [tied, other, mean], LEVERS)) == (
        "Attention, la réponse sur le premier rang change avec la façon de réunir les votes. "
        "Géométrique : Loger et Produire sont premiers à égalité ; médiane : Produire est "
        "premier."
    )
    assert plain(ways_text(mean, [mean], LEVERS)) == (
        "Autres façons de réunir les votes (moyenne) : même réponse."
    )


def test_what_may_be_is_not_what_is():
    open_ = way("moyenne", values((0.2, 0.6), 0.5, 0.1))
    assert plain(ways_text(open_, [open_], LEVERS)).endswith("peuvent être premiers.")
    perhaps = way("médiane", values(0.5, (0.1, 0.5), 0.1))
    assert "Loger est premier, peut-être à égalité avec Produire" in plain(
        ways_text(open_, [perhaps], LEVERS)
    )
