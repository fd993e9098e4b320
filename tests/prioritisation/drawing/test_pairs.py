"""One lever or two: what is compared, and the track of what is lost."""

import re

import pytest

from prioritisation.analysis.sets.question import Question
from prioritisation.drawing.decision import (
    compare_or_explain,
    question_of_meeting,
)
from prioritisation.drawing.loss_track import loss_key, loss_strip, track_end
from prioritisation.meeting.room.stage import SETS_TEXT


def test_what_cannot_be_read_is_left_out(sitting):
    sitting.open().reveal()
    assert question_of_meeting(sitting.room, sitting.code) == Question()
    sitting.room.write_text(sitting.code, sitting.secret, SETS_TEXT, "[3]", 0)
    assert question_of_meeting(sitting.room, sitting.code) == Question()


@pytest.mark.parametrize("loss", [None, 0, 2, 43, 46, 50, 98])
def test_no_name_on_the_track_is_crossed_by_the_line_and_all_are_in_the_key(results, loss):
    found = compare_or_explain(results.analysis, Question(dilution=loss), results.ballots)
    drawn = loss_strip(found, track_end(found), loss) + loss_key(found, judged=loss is not None)
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
