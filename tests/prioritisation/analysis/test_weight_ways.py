import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.weight_elicitation import (
    MOST_JUDGED,
    Elicitation,
    ElicitationMethod,
    check_elicitation,
    elicitation_among,
    elicited_weights,
    furthest,
    judgement,
    laid_out,
    pairs,
    starting_elicitation,
)
from prioritisation.analysis.weight_methods import revised_simos
from prioritisation.analysis.weights import InvalidElicitation

ABC = ("a", "b", "c")


def test_an_order_gives_the_weights_of_its_rule():
    assert elicited_weights(Elicitation(ElicitationMethod.ROC, ABC, (2, 1, 3))) == pytest.approx(
        [0.2778, 0.6111, 0.1111], abs=1e-4
    )
    assert elicited_weights(
        Elicitation(ElicitationMethod.RANK_SUM, ABC, (1, 1, 2))
    ) == pytest.approx([5 / 12, 5 / 12, 1 / 6])


def test_a_deck_is_dealt_to_the_criteria_that_were_laid():
    """Figueira and Roy 2002: the white cards lie between a group and the next."""
    told = Elicitation(ElicitationMethod.CARDS, ("a", "b", "c", "d"), (1, 3, 2, 3), (0, 2), 6.5)
    last_first = revised_simos([2, 1, 1], [2, 0], 6.5)
    assert elicited_weights(told) == pytest.approx(
        [last_first[3], last_first[0], last_first[2], last_first[1]]
    )
    found = elicited_weights(told)
    assert found[0] / found[1] == pytest.approx(6.5)
    assert elicited_weights(Elicitation(ElicitationMethod.CARDS, ABC, (1, 1, 1))) == pytest.approx(
        [1 / 3] * 3
    )


def test_comparisons_are_reciprocal_and_their_consistency_is_known():
    told = Elicitation(ElicitationMethod.PAIRWISE, ABC, judgements=(2, 4, 2))
    assert elicited_weights(told) == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert judgement(told).ratio == pytest.approx(0, abs=1e-9)
    assert elicited_weights(
        Elicitation(ElicitationMethod.PAIRWISE, ABC, judgements=(-3, 1, 3))
    ) == pytest.approx([0.2, 0.6, 0.2])


def test_comparisons_that_go_round_are_inconsistent_and_the_furthest_is_named():
    told = Elicitation(ElicitationMethod.PAIRWISE, ABC, judgements=(2, -9, 2))
    assert judgement(told).inconsistent
    assert furthest(told) is None
    four = Elicitation(ElicitationMethod.PAIRWISE, tuple("abcd"), judgements=(2, 4, -9, 2, 4, 2))
    assert judgement(four).inconsistent
    assert furthest(four) == ("a", "d")


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (Elicitation(ElicitationMethod.ROC, ()), "criteria"),
        (Elicitation(ElicitationMethod.ROC, ("a", "a"), (1, 2)), "criteria"),
        (Elicitation(ElicitationMethod.ROC, ABC, (1, 2)), "ranks"),
        (Elicitation(ElicitationMethod.ROC, ABC, (0, 1, 2)), "ranks"),
        (Elicitation(ElicitationMethod.CARDS, ABC, (1, 2, 3), (0,)), "cards"),
        (Elicitation(ElicitationMethod.CARDS, ABC, (1, 2, 3), (0, 21)), "cards"),
        (Elicitation(ElicitationMethod.CARDS, ABC, (1, 2, 3), (0, 0), 1.0), "ratio"),
        (Elicitation(ElicitationMethod.CARDS, ABC, (1, 2, 3), (0, 0), float("nan")), "ratio"),
        (Elicitation(ElicitationMethod.PAIRWISE, ABC, judgements=(1, 2)), "judgements"),
        (Elicitation(ElicitationMethod.PAIRWISE, ABC, judgements=(1, 0, 1)), "judgements"),
        (Elicitation(ElicitationMethod.PAIRWISE, ABC, judgements=(1, -1, 1)), "judgements"),
        (Elicitation(ElicitationMethod.PAIRWISE, ABC, judgements=(1, 10, 1)), "judgements"),
        (
            Elicitation(
                ElicitationMethod.PAIRWISE,
                tuple("abcdefghijk"),
                judgements=(1,) * len(pairs("abcdefghijk")),
            ),
            "too_many",
        ),
    ],
)
def test_what_cannot_have_been_told_is_refused(told, fault):
    with pytest.raises(InvalidElicitation) as caught:
        check_elicitation(told)
    assert caught.value.fault == fault
    assert MOST_JUDGED == 10


def test_it_starts_with_the_order_of_the_weights_and_with_equal_comparisons():
    assert starting_elicitation(ElicitationMethod.ROC, ABC, [0.2, 0.6, 0.2]).ranks == (2, 1, 2)
    deck = starting_elicitation(ElicitationMethod.CARDS, ABC, [0.5, 0.3, 0.2])
    assert (deck.ranks, deck.cards) == ((1, 2, 3), (0, 0))
    assert starting_elicitation(ElicitationMethod.PAIRWISE, ABC, [0.5, 0.3, 0.2]).judgements == (
        1,
        1,
        1,
    )


def test_other_criteria_keep_what_was_told():
    deck = Elicitation(ElicitationMethod.CARDS, ABC, (1, 2, 3), (4, 2), 3.0)
    assert elicitation_among(deck, ("a", "c")) == Elicitation(
        ElicitationMethod.CARDS, ("a", "c"), (1, 2), (4,), 3.0
    )
    assert elicitation_among(deck, ("c", "d")).ranks == (1, 2)
    judged = Elicitation(ElicitationMethod.PAIRWISE, ABC, judgements=(3, 5, 2))
    assert elicitation_among(judged, ("a", "c", "d")).judgements == (5, 1, 1)


@given(
    st.sampled_from([ElicitationMethod.ROC, ElicitationMethod.RANK_SUM, ElicitationMethod.CARDS]),
    st.lists(st.integers(1, 9), min_size=1, max_size=8),
)
def test_laid_ranks_have_no_gap_and_give_weights_that_fall_with_them(way, ranks):
    told = laid_out(Elicitation(way, tuple(map(str, range(len(ranks)))), tuple(ranks)))
    assert set(told.ranks) == set(range(1, max(told.ranks) + 1))
    found = elicited_weights(told).tolist()
    assert sum(found) == pytest.approx(1)
    for one, x in zip(told.ranks, found, strict=True):
        for other, y in zip(told.ranks, found, strict=True):
            assert one >= other or x > y
