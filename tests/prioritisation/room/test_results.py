"""What may be shown of a round: it follows the number of ballots, and how they split."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.ballots.anonymity import MIN_SHOWN, Shown
from prioritisation.ballots.ballot import Ballot
from prioritisation.room.results import Cast, Frame, results_of
from prioritisation.scenario import Scenario
from prioritisation.settings import current_case

CASE = current_case().keeping(("ghg_impact", "partner_ecosystem", "existing_coverage"))
IDS = [c.id for c in CASE.criteria]
SCENARIO = Scenario(dict.fromkeys(IDS, 50.0), "gt")
FRAME = Frame("ABCDE", 1, False, CASE, SCENARIO, ())


def cast(k, points=(100, 50, 20), college="", carries=None, reason="", kind="device"):
    ballot = Ballot(dict(zip(IDS, points, strict=True)), IDS[points.index(100)])
    return Cast(ballot, f"voter{k}", reason, kind, college, carries)


@pytest.mark.parametrize(
    ("n", "shown"),
    [(0, Shown.COUNT), (2, Shown.COUNT), (3, Shown.MEAN), (4, Shown.MEAN), (5, Shown.ALL)],
)
def test_what_is_shown_follows_the_number_of_ballots(n, shown):
    found = results_of(FRAME, [cast(k, reason="ma raison") for k in range(n)], [])
    assert (found.shown, found.n) == (shown, n)
    assert (found.group is None) == (shown is Shown.COUNT)
    if shown is not Shown.ALL:
        assert found.ballots == found.reasons == ()
        assert found.firsts is found.leaders is found.colleges is found.carrying is None


def test_with_five_everything_is_there_and_nothing_says_whose():
    found = results_of(FRAME, [cast(k, reason=f"r{k}") for k in range(5)], [])
    assert len(found.ballots) == len(found.reasons) == 5
    assert found.firsts.n == 5
    assert "voter" not in repr((found.ballots, found.reasons, found.group))


def test_colleges_and_carriers_are_never_shown_together():
    both = [cast(k, college="AB"[k % 2], carries=k % 3 == 0) for k in range(24)]
    found = results_of(FRAME, both, [])
    assert found.colleges
    assert found.carrying is None
    alone = results_of(FRAME, [cast(k, carries=k % 3 == 0) for k in range(24)], [])
    assert [w.n for w in alone.carrying] == [8, 16]


COLLEGES = st.lists(st.sampled_from(["", "A", "B", "C"]), min_size=5, max_size=30)


@settings(max_examples=60, deadline=None)
@given(COLLEGES)
def test_no_college_of_fewer_than_five_is_shown_or_found_by_subtraction(names):
    found = results_of(FRAME, [cast(k, college=c) for k, c in enumerate(names)], [])
    if found.colleges:
        sizes = [w.n for w in found.colleges.groups.values()]
        assert min(sizes) >= MIN_SHOWN
        assert sum(sizes) == len(names)


def test_ballots_are_given_by_college_only_where_colleges_are_shown():
    """Small colleges stay merged: their names are the lines of one key."""
    casts = [cast(k, college=c) for k, c in enumerate("AAAAABBBBBBCCD")]
    found = results_of(FRAME, casts, [])
    assert {name: len(theirs) for name, theirs in found.votes.items()} == {"B": 6, "A\nC\nD": 8}
    assert [len(v) for v in results_of(FRAME, casts[:5], []).votes.values()] == [5]
    assert results_of(FRAME, casts[:4], []).votes == {}


def test_the_movement_is_of_those_who_voted_twice_when_they_are_enough():
    before = [cast(k, (100, 50, 20)) for k in range(8)]
    after = [cast(k, (20, 50, 100)) for k in range(4, 12)]
    assert results_of(FRAME, after, before).before == ()
    assert len(results_of(FRAME, [cast(k) for k in range(2, 12)], before).before) == 6


def test_a_criterion_weighed_by_one_voter_alone_withholds_the_mean():
    ballots = [cast(k, (100, 50, None)) for k in range(5)] + [cast(9, (100, 50, 20))]
    found = results_of(FRAME, ballots, [])
    assert (found.group, found.shown) == (None, Shown.COUNT)


def test_ballots_typed_in_are_counted_as_such():
    found = results_of(FRAME, [cast(k, kind="paper" if k < 2 else "device") for k in range(6)], [])
    assert found.paper == 2
