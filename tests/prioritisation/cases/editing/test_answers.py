"""Ways of counting are added and withdrawn, with all that depends on them; one undo each."""

import datetime as dt
from functools import cache, partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.load import case_from_files
from criteria.model import Standing
from criteria.readings import LinkRule
from prioritisation.cases.changes import applied, clashes, inverse
from prioritisation.cases.editing import answers
from prioritisation.cases.editing.answers import TypedAnswer
from prioritisation.cases.folder import files_of
from prioritisation.cases.region import region_files, territories
from prioritisation.cases.units import unit_name, unit_parts, units_of
from prioritisation.errors import InvalidRequest
from prioritisation.wording.problems import problem_text
from tests.prioritisation.cases.conftest import FILES

UNITS = units_of(FILES)
CASE = case_from_files(FILES)
LATE = "cop_progress"
WORDS = ("Avancement compté", "Quelles actions compter ?")
TWO = [TypedAnswer("toutes", "Toutes les actions."), TypedAnswer("les nôtres", "Nos actions.")]
TYPED = st.text(max_size=20) | st.sampled_from(["", "a\u202eb", "x" * 9_000, "toutes", "links"])


def after(change, units=UNITS):
    """The case once a change is written, and its units: they travel whole, and one undo."""
    assert not clashes(units, change)
    made = applied(units, change)
    files = files_of(made)
    case = case_from_files(files)
    assert files_of(units_of(files)) == files
    assert applied(made, inverse(change)) == units
    return case, made


def asked(case, ident):
    return next(q for q in case.questions if q.id == ident)


def wrong(make):
    with pytest.raises(InvalidRequest) as error:
        make()
    assert all(problem_text(p) for p in error.value.problems)
    return {p.column for p in error.value.problems}


def scores(case, criterion, combination=""):
    table = case.tables[combination or case.default_combination]
    return [(s.low, s.high) for s in table.scores.values() if s.criterion == criterion]


def test_an_answer_about_a_sum_begins_as_another_and_is_to_confirm():
    answer = TypedAnswer("fret à part", "Le fret, compté à part.", like="gt_freight")
    case, _ = after(answers.added_answer(UNITS, "perimeter", answer))
    new = asked(case, "perimeter").readings[-1]
    assert (new.label, new.status) == ("fret à part", Standing.TO_CONFIRM)
    assert scores(case, "ghg_impact", f"{new.id}-primary") == scores(
        CASE, "ghg_impact", "gt_freight-primary"
    )
    assert case.default_combination == CASE.default_combination
    assert case.tables["gt-primary"].scores == CASE.tables["gt-primary"].scores


def test_an_answer_about_a_count_says_which_links_count():
    gone = applied(UNITS, answers.withdrawn_answer(UNITS, "links", "sure_links"))
    assert answers.free_links(gone, "links") == (LinkRule.SURE,)
    again = TypedAnswer("fiches sûres", "Les fiches sûres.", links="sure")
    case, _ = after(answers.added_answer(gone, "links", again), gone)
    assert asked(case, "links").readings[-1].links is LinkRule.SURE
    assert not answers.free_links(UNITS, "links")
    assert wrong(partial(answers.added_answer, UNITS, "links", again)) == {"links"}


def test_an_answer_leaves_with_its_rows_its_ends_and_its_arguments():
    change = answers.withdrawn_answer(UNITS, "perimeter", "sgpe")
    case, made = after(change)
    assert [r.id for r in asked(case, "perimeter").readings] == ["gt", "gt_freight"]
    assert not [u for u in made if unit_parts(u)[-1] == "sgpe" and unit_parts(u)[0] == "row"]
    gone = [u for u, (_, text) in change.items() if unit_parts(u)[0] == "evidence" and not text]
    assert len(gone) == sum('"perimeter":"sgpe"' in text for text in UNITS.values())
    assert case.tables["gt-primary"].scores == CASE.tables["gt-primary"].scores


def test_neither_the_answer_in_force_nor_the_question_of_a_sum_leaves():
    for make in (
        partial(answers.withdrawn_answer, UNITS, "perimeter", "gt"),
        partial(answers.withdrawn_question, UNITS, "perimeter"),
    ):
        assert wrong(make) == {""}
    assert [answers.may_leave(UNITS, q) for q in ("perimeter", "links")] == [False, True]


def test_a_question_leaves_and_what_is_not_sure_is_a_range_again():
    case, _ = after(answers.withdrawn_question(UNITS, "links"))
    assert [q.id for q in case.questions] == ["perimeter"]
    assert any(low < high for low, high in scores(case, "existing_coverage") if low is not None)


def test_a_question_about_written_scores_keeps_them_and_leaves_the_others_to_be_given():
    case, made = after(answers.added_question(UNITS, LATE, WORDS, TWO))
    question = case.questions[-1]
    first, second = (f"gt-primary-{r.id}" for r in question.readings)
    assert question.open
    assert scores(case, LATE, first) == scores(CASE, LATE)
    assert {*scores(case, LATE, second)} == {(None, None)}
    assert not answers.may_be_asked(made, LATE)
    back, _ = after(answers.withdrawn_question(made, question.id), made)
    assert scores(back, LATE) == scores(CASE, LATE)
    assert len(back.questions) == len(CASE.questions)


def test_a_third_answer_of_written_scores_is_unknown_throughout():
    case, made = after(answers.added_question(UNITS, LATE, WORDS, TWO))
    question = case.questions[-1].id
    third = TypedAnswer("les leurs", "Leurs actions.")
    case, _ = after(answers.added_answer(made, question, third), made)
    last = asked(case, question).readings[-1].id
    assert {*scores(case, LATE, f"gt-primary-{last}")} == {(None, None)}


def test_what_cannot_be_is_told_beside_its_field():
    add = partial(answers.added_answer, UNITS, "perimeter")
    assert wrong(partial(add, TypedAnswer(" ", ""))) == {"label", "description", "like"}
    named = TypedAnswer("Groupes normands", "Une phrase.", like="gt")
    assert wrong(partial(add, named)) == {"label"}
    ask = partial(answers.added_question, UNITS, LATE)
    assert wrong(partial(ask, ("Périmètre GES", ""), TWO)) == {"name", "question"}
    assert wrong(partial(ask, WORDS, [TWO[0], TWO[0]])) == {"label.1"}
    counted = {**UNITS, unit_name("question", "links"): None}
    counted = {u: t for u, t in counted.items() if t}
    two = [TypedAnswer("une", "Une.", links="all"), TypedAnswer("deux", "Deux.", links="all")]
    make = partial(answers.added_question, counted, "existing_coverage", WORDS, two)
    assert wrong(make) == {"links.1"}


def test_a_name_that_a_room_reads_as_it_is_written_is_not_there_twice():
    """Of a region, some answers are read in the words of their name."""
    place = territories()[0]
    units = units_of(region_files(place, place.group, dt.date(2026, 11, 28)))
    answer = TypedAnswer("déchets dans Mieux se loger", "Les déchets.", like="sgpe")
    case, _ = after(answers.added_answer(units, "perimeter", answer), units)
    assert asked(case, "perimeter").readings[-1].label == answer.label


def test_more_answers_than_can_be_counted_are_told_before_anything_is_written():
    units = UNITS
    for k in range(13):
        answer = TypedAnswer(f"façon {k}", "Une façon.", like="gt")
        units = applied(units, answers.added_answer(units, "perimeter", answer))
    make = partial(answers.added_answer, units, "perimeter", TypedAnswer("x y", "z", like="gt"))
    assert wrong(make) == {""}


@given(TYPED, TYPED, st.sampled_from(["", "gt", "sgpe", "x"]), st.sampled_from(["", "all"]))
def test_any_answer_makes_a_case_that_travels_whole_or_is_told(label, words, like, links):
    answer = TypedAnswer(label, words, links, like)
    for question in ("perimeter", "links"):
        try:
            change = answers.added_answer(UNITS, question, answer)
        except InvalidRequest as error:
            for problem in error.problems:
                assert problem_text(problem)
            continue
        after(change)


@cache
def left(readings):
    """The case and its units once answers have left one after the other; each order once."""
    *before, reading = readings
    units = left(tuple(before))[1] if before else UNITS
    question = "perimeter" if reading in ("gt_freight", "sgpe") else "links"
    return after(answers.withdrawn_answer(units, question, reading), units)


@given(
    st.lists(st.sampled_from(["gt_freight", "sgpe", "sure_primary", "sure_links", "all_links"]))
)
def test_answers_that_leave_one_after_the_other_leave_a_case(order):
    once = tuple(dict.fromkeys(order))
    for k in range(len(once)):
        case, _ = left(once[: k + 1])
        assert once[k] not in {r.id for q in case.questions for r in q.readings}
