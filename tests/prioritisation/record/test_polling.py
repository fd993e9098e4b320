import datetime as dt

import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.rounds import CriterionMovement, Movement
from prioritisation.analysis.scenario import Scenario
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.rounds import RoundFacts, drawn_identifiers
from prioritisation.record.votes import ballot_of, votes_part
from prioritisation.record.votes_part import AttendancePart, Origin, Shown
from tests import strategies
from tests.thresholds import MeetingFacts

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


def cast(n, college="", points=None):
    return [(college, Ballot(points or {A: 100, B: k % 100}, A)) for k in range(n)]


def by_college(ballots):
    return {name: [one for college, one in ballots if college == name] for name, _one in ballots}


def poll(number, ballots, **more):
    return RoundFacts(
        number, "", count=len(ballots), by_college=by_college(ballots),
        identifiers=more.pop("identifiers", drawn_identifiers(len(ballots))),
        reasons=("zut", "bof"), typed=2, **more,
    )  # fmt: skip


def votes(*rounds, **more):
    return votes_part(MeetingFacts(CASE, SCENARIO, "", "", DAY, rounds=rounds, **more))


@pytest.mark.parametrize("n", [1, 3, 4, 5, 9])
def test_below_five_ballots_nothing_but_their_number_is_told(n):
    found = votes(poll(1, cast(n)))
    (one,) = found.rounds
    told = n >= 5
    assert (one.count, one.shown) == (n, Shown.ALL if told else Shown.COUNT)
    assert (len(one.ballots), one.shares) == (n if told else 0, ())
    assert found.origin is (Origin.BALLOTS if told else Origin.NONE)
    assert (found.weights, found.decisive) == ((), 1)
    assert one.reasons == (("bof", "zut") if told else ())
    assert one.paper == (2 if told else 0)


def test_ballots_are_sorted_by_identifiers_that_say_nothing():
    ballots, ids = cast(8), drawn_identifiers(8)
    found = votes(poll(1, ballots, identifiers=ids))
    lines = found.rounds[0].ballots
    assert [line.id for line in lines] == sorted(ids)
    again = votes(poll(1, list(reversed(ballots)), identifiers=ids))
    assert again == found
    told = sorted(str(ballot_of(line)) for line in lines)
    assert told == sorted(str(one) for _college, one in ballots)


def test_identifiers_must_be_enough_and_different():
    for ids in ((), ("same",) * 6):
        with pytest.raises(ValueError, match="identifiers"):
            votes(poll(1, cast(6), identifiers=ids))


@pytest.mark.parametrize("given", [1, 4])
def test_no_weight_of_the_group_comes_from_fewer_than_five_ballots(given):
    silent = [("", Ballot({A: 100, B: None}, A))] * 5
    found = votes(poll(1, [*silent, *cast(given)]))
    assert (found.origin, found.rounds[0].shown) == (Origin.NONE, Shown.COUNT)


def test_of_the_rounds_before_the_last_only_how_shares_spread_is_told():
    earlier = [("", Ballot({A: 100, B: b}, A)) for b in (0, 100, 33, 100, 17, 81)]
    found = votes(poll(1, earlier), poll(2, cast(6), groups=(("a",), ("b",))))
    first, last = found.rounds
    assert (first.count, first.shown, first.ballots) == (6, Shown.SHARES, ())
    assert (first.reasons, first.paper) == ((), 0)
    assert [(s.criterion, s.given) for s in first.shares] == [(A, 6), (B, 6)]
    for told in first.shares:
        figures = told.model_dump(exclude={"criterion", "given"}).values()
        assert all(x == round(x, 2) for x in figures)
        assert told.low_quartile <= told.median <= told.high_quartile
    assert first.shares[0].weight == pytest.approx(1 - first.shares[1].weight)
    assert (len(last.ballots), last.shares) == (6, ())


def test_a_round_before_with_too_few_ballots_tells_their_number():
    few, last = votes(poll(1, cast(4)), poll(2, cast(6))).rounds
    assert (few.count, few.shown, few.shares) == (4, Shown.COUNT, ())
    assert last.shown is Shown.ALL


def test_colleges_are_told_as_the_round_was_cut():
    ballots, groups = cast(6, "a") + cast(4, "b") + cast(2, "c"), (("a",), ("b", "c"))
    found = votes(poll(1, ballots, groups=groups))
    assert found.groups == groups
    lines = found.rounds[0].ballots
    assert [sum(line.group == k for line in lines) for k in (0, 1)] == [6, 6]
    bare = votes(poll(1, ballots))
    assert (bare.groups, {line.group for line in bare.rounds[0].ballots}) == ((), {None})


def test_the_ballots_of_a_void_round_stay_hidden():
    void = RoundFacts(1, "", void="la question", count=9, by_college=by_college(cast(9)))
    found = votes(void)
    (one,) = found.rounds
    assert (one.count, one.ballots, one.shown) == (9, (), Shown.COUNT)
    assert (found.origin, found.decisive) == (Origin.PERSON, None)


def test_one_person_chose_the_weights_and_it_is_said():
    found = votes(chosen_by=Role.LEAD)
    assert found.origin is Origin.PERSON
    assert [(w.criterion, w.value) for w in found.weights] == [(A, 30), (B, 70)]
    assert found.chosen_by is Role.LEAD
    assert votes(poll(1, cast(6)), chosen_by=Role.LEAD).chosen_by is None


def test_those_present_are_told_without_their_colleges():
    found = votes(poll(1, cast(6, "a") + cast(6, "b")), present=14)
    assert found.attendance == AttendancePart(present=14)
    assert votes().attendance is None


def test_figures_of_hidden_ballots_have_two_decimals():
    change = CriterionMovement(A, 0.123456, 0.234567, None)
    found = votes(poll(1, cast(6)), movement=Movement(6, 2, (change,), (A, B), (B, A))).movement
    (told,) = found.changes
    assert (told.mean_change, told.before, told.after) == (0.12, 0.23, None)
    assert (found.both, found.moved) == (6, 2)
