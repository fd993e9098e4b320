"""One lever or two, in large type."""

from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.question import Question
from prioritisation.drawing.decision import (
    compare_or_explain,
    projected_pairs,
    question_of_meeting,
    sets_conclusion,
)
from prioritisation.meeting.room.stage import SETS_TEXT


def test_the_answer_is_shown_with_its_question(results):
    found = compare_or_explain(results.analysis, Question(), results.ballots)
    assert isinstance(found, SetComparison)
    drawn = projected_pairs(results, Question(), "Tour 1")
    assert "Un levier ou deux" in drawn
    assert sets_conclusion(results.case, found)[0]


def test_why_nothing_can_be_chosen_is_said(results):
    loud, rest = sets_conclusion(results.case, ("Raison.",))
    assert loud.startswith("Rien ne peut être choisi")
    assert rest == "Raison."


def test_without_a_ranking_there_is_nothing_to_show(few):
    assert few.analysis is None
    assert projected_pairs(few, Question(), "Tour 1") == ""


def test_what_cannot_be_read_is_left_out(sitting):
    sitting.open().reveal()
    assert question_of_meeting(sitting.room, sitting.code) == Question()
    sitting.room.write_text(sitting.code, sitting.secret, SETS_TEXT, "[3]", 0)
    assert question_of_meeting(sitting.room, sitting.code) == Question()
