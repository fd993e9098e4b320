import datetime as dt

import pytest

from prioritisation.analysis.sets.question import (
    STARTING,
    Capacity,
    Load,
    Synergy,
    Wait,
    WordValues,
)


def test_each_word_has_a_value_in_the_order_of_the_words():
    synergies = [STARTING.synergy(word) for word in Synergy]
    loads = [STARTING.load(word) for word in Load]
    capacities = [STARTING.capacity(word) for word in Capacity]
    assert (synergies, loads) == ([-0.05, 0.0, 0.05, 0.10], [0.05, 0.10, 0.20])
    assert capacities == [0.10, 0.20, 0.40]
    assert STARTING.ordered


def test_a_capacity_is_that_of_the_levers_its_word_names():
    assert STARTING.capacity(Capacity.SMALL) == STARTING.load(Load.MODERATE)
    assert STARTING.capacity(Capacity.FAIR) == STARTING.load(Load.HEAVY)
    assert STARTING.capacity(Capacity.LARGE) == 2 * STARTING.load(Load.HEAVY)


@pytest.mark.parametrize(
    "values",
    [
        WordValues(harm=0.1),
        WordValues(strong=0.01),
        WordValues(light=-0.1),
        WordValues(heavy=0.01),
        WordValues(large=0.1),
        WordValues(help=float("nan")),
        WordValues(strong=float("inf")),
    ],
)
def test_values_against_the_order_of_the_words_are_told(values):
    assert not values.ordered


def test_a_wait_excludes_until_its_day_and_always_when_the_day_is_not_known():
    dated = Wait("a", "first results", dt.date(2026, 9, 1))
    assert dated.excludes(dt.date(2026, 8, 31))
    assert not dated.excludes(dt.date(2026, 9, 1))
    assert dated.excludes(None)
    assert Wait("a", "first results").excludes(dt.date(2030, 1, 1))
