"""How far an anchor may move, against rankings made with it moved."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from criteria.model import Score, Standing, Status
from criteria.scales import LinearScale
from prioritisation.analysis.anchors import anchor_spans
from prioritisation.analysis.scenario import Scenario, starting_scenario
from tests.strategies import case_of, criterion_of
from tests.thresholds import analyse

amounts = st.none() | st.integers(2, 7) | st.tuples(st.integers(2, 4), st.integers(5, 6))


def made(scores, falling=False):
    """A case of two linear criteria; the anchors of both are to be confirmed."""
    levers = "abcd"[: len(scores)]
    scale = LinearScale(10, 0) if falling else LinearScale(0, 10)
    criteria = [
        replace(criterion_of(f"c{k}", scale), scale_status=Standing.TO_CONFIRM) for k in range(2)
    ]
    cells = {}
    for lever, row in zip(levers, scores, strict=True):
        for k, amount in enumerate(row):
            low, high = amount if isinstance(amount, tuple) else (amount, amount)
            status = Status.UNKNOWN if low is None else Status.OPINION
            bounds = (None, None) if low is None else (float(low), float(high))
            cells[lever, f"c{k}"] = Score(lever, f"c{k}", *bounds, status, "someone")
    return case_of(criteria, cells)


def first_with(case, scenario, span, anchor):
    """Who is surely first alone once an anchor stands elsewhere."""
    criterion = case.criteria[span.column]
    scale = criterion.scale("here")
    moved = replace(scale, **{"best" if span.best else "worst": anchor})
    other = replace(criterion, scales={"": moved})
    criteria = tuple(other if c is criterion else c for c in case.criteria)
    tables = {k: replace(t, criteria=criteria) for k, t in case.tables.items()}
    ranking = analyse(replace(case, criteria=criteria, tables=tables), scenario).ranking
    firsts = ranking.necessary_firsts
    if len(firsts) != 1:
        return None
    gaps = [ranking.gap(firsts[0], k)[0] for k in range(len(ranking.low)) if k != firsts[0]]
    return firsts[0] if min(gaps) > 1e-9 else None


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
    spans = {
        (s.column, s.best): s
        for s in anchor_spans(analyse(normandie, starting_scenario(normandie)))
    }
    top = spans[0, True]
    assert (top.here, top.near) == (4200, pytest.approx(4156.9385))  # no score leaves the scale
    # At 8,000 kt three levers may be first (tests/data/test_effects.py); the first changes before.
    assert 5_000 < top.far < 8_000
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
