"""Figures that a result gives are read again: the same levers, criteria, scores, and no more."""

import pytest
from hypothesis import Phase, given, settings

from criteria.load import case_from_files, load_case
from criteria.model import Status
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.tabular import ranking_csv
from prioritisation.documents.writing.workbook import xlsx
from prioritisation.imports.grids import FileRefused
from prioritisation.imports.model import FileAnswers
from prioritisation.imports.process.whole import whole_reading
from prioritisation.imports.process.wire import reading_from_json
from prioritisation.meeting.rules.decision import Decision
from prioritisation.record.making import record_of
from prioritisation.record.next_case import case_files
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.documents.writing.recorded import facts, note, record
from tests.reading_back import differences, on_one_line, spoken_cases

NORMANDIE = INTERVALS.parents[2] / "data" / "normandie"
BOOK = "classeur.xlsx"
FORMS = {BOOK: xlsx, "preuve.json": lambda made: made.record.encode()}


def read(name, content):
    return reading_from_json(whole_reading(name, content, FileAnswers()))


def statuses(reading):
    return {(one.lever, one.criterion): one.status for one in reading.scores}


def rests_read(reading):
    return {
        (one.lever, one.criterion): on_one_line_each(
            one.source, one.date, one.confidence, one.reason
        )
        for one in reading.scores
    }


def on_one_line_each(*texts):
    return tuple(map(on_one_line, texts))


def rests_of(case):
    def rests(score):
        source = case.sources[score.source].title if score.source in case.sources else score.source
        return on_one_line_each(source, score.date, score.confidence, score.reason)

    return of_case(case, rests)


def of_case(case, said):
    """Names of each lever and criterion -> what is said of its score."""
    table = case.tables[case.default_combination]
    return {
        (on_one_line(v.label), on_one_line(c.label)): said(table.score(v.id, c.id))
        for v in case.levers
        for c in case.criteria
    }


def same(case, reading, *, ranked=True, corrected=False):
    assert reading.problems == ()
    assert reading.pending == ()
    assert differences(case, reading, ranked=ranked) == []
    assert statuses(reading) == of_case(case, lambda score: score.status.value)
    # What a meeting corrected has another source in the case that is made of it.
    assert corrected or rests_read(reading) == rests_of(case)


def case_in(name, *, whole):
    """The case of a sample, as its record has it; tables have the criteria that were weighed."""
    case = case_from_files(case_files(record(name)))
    return case if whole else case.keeping(tuple(c.id for c in record(name).case.criteria))


@each("form", FORMS)
@each("name", ["clear", "undecidable", "contested"])
def test_the_figures_of_a_result_are_read_again(name, form):
    case = case_in(name, whole=form != BOOK)
    reading = read(form, FORMS[form](note(name)))
    same(case, reading, ranked=form == BOOK, corrected=form == BOOK)
    if form == BOOK:
        units = [c.unit.several or c.unit.one for c in case.criteria]
        assert [one.unit for one in reading.criteria] == units
        assert {one.why for one in reading.left_out} >= {"copy", "remark"}
    unknown = [one for one in reading.scores if one.status == Status.UNKNOWN]
    assert unknown or name != "undecidable"
    assert {(one.value, one.high, one.word) for one in unknown} <= {(None, None, None)}


def test_those_of_the_case_that_is_delivered_too():
    case = load_case(NORMANDIE)
    scenario = starting_scenario(case)
    case = case.keeping(tuple(scenario.points))
    same(case, read(BOOK, xlsx(note_of(record_of(facts(case, scenario, Decision()))))))


@given(case=spoken_cases(columns=(1, 3)))
@settings(max_examples=settings().max_examples // 4, phases=[Phase.explicit, Phase.generate])
def test_whatever_the_case_and_what_people_wrote_in_it(case):
    made = note_of(record_of(facts(case, starting_scenario(case), Decision())))
    reading = read(BOOK, xlsx(made))
    same(case, reading)
    assert [one.unit for one in reading.criteria] == [c.unit.several for c in case.criteria]


def test_a_ranking_is_never_scores():
    with pytest.raises(FileRefused) as refused:
        read("classement.csv", ranking_csv(note("clear")))
    assert refused.value.kind == "no_table"
