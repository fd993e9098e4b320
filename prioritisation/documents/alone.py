"""A scenario of one person -> the facts of its note: a project, since nobody voted."""

import datetime as dt

from criteria.case import Case
from prioritisation.analysis.scenario import Scenario
from prioritisation.meeting.rules import Role
from prioritisation.record.facts import MeetingFacts
from prioritisation.wording import t


def facts_alone(
    case: Case, scenario: Scenario, day: dt.date, role: Role = Role.OBSERVER
) -> MeetingFacts:
    """The facts of a scenario that somebody chose, as on the page *Classer*.

    Parameters
    ----------
    role
        Of who chose: without any link, one reads what is published and chooses for oneself.
    """
    return MeetingFacts(
        case.keeping(tuple(scenario.points)),
        scenario,
        t("scenario of one person, without a meeting"),
        t("Which lever first?"),
        day,
        chosen_by=role,
        opinions=True,
    )
