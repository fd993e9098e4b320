import datetime as dt
from dataclasses import replace

import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.scenario import Scenario
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.state import Shown, drawn_identifiers
from prioritisation.record.votes import ballot_of, votes_part
from prioritisation.record.votes_part import AttendancePart, Origin
from tests import strategies
from tests.thresholds import MeetingFacts
from tests.voting import round_facts

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
    more = {"identifiers": drawn_identifiers(len(ballots)), "reasons": ("zut", "bof")} | more
    return round_facts(CASE.criteria, by_college(ballots), number, "", typed=2, **more)


def votes(*rounds, **more):
    return votes_part(MeetingFacts(CASE, SCENARIO, "", "", DAY, rounds=rounds, **more))


def test_where_nothing_but_their_number_was_shown_nothing_else_is_told():
    found = votes(poll(1, cast(4)))
    (one,) = found.rounds
    assert (one.count, one.shown, one.ballots, one.shares) == (4, Shown.COUNT, (), ())
    assert (found.origin, found.weights, found.deciding.number) == (Origin.NONE, (), 1)


def test_where_figures_were_shown_the_weights_are_theirs_and_no_ballot_is_told():
    found = votes(replace(poll(1, cast(9)), shown=Shown.FIGURES, reasons=()))
    (one,) = found.rounds
    assert (found.origin, one.ballots, one.paper) == (Origin.FIGURES, (), 2)
    assert [s.criterion for s in one.shares] == [A, B]
    assert sum(s.weight for s in one.shares) == pytest.approx(1)


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


def test_of_a_round_before_the_last_its_ballots_are_told_by_how_their_shares_spread():
    earlier = [("", Ballot({A: 100, B: b}, A)) for b in (0, 100, 33, 100, 17, 81)]
    found = votes(poll(1, earlier), poll(2, cast(6), groups=(("a",), ("b",))))
    first, last = found.rounds
    assert (first.count, first.shown, first.ballots) == (6, Shown.ALL, ())
    assert (first.reasons, first.paper) == (("bof", "zut"), 2)
    assert [(s.criterion, s.given) for s in first.shares] == [(A, 6), (B, 6)]
    for told in first.shares:
        figures = told.model_dump(exclude={"criterion", "given"}).values()
        assert all(x == round(x, 2) for x in figures)
        assert told.low_quartile <= told.median <= told.high_quartile
    assert first.shares[0].weight == pytest.approx(1 - first.shares[1].weight)
    assert (len(last.ballots), last.shares) == (6, ())


def test_colleges_are_told_as_the_round_was_cut():
    ballots, groups = cast(6, "a") + cast(4, "b") + cast(2, "c"), (("a",), ("b", "c"))
    found = votes(poll(1, ballots, groups=groups))
    assert found.groups == groups
    lines = found.rounds[0].ballots
    assert [sum(line.group == k for line in lines) for k in (0, 1)] == [6, 6]
    bare = votes(poll(1, ballots))
    assert (bare.groups, {line.group for line in bare.rounds[0].ballots}) == ((), {None})


def test_the_ballots_of_a_void_round_stay_hidden():
    void = replace(poll(1, cast(9)), void="la question", by_college={}, reasons=())
    found = votes(void)
    (one,) = found.rounds
    assert (one.count, one.ballots, one.shares, one.shown) == (9, (), (), Shown.ALL)
    assert (found.origin, found.deciding) == (Origin.PERSON, None)


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
