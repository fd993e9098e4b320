"""Votes against all their orders counted one by one, and against networkx."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.solve.votes import MOST_TANGLED
from tests.each import each
from tests.prioritisation.solve.made import refused, solved

CYCLE = [{"count": 1, "order": [0, 1, 2]}, {"count": 1, "order": [1, 2, 0]},
         {"count": 1, "order": [2, 0, 1]}]  # fmt: skip


@st.composite
def ballots(draw, levers=(2, 6)):
    m = draw(st.integers(*levers))
    ballot = st.fixed_dictionaries(
        {"count": st.integers(1, 9), "order": st.permutations(range(m)).map(list)}
    )
    return draw(st.lists(ballot, min_size=1, max_size=5))


def agreements(found, order):
    """Pairs of each voter that an order keeps, counted one by one."""
    pairs = list(itertools.combinations(order, 2))
    return sum(
        ballot["count"]
        for ballot in found
        for first, second in pairs
        if ballot["order"].index(first) < ballot["order"].index(second)
    )


@given(ballots())
def test_kemeny_is_the_first_of_the_best_of_all_orders(found):
    answer = solved("kemeny", params={"ballots": found})
    orders = list(itertools.permutations(range(len(found[0]["order"]))))
    scores = [agreements(found, order) for order in orders]
    assert answer["kemeny_score"] == max(scores)
    assert answer["unique"] == (scores.count(max(scores)) == 1)
    first = orders[scores.index(max(scores))]
    assert [answer["ranking"][lever] for lever in first] == list(range(1, len(first) + 1))


def test_the_capital_of_tennessee():
    """393 agreements, as in the table of the Kemeny-Young method for this example."""
    orders = [[0, 1, 2, 3], [1, 2, 3, 0], [2, 3, 1, 0], [3, 2, 1, 0]]
    found = [{"count": n, "order": o} for n, o in zip((42, 26, 15, 17), orders, strict=True)]
    expected = {"kemeny_score": 393, "ranking": [4, 1, 2, 3], "unique": True}
    assert solved("kemeny", params={"ballots": found}) == expected


def test_many_levers_are_ordered_when_majorities_separate_them():
    order = np.random.default_rng(5).permutation(200).tolist()
    found = solved("kemeny", params={"ballots": [{"count": 3, "order": order}]})
    assert [found["ranking"][lever] for lever in order] == list(range(1, 201))
    assert found["unique"]
    assert found["kemeny_score"] == 3 * 200 * 199 // 2


@given(ballots())
def test_what_all_voters_prefer_is_never_behind(found):
    duels = solved("copeland", params={"ballots": found})
    points = solved("borda", params={"ballots": found})["score"]
    pairwise, scores = np.array(duels["pairwise"]), duels["score"]
    for better, worse in np.argwhere(pairwise == sum(b["count"] for b in found)):
        assert points[better] > points[worse]
        assert scores[better] > scores[worse]


@given(ballots())
def test_points_and_duels_count_every_voter(found):
    voters, m = sum(b["count"] for b in found), len(found[0]["order"])
    points = solved("borda", params={"ballots": found})["score"]
    duels = solved("copeland", params={"ballots": found})["pairwise"]
    assert sum(points) == voters * m * (m - 1) / 2
    assert all(isinstance(point, int) for point in points)
    for row in range(m):
        assert points[row] == sum(duels[row])
        assert all(duels[row][k] + duels[k][row] == voters for k in range(m) if k != row)


@each(
    ("change", "place"),
    [
        ([], "params.ballots"),
        ({}, "params.ballots"),
        ([[0, 1]], "params.ballots[0]"),
        ([{"count": 1}], "params.ballots[0].order"),
        ([{"order": [0, 1]}], "params.ballots[0].count"),
        ([{"count": 0, "order": [0, 1]}], "params.ballots[0].count"),
        ([{"count": 1.5, "order": [0, 1]}], "params.ballots[0].count"),
        ([{"count": True, "order": [0, 1]}], "params.ballots[0].count"),
        ([{"count": 10**30, "order": [0, 1]}], "params.ballots[0].count"),
        ([{"count": 1, "order": [0, 0]}], "params.ballots[0].order"),
        ([{"count": 1, "order": [1, 2]}], "params.ballots[0].order[1]"),
        ([{"count": 1, "order": [0, "1"]}], "params.ballots[0].order[1]"),
        ([{"count": 1, "order": []}], "params.ballots[0].order"),
        ([{"count": 1, "order": [0]}], "params.ballots"),
        ([*CYCLE, {"count": 1, "order": [0, 1]}], "params.ballots[3].order"),
    ],
    ids=lambda value: str(value)[:50],
)
@each("method", ["borda", "copeland", "kemeny"])
def test_ballots_that_cannot_be_counted_are_refused(method, change, place):
    assert refused(method, params={"ballots": change})[0] == place


def test_a_tangle_too_large_to_be_exact_is_refused():
    order = list(range(MOST_TANGLED + 1))
    found = [{"count": 1, "order": order}, {"count": 1, "order": order[::-1]}]
    where, fault = refused("kemeny", params={"ballots": found})
    assert where == "params.ballots"
    assert str(MOST_TANGLED + 1) in fault
    tied = [{"count": 1, "order": order[:-1]}, {"count": 1, "order": order[-2::-1]}]
    assert not solved("kemeny", params={"ballots": tied})["unique"]


@each("method", ["copeland", "kemeny"])
def test_more_levers_than_duels_can_show_are_refused(method):
    found = [{"count": 1, "order": list(range(1_001))}]
    assert refused(method, params={"ballots": found})[0] == "params.ballots"
