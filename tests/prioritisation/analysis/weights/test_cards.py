import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.weight_methods import revised_simos
from prioritisation.analysis.weights import InvalidDeck


@st.composite
def decks(draw):
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=6))
    gaps = len(sizes) - 1
    cards = draw(st.lists(st.integers(0, 5), min_size=gaps, max_size=gaps))
    return sizes, cards, draw(st.floats(1.01, 50))


def test_twelve_criteria_in_six_groups_and_two_white_cards():
    """Counted by hand: 5 gaps and 2 white cards share z - 1 = 5.5, hence 0.785714 each."""
    found = revised_simos([3, 1, 2, 1, 4, 1], [0, 1, 0, 0, 1], 6.5)
    by_group = np.array([1, 1.785714, 3.357143, 4.142857, 4.928571, 6.5])
    expected = np.repeat(by_group, [3, 1, 2, 1, 4, 1])
    assert found == pytest.approx(expected / expected.sum(), abs=1e-6)


@given(decks())
def test_the_last_group_weighs_z_times_the_first_and_gaps_follow_the_cards(deck):
    sizes, cards, z = deck
    found = revised_simos(sizes, cards, z)
    assert len(found) == sum(sizes)
    assert found.sum() == pytest.approx(1)
    assert found[-1] / found[0] == pytest.approx(z)
    groups = found[np.cumsum([0, *sizes[:-1]])]
    steps = np.diff(groups)
    assert steps / steps.sum() == pytest.approx((np.array(cards) + 1) / (sum(cards) + len(cards)))


@pytest.mark.parametrize(
    ("deck", "fault", "index"),
    [
        (([], [], 2), "groups", 0),
        (([3], [], 2), "groups", 0),
        (([1, 1], [], 2), "card_count", 0),
        (([1, 0], [1], 2), "group_size", 1),
        (([1, 1, 1], [1, -1], 2), "white_card", 1),
        (([1, 1], [1], 1), "ratio", 0),
        (([1, 1], [1], np.inf), "ratio", 0),
        (([1, 1], [1], np.nan), "ratio", 0),
    ],
)
def test_cards_that_give_no_weights_are_refused(deck, fault, index):
    with pytest.raises(InvalidDeck) as error:
        revised_simos(*deck)
    assert (error.value.fault, error.value.index) == (fault, index)
