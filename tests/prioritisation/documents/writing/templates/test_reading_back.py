"""A table that is taken along and brought back as it is says what the case says, and no more."""

import pytest
from hypothesis import Phase, given, settings

from criteria.load import load_case
from criteria.model import Standing, Status
from criteria.scales import WordScale
from prioritisation.documents.writing.templates import TEMPLATE_FORMS, template_file
from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.model import FileAnswers, GivenAnswer
from prioritisation.imports.tables.reading import file_reading
from tests.conftest import INTERVALS
from tests.each import each
from tests.reading_back import differences, on_one_line, spoken_cases

SITES = INTERVALS.parent / "sites"
NORMANDIE = INTERVALS.parents[2] / "data" / "normandie"


def read_back(case, form, *answers):
    content = template_file(form, case)
    return file_reading(opened_file(f"x.{form}", content), FileAnswers(answers))


def true_answer(question):
    """What is so of a table to fill in: levers are in its rows, criteria in its columns."""
    if question.kind == "orientation":
        return GivenAnswer("orientation", "", ("rows",))
    is_row = question.about.isdecimal()
    return GivenAnswer("role", question.about, ("lever" if is_row else "criterion",))


@each("form", TEMPLATE_FORMS)
@each("place", [SITES, INTERVALS, NORMANDIE], ids=lambda place: place.name)
def test_a_case_comes_back_the_same(place, form):
    case = load_case(place)
    reading = read_back(case, form)
    assert differences(case, reading) == []
    assert reading.pending == ()
    assert reading.problems == ()


@pytest.mark.parametrize("form", TEMPLATE_FORMS)
@given(case=spoken_cases())
@settings(max_examples=settings().max_examples // 2, phases=[Phase.explicit, Phase.generate])
def test_any_case_comes_back_the_same_or_is_asked_about(form, case):
    reading, known = read_back(case, form), []
    if "header" in {question.kind for question in reading.pending}:
        # Criteria called « 3 gares » and « +33 rue » may be numbers: the rest follows from it.
        known.append(GivenAnswer("header", "", ("1",)))
        reading = read_back(case, form, *known)
    # A last row that is the sum of all others may be a total; scores that are all alike, or
    # unknown, do not say which way round a table lies.
    assert {question.kind for question in reading.pending} <= {"role", "orientation"}
    answered = read_back(case, form, *known, *map(true_answer, reading.pending))
    assert (answered.pending, answered.problems) == ((), ())
    assert differences(case, answered) == []
    for criterion, read in zip(case.criteria, answered.criteria, strict=True):
        scale = criterion.scale
        settled = criterion.direction.status is criterion.scale_status is Standing.CONFIRMED
        if isinstance(scale, WordScale):
            levels = scale.levels if scale.more_is_better else scale.levels[::-1]
            words = tuple(on_one_line(level.label) for level in levels)
            assert read.ordered is settled
            assert (read.words == words) if settled else ({*read.words} == {*words})
        else:
            assert read.unit == criterion.unit.several


def test_what_is_agreed_to_is_not_asked_again():
    case = load_case(SITES)
    reading = read_back(case, "xlsx")
    by_name = {one.name: one for one in reading.criteria}
    for criterion in case.criteria:
        read, settled = by_name[criterion.label], criterion.direction.status is Standing.CONFIRMED
        if isinstance(criterion.scale, WordScale):
            continue
        assert read.direction == (criterion.direction.default.value if settled else "")
        agreed = settled and criterion.scale_status is Standing.CONFIRMED
        assert read.ends == (criterion.anchors() if agreed else None)
    assert {q.about for q in reading.questions} == {
        c.label for c in case.criteria if c.scale_status is Standing.TO_CONFIRM
    }


def test_what_nobody_knows_is_never_a_figure():
    reading = read_back(load_case(INTERVALS), "csv")
    unknown = [one for one in reading.scores if one.status == Status.UNKNOWN]
    assert unknown
    assert {(one.value, one.high, one.word) for one in unknown} == {(None, None, None)}
