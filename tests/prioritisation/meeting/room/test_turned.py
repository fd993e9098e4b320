"""A sign that turns round what is read after it is refused wherever one types, as in cells."""

import json

import pytest

from prioritisation.meeting.room import InvalidFrame
from prioritisation.meeting.room.meeting_write import check_length
from prioritisation.meeting.room.stage import DECISION_TEXT
from tests.each import each
from tests.sitting import Sitting

TURNED = "GT \u202eecnaés"


@each("options", [{"title": TURNED}, {"colleges": [TURNED]}])
def test_a_meeting_has_no_such_name(room, options):
    with pytest.raises(InvalidFrame):
        Sitting(room, **options)


def test_no_such_answer_is_kept():
    with pytest.raises(InvalidFrame):
        check_length(TURNED)


def test_no_such_text_is_written(room):
    here = Sitting(room).open()
    here.vote(12)
    here.reveal()
    text = json.dumps({"body": TURNED})
    with pytest.raises(InvalidFrame):
        room.write_text(here.code, here.secret, DECISION_TEXT, text, 0)
