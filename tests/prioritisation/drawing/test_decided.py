"""The decision, wherever it is read."""

from prioritisation.drawing.decision import proposed_names
from prioritisation.meeting.rules.decision import Decision


def test_a_lever_that_the_case_has_not_keeps_its_id(sitting):
    decision = Decision(proposed=("mieux_produire", "autre"))
    assert proposed_names(sitting.stage().case, decision) == ["Mieux produire", "autre"]
