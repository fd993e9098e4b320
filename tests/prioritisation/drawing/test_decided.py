"""The decision in large type."""

import pytest

from prioritisation.analysis.sets import comparison
from prioritisation.drawing.decision import (
    beginning_of,
    departs_text,
    projected_decision,
    proposed_names,
)
from prioritisation.meeting.rules.decision import Decision, status

WHY = "Parce que."


def test_a_lever_that_the_case_has_not_keeps_its_id(sitting):
    decision = Decision(proposed=("mieux_produire", "autre"))
    assert proposed_names(sitting.stage().case, decision) == ["Mieux produire", "autre"]


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (Decision(), "Aucun levier n’est encore proposé"),
        (Decision(proposed=("mieux_produire",)), "Mieux produire"),
        (Decision(no_objection=True), "personne"),
        (Decision(motives="<b>x</b>"), "&lt;b&gt;x&lt;/b&gt;"),
    ],
)
def test_it_is_said_and_text_stays_text(sitting, decision, said):
    drawn = projected_decision(
        sitting.stage().case, decision, status(decision, rehearsal=False), "Tour 1"
    )
    assert said in drawn
    assert "Projet" in drawn


@pytest.mark.parametrize("words", ["mot " * 500, "ligne\n" * 40, "x" * 900])
def test_long_reasons_are_cut_once_at_a_whole_word(words):
    assert beginning_of(words).count(" …") == 1
    assert len(beginning_of(words)) < len(words)


def test_the_room_reads_where_the_proposal_departs_from_the_ranking(sitting):
    case = sitting.stage().case
    proposed = Decision(proposed=("mieux_produire",))
    standing = status(proposed, rehearsal=False)
    assert "s’écarte" not in projected_decision(case, proposed, standing, "Tour 1")
    drawn = projected_decision(case, proposed, standing, "Tour 1", "La proposition s’écarte.")
    assert "La proposition s’écarte." in drawn


def test_what_the_room_reads_of_it_draws_no_weights(shown, results, monkeypatch):
    """With thirty levers, to draw them took three seconds at each look."""
    monkeypatch.setattr(comparison, "_grounds", None)
    monkeypatch.setattr(comparison, "_over_voters", None)
    last = results.case.levers[results.analysis.ranking.order[-1]].id
    said = departs_text(results, shown.room, shown.code, Decision(proposed=(last,)))
    assert "s’écarte du classement" in said
