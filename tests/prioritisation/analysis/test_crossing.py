"""Open choices crossed, against brute force: each combination ranked by itself."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Sense
from prioritisation.analysis import crossing as crossed
from prioritisation.analysis.crossing import (
    ChoiceKind,
    cross,
    crossing_of,
    open_choices,
    share_range,
)
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.robustness.weight_sets import Order, weight_set
from prioritisation.analysis.scenario import Scenario, starting_scenario, within_weights
from tests.each import each
from tests.strategies import crossed_cases
from tests.thresholds import analyse

COVERAGE, GHG, PARTNERS = "existing_coverage", "ghg_impact", "partner_ecosystem"
PRODUCE = "mieux_produire"


def started(normandie):
    scenario = starting_scenario(normandie)
    return analyse(normandie, scenario)


def test_the_open_choices_of_the_case_make_forty_eight(normandie):
    crossing = crossing_of(started(normandie))
    assert [(choice.kind, len(choice.options)) for choice in crossing.choices] == [
        (ChoiceKind.DIRECTION, 2),
        (ChoiceKind.ORDER, 2),
        (ChoiceKind.READING, 3),
        (ChoiceKind.READING, 4),
    ]
    assert len(crossing.outcomes) == 48


def test_producing_is_first_in_twenty_six_of_them(normandie):
    """The figures of the page of the data: with each order of the words, and each direction."""
    analysis = started(normandie)
    crossing = crossing_of(analysis)
    row = analysis.matrix.alternatives.index(PRODUCE)
    assert crossing.leader == crossing.winner == row
    direction, order, *_ = crossing.choices
    counts = [
        crossing.supposing({direction: sense, order: words}).sure_count(row)
        for words in order.options
        for sense in ("min", "max")
    ]
    assert sum(counts) == crossing.sure_count(row) == 26
    assert counts[:2] == [4, 12], "with the words as delivered"


def firsts_by_hand(normandie, sense, order, combination):
    """Sure and possible firsts at equal weights, in fractions of points."""
    scores = normandie.tables[combination].scores
    words = {word: place for place, word in enumerate(order.split(","))}
    ends = []
    for lever in normandie.levers:
        ghg, partner, count = (scores[lever.id, c] for c in (GHG, PARTNERS, COVERAGE))
        unknown = ghg.low is None
        low, high = (0, 1) if unknown else [Fraction(ghg.low) / 8000] * 2
        known = partner.low is not None
        low += Fraction(words[partner.low], 3) if known else 0
        high += Fraction(words[partner.high], 3) if known else 1
        covered = Fraction(int(count.low), 12)
        share = covered if sense == "max" else 1 - covered
        ends.append((low + share, high + share))
    others = [[end for k, end in enumerate(ends) if k != row] for row in range(len(ends))]
    sure = [r for r, (low, _) in enumerate(ends) if all(low > high for _, high in others[r])]
    possible = [r for r, (_, high) in enumerate(ends) if all(high >= low for low, _ in others[r])]
    return sure, possible


def test_each_combination_is_what_exact_arithmetic_gives(normandie):
    crossing = crossing_of(started(normandie))
    for outcome in crossing.outcomes:
        sense, order, perimeter, links = outcome.options
        sure, possible = firsts_by_hand(normandie, sense, order, f"{perimeter}-{links}")
        assert ([] if outcome.sure is None else [outcome.sure]) == sure
        assert list(outcome.possible) == possible


points = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(any)


@given(crossed_cases(), points)
def test_crossing_equals_ranking_each_combination(case, given_points):
    here = next(iter(case.tables))
    scenario = Scenario(dict(zip(("c0", "c1"), given_points, strict=True)), here)
    crossing = cross(case, scenario)
    seen = set()
    for outcome in crossing.outcomes:
        other = outcome.scenario
        seen.add((other.combination, tuple(sorted(other.senses.items()))))
        analysis = analyse(case, other)
        ranking = analysis.ranking
        assert outcome.possible == ranking.possible_firsts
        if outcome.sure is not None:
            assert ranking.necessary_firsts == (outcome.sure,)
            gaps = [
                ranking.gap(outcome.sure, k)[0]
                for k in range(len(ranking.low))
                if k != outcome.sure
            ]
            assert min(gaps) > 0
    assert len(seen) == len(crossing.outcomes)
    assert crossing.here.scenario == scenario


@given(crossed_cases(), points)
def test_branches_are_a_partition_that_says_who_is_first(case, given_points):
    here = next(iter(case.tables))
    crossing = cross(case, Scenario(dict(zip(("c0", "c1"), given_points, strict=True)), here))
    counts = dict.fromkeys(range(len(crossing.branches)), 0)
    told = {k: set() for k in counts}
    for outcome in crossing.outcomes:
        inside = [
            k
            for k, branch in enumerate(crossing.branches)
            if all(outcome.options[c] in options for c, options in branch.path)
        ]
        assert len(inside) == 1
        branch = crossing.branches[inside[0]]
        assert branch.sure == outcome.sure
        told[inside[0]].add(outcome.possible)
        counts[inside[0]] += 1
    assert [branch.count for branch in crossing.branches] == list(counts.values())
    assert [{*branch.possible} for branch in crossing.branches] == list(told.values())
    # What changes nothing: each option gives the same.
    for choice in range(len(crossing.choices)):
        by_rest = {}
        for outcome in crossing.outcomes:
            rest = (*outcome.options[:choice], *outcome.options[choice + 1 :])
            first = outcome.sure, outcome.possible, outcome.tied
            by_rest.setdefault(rest, set()).add(first)
        changes_nothing = all(len(firsts) == 1 for firsts in by_rest.values())
        assert (choice in crossing.idle) is changes_nothing
    # What is told to matter first does.
    assert not {k for k, _ in crossing.branches[0].path[:1]} & {*crossing.idle}


def test_what_weighs_nothing_is_not_crossed(normandie):
    points = {GHG: 50, PARTNERS: 50, COVERAGE: 0}
    scenario = Scenario(points, normandie.default_combination)
    assert [c.about for c in open_choices(normandie, scenario)] == [PARTNERS, "perimeter"]


def test_a_choice_that_is_settled_is_not_crossed(normandie):
    settled = tuple(q.settled(q.readings[0].id) for q in normandie.questions)
    case = replace(normandie, questions=settled)
    crossing = cross(case, starting_scenario(case))
    assert [choice.about for choice in crossing.choices] == [COVERAGE, PARTNERS]
    assert len(crossing.outcomes) == 4


def test_more_combinations_than_can_be_looked_at_are_not_crossed(normandie, monkeypatch):
    monkeypatch.setattr(crossed, "MOST_CROSSED", 47)
    assert cross(normandie, starting_scenario(normandie)) is None


@each("constraints", [(), (Order(0, 1),)])
def test_shares_move_as_weights_drawn_in_each_combination_find(normandie, constraints):
    """Rejection sampling of weights: the same in every combination."""
    free = started(normandie)
    analysis = within_weights(free, weight_set(3, constraints))
    row = analysis.matrix.alternatives.index(PRODUCE)
    drawn = np.random.default_rng(7).dirichlet(np.ones(3), 40_000)
    drawn = drawn[drawn[:, 0] >= drawn[:, 1]] if constraints else drawn
    shares = []
    for outcome in crossing_of(analysis).outcomes:
        table = outcome.case.tables[outcome.scenario.combination]
        matrix = decision_matrix(table, dict(outcome.scenario.senses))
        others = np.delete(matrix.high, row, axis=0)
        shares.append((drawn @ (matrix.low[row] - others).T > 0).all(axis=1).mean())
    least, most = share_range(analysis, row)
    assert least == pytest.approx(min(shares), abs=0.01)
    assert most == pytest.approx(max(shares), abs=0.01)


def test_the_one_in_force_comes_first_whatever_it_is(normandie):
    scenario = Scenario(
        dict.fromkeys((GHG, PARTNERS, COVERAGE), 50), "sgpe-all_links", {COVERAGE: Sense.MAX}
    )
    crossing = cross(normandie.keeping((GHG, PARTNERS, COVERAGE)), scenario)
    sense, _, *readings = crossing.here.options
    assert (sense, readings) == ("max", ["sgpe", "all_links"])
    assert len(crossing.outcomes) == 48


def test_a_direction_kept_for_a_criterion_that_is_left_out_is_no_matter(normandie):
    scenario = replace(starting_scenario(normandie), senses={"cop_progress": Sense.MAX})
    assert len(cross(normandie, scenario).outcomes) == 48
