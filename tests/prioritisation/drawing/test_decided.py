"""The decision, wherever it is read."""

from prioritisation.analysis.sets import comparison
from prioritisation.drawing.decision import (
    departs_text,
    proposed_names,
)
from prioritisation.meeting.rules.decision import Decision


def test_a_lever_that_the_case_has_not_keeps_its_id(sitting):
    decision = Decision(proposed=("mieux_produire", "autre"))
    assert proposed_names(sitting.stage().case, decision) == ["Mieux produire", "autre"]


def test_what_the_room_reads_of_it_draws_no_weights(shown, results, monkeypatch):
    """With thirty levers, to draw them took three seconds at each look."""
    monkeypatch.setattr(comparison, "_grounds", None)
    monkeypatch.setattr(comparison, "_over_voters", None)
    last = results.case.levers[results.analysis.ranking.order[-1]].id
    said = departs_text(results, shown.room, shown.code, Decision(proposed=(last,)))
    assert "s’écarte du classement" in said
