"""One lever or two, in large type."""

import re

import pytest

from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.question import Question, Wait
from prioritisation.drawing.decision import (
    compare_or_explain,
    projected_pairs,
    question_of_meeting,
    sets_conclusion,
)
from prioritisation.drawing.loss_track import track_end
from prioritisation.meeting.room.stage import SETS_TEXT


def test_the_answer_is_shown_with_its_question(results):
    found = compare_or_explain(results.analysis, Question(), results.ballots)
    assert isinstance(found, SetComparison)
    drawn = projected_pairs(results, Question(), "Tour 1")
    assert "Un levier ou deux" in drawn
    assert sets_conclusion(results.case, found)[0]
    assert "de l’effet de chacun" in drawn
    assert "Passer à deux ajoute" in drawn
    assert "sur 12." in drawn
    assert drawn.count("Zéro = tout au plus bas") == 1
    assert not re.search("départager|pas encore connu|peut encore", drawn)


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


def test_a_loss_that_is_judged_is_shown_with_what_it_makes_better(results):
    drawn = projected_pairs(results, Question(dilution=10), "Tour 1")
    assert "avec ces poids\u00a0: deux leviers valent mieux" in drawn
    assert "10\u00a0% de l’effet de chacun\u00a0: deux leviers pour 12 bulletins, sur 12." in drawn


def test_what_leaves_one_lever_or_none_is_shown_too(results):
    waits = tuple(Wait(lever.id, "plus tard") for lever in results.case.levers)
    assert "peut être choisi" in projected_pairs(results, Question(waits=waits), "Tour 1")
    alone = projected_pairs(results, Question(waits=waits[1:]), "Tour 1")
    assert "Un seul levier peut être choisi" in alone


def test_the_track_has_both_answers_and_the_loss_that_is_judged(results):
    plain = projected_pairs(results, Question(), "Tour 1")
    assert "losstrack" in plain
    assert "<i" not in plain
    judged = projected_pairs(results, Question(dilution=10), "Tour 1")
    assert 'style="left:16.667%"' in judged
    assert 'class="several"' in judged
    alone = projected_pairs(results, Question(1), "Tour 1")
    assert "losstrack" not in alone


@pytest.mark.parametrize("loss", [None, 0, 2, 43, 46, 50, 98])
def test_no_name_on_the_track_is_crossed_by_the_line_and_all_are_in_the_key(results, loss):
    drawn = projected_pairs(results, Question(dilution=loss), "Tour 1")
    names = re.findall(r'class="zone \w+" style="left:([\d.]+)%;width:([\d.]+)%"', drawn)
    assert len(names) == 2
    lines = [float(x) for x in re.findall(r'<i style="left:([\d.]+)%"', drawn)]
    assert len(lines) == (loss is not None)
    for left, width in (map(float, name) for name in names):
        assert not [x for x in lines if left + 0.01 < x < left + width - 0.01]
    for words in ("plusieurs leviers valent mieux", "un seul levier vaut mieux", "incertaines"):
        assert words in drawn.partition('class="key"')[2]


def test_the_track_ends_beyond_what_two_equal_levers_bear(results):
    found = compare_or_explain(results.analysis, Question(), results.ballots)
    assert track_end(found) == 60
    assert track_end(found, 0.61) == 70
    assert track_end(found, 2.0) == 100
    judged = compare_or_explain(results.analysis, Question(dilution=90), results.ballots)
    assert track_end(judged) == 90
