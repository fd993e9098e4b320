"""Records that tell every reading of a case: found again, and written as a case again."""

import json

import pytest

from criteria.load import case_from_files
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.record.making import record_of
from prioritisation.record.model import record_from, text_of
from prioritisation.record.next_case import case_files
from prioritisation.record.replaying import replay
from prioritisation.record.same_case import case_of, questions_of
from tests.cases.records.make import DAY
from tests.conftest import NORMANDIE
from tests.prioritisation.record.made import put, resealed
from tests.thresholds import MeetingFacts


@pytest.fixture(scope="module")
def record(normandie):
    """A scenario of one person on the case that the program starts with."""
    scenario = starting_scenario(normandie)
    case = normandie.keeping(tuple(scenario.points))
    files = case_files_of(NORMANDIE)
    return record_of(MeetingFacts(case, scenario, "Essai", "?", DAY, files=files))


def tree(record):
    return json.loads(text_of(record))


def test_it_is_found_again_from_its_own_text(record):
    outcome = replay(record_from(text_of(record).encode()))
    assert (outcome.identical, list(outcome.differences)) == (True, [])


def test_the_crossing_is_told_whole(record):
    crossing = record.results.crossing
    assert crossing.choices[0].options == ("min", "max")
    assert len(crossing.outcomes) == 24
    assert sum(o.sure == "mieux_produire" for o in crossing.outcomes) == 19


def test_every_combination_is_made_again_from_what_is_told(record, normandie):
    case = case_of(record.case)
    assert set(case.tables) == set(normandie.tables)
    for combination, table in case.tables.items():
        whole = normandie.tables[combination].scores
        assert table.scores == {cell: whole[cell] for cell in table.scores}
    assert [q.id for q in questions_of(record.case)] == ["perimeter", "links"]


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("case.otherwise[0].scores[0].low", 12.5, "case.otherwise[0].scores[0].low"),
        ("case.questions[1].answer", "all_links", "case.otherwise"),
        (
            "results.crossing.outcomes[3].sure",
            "mieux_se_loger",
            "results.crossing.outcomes[3].sure",
        ),
        ("case.questions[0].readings[1].label", "autre", "case.questions[0].readings"),
    ],
)
def test_what_was_changed_is_named_even_resealed(record, path, value, where):
    changed = tree(record)
    put(changed, path, value)
    found = [d.path for d in replay(resealed(changed)).differences]
    assert any(place.startswith(where) for place in found), found


def test_a_reading_that_is_not_told_is_not_crossed(record):
    """As in a record of before: nothing is made up of what it does not say."""
    changed = tree(record)
    changed["case"]["otherwise"] = []
    case = case_of(resealed(changed).case)
    assert list(case.tables) == ["gt-primary"]


def test_the_next_case_keeps_all_its_readings(record, normandie):
    case = case_from_files(case_files(record))
    assert set(case.tables) == set(normandie.tables)
    for combination, table in normandie.tables.items():
        assert case.tables[combination].scores == table.scores
    assert case.questions == normandie.questions
