"""The question that a group answers: that of its case, else the one of every ranking."""

from criteria.case import Case
from prioritisation.wording.catalogue import t


def question_of(case: Case) -> str:
    """What a ranking of the case answers; a case that says nothing of it asks what comes first."""
    return case.choice or t("Which lever first?")
