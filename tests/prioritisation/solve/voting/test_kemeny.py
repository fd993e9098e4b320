import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.solve.votes import (
    MOST_TANGLED,
    TooTangled,
    kemeny_order,
    preferences,
    profile,
)
from tests.prioritisation.solve.voting.made import (
    CYCLE,
    TENNESSEE,
    best_orders,
    condorcet_winner,
    profiles,
    renamed,
)


def test_the_capital_of_tennessee():
    """393 agreements, as in the table of the Kemeny-Young method for this example."""
    found = kemeny_order(preferences(TENNESSEE))
    assert (found.score, found.order, found.unique) == (393, (1, 2, 3, 0), True)


def test_a_cycle_has_three_best_orders_and_the_first_is_given():
    found = kemeny_order(preferences(CYCLE))
    assert (found.score, found.order, found.unique) == (5, (0, 1, 2), False)


@given(profiles(alternatives=(1, 6), ballots=(1, 7)))
def test_no_order_is_better_and_the_first_of_the_best_is_given(found):
    score, orders = best_orders(found)
    best = kemeny_order(preferences(found))
    assert (best.score, best.order, best.unique) == (score, orders[0], len(orders) == 1)


@given(profiles(), st.data())
def test_the_best_score_does_not_depend_on_the_names(found, data):
    names = data.draw(st.permutations(range(found.ranks.shape[1])))
    before, after = (
        kemeny_order(preferences(found)),
        kemeny_order(preferences(renamed(found, names))),
    )
    assert (before.score, before.unique) == (after.score, after.unique)
    if before.unique:
        assert after.order == tuple(names[k] for k in before.order)


@given(profiles(alternatives=(2, 6)))
def test_whoever_beats_everyone_comes_first(found):
    duels = preferences(found)
    winner = condorcet_winner(duels)
    if winner is not None:
        assert kemeny_order(duels).order[0] == winner


def test_many_alternatives_are_ordered_when_majorities_separate_them():
    order = np.random.default_rng(5).permutation(200)
    found = kemeny_order(preferences(profile([np.argsort(order).tolist()] * 3)))
    assert found.order == tuple(order.tolist())
    assert found.unique
    assert found.score == 3 * 200 * 199 // 2


def test_ties_everywhere_leave_every_order_best():
    found = kemeny_order(np.zeros((MOST_TANGLED, MOST_TANGLED), dtype=np.int64))
    assert (found.score, found.order, found.unique) == (0, tuple(range(MOST_TANGLED)), False)


def test_more_than_can_be_compared_is_refused():
    with pytest.raises(TooTangled) as error:
        kemeny_order(np.zeros((MOST_TANGLED + 1, MOST_TANGLED + 1), dtype=np.int64))
    assert (error.value.size, error.value.most) == (MOST_TANGLED + 1, MOST_TANGLED)
