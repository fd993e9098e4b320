"""Whom each answer to an open choice helps: from values alone, never from weights."""

from dataclasses import replace

import numpy as np
import pytest

from criteria.model import Score, Sense, Status
from criteria.scales import LinearScale
from prioritisation.analysis.crossing import ChoiceKind, choice_answers, concerned, open_choices
from prioritisation.analysis.scenario import starting_scenario
from tests.each import each
from tests.strategies import case_of, criterion_of

COVERAGE, GHG = "existing_coverage", "ghg_impact"


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
    ways = helped(asked, COVERAGE)
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


def test_weights_change_nothing(asked):
    case, scenario, choices = asked
    other = replace(scenario, points={c: 7.0 * k + 1 for k, c in enumerate(scenario.points)})
    for choice in choices.values():
        before, after = (choice_answers(case, s, choice) for s in (scenario, other))
        assert [a.helped for a in before] == [a.helped for a in after]


def test_a_choice_bears_on_its_own_criteria(asked):
    case, _, choices = asked
    assert [c.id for c in concerned(case, choices["perimeter"])] == [GHG]
    assert [c.id for c in concerned(case, choices["links"])] == [COVERAGE]
    assert [c.id for c in concerned(case, choices[COVERAGE])] == [COVERAGE]


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


@each("about", ["perimeter", "links", COVERAGE])
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
