from dataclasses import replace

import numpy as np
import pytest

from criteria.load import load_case
from criteria.model import Standing
from prioritisation.analysis.ballots.group import first_counts, group_weights, movement
from prioritisation.analysis.matrix import decision_matrix, known_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.scenario import Scenario
from prioritisation.analysis.warnings import (
    FEWEST,
    Turnout,
    WarningKind,
    double_counting_warnings,
    essential_warnings,
    near_equal,
    rank_correlation,
)
from prioritisation.settings import current_case
from tests.each import each
from tests.prioritisation.analysis.ballots.made import alike, ballot
from tests.synthetic import flat_first, write_case
from tests.thresholds import RevealedBallots, analyse, ballot_warnings, case_warnings

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


def test_nothing_is_found_in_fewer_ballots_than_may_be_shown(case):
    split = alike(100, 10, 10, times=2) + alike(10, 100, 10, times=2)
    assert found(case, split) == {}


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


CASE = current_case().keeping(("ghg_impact", "partner_ecosystem", "existing_coverage"))


def test_the_case_warns_of_what_it_does_not_know_and_of_what_is_to_confirm():
    found = {w.id: w.what for w in case_warnings(CASE, "gt", {})}
    assert found == {
        "unknown": ("partner_ecosystem",),
        "inferred": ("existing_coverage",),
        "perimeter": ("gt",),
        "anchors": ("ghg_impact", "partner_ecosystem", "existing_coverage"),
        "shared_source:deck": ("deck", "partner_ecosystem", "existing_coverage"),
    }


def test_a_confirmed_case_warns_of_nothing_but_its_gaps():
    criteria = tuple(replace(c, scale_status=Standing.CONFIRMED) for c in CASE.criteria)
    settled = tuple(q.settled("sgpe") for q in CASE.questions)
    sure = replace(CASE, criteria=criteria, questions=settled)
    assert {w.kind for w in case_warnings(sure, "sgpe", {})} == {
        WarningKind.UNKNOWN,
        WarningKind.INFERRED,
        WarningKind.SHARED_SOURCE,
    }


def test_a_criterion_on_which_all_levers_are_the_same_is_named(tmp_path):
    case = load_case(write_case(tmp_path, 4, 2, flat_first))
    found = [w for w in case_warnings(case, "", {}) if w.kind is WarningKind.FLAT]
    assert [(w.id, w.kind) for w in found] == [("flat:c0", WarningKind.FLAT)]


def with_essential(case, criterion):
    criteria = tuple(replace(c, essential=c.id == criterion) for c in case.criteria)
    return replace(case, criteria=criteria)


def test_a_lever_surely_at_the_worst_of_an_essential_criterion_is_named(tmp_path):
    scores = {0: (0, 0), 1: (0, 4), 2: None, 3: (7, 7)}
    case = load_case(write_case(tmp_path, 4, 2, lambda lever, _criterion: scores[lever]))
    (found,) = essential_warnings(with_essential(case, "c1"), decision_matrix(case.tables[""], {}))
    assert (found.id, found.what) == ("essential:c1", ("c1", case.levers[0].id))


def test_a_criterion_that_nobody_called_essential_warns_of_no_lever(tmp_path):
    case = load_case(write_case(tmp_path, 4, 2, lambda lever, _criterion: (lever, lever)))
    assert list(essential_warnings(case, decision_matrix(case.tables[""], {}))) == []


def matrix(*columns, high=None):
    low = np.array(columns, dtype=float).T / 10
    rows = tuple(f"l{i}" for i in range(len(low)))
    top = low if high is None else np.array(high, dtype=float).T / 10
    return known_matrix(rows, tuple(f"c{j}" for j in range(low.shape[1])), low, top)


def found_doubles(tmp_path, scores, levers=6, criteria=2, least=0.9):
    case = load_case(write_case(tmp_path, levers, criteria, scores))
    return [
        note
        for note in double_counting_warnings(case.tables[""], {}, least)
        if note.share is not None
    ]


@each(
    ("other", "rho"),
    [
        ([0, 2, 4, 6, 9], 1.0),
        ([9, 6, 4, 2, 0], -1.0),
        ([2, 0, 4, 6, 9], 0.9),  # 1 - 6 x 2 / (5 x 24)
    ],
)
def test_the_rank_correlation_is_spearman_s(other, rho):
    assert rank_correlation(matrix([1, 2, 3, 4, 5], other), 0, 1) == (pytest.approx(rho), 5)


def test_no_correlation_of_too_few_exact_scores_or_of_a_constant():
    few = [[1, 2, 3, 4], [1, 2, 3, 4]]
    assert rank_correlation(matrix(*few), 0, 1) is None
    assert rank_correlation(matrix([5] * FEWEST, range(FEWEST)), 0, 1) is None
    low = [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]]
    assert rank_correlation(matrix(*low, high=[[1, 2, 3, 4, 9], low[1]]), 0, 1) is None


def test_two_criteria_that_rank_alike_are_named(tmp_path):
    (note,) = found_doubles(tmp_path, lambda i, j: (i + j, i + j))
    assert (note.id, note.kind, note.n) == ("correlated:c0+c1", WarningKind.CORRELATED, 6)
    assert note.share == pytest.approx(1)


def test_a_correlation_of_exactly_the_limit_is_not_above_it(tmp_path):
    order = [1, 0, 2, 3, 4]
    scores = lambda i, j: (i, i) if j else (order[i], order[i])  # noqa: E731
    assert found_doubles(tmp_path / "a", scores, levers=5) == []
    (note,) = found_doubles(tmp_path / "b", scores, levers=5, least=0.85)
    assert note.share == pytest.approx(0.9)


def test_a_source_of_two_criteria_is_named_and_what_is_unknown_rests_on_none(tmp_path):
    case = load_case(write_case(tmp_path, 3, 3, lambda i, j: None if j == 2 else (i, i)))
    shared = [
        n
        for n in double_counting_warnings(case.tables[""], {}, 1)
        if n.kind is WarningKind.SHARED_SOURCE
    ]
    assert [n.what for n in shared] == [("s", "c0", "c1")]
    alone = load_case(write_case(tmp_path / "b", 3, 2, lambda i, j: None if j else (i, i)))
    assert [
        n
        for n in double_counting_warnings(alone.tables[""], {}, 1)
        if n.kind is WarningKind.SHARED_SOURCE
    ] == []
