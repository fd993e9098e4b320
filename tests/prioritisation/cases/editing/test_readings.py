"""Ways of counting are corrected: their words, and the one in force."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.load import case_from_files
from criteria.model import Standing
from prioritisation.cases.changes import applied, clashes
from prioritisation.cases.editing.readings import TypedQuestion, question_change
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import units_of
from prioritisation.errors import InvalidRequest
from prioritisation.wording.problems import problem_text
from tests.prioritisation.cases.conftest import FILES

UNITS = units_of(FILES)
CASE = case_from_files(FILES)
NOW = next(q for q in CASE.questions if q.id == "perimeter")
WORDS = {r.id: (r.label, r.description) for r in NOW.readings}
TYPED = st.text(max_size=20) | st.sampled_from(
    ["", " ", "<b>x</b>", "=1+1", "a\u202eb", "x" * 10_000, "a\nb", "\ud800", "\0", "fret"]
)


def typed(words=None, default="gt", **rest):
    return TypedQuestion(NOW.name, NOW.question, {**WORDS, **(words or {})}, default, **rest)


def after(change):
    """The question once a change is written; it clashes with nothing."""
    assert not clashes(UNITS, change)
    case = case_from_files(files_of(applied(UNITS, change)))
    return case, next(q for q in case.questions if q.id == "perimeter")


def wrong(question):
    with pytest.raises(InvalidRequest) as error:
        question_change(UNITS, "perimeter", question)
    return {p.column: problem_text(p) for p in error.value.problems}


def test_what_nobody_changed_changes_nothing():
    ((before, now),) = question_change(UNITS, "perimeter", typed()).values()
    assert now == before


def test_a_new_name_is_read_everywhere_and_the_other_plain_names_stay():
    change = question_change(UNITS, "perimeter", typed({"gt": ("fret ici", "Le fret, ici.")}))
    _, question = after(change)
    assert [r.label for r in question.in_plain_words().readings] == [
        "fret ici",
        "fret seul dans Mieux produire",
        "fret, tertiaire et déchets dans Mieux produire",
    ]
    assert question.name == NOW.name


def test_another_reading_is_in_force_and_counts_first():
    case, question = after(question_change(UNITS, "perimeter", typed(default="sgpe")))
    assert question.readings[0].id == "sgpe"
    assert case.default_combination == "sgpe-primary"
    assert question.open


def test_the_reading_in_force_is_confirmed_in_one_tap_and_no_other():
    question = typed(default="gt_freight", confirmed=True)
    _, made = after(question_change(UNITS, "perimeter", question))
    assert {r.id: r.status for r in made.readings} == {
        "gt_freight": Standing.CONFIRMED,
        "gt": Standing.TO_CONFIRM,
        "sgpe": Standing.TO_CONFIRM,
    }


def test_what_cannot_be_is_told_beside_its_field():
    same = typed({"gt": (" Chantiers du simulateur SGPE", "Une phrase.")})
    assert wrong(same).keys() == {"label.sgpe"}
    assert wrong(typed({"gt": ("", "")})).keys() == {"label.gt", "description.gt"}
    assert wrong(typed(default="elsewhere")).keys() == {"default"}


@given(TYPED, TYPED, TYPED, TYPED, st.sampled_from([*WORDS, ""]))
def test_any_words_make_a_case_that_travels_whole_or_are_told(name, ask, label, counts, default):
    question = TypedQuestion(name, ask, {**WORDS, "gt": (label, counts)}, default)
    try:
        units = applied(UNITS, question_change(UNITS, "perimeter", question))
    except InvalidRequest as error:
        for problem in error.problems:
            assert problem_text(problem)
        return
    files = files_of(units)
    assert case_from_files(files).questions
    assert units_of(files) == units
