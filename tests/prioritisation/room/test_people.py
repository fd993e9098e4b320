"""What may be told of what voters said of themselves: one partition, and the same people."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.ballots.anonymity import MIN_SHOWN
from prioritisation.ballots.ballot import Ballot
from prioritisation.room.people import Cast, people_of

BALLOT = Ballot({"a": 100, "b": 50}, "a")


def cast(*colleges, start=0, carries=0):
    """A round: a voter of each college, the first of whom carry a sheet."""
    return [
        Cast(BALLOT, f"voter{k}", "", "device", college, k - start < carries)
        for k, college in enumerate(colleges, start)
    ]


def sizes(people):
    return {names: len(group) for names, group in people.groups.items()}


def test_colleges_are_told_in_groups_of_five():
    assert sizes(people_of([cast(*"AAAAAABBBBBC")])) == {("A",): 6, ("B", "C"): 6}
    assert sizes(people_of([cast(*"AAAAAABBBB")])) == {}
    assert sizes(people_of([cast(*"AAAAAAAAAAAA")])) == {}


@pytest.mark.parametrize(("carriers", "told"), [(0, None), (4, None), (5, 5), (7, 7), (8, None)])
def test_carriers_are_counted_where_both_are_five(carriers, told):
    assert people_of([cast(*[""] * 12, carries=carriers)]).carriers == told


def test_after_a_round_of_others_nothing_is_told():
    """One who came would be told by the difference: {5, 5}, then {5, 6}."""
    ten, eleven = cast(*"AAAAABBBBB", carries=5), cast(*"AAAAABBBBBB", carries=5)
    assert people_of([ten]).groups
    for first, second in ((ten, eleven), (eleven, ten), (ten, cast(*"AAAAABBBBB", start=1))):
        found = people_of([first, second])
        assert (sizes(found), found.carriers) == ({}, None)
    again = people_of([ten, ten])
    assert (sizes(again), again.carriers) == ({("A",): 5, ("B",): 5}, 5)


def test_that_a_round_told_nothing_counts_as_well():
    """{4, 6} tells nothing; {5, 6} after it would say where who came belongs."""
    assert people_of([cast(*"AAAABBBBBB")]).groups == {}
    assert people_of([cast(*"AAAABBBBBB"), cast(*"AAAABBBBBBA")]).groups == {}


def test_a_round_that_could_tell_of_nobody_counts_for_nothing():
    eleven = cast(*"AAAAABBBBBB", carries=5)
    for n in range(2 * MIN_SHOWN):
        assert people_of([eleven[:n], eleven]).groups
    assert people_of([[]]).groups == {}


ROUND = st.lists(st.sampled_from("ABC"), max_size=16).map(lambda names: cast(*names))


@given(st.lists(ROUND, min_size=1, max_size=4))
def test_whatever_is_told_in_several_rounds_is_of_the_same_people(rounds):
    told = [
        {c.token_hash for c in cast_}
        for k, cast_ in enumerate(rounds, 1)
        if people_of(rounds[:k]).groups or people_of(rounds[:k]).carriers
    ]
    assert all(one == other for one, other in pairwise(told))


@given(ROUND)
def test_the_groups_hold_every_ballot_once(cast_):
    groups = people_of([cast_]).groups
    assert not groups or sum(map(len, groups.values())) == len(cast_)
    assert all(len(group) >= MIN_SHOWN for group in groups.values())
