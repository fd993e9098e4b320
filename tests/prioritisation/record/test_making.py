from dataclasses import replace

import pytest

from criteria.errors import InvalidCase
from prioritisation.analysis.scenario import Scenario
from prioritisation.errors import InvalidPoints
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.decision import (
    Decision,
    Finding,
    InvalidDecision,
    Missing,
    State,
)
from prioritisation.record.checks import record_differences
from prioritisation.record.making import record_of
from prioritisation.record.model import Kind, as_tree
from prioritisation.record.replaying import replay
from prioritisation.record.votes_part import Origin
from prioritisation.settings import SOLIDITY
from tests.cases.records.make import DAY, SAMPLES, ballot
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.record.by_hand import facts, grounds, poll, warned
from tests.prioritisation.record.made import NAMES, sample
from tests.thresholds import MeetingFacts

TEXTS = Decision(proposed=("mieux_produire",), motives="Parce que.", no_objection=True)


@each("name", NAMES)
def test_the_samples_are_what_the_product_makes_today(name):
    """If not, ``python -m tests.cases.records.make``; versions apart, which differ elsewhere."""
    made, kept = as_tree(SAMPLES[name]()), as_tree(sample(name))
    assert list(record_differences(_unsealed(made), _unsealed(kept), name)) == []


def _unsealed(tree):
    return {k: v for k, v in tree.items() if k not in ("sha256", "versions")}


def test_a_scenario_of_one_person_is_a_project_and_says_so():
    case, _, _ = grounds(())
    points = {c.id: float(k) for k, c in enumerate(case.criteria, 1)}
    record = record_of(
        MeetingFacts(
            case, Scenario(points, "sgpe"), "Essai", "?", DAY, files=case_files_of(INTERVALS),
            chosen_by=Role.LEAD, decision=TEXTS,
        )
    )  # fmt: skip
    assert (record.kind, record.votes.origin) == (Kind.SCENARIO, Origin.PERSON)
    assert record.votes.chosen_by is Role.LEAD
    assert record.status.missing == (Missing.VOTE,)
    assert [w.value for w in record.results.weights] == pytest.approx([1 / 6, 1 / 3, 1 / 2])
    assert record.results.group is None
    assert record.case.frozen is None
    assert replay(record).identical


def rehearsed(n, **more):
    content = grounds(())[2]
    cast = {"": [ballot(100, k, 50) for k in range(n)]}
    return warned(
        replace(
            facts("Répétition", (), rounds=(poll("x", content, 1, cast),), decision=TEXTS),
            **more,
        )
    )


def test_the_texts_name_levers_and_criteria_of_the_case_only():
    case, scenario, _ = grounds(())
    strange = Decision(
        proposed=("mieux_produire", "mieux_voler"),
        to_find=(Finding(text="?"), Finding(lever="x", criterion="y")),
    )
    with pytest.raises(InvalidDecision) as error:
        record_of(MeetingFacts(case, scenario, "", "", DAY, decision=strange))
    assert error.value.fields == ("proposed[1]", "to_find[1].lever", "to_find[1].criterion")


def test_a_rehearsal_is_never_a_decision():
    record = rehearsed(6, simulated=True)
    assert record.rehearsal
    assert (record.status.state, record.status.missing) == (State.PROJECT, (Missing.REHEARSAL,))
    assert replay(record).identical


@each(("n", "results"), [(2, False), (4, False)])
def test_few_ballots_are_not_written_and_the_record_is_found_again(n, results):
    record = rehearsed(n)
    assert record.votes.rounds[0].ballots == ()
    assert (record.results is not None) is results
    assert record.status.state is State.DECISION
    assert replay(record).identical


def test_two_records_of_the_same_facts_are_the_same():
    one = rehearsed(7, present=8)
    assert one == rehearsed(7, present=8)


def test_the_settings_of_the_day_are_written(monkeypatch):
    monkeypatch.setenv(SOLIDITY.variable, "95,75,55")
    assert rehearsed(6).settings[SOLIDITY.variable] == (95, 75, 55)


def test_what_cannot_be_computed_is_refused():
    case, scenario, _ = grounds(())
    nothing = MeetingFacts(
        case, replace(scenario, points=dict.fromkeys(scenario.points, 0.0)), "", "", DAY
    )
    with pytest.raises(InvalidPoints):
        record_of(nothing)
    with pytest.raises(InvalidCase):
        record_of(replace(nothing, files={"case.toml": "id = 1"}))
