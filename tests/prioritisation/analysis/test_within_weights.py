"""An analysis among the weights that are allowed, and what an order asks of weights."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from criteria.load import load_case
from criteria.model import Standing
from criteria.scales import LinearScale
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
from prioritisation.analysis.scenario import Scenario, within_weights
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.analysis.weights import (
    Elicitation,
    elicited_weights,
)
from prioritisation.sentences.change import changes
from prioritisation.sentences.tipping import other_weights_text
from prioritisation.settings import DEFAULT_CASE
from tests.each import each
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
    staying = "Les poids restent parmi ceux qui sont admis."
    assert staying in changes(found)
    assert staying not in changes(analysis)


@ENOUGH
@given(
    st.lists(st.integers(1, 4), min_size=2, max_size=6),
    st.randoms(use_true_random=False),
)
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


@each(
    ("ranks", "asked"),
    [
        ((1, 2, 2), (Order(1, 2), Order(2, 1), Order(0, 1))),
        ((2, 1, 3), (Order(1, 0), Order(0, 2))),
    ],
)
def test_an_order_is_told_from_each_place_to_the_next(ranks, asked):
    told = Elicitation(("a", "b", "c"), ranks)
    assert order_constraints(told, ("a", "b", "c")) == asked


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
