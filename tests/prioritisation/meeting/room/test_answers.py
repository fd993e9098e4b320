"""Who retained what is counted and when: as the log has it, in every case."""

import re
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from criteria.model import Sense
from prioritisation.drawing.projected.question import counted_picture
from prioritisation.meeting.room.choices import settled_choices
from prioritisation.meeting.rules import Act, Form
from tests.prioritisation.sentences.made import plain
from tests.sitting import Sitting

LINE = re.compile(
    r"✓ (\d+) réponses? retenues? (par l’animation avant la séance \((.*?)\))?"
    r"(?:, (\d+) )?(après l’ouverture de l’accueil)?\."
)


def answer(made, k, turn):
    """Give an answer: the direction, or the way of counting."""
    if k:
        sense = (Sense.MIN, Sense.MAX)[turn]
        (criterion,) = (c.id for c in made.stage().criteria if len(c.direction.labels) > 1)
        made.room.confirm_direction(made.code, made.secret, criterion, sense)
    else:
        reading = made.stage().plain_case.live_questions[0].readings[turn].id
        made.room.settle_reading(made.code, made.secret, reading)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.tuples(some.integers(0, 1), some.integers(0, 1), some.booleans())))
def test_the_line_counts_each_answer_where_it_was_given_last(room, answers):
    made = Sitting(room, Form.FULL)
    where = {}
    for late in (False, True):
        if late:
            made.lobby()
        for k, turn, is_late in answers:
            if is_late == late:
                answer(made, k, turn)
                where[k] = late
    stage = made.stage()
    moments = room.answer_moments(stage)
    assert len(moments.before) == list(where.values()).count(False)
    assert len(moments.since) == list(where.values()).count(True)
    seen = plain(counted_picture(stage, moments))
    assert seen.count('<b class="p-helps">✓</b>') == len(where)
    line = LINE.search(re.sub("<[^>]+>", "", seen.rpartition("p-foot")[2]))
    assert bool(line) == bool(where)
    if line:
        n, before, _, others, late = line.groups()
        assert bool(before) == (False in where.values())
        assert bool(late) == (True in where.values())
        assert int(n) + int(others or 0) == len(where)


def test_answers_of_several_days_have_the_first_and_the_last(room, clock):
    made = Sitting(room, Form.FULL)
    answer(made, 0, 0)
    clock(timedelta(days=3).total_seconds())
    answer(made, 1, 0)
    seen = plain(counted_picture(made.stage(), room.answer_moments(made.stage())))
    first, last = re.search(r"\((\d\d/\d\d/\d{4}) au (\d\d/\d\d/\d{4})\)", seen).groups()
    assert first != last


def test_what_an_erased_rehearsal_answered_is_no_answer(room):
    made = Sitting(room, Form.FULL)
    answer(made, 0, 0)
    made.lobby().act(Act.REHEARSE)
    answer(made, 0, 0)
    answer(made, 1, 0)
    assert len(room.answer_moments(made.stage()).since) == 2
    made.act(Act.END_REHEARSAL)
    moments = room.answer_moments(made.stage())
    assert (len(moments.before), len(moments.since)) == (1, 0)
    assert len(settled_choices(made.stage().plain_case, made.stage().setup)) == 1
