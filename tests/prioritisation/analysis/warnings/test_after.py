from dataclasses import replace

import pytest

from criteria.load import load_case
from prioritisation.analysis.ballots.group import first_counts, group_weights, movement
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.scenario import Scenario
from prioritisation.analysis.warnings import Turnout, WarningKind, near_equal
from tests.each import each
from tests.prioritisation.analysis.ballots.made import alike, ballot
from tests.synthetic import write_case
from tests.thresholds import RevealedBallots, analyse, ballot_warnings

IDS = ("c0", "c1", "c2")
SCORES = ((10, 0, 5), (0, 10, 5), (7, 6, 5))
ENOUGH = Turnout(1, 12, 12, 0)
MANY = alike(100, 40, 10, times=12)


def on(ballots):
    """The same ballots on the criteria of the synthetic case."""
    return [replace(b, points=dict(zip(IDS, b.points.values(), strict=True))) for b in ballots]


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("after")
    return load_case(
        write_case(folder, 3, 3, lambda lever, criterion: (SCORES[lever][criterion],) * 2)
    )


def revealed(case, ballots, colleges=None, senses=None, **more):
    ids = tuple(c.id for c in case.criteria)
    group = group_weights(ballots, ids)
    points = {c: 100 * w for c, w in group.by_criterion().items()}
    analysis = analyse(case, Scenario(points, case.default_combination, senses or {}))
    leaders = (
        analysis.ranking,
        additive(analysis.matrix, group.geometric),
        None if group.median is None else additive(analysis.matrix, group.median),
    )
    firsts = first_counts(analysis.matrix, ballots)
    return RevealedBallots(analysis, leaders, firsts, colleges or {"": ballots}, **more)


def found(case, ballots, counts=ENOUGH, **more):
    return {w.kind: w for w in ballot_warnings(counts, revealed(case, on(ballots), **more))}


def test_a_group_that_agrees_is_warned_of_nothing(case):
    assert found(case, MANY) == {}


@each(
    ("counts", "expected"),
    [
        (Turnout(1, 12, 12, 0), {}),
        (Turnout(1, 9, 9, 0), {"few": (9, 10)}),
        (Turnout(1, 10, 20, 0), {}),
        (Turnout(1, 10, 21, 0), {"quorum": (10, 21)}),
        (Turnout(1, 12, 12, 3), {"mixed": (3, 12)}),
        (Turnout(1, 12, 12, 12), {}),
        (Turnout(1, 4, 4, 1), {"few": (4, 10)}),
        (Turnout(1, 0, 0, 0), {"few": (0, 10)}),
    ],
)
def test_how_many_voted_is_told_even_when_no_ballot_may_be(counts, expected):
    assert {w.kind.value: (w.n, w.of) for w in ballot_warnings(counts, None)} == expected


def test_nothing_is_found_in_fewer_ballots_than_may_be_shown(case):
    split = alike(100, 10, 10, times=2) + alike(10, 100, 10, times=2)
    assert found(case, split) == {}


def test_each_warning_is_of_its_round(case):
    few = revealed(case, on(alike(100, 99, 98, times=12)))
    assert [w.id for w in ballot_warnings(Turnout(3, 12, 12, 0), few)] == ["equal:3"]


@each(
    ("ballots", "near"),
    [
        (alike(100, 100, 100, times=5), 5),
        (alike(100, 40, 10, times=5), 0),
        ([ballot(100, None, 100)], 1),
        ([ballot(100, 85, 85)], 1),
        ([ballot(100, 70, 70)], 0),
    ],
)
def test_a_ballot_is_near_equal_on_the_criteria_it_weighs(ballots, near):
    assert near_equal(on(ballots), IDS, 0.05) == near


def test_many_ballots_near_equal_weights_are_told(case):
    told = found(case, alike(100, 98, 97, times=4) + alike(100, 40, 10, times=8))
    assert (told[WarningKind.EQUAL].n, told[WarningKind.EQUAL].of) == (4, 12)
    few = found(case, alike(100, 98, 97, times=3) + alike(100, 40, 10, times=9))
    assert WarningKind.EQUAL not in few


def test_two_camps_and_a_compromise_between_them(case):
    told = found(case, alike(100, 5, 5, times=6) + alike(5, 100, 5, times=6))
    assert told[WarningKind.CAMPS].n == 2
    minority = told[WarningKind.MINORITY]
    assert (minority.what, minority.n, minority.of) == (("l2",), 0, 12)


def test_means_that_disagree_are_told(case):
    skewed = alike(100, 0, 0, times=5) + alike(0, 100, 0, times=4)
    told = found(case, skewed)
    assert WarningKind.MEANS in told
    assert WarningKind.MEANS not in found(case, MANY)


def test_pivotal_voters_are_counted_and_not_named(case):
    told = found(case, alike(100, 20, 0, times=5) + alike(20, 100, 0, times=6))
    assert WarningKind.PIVOTAL_VOTER not in told
    close = [ballot(100, k, 10) for k in (38, 39, 40, 41, 42, 43)]
    pivotal = found(case, [*close, ballot(10, 100, 10)])[WarningKind.PIVOTAL_VOTER]
    assert (pivotal.n, pivotal.of, pivotal.what) == (1, 7, ())


def test_a_college_without_which_the_first_place_changes_is_counted(case):
    some, others = on(alike(100, 10, 10, times=6)), on(alike(10, 100, 10, times=6))
    told = found(
        case,
        alike(100, 10, 10, times=6) + alike(10, 100, 10, times=6),
        colleges={"a": some, "b": others},
    )
    college = told[WarningKind.PIVOTAL_COLLEGE]
    assert (college.n, college.of, college.what) == (2, 2, ())
    alone = found(case, MANY, colleges={"a": on(MANY[:6]), "b": on(MANY[6:])})
    assert WarningKind.PIVOTAL_COLLEGE not in alone


def test_a_small_college_is_never_left_out_alone(case):
    some, others = on(alike(100, 10, 10, times=4)), on(alike(10, 100, 10, times=8))
    told = found(
        case,
        alike(100, 10, 10, times=4) + alike(10, 100, 10, times=8),
        colleges={"a": some, "b": others},
    )
    assert WarningKind.PIVOTAL_COLLEGE not in told


def test_the_winner_at_the_worst_of_an_essential_criterion(case):
    named = tuple(replace(c, essential=c.id == "c1") for c in case.criteria)
    tables = {p: replace(t, criteria=named) for p, t in case.tables.items()}
    strict = replace(case, criteria=named, tables=tables)
    told = found(strict, alike(100, 10, 10, times=12))
    assert told[WarningKind.ESSENTIAL_FIRST].what == ("c1", "l0")
    assert told[WarningKind.ESSENTIAL_FIRST].id == "essential_first:c1:1"
    other = found(strict, alike(10, 100, 10, times=12))
    assert WarningKind.ESSENTIAL_FIRST not in other


def test_opinions_that_come_close_at_once_without_a_reason(case):
    apart = on(alike(100, 0, 0, times=6) + alike(0, 100, 0, times=6))
    since = moved(apart)
    assert found(case, MANY, movement=since)[WarningKind.SUDDEN].what == ("c0", "c1")
    assert WarningKind.SUDDEN not in found(case, MANY, movement=since, argued=True)
    assert WarningKind.SUDDEN not in found(case, MANY, movement=moved(on(MANY)))
    assert WarningKind.SUDDEN not in found(case, MANY, movement=moved(apart[:4]))


def moved(earlier):
    """From a round of as many people, of whom each voted in both."""
    before, after = (dict(enumerate(part)) for part in (earlier, on(MANY)))
    return movement(before, after, IDS)
