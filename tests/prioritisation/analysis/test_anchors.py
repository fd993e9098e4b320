"""How far an anchor may move, against rankings made with it moved."""

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from criteria.model import Standing
from prioritisation.analysis.anchors import anchor_spans
from prioritisation.analysis.scenario import Scenario, starting_scenario
from tests.prioritisation.analysis.anchored import first_with, made
from tests.thresholds import analyse

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


def test_a_lead_that_fades_without_end_is_no_limit():
    """Level on the other criterion: however far the anchor goes, something is left."""
    analysis = analyse(made([(10, 5), (4, 5)]), Scenario({"c0": 50, "c1": 50}, "here"))
    (top,) = (s for s in anchor_spans(analysis) if (s.column, s.best) == (0, True))
    assert (top.near, top.far) == (10, None)


def test_an_anchor_that_cannot_move_has_its_span():
    """One nearer, a score leaves the scale; one further, the lead is lost."""
    case = made([(10, 2), (5, 7)], whole=True)
    analysis = analyse(case, Scenario({"c0": 51, "c1": 49}, "here"))
    (top,) = (s for s in anchor_spans(analysis) if (s.column, s.best) == (0, True))
    assert (top.here, top.near, top.far) == (10, 10, 10)
