import datetime as dt

import pytest

from prioritisation.ballots.anonymity import Shown
from prioritisation.ballots.ballot import Ballot
from prioritisation.meeting import Role
from prioritisation.record.facts import (
    Attendance,
    CastBallot,
    MeetingFacts,
    RoundFacts,
    drawn_identifiers,
)
from prioritisation.record.polling import attendance_part, ballot_of, told_groups, votes_part
from prioritisation.record.voted import Origin
from prioritisation.scenario import Scenario
from tests import strategies

A, B = strategies.names("criterion_", 2)
CRITERIA = tuple(
    strategies.criterion_of(i, strategies.LinearScale(0, 10), strategies.Standing.CONFIRMED)
    for i in (A, B)
)
CASE = strategies.case_of(
    CRITERIA,
    {
        (lever, c): strategies.Score(lever, c, 3.0, 3.0, strategies.Status.OPINION)
        for lever in ("x", "y")
        for c in (A, B)
    },
)
SCENARIO = Scenario({A: 30.0, B: 70.0}, "here")
DAY = dt.date(2026, 12, 5)


def cast(n, college="", carries=None, points=None):
    return [
        CastBallot(Ballot(points or {A: 100, B: k % 100}, A), college, carries) for k in range(n)
    ]


def votes(ballots, **more):
    found = RoundFacts(
        1, "", count=len(ballots), ballots=tuple(ballots),
        identifiers=more.pop("identifiers", drawn_identifiers(len(ballots))),
        reasons=("zut", "bof"), paper=2,
    )  # fmt: skip
    return votes_part(MeetingFacts(CASE, SCENARIO, "", "", DAY, rounds=(found,), **more))


@pytest.mark.parametrize(
    ("n", "shown", "origin", "lines", "weights"),
    [
        (1, Shown.COUNT, Origin.NONE, 0, 0),
        (2, Shown.COUNT, Origin.NONE, 0, 0),
        (3, Shown.MEAN, Origin.MEAN, 0, 2),
        (4, Shown.MEAN, Origin.MEAN, 0, 2),
        (5, Shown.ALL, Origin.BALLOTS, 5, 0),
    ],
)
def test_too_few_ballots_are_not_told(n, shown, origin, lines, weights):
    found = votes(cast(n))
    (one,) = found.rounds
    assert (one.count, one.shown, len(one.ballots)) == (n, shown, lines)
    assert (found.origin, len(found.weights), found.decisive) == (origin, weights, 1)
    assert one.reasons == (("bof", "zut") if lines else ())
    assert one.paper == (2 if lines else 0)


def test_ballots_are_sorted_by_identifiers_that_say_nothing():
    ballots, ids = cast(8), drawn_identifiers(8)
    found = votes(ballots, identifiers=ids)
    lines = found.rounds[0].ballots
    assert [line.id for line in lines] == sorted(ids)
    again = votes(list(reversed(ballots)), identifiers=ids)
    assert again == found
    told = sorted(str(ballot_of(line)) for line in lines)
    assert told == sorted(str(c.ballot) for c in ballots)


def test_identifiers_must_be_enough_and_different():
    for ids in ((), ("same",) * 6):
        with pytest.raises(ValueError, match="identifiers"):
            votes(cast(6), identifiers=ids)


def test_no_weight_of_the_group_comes_from_one_or_two_ballots():
    silent = [CastBallot(Ballot({A: 100, B: None}, A))] * 5
    found = votes([*silent, *cast(1)])
    assert (found.origin, found.rounds[0].shown) == (Origin.NONE, Shown.COUNT)


@pytest.mark.parametrize(
    ("counts", "groups"),
    [
        ({"a": 6, "b": 5}, (("a",), ("b",))),
        ({"a": 6, "b": 3, "c": 2}, (("a",), ("b", "c"))),
        ({"a": 9, "b": 6, "c": 2}, (("a",), ("b", "c"))),
        ({"a": 6, "": 5}, (("",), ("a",))),
        ({"a": 4, "b": 4}, ()),
        ({"": 12}, ()),
        ({"a": 4}, ()),
        ({"a": 6, "b": 2}, ()),
    ],
)
def test_a_college_is_told_only_where_all_may_be(counts, groups):
    ballots = [c for college, n in counts.items() for c in cast(n, college)]
    found = votes(ballots)
    assert found.groups == groups == told_groups(ballots, (A, B))
    lines = found.rounds[0].ballots
    sizes = [sum(line.group == k for line in lines) for k in range(len(groups))]
    assert sizes == [sum(counts[c] for c in group) for group in groups]
    assert all((line.group is None) is (not groups) for line in lines)
    assert all(n >= 5 for n in sizes)


def test_colleges_are_told_beside_the_deciding_round_only():
    rounds = tuple(
        RoundFacts(k, "", count=6, ballots=tuple(cast(6, "a") + cast(6, "b")),
                   identifiers=drawn_identifiers(12))
        for k in (1, 2)
    )  # fmt: skip
    found = votes_part(MeetingFacts(CASE, SCENARIO, "", "", DAY, rounds=rounds))
    assert {line.group for line in found.rounds[0].ballots} == {None}
    assert {line.group for line in found.rounds[1].ballots} == {0, 1}
    assert found.deciding == found.rounds[1]


def test_the_ballots_of_a_void_round_stay_hidden():
    void = RoundFacts(1, "", void="la question", count=9, ballots=tuple(cast(9)))
    found = votes_part(MeetingFacts(CASE, SCENARIO, "", "", DAY, rounds=(void,)))
    (one,) = found.rounds
    assert (one.count, one.ballots, one.shown) == (9, (), Shown.COUNT)
    assert (found.origin, found.decisive) == (Origin.PERSON, None)


def test_one_person_chose_the_weights_and_it_is_said():
    found = votes_part(MeetingFacts(CASE, SCENARIO, "", "", DAY, chosen_by=Role.LEAD))
    assert found.origin is Origin.PERSON
    assert [(w.criterion, w.value) for w in found.weights] == [(A, 30), (B, 70)]
    assert found.chosen_by is Role.LEAD
    assert votes(cast(6), chosen_by=Role.LEAD).chosen_by is None


@pytest.mark.parametrize(
    ("yes", "no", "college", "told"),
    [(5, 5, "", True), (4, 8, "", False), (8, 4, "", False), (6, 6, "a", False)],
)
def test_carriers_are_told_apart_by_five_and_never_beside_colleges(yes, no, college, told):
    others = cast(no, "b" if college else "", carries=False)
    found = votes(cast(yes, college, carries=True) + others).carrying
    assert (found is not None) is told
    if found:
        assert (found.carriers.n, found.others.n) == (yes, no)


def test_figures_of_hidden_ballots_have_three_decimals():
    few = votes(cast(3))
    assert all(w.value == round(w.value, 3) for w in few.weights)
    assert sum(w.value for w in few.weights) == pytest.approx(1, abs=0.002)
    apart = votes(cast(5, carries=True) + cast(7, carries=False)).carrying
    assert all(w.value == round(w.value, 3) for w in apart.carriers.weights)


def test_nobody_is_a_carrier_when_it_was_not_asked():
    assert votes(cast(12)).carrying is None


@pytest.mark.parametrize(
    ("by_college", "told"),
    [
        ({"a": 6, "b": 5}, [(("a",), 6), (("b",), 5)]),
        ({"a": 9, "b": 3, "c": 2}, [(("a",), 9), (("b", "c"), 5)]),
        ({"a": 6, "b": 1}, []),
        ({"a": 3}, []),
        ({"": 9}, []),
        ({}, []),
    ],
)
def test_small_colleges_are_not_told_among_those_present(by_college, told):
    found = attendance_part(Attendance(20, by_college))
    assert found.present == 20
    assert [(c.colleges, c.n) for c in found.colleges] == told
