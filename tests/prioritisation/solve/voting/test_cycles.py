import itertools

import networkx as nx
import numpy as np
from hypothesis import given

from prioritisation.solve.votes import components, cycles, preferences, profile_of_orders
from tests.prioritisation.solve.voting.made import CYCLE, TENNESSEE, profiles


def graph(relation):
    return nx.from_numpy_array(relation, create_using=nx.DiGraph)


def test_three_voters_who_contradict_each_other():
    (found,) = cycles(preferences(CYCLE))
    assert found.members == found.path == (0, 1, 2)


def test_majorities_that_agree_have_no_cycle():
    assert cycles(preferences(TENNESSEE)) == ()


def test_cycles_come_from_the_most_preferred():
    low, high = [(3, 4, 5), (4, 5, 3), (5, 3, 4)], [(0, 2, 1), (2, 1, 0), (1, 0, 2)]
    orders = [[*first, *second] for first, second in zip(low, high, strict=True)]
    found = cycles(preferences(profile_of_orders(orders, [1, 1, 1])))
    assert [cycle.members for cycle in found] == [(3, 4, 5), (0, 1, 2)]
    assert found[1].path == (0, 2, 1)


@given(profiles(alternatives=(1, 7), ballots=(1, 9)))
def test_cycles_are_the_strong_components_of_the_majorities(found):
    duels = preferences(found)
    beats = duels > duels.T
    expected = {tuple(sorted(c)) for c in nx.strongly_connected_components(graph(beats))}
    assert {cycle.members for cycle in cycles(duels)} == {c for c in expected if len(c) > 1}
    assert set(components(beats)) == expected


@given(profiles(alternatives=(3, 7), ballots=(3, 9)))
def test_each_one_of_a_path_beats_the_next_and_no_path_is_shorter(found):
    duels = preferences(found)
    beats = duels > duels.T
    for cycle in cycles(duels):
        assert cycle.path[0] == cycle.members[0]
        assert set(cycle.path) <= set(cycle.members)
        steps = [*itertools.pairwise(cycle.path), (cycle.path[-1], cycle.path[0])]
        assert all(beats[step] for step in steps)
        starts = np.flatnonzero(beats[cycle.path[0]]).tolist()
        ways = [nx.shortest_path_length(graph(beats), start, cycle.path[0]) + 1
                for start in starts if start in cycle.members]  # fmt: skip
        assert len(cycle.path) == min(ways)
