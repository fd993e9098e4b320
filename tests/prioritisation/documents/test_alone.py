"""A scenario of one person gives a project, never a decision."""

import datetime as dt
from dataclasses import replace

from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.documents.writing.trace import trace_of
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.decision import Missing, State
from prioritisation.meeting.rules.versions import DossierVersion
from prioritisation.record.making import record_of
from prioritisation.record.model import as_tree, text_of
from prioritisation.record.replaying import replay
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


def test_which_version_of_which_dossier_it_is_of_stands_in_the_record_and_in_its_trace():
    start = starting_scenario(normandie())
    version = DossierVersion("K7Q4P2XM", 3, "ab" * 32)
    record = record_of(replace(facts_alone(normandie(), start, DAY), dossier=version))
    assert (record.meeting.dossier.version, record.meeting.dossier.sha256) == (3, version.sha256)
    assert version.key not in text_of(record), "it names a dossier to whoever has a link"
    lines = [text.replace("\u00a0", " ") for _, text in trace_of(record)]
    (line,) = [one for one in lines if "version 3" in one]
    assert line.startswith(f"{normandie().title}, version 3, "), "its label says that it is a case"
    assert version.sha256 in line
    assert replay(record).differences == ()
    of_folder = record_of(facts_alone(normandie(), start, DAY))
    assert "dossier" not in as_tree(of_folder.meeting)
