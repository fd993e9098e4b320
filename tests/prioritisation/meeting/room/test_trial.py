from prioritisation.meeting.room import trial_criteria
from prioritisation.meeting.rules.setup import TRIAL_IDS
from prioritisation.settings import current_case


def test_the_trial_asks_nothing_of_the_meeting_s_subject():
    assert tuple(c.id for c in trial_criteria()) == TRIAL_IDS
    case = current_case()
    said = " ".join(f"{c.label} {c.question} {c.worst} {c.best}" for c in trial_criteria())
    assert not any(c.label in said for c in (*case.criteria, *case.levers))
