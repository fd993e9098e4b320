import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.solve.votes import profile_of_orders
from tests.prioritisation.solve.made import refused, solved, warned
from tests.prioritisation.solve.voting.made import best_orders

CYCLE = [{"count": 1, "order": [0, 1, 2]}, {"count": 1, "order": [1, 2, 0]},
         {"count": 1, "order": [2, 0, 1]}]  # fmt: skip


@st.composite
def ballots(draw, levers=(2, 6)):
    m = draw(st.integers(*levers))
    ballot = st.fixed_dictionaries(
        {"count": st.integers(1, 9), "order": st.permutations(range(m)).map(list)}
    )
    return draw(st.lists(ballot, min_size=1, max_size=5))


@given(ballots())
def test_kemeny_is_the_best_of_all_orders(found):
    answer = solved("kemeny", params={"ballots": found})
    made = profile_of_orders([b["order"] for b in found], [b["count"] for b in found])
    score, orders = best_orders(made)
    assert (answer["kemeny_score"], answer["unique"]) == (score, len(orders) == 1)
    assert [answer["ranking"][lever] for lever in orders[0]] == list(range(1, len(orders[0]) + 1))


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


@pytest.mark.parametrize("method", ["copeland", "kemeny"])
def test_a_cycle_is_named(method):
    found, warnings = warned(method, params={"ballots": CYCLE}, alternatives=["A", "B", "C"])
    assert "« A », « B », « C »" in warnings[0].replace("\u00a0", " ")
    if method == "kemeny":
        assert found == {"kemeny_score": 5, "ranking": [1, 2, 3], "unique": False}
        assert len(warnings) == 2


@pytest.mark.parametrize(
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
        ([{"count": 1, "order": [0, 0]}], "params.ballots[0].order[1]"),
        ([{"count": 1, "order": [1, 2]}], "params.ballots[0].order[1]"),
        ([{"count": 1, "order": [0, "1"]}], "params.ballots[0].order[1]"),
        ([{"count": 1, "order": []}], "params.ballots[0].order"),
        ([{"count": 1, "order": [0]}], "params.ballots"),
        ([*CYCLE, {"count": 1, "order": [0, 1]}], "params.ballots[3].order"),
    ],
    ids=lambda value: str(value)[:50],
)
@pytest.mark.parametrize("method", ["borda", "copeland", "kemeny"])
def test_ballots_that_cannot_be_counted_are_refused(method, change, place):
    assert refused(method, params={"ballots": change})[0] == place


def test_a_tangle_too_large_to_be_exact_is_refused():
    order = list(range(19))
    found = [{"count": 1, "order": order}, {"count": 1, "order": order[::-1]}]
    where, fault = refused("kemeny", params={"ballots": found})
    assert where == "params.ballots"
    assert "19" in fault


@pytest.mark.parametrize("method", ["copeland", "kemeny"])
def test_more_levers_than_duels_can_show_are_refused(method):
    found = [{"count": 1, "order": list(range(1_001))}]
    assert refused(method, params={"ballots": found})[0] == "params.ballots"
