"""What is counted in the vote: each answer of the group, and no more than its questions."""

import re

from criteria.model import Sense
from prioritisation.drawing.heading import phase_in_words
from prioritisation.drawing.markup import text
from prioritisation.drawing.projector import projector_view
from prioritisation.meeting.room.choices import settled_choices
from prioritisation.meeting.rules import Act, Form
from prioritisation.sentences.crossing import option_text
from tests.sitting import Sitting


def test_once_all_is_settled_the_room_reads_each_answer_that_was_retained(room):
    made = Sitting(room, Form.FULL).lobby().act(Act.START_REVIEW)
    for criterion in made.stage().meeting.unconfirmed:
        room.confirm_direction(made.code, made.secret, criterion, Sense.MIN)
    reading = made.stage().plain_case.live_questions[0].readings[-1].id
    room.settle_reading(made.code, made.secret, reading)
    room.freeze(made.code, made.secret)
    made.act(Act.START_CHECKS)
    assert "Questions" in phase_in_words(made.stage().meeting)
    for warning in room.warnings(made.code):
        made.act(Act.ANSWER_WARNING, warning=warning.id, reason="su")
    stage = made.stage()
    seen = projector_view(room, stage).html
    assert "Questions" not in phase_in_words(stage.meeting)
    (answer,) = re.findall("<h1[^>]*>(.*?)</h1>", seen)
    assert answer == "Ce que nous comptons"
    settled = settled_choices(stage.plain_case, stage.setup)
    assert len(settled) > 1
    for choice in settled:
        assert text(option_text(stage.plain_case, choice, choice.options[0])) in seen
    for criterion in stage.criteria:
        assert text(criterion.plain_name(stage.setup.senses.get(criterion.id))) in seen
    for lever in stage.case.levers:
        assert text(lever.short_label) not in seen
