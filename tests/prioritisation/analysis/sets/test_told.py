from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.sets.discussion import (
    Discussion,
    is_writable,
    starting_discussion,
    tidy,
)
from prioritisation.analysis.sets.question import Load, Question, with_loads
from prioritisation.settings import current_case

CASE = current_case()


def test_nothing_is_told_at_the_start_but_the_arguments_of_the_case():
    start = starting_discussion(CASE)
    assert start.question == Question()
    assert len(start.cards) == 5


def test_levers_that_the_case_has_not_are_not_spoken_of():
    question = with_loads(Question(), ["lune", CASE.levers[0].id], Load.HEAVY, "")
    kept = Discussion(question, ()).of(CASE)
    assert [s.lever for s in kept.question.loads] == [CASE.levers[0].id]


@given(st.text())
def test_a_tidy_text_is_one_line_that_can_be_shown_and_stays_as_it_is(words):
    line = tidy(words)
    assert tidy(line) == line
    assert all(map(is_writable, line))
    assert not set(line) & set("\n\r\t\0")
    line.encode()
