"""Open choices crossed, against brute force: each combination ranked by itself."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Score, Sense, Status
from criteria.scales import LinearScale
from prioritisation.analysis.changing import deciding_choice
from prioritisation.analysis.crossing import (
    ChoiceKind,
    choice_answers,
    concerned,
    cross,
    crossing_of,
    open_choices,
    share_range,
)
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.robustness.weight_sets import Order, weight_set
from prioritisation.analysis.scenario import Scenario, starting_scenario, within_weights
from tests.each import each
from tests.strategies import case_of, criterion_of, crossed_cases
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


@given(crossed_cases(), points)
def test_what_an_answer_gives_is_counted_in_the_ways_left(case, given_points):
    here = next(iter(case.tables))
    scenario = Scenario(dict(zip(("c0", "c1"), given_points, strict=True)), here)
    analysis, crossing = analyse(case, scenario), cross(case, scenario)
    deciding = deciding_choice(analysis)
    if deciding is None:
        assert crossing.untold or len({o.sure for o in crossing.outcomes}) == 1
        return
    place = crossing.choices.index(deciding.choice)
    assert tuple(e.option for e in deciding.effects) == deciding.choice.options
    for effect in deciding.effects:
        left = [o.sure for o in crossing.outcomes if o.options[place] == effect.option]
        counts = [left.count(row) for row in range(len(case.levers))]
        assert (effect.count, effect.ways) == (max(counts), len(left))
        assert effect.leader is None or counts[effect.leader] == effect.count


def test_a_choice_that_is_settled_is_not_crossed(normandie):
    settled = tuple(q.settled(q.readings[0].id) for q in normandie.questions)
    case = replace(normandie, questions=settled)
    crossing = cross(case, starting_scenario(case))
    assert [choice.about for choice in crossing.choices] == [COVERAGE, PARTNERS]
    assert len(crossing.outcomes) == 4


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


# Whom each answer to an open choice helps: from values alone, never from weights.

HELPED_COVERAGE, HELPED_GHG = "existing_coverage", "ghg_impact"


@pytest.fixture(scope="module")
def asked(normandie):
    scenario = starting_scenario(normandie)
    case = normandie.keeping(tuple(scenario.points))
    return case, scenario, {c.about: c for c in open_choices(case, scenario)}


def helped(asked, about):
    case, scenario, choices = asked
    return {
        a.option: {case.levers[row].id for row in a.helped}
        for a in choice_answers(case, scenario, choices[about])
    }


def test_a_direction_helps_those_below_or_those_above_the_mean(asked):
    """Three, four, three, six, none and none: the mean is under three."""
    ways = helped(asked, HELPED_COVERAGE)
    assert ways["min"] == {"mieux_se_nourrir", "mieux_consommer"}
    assert "mieux_produire" in ways["max"]
    assert not ways["min"] & ways["max"]


def test_freight_counted_elsewhere_helps_whoever_takes_it(asked):
    ways = helped(asked, "perimeter")
    assert "mieux_se_deplacer" in ways["gt"]
    assert "mieux_se_deplacer" not in ways["gt_freight"]
    assert ways["sgpe"] == {"mieux_produire"}


@each("about", ["perimeter", "links"])
def test_a_way_of_counting_helps_only_a_lever_whose_score_it_changes_for_the_better(asked, about):
    """As read on the screen: more of what is counted, or less where less comes first."""
    case, scenario, choices = asked
    (criterion,) = concerned(case, choices[about])
    way = 1 if scenario_sense(criterion, scenario) is Sense.MAX else -1
    answers = choice_answers(case, scenario, choices[about])
    for row in range(len(case.levers)):
        scores = [way * float(a.scores[0][row].low or 0) for a in answers]
        for answer, own in zip(answers, scores, strict=True):
            if row in answer.helped:
                assert own > min(scores), case.levers[row].id


def scenario_sense(criterion, scenario):
    return scenario.senses.get(criterion.id, criterion.direction.default)


def test_a_score_that_nobody_knows_is_helped_by_no_answer(asked):
    """Mieux consommer has no figure under the State's own reading."""
    assert all("mieux_consommer" not in levers for levers in helped(asked, "perimeter").values())
    case, scenario, choices = asked
    (sgpe,) = [
        a for a in choice_answers(case, scenario, choices["perimeter"]) if a.option == "sgpe"
    ]
    row = [v.id for v in case.levers].index("mieux_consommer")
    assert sgpe.scores[0][row].unknown


def test_no_middle_is_made_up_for_a_score_between_two_bounds():
    """A has 0 to 10, B has 4: which of them a direction helps depends on what A is."""
    criteria = [criterion_of("c", LinearScale(0, 10))]
    scores = {
        (lever, "c"): Score(lever, "c", float(low), float(high), Status.OPINION, "someone")
        for lever, low, high in (("a", 0, 10), ("b", 4, 4), ("d", 6, 6))
    }
    case = case_of(criteria, scores)
    scenario = starting_scenario(case)
    (choice,) = open_choices(case, scenario)
    rows = [set(a.helped) for a in choice_answers(case, scenario, choice)]
    assert all(0 not in helped for helped in rows)
    assert rows == [{2}, {1}]


LEAST = 0.005


@each("about", ["perimeter", "links", HELPED_COVERAGE])
def test_whom_an_answer_helps_is_what_the_legend_says(asked, about):
    """It gains with it, and most over the others; with a direction, it is above the others."""
    case, scenario, choices = asked
    choice, (criterion,) = choices[about], concerned(case, choices[about])
    answers = choice_answers(case, scenario, choice)
    values = np.array([
        [value_of(criterion, scenario, choice, answer, row) for row in range(len(case.levers))]
        for answer in answers
    ])  # fmt: skip
    known = ~np.isnan(values).any(axis=0)
    for row in np.flatnonzero(known):
        others = [i for i in np.flatnonzero(known) if i != row]
        own, lead = values[:, row], values[:, row] - values[:, others].mean(axis=1)
        for k, answer in enumerate(answers):
            if choice.kind is ChoiceKind.DIRECTION:
                assert (row in answer.helped) is bool(lead[k] > 0)
                continue
            gains, most = own[k] > own.min() + LEAST, lead[k] >= lead.max() - LEAST
            assert (row in answer.helped) is bool(gains and most and np.ptp(lead) > LEAST)


def value_of(criterion, scenario, choice, answer, row):
    """The value of a score with an answer, on the scale of now; NaN where it is not known."""
    score = answer.scores[0][row]
    if not score.exact:
        return np.nan
    sense = scenario_sense(criterion, scenario)
    if choice.kind is ChoiceKind.DIRECTION:
        sense = Sense(answer.option)
    scale = criterion.scale
    value = (score.low - scale.worst) / (scale.best - scale.worst)
    return value if sense is criterion.direction.default else 1 - value
