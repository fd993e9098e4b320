"""What may be shown of a round: it follows the number of ballots, and how they split."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN
from prioritisation.analysis.ballots.ballot import Ballot, to_json
from prioritisation.analysis.scenario import Scenario
from prioritisation.meeting.room.results import results_of
from prioritisation.meeting.store import StoredBallot
from prioritisation.settings import current_case
from tests.each import each
from tests.thresholds import RoundResults

CASE = current_case().keeping(("ghg_impact", "partner_ecosystem", "existing_coverage"))
IDS = [c.id for c in CASE.criteria]
SCENARIO = Scenario(dict.fromkeys(IDS, 50.0), "gt")
FRAME = RoundResults("ABCDE", 1, 0, False, CASE, SCENARIO)
POINTS = [(100, 5 * k, 20) for k in range(12)]


def cast(k, points=(100, 50, 20), college="", carries=None, reason="", kind="device"):
    ballot = Ballot(dict(zip(IDS, points, strict=True)), IDS[points.index(100)])
    said = {"college": college, "carries": carries}
    return StoredBallot("", f"voter{k}", to_json(ballot), reason, "", kind, **said)


@each("n", range(5))
def test_below_five_ballots_nothing_but_their_number_is_there(n):
    cast_ = [cast(k, reason="ma raison", college="A", kind="paper") for k in range(n)]
    found = results_of(FRAME, cast_, before=[cast(k) for k in range(9)])
    bare = RoundResults(FRAME.code, 1, n, False, CASE, SCENARIO)
    assert told(found) == told(bare)
    assert found.votes == {}


def told(results):
    return {f.name: getattr(results, f.name) for f in fields(results)}


def test_with_five_everything_is_there_and_nothing_says_whose():
    found = results_of(FRAME, [cast(k, reason=f"r{k}") for k in range(5)])
    assert len(found.ballots) == len(found.reasons) == 5
    assert found.firsts.n == 5
    assert "voter" not in repr((found.ballots, found.reasons, found.group))


def test_reasons_are_tied_to_no_ballot():
    """Each list is drawn in its own order: the same places do not go together."""
    first = results_of(FRAME, [cast(k, POINTS[k], reason=str(k)) for k in range(12)])
    pairs = set()
    for _ in range(200):
        found = results_of(FRAME, [cast(k, POINTS[k], reason=str(k)) for k in range(12)])
        pairs.add((str(found.ballots[0]), found.reasons[0]))
    assert len(pairs) > len(first.ballots)


def test_after_a_round_of_others_only_figures_in_whole_percents_are_there():
    both = [
        cast(k, (100, 7 * k % 90, 20), "AB"[k % 2], carries=k % 3 == 0, reason="r")
        for k in range(24)
    ]
    found = results_of(FRAME, both)
    assert {names: w.n for names, w in found.colleges.groups.items()} == {("A",): 12, ("B",): 12}
    assert found.carriers == 8
    figures = results_of(FRAME, both, [both[1:]], both[1:])
    joined = figures.colleges, figures.carriers, figures.movement, figures.firsts
    assert (*joined, figures.ballots, figures.reasons, figures.votes) == (None,) * 4 + ((), (), {})
    assert figures.n == 24
    shares = [figures.group.mean, figures.group.median, figures.group.geometric]
    shares += [(s.median, s.low_quartile, s.high_quartile, s.deviation) for s in figures.spreads]
    percents = [100 * float(share) for row in shares for share in row]
    assert percents == pytest.approx([round(p) for p in percents])
    assert sum(figures.group.mean) == pytest.approx(1)
    assert figures.group.mean == pytest.approx(found.group.mean, abs=0.01)
    assert figures.analysis.weights == pytest.approx(figures.group.mean)
    for told, exact in zip(figures.spreads, found.spreads, strict=True):
        assert told.low_quartile <= exact.low_quartile
        assert exact.high_quartile <= told.high_quartile


COLLEGES = st.lists(st.sampled_from(["", "A", "B", "C"]), min_size=5, max_size=30)


@given(COLLEGES)
def test_no_college_of_fewer_than_five_is_shown_or_found_by_subtraction(names):
    found = results_of(FRAME, [cast(k, college=c) for k, c in enumerate(names)])
    if found.colleges:
        sizes = [w.n for w in found.colleges.groups.values()]
        assert min(sizes) >= MIN_SHOWN
        assert sum(sizes) == len(names)


def test_ballots_are_given_by_college_only_where_colleges_are_shown():
    """Small colleges stay merged: their names are the lines of one key."""
    casts = [cast(k, college=c) for k, c in enumerate("AAAAABBBBBBCCD")]
    found = results_of(FRAME, casts)
    assert {name: len(theirs) for name, theirs in found.votes.items()} == {"B": 6, "A\nC\nD": 8}
    assert [len(v) for v in results_of(FRAME, casts[:5]).votes.values()] == [5]
    assert results_of(FRAME, casts[:4]).votes == {}


def test_a_criterion_weighed_by_few_withholds_all_but_their_number():
    ballots = [cast(k, (100, 50, None)) for k in range(5)]
    ballots += [cast(k, (100, 50, 20)) for k in range(5, 9)]
    found = results_of(FRAME, ballots)
    assert (found.n, found.group, found.ballots, found.thin) == (9, None, (), (IDS[2],))
    assert results_of(FRAME, [*ballots, cast(9)]).group is not None


@each(("own", "typed", "told"), [(2, 2, 0), (0, 4, 0), (4, 1, 1), (2, 6, 6)])
def test_where_nothing_is_shown_paper_is_counted_only_where_it_is_why(own, typed, told):
    kinds = ["device"] * own + ["paper"] * typed
    found = results_of(FRAME, [cast(k, kind=kind) for k, kind in enumerate(kinds)])
    assert (found.analysis, found.typed) == (None, told)
