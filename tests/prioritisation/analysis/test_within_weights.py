"""An analysis among the weights that are allowed, and what an order asks of weights."""

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from criteria.load import load_case
from criteria.model import Standing
from criteria.scales import LinearScale
from prioritisation.analysis.anchors import anchor_spans
from prioritisation.analysis.inquiry import assess_robustness, order_constraints
from prioritisation.analysis.robustness.regions import first_regions, leads
from prioritisation.analysis.robustness.weight_changes import stability_intervals
from prioritisation.analysis.robustness.weight_sets import (
    EVERY_WEIGHT,
    AtLeast,
    AtMost,
    Order,
    between,
    weight_set,
)
from prioritisation.analysis.scenario import Scenario, starting_scenario, within_weights
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.analysis.weight_map import weight_map
from prioritisation.analysis.weights import Elicitation, elicited_weights
from prioritisation.sentences.tipping import other_weights_text
from prioritisation.settings import DEFAULT_CASE
from tests.prioritisation.analysis.anchored import first_with, made
from tests.prioritisation.analysis.robustness.half_planes import rows_of, share_of_triangle
from tests.prioritisation.sentences.made import plain, scored
from tests.strategies import ENOUGH, case_of, criterion_of, names
from tests.thresholds import analyse


def analysis_of(*rows, points=(50, 30, 20), status=Standing.CONFIRMED):
    """Levers in rows, with scores out of 100 or (lowest, highest), on three criteria."""
    columns, levers = names("c", len(points)), names("lever_", len(rows))
    cells = {
        (lever, column): scored(lever, column, cell)
        for lever, row in zip(levers, rows, strict=True)
        for column, cell in zip(columns, row, strict=True)
    }
    criteria = [criterion_of(column, LinearScale(0, 100), status) for column in columns]
    chosen = Scenario(dict(zip(columns, points, strict=True)), "here")
    return analyse(case_of(criteria, cells), chosen)


ROWS = ([90, 30, (20, 60)], [40, 90, 50], [50, 50, 90])


def test_all_weights_leave_the_analysis_as_it_is():
    analysis = analysis_of(*ROWS)
    assert within_weights(analysis, weight_set(3, (AtLeast(0, 0.0),))) is analysis
    assert analysis.within is EVERY_WEIGHT


def test_regions_word_and_stability_are_those_of_the_set():
    analysis, asked = analysis_of(*ROWS), (AtLeast(0, 0.5),)
    within = weight_set(3, asked)
    found = within_weights(analysis, within)
    assert found.regions == first_regions(analysis.matrix, within)
    assert found.stability == stability_intervals(analysis.matrix, analysis.weights, within)
    assert found.ranking is analysis.ranking
    assert analysis.verdict.robustness is RobustnessWord.OPEN
    assert found.verdict.robustness is RobustnessWord.FAIR
    robustness = assess_robustness(analysis, constraints=asked)
    assert robustness.regions == found.regions
    assert robustness.stability == found.stability


def test_the_other_direction_is_judged_in_the_same_set():
    analysis = analysis_of(*ROWS, status=Standing.TO_CONFIRM)
    within = weight_set(3, (AtMost(1, 0.4), AtMost(2, 0.3)))
    for before, after in zip(
        analysis.alternates, within_weights(analysis, within).alternates, strict=True
    ):
        assert before.ranking.low.tolist() == after.ranking.low.tolist()
    words = [a.verdict.robustness for a in within_weights(analysis, within).alternates]
    assert words != [a.verdict.robustness for a in analysis.alternates]


def test_of_weights_that_are_not_allowed_nothing_is_said_of_moving_them():
    analysis = analysis_of(*ROWS)
    found = within_weights(analysis, weight_set(3, between(2, 0.5, 0.8)))
    assert (analysis.admitted, found.admitted, found.stability) == (True, False, ())
    assert found.regions != analysis.regions


def test_a_share_of_weights_names_the_weights_that_it_is_about():
    analysis = analysis_of(*ROWS)
    found = within_weights(analysis, weight_set(3, (AtLeast(0, 0.5),)))
    share = " répartitions de poids sur 100"
    assert share in plain(other_weights_text(analysis))
    assert f"{share}, parmi celles admises" in plain(other_weights_text(found))


@ENOUGH
@given(st.lists(st.integers(1, 4), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_weights_from_an_order_are_among_those_that_respect_it(ranks, random):
    criteria = names("c", len(ranks))
    columns = random.sample(criteria, len(criteria))
    elicitation = Elicitation(criteria, tuple(ranks))
    weights = dict(zip(criteria, elicited_weights(elicitation).tolist(), strict=True))
    within = weight_set(len(ranks), order_constraints(elicitation, columns))
    there = np.array([weights[c] for c in columns])
    assert (within.lead_rows(len(ranks)) @ there >= -1e-9).all()
    # And every corner of the set keeps the order, with equal weights for equal places.
    place = dict(zip(criteria, ranks, strict=True))
    for corner in within.corners:
        for a, one in zip(columns, corner, strict=True):
            for b, other in zip(columns, corner, strict=True):
                if place[a] <= place[b]:
                    assert one >= other - 1e-12
    assume(len(set(ranks)) > 1)
    assert within.flat == (len(set(ranks)) < len(ranks))


def test_in_each_reading_shares_of_a_set_are_those_of_the_corners_where_lines_cross():
    case = load_case(DEFAULT_CASE)
    asked = (Order(0, 2), AtMost(1, 0.5), AtLeast(2, 0.1))
    rows = rows_of(asked, 3)
    for combination in case.tables:
        points = {c.id: 50 for c in case.criteria if c.active}
        analysis = analyse(case, Scenario(points, combination))
        found = within_weights(analysis, weight_set(3, asked))
        for row, region in enumerate(found.regions.regions):
            for sure, share in ((True, region.sure_share), (False, region.possible_share)):
                cut = np.vstack([leads(analysis.matrix, row, sure=sure), rows])
                expected = share_of_triangle(cut) / share_of_triangle(rows)
                assert share == pytest.approx(expected, abs=1e-8)


FOUR = {"ghg_impact": 40, "partner_ecosystem": 30, "existing_coverage": 20, "cop_progress": 10}


def test_three_criteria_have_the_regions_of_the_analysis(case):
    analysis = analyse(case, starting_scenario(case))
    found = weight_map(analysis)
    assert found.regions is analysis.regions
    assert found.weights == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert found.free == pytest.approx(1)


def test_three_of_four_criteria_share_what_the_fourth_leaves(case):
    analysis = analyse(case, Scenario(FOUR, "gt"))
    found = weight_map(analysis)
    assert found.free == pytest.approx(0.9)
    assert found.weights == pytest.approx((4 / 9, 3 / 9, 2 / 9))
    assert found.regions.exact


def test_the_regions_say_who_is_first_at_the_present_weights(case):
    """The diamond is in the sure region of the leader, if any, and in each possible one."""
    analysis = analyse(case, Scenario({**FOUR, "ghg_impact": 90}, "gt"))
    found = weight_map(analysis)
    here = np.array(found.weights)
    for row, region in enumerate(found.regions.regions):
        inside = region.sure and contains(region.sure, here)
        assert bool(inside) == (row in analysis.ranking.necessary_firsts)


def contains(polygon, point):
    """Whether weights are inside a convex polygon, in the plane of the first two coordinates."""
    corners = np.array(polygon)[:, :2]
    turns = [
        np.cross(np.append(b - a, 0), np.append(point[:2] - a, 0))[2]
        for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True)
    ]
    return all(t >= -1e-9 for t in turns) or all(t <= 1e-9 for t in turns)


# How far an anchor may move, against rankings made with it moved.

amounts = st.none() | st.integers(2, 7) | st.tuples(st.integers(2, 4), st.integers(5, 6))


@given(
    st.tuples(
        st.tuples(st.integers(6, 8), st.integers(4, 8)),
        st.lists(st.tuples(amounts, amounts), min_size=1, max_size=3),
    ).map(lambda rows: [rows[0], *rows[1]]),
    st.tuples(st.integers(1, 9), st.integers(1, 9)),
    st.booleans(),
)
def test_inside_the_span_the_first_stays_and_just_outside_it_does_not(scores, points, falling):
    case = made(scores, falling)
    scenario = Scenario(dict(zip(("c0", "c1"), points, strict=True)), "here")
    analysis = analyse(case, scenario)
    assume(len(analysis.verdict.leaders) == 1 and analysis.verdict.gap[0] > 1e-6)
    leader = analysis.verdict.leaders[0]
    for span in anchor_spans(analysis):
        still = (10.0 if falling else 0.0) if span.best else (0.0 if falling else 10.0)
        far = span.far if span.far is not None else span.here + 50 * (span.here - still)
        for part in np.linspace(0.001, 0.999, 7):
            anchor = float(span.near + part * (far - span.near))
            assert first_with(case, scenario, span, anchor) == leader
        beyond = [] if span.far is None else [span.far + 0.01 * (span.far - still)]
        # Closer than that a score would leave the scale, or another lever is no longer behind.
        reach = [
            abs(float(b) - still)
            for s in case.tables["here"].scores.values()
            if s.criterion == f"c{span.column}" and s.low is not None
            for b in (s.low, s.high)
        ]
        closer = abs(span.near - still)
        if closer > max(reach, default=0) + 1e-6 and closer > 0.02:
            beyond.append(span.near - 0.01 * (span.near - still))
        for anchor in beyond:
            assert first_with(case, scenario, span, float(anchor)) != leader


def test_the_anchors_of_the_case(normandie):
    start = replace(starting_scenario(normandie), combination="gt_freight-primary")
    spans = {(s.column, s.best): s for s in anchor_spans(analyse(normandie, start))}
    top = spans[0, True]
    assert (top.here, top.near) == (8000, pytest.approx(5956.2397))  # no score leaves the scale
    # Level with « Mieux se nourrir » at its best: 5,956.2 / x + 1 + 1/2 = 1,341.1 / x + 1 + 1.
    assert top.far == pytest.approx(2 * (5956.2397 - 1341.139))
    # Twelve sheets, or as many more as one likes: at 26 producing is still first.
    assert spans[2, False].far is None


def test_what_is_confirmed_or_weighs_nothing_has_no_span(normandie):
    start = starting_scenario(normandie)
    points = {**start.points, "existing_coverage": 0}
    columns = {s.column for s in anchor_spans(analyse(normandie, replace(start, points=points)))}
    assert 2 not in columns
    sure = tuple(replace(c, scale_status=Standing.CONFIRMED) for c in normandie.criteria)
    tables = {k: replace(t, criteria=sure) for k, t in normandie.tables.items()}
    confirmed = replace(normandie, criteria=sure, tables=tables)
    assert anchor_spans(analyse(confirmed, start)) == ()


def bounds(amount):
    return () if amount is None else amount if isinstance(amount, tuple) else (amount,)


def line(row, points, still, moved, *, lowest):
    """Lowest or highest value of a lever in fractions: a constant, and a slope.

    The slope is in the inverse of the range of the criterion of which the anchor ``moved`` does.
    """
    constant = slope = Fraction(0)
    column, best = moved
    for j, (amount, share) in enumerate(zip(row, points, strict=True)):
        weight, kept = Fraction(share, sum(points)), still[best if j == column else True]
        ends = sorted(abs(b - kept) for b in bounds(amount))
        if not ends:
            constant += 0 if lowest else weight
        elif j != column:
            constant += weight * Fraction(ends[0 if lowest else -1], 10)
        elif best:
            slope += weight * ends[0 if lowest else -1]
        else:
            constant += weight
            slope -= weight * ends[-1 if lowest else 0]
    return constant, slope


def exact_span(scores, points, still, moved, leader, whole):
    """How near and how far an anchor may stand from the other, in fractions.

    Whole when scores are: at a limit of a rival it is level, which is outside.
    """
    column, best = moved
    reach = [abs(b - still[best]) for row in scores for b in bounds(row[column])]
    nears = [Fraction(n) for n in (*reach, int(whole))]
    fars = [10] if whole and still[best] else []  # a count is never negative
    own = line(scores[leader], points, still, moved, lowest=True)
    for row in scores[:leader] + scores[leader + 1 :]:
        other = line(row, points, still, moved, lowest=False)
        constant, slope = own[0] - other[0], own[1] - other[1]
        limit = -slope / constant if constant else 0
        if slope < 0:
            nears.append(floor(limit) + 1 if whole else limit)
        elif constant < 0:
            fars.append(ceil(limit) - 1 if whole else limit)
    return max(nears), min(fars, default=None)


often_known = st.integers(2, 9) | st.integers(2, 9) | amounts


@given(
    st.lists(st.tuples(often_known, often_known), min_size=2, max_size=4),
    st.tuples(st.integers(1, 9), st.integers(1, 9)),
    st.booleans(),
    st.booleans(),
)
def test_the_spans_are_those_of_exact_fractions(scores, points, falling, whole):
    scenario = Scenario(dict(zip(("c0", "c1"), points, strict=True)), "here")
    analysis = analyse(made(scores, falling, whole), scenario)
    assume(len(analysis.verdict.leaders) == 1 and analysis.verdict.gap[0] > 1e-6)
    found = {(s.column, s.best): s for s in anchor_spans(analysis)}
    assert len(found) == 4
    still = {True: 10 if falling else 0, False: 0 if falling else 10}
    for (column, best), span in found.items():
        near, far = exact_span(
            scores, points, still, (column, best), analysis.verdict.leaders[0], whole
        )
        assert abs(span.near - still[best]) == pytest.approx(float(near), abs=1e-6)
        away = None if span.far is None else abs(span.far - still[best])
        assert away == (None if far is None else pytest.approx(float(far), rel=1e-5))
        assert near <= 10
        assert far is None or far >= 10
