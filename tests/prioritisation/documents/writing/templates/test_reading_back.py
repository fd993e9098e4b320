"""A table that is taken along and brought back as it is says what the case says, and no more."""

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from criteria.load import load_case
from criteria.model import Standing, Status
from criteria.scales import WordScale
from prioritisation.documents.writing.templates import TEMPLATE_FORMS, template_file
from prioritisation.imports.answers import FileAnswers
from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.model import GivenAnswer
from prioritisation.imports.tables.reading import file_reading
from tests import strategies as drawn
from tests.conftest import INTERVALS
from tests.reading_back import differences

SITES = INTERVALS.parent / "sites"
NORMANDIE = INTERVALS.parents[2] / "data" / "normandie"
SAID = (Standing.CONFIRMED, Standing.TO_CONFIRM)


def read_back(case, form, *answers):
    content = template_file(form, case)
    return file_reading(opened_file(f"x.{form}", content), FileAnswers(answers))


def true_answer(question):
    """What is so of a table to fill in: levers are in its rows, criteria in its columns."""
    if question.kind == "orientation":
        return GivenAnswer("orientation", "", ("rows",))
    is_row = question.about.isdecimal()
    return GivenAnswer("role", question.about, ("lever" if is_row else "criterion",))


@pytest.mark.parametrize("form", TEMPLATE_FORMS)
@pytest.mark.parametrize("place", [SITES, INTERVALS, NORMANDIE], ids=lambda place: place.name)
def test_a_case_comes_back_the_same(place, form):
    case = load_case(place)
    reading = read_back(case, form)
    assert differences(case, reading) == []
    assert reading.pending == ()
    assert reading.problems == ()


NAMES = st.sampled_from(
    [
        *("Mieux se déplacer", "Navette gare", "Halle du marché", "École fermée", "Îlot B"),
        *(
            "=1+1",
            "+33 rue",
            "-x",
            "@home",
            "Site « nord »",
            "L’été",
            "Gare n° 3",
            "A;B",
            "Vélo 100 %",
            "3 gares",
            "100 % vélo",
        ),
    ]
)


@st.composite
def named_cases(draw):
    """Cases whose levers have names of people, some scales of which the group has agreed to."""
    case = draw(drawn.cases(rows=(3, 6), columns=(2, 4)))
    names = draw(st.lists(NAMES, min_size=6, max_size=6, unique=True))
    levers = tuple(replace(v, label=name) for v, name in zip(case.levers, names, strict=False))
    criteria = tuple(
        replace(
            c,
            label=f"Critère {k + 1}",
            scale_status=draw(st.sampled_from(SAID)),
            direction=replace(c.direction, status=draw(st.sampled_from(SAID))),
        )
        for k, c in enumerate(case.criteria)
    )
    tables = {
        name: replace(table, levers=levers, criteria=criteria)
        for name, table in case.tables.items()
    }
    return replace(case, levers=levers, criteria=criteria, tables=tables)


@pytest.mark.parametrize("form", TEMPLATE_FORMS)
@given(case=named_cases())
@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
def test_any_case_comes_back_the_same_or_is_asked_about(form, case):
    reading = read_back(case, form)
    # A last row that is the sum of all others may be a total; scores that are all alike, or
    # unknown, do not say which way round a table lies.
    assert {question.kind for question in reading.pending} <= {"role", "orientation"}
    answered = read_back(case, form, *map(true_answer, reading.pending))
    assert (answered.pending, answered.problems) == ((), ())
    assert differences(case, answered) == []


def test_what_is_agreed_to_is_not_asked_again():
    case = load_case(SITES)
    reading = read_back(case, "xlsx")
    by_name = {one.name: one for one in reading.criteria}
    for criterion in case.criteria:
        read, settled = by_name[criterion.label], criterion.direction.status is Standing.CONFIRMED
        if isinstance(criterion.scale(""), WordScale):
            continue
        assert read.direction == (criterion.direction.default.value if settled else "")
        agreed = settled and criterion.scale_status is Standing.CONFIRMED
        assert read.ends == (criterion.anchors("") if agreed else None)
    assert {q.about for q in reading.questions} == {
        c.label for c in case.criteria if c.scale_status is Standing.TO_CONFIRM
    }


def test_what_nobody_knows_is_never_a_figure():
    reading = read_back(load_case(INTERVALS), "csv")
    unknown = [one for one in reading.scores if one.status == Status.UNKNOWN]
    assert unknown
    assert {(one.value, one.high, one.word) for one in unknown} == {(None, None, None)}
