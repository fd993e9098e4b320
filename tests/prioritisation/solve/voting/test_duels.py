import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from prioritisation.solve.votes import borda_points, copeland_score, preferences, profile
from tests.prioritisation.solve.voting.made import (
    CYCLE,
    TENNESSEE,
    condorcet_winner,
    profiles,
    renamed,
    voters,
)
from tests.published import published


def test_the_capital_of_tennessee():
    expected = published("copeland_tennessee")["expected"]
    duels = preferences(TENNESSEE)
    assert duels.tolist() == expected["pairwise"]
    assert copeland_score(duels).tolist() == expected["score"]
    assert condorcet_winner(duels) == 1


def test_a_cycle_has_no_winner_and_ties_all_scores():
    assert borda_points(CYCLE).tolist() == published("borda_cycle")["expected"]["score"]
    assert copeland_score(preferences(CYCLE)).tolist() == [0, 0, 0]
    assert condorcet_winner(preferences(CYCLE)) is None


def test_alone_an_alternative_wins_nothing():
    found = profile([[1]])
    assert borda_points(found).tolist() == [0]
    assert copeland_score(preferences(found)).tolist() == [0]
    assert condorcet_winner(preferences(found)) is None


@given(profiles())
def test_borda_points_are_those_of_mean_ranks(found):
    ranks = rankdata(found.ranks, axis=1, method="average")
    assert borda_points(found) == pytest.approx(found.counts @ (found.ranks.shape[1] - ranks))


@given(profiles())
def test_borda_points_are_duels_and_half_the_ties(found):
    duels = preferences(found)
    ties = voters(found) - duels - duels.T
    np.fill_diagonal(ties, 0)
    assert borda_points(found) == pytest.approx((duels + ties / 2).sum(axis=1))
    assert (duels + duels.T <= voters(found)).all()
    assert (np.diag(duels) == 0).all()
    assert copeland_score(duels).sum() == 0


@given(profiles(), st.data())
def test_neither_the_order_of_the_ballots_nor_how_they_are_grouped_counts(found, data):
    lines = data.draw(st.permutations(np.repeat(found.ranks, found.counts, axis=0).tolist()))
    other = profile(lines)
    assert borda_points(other).tolist() == borda_points(found).tolist()
    assert preferences(other).tolist() == preferences(found).tolist()


@given(profiles(), st.data())
def test_alternatives_keep_their_scores_under_other_names(found, data):
    names = data.draw(st.permutations(range(found.ranks.shape[1])))
    other = renamed(found, names)
    assert borda_points(other)[names].tolist() == borda_points(found).tolist()
    assert (
        copeland_score(preferences(other))[names].tolist()
        == copeland_score(preferences(found)).tolist()
    )


@given(profiles())
def test_whoever_beats_everyone_has_the_best_copeland_score(found):
    duels = preferences(found)
    winner = condorcet_winner(duels)
    if winner is not None:
        assert copeland_score(duels)[winner] == len(duels) - 1


@given(profiles(alternatives=(2, 6)))
def test_what_all_voters_prefer_is_never_behind(found):
    duels = preferences(found)
    points, scores = borda_points(found), copeland_score(duels)
    for better, worse in np.argwhere(duels == voters(found)):
        assert points[better] > points[worse]
        assert scores[better] > scores[worse]
