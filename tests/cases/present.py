"""A record of the case that the program starts with, of one person who chose nothing."""

import datetime as dt
from functools import cache

from criteria.load import load_case
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Role
from prioritisation.record.making import record_of
from tests.conftest import NORMANDIE
from tests.thresholds import MeetingFacts


@cache
def present():
    """Its case tells what was said of the criteria themselves, and the method of work."""
    case = load_case(NORMANDIE)
    scenario = starting_scenario(case)
    return record_of(
        MeetingFacts(
            case.keeping(tuple(scenario.points)),
            scenario,
            "Essai",
            "Sur quoi ?",
            dt.date(2026, 12, 5),
            chosen_by=Role.LEAD,
            files=case_files_of(NORMANDIE),
        )
    )
