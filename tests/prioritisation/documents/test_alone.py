"""A scenario of one person gives a project, never a decision."""

import datetime as dt

from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.decision import Missing, State
from prioritisation.record.making import record_of
from tests.prioritisation.documents.writing.recorded import normandie
from tests.thresholds import facts_alone

DAY = dt.date(2026, 11, 25)


def test_nobody_voted_and_it_is_said():
    record = record_of(facts_alone(normandie(), starting_scenario(normandie()), DAY, Role.LEAD))
    assert record.status.state is State.PROJECT
    assert Missing.VOTE in record.status.missing
    assert record.votes.chosen_by is Role.LEAD
    assert record.meeting.date == DAY


def test_only_the_criteria_of_the_scenario_are_written():
    start = starting_scenario(normandie())
    points = dict(list(start.points.items())[:2])
    record = record_of(facts_alone(normandie(), Scenario(points, start.combination), DAY))
    assert [c.id for c in record.case.criteria] == list(points)
