"""One lever or two, in large type."""

from prioritisation.analysis.sets.portfolio import Portfolio
from prioritisation.analysis.sets.question import Question
from prioritisation.drawing.decided import PAPER, asked, conclusion, outcome, projected_pairs


def test_the_answer_is_shown_with_its_question(results):
    found = outcome(results.analysis, Question(), results.ballots)
    assert isinstance(found, Portfolio)
    drawn = projected_pairs(results, Question(), "Tour 1")
    assert "Un levier ou deux" in drawn
    assert conclusion(results.case, found)[0]


def test_why_nothing_can_be_chosen_is_said(results):
    loud, rest = conclusion(results.case, ("Raison.",))
    assert loud.startswith("Rien ne peut être choisi")
    assert rest == "Raison."


def test_without_a_ranking_there_is_nothing_to_show(few):
    assert few.analysis is None
    assert projected_pairs(few, Question(), "Tour 1") == ""


def test_what_cannot_be_read_is_left_out(sitting):
    sitting.open().reveal()
    assert asked(sitting.room, sitting.code) == Question()
    sitting.room.write_paper(sitting.code, sitting.secret, PAPER, "[3]", 0)
    assert asked(sitting.room, sitting.code) == Question()
