"""Records that tell every reading of a case: found again, and written as a case again."""

import json
from dataclasses import replace

import pytest

from criteria.load import case_from_files
from criteria.model import Status
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.meeting.room.case_edits import (
    ScoreEdit,
    case_files_of,
    with_edit,
)
from prioritisation.meeting.rules.setup import Setup, framed
from prioritisation.record.computing import analysis_of
from prioritisation.record.making import record_of
from prioritisation.record.model import record_from, text_of
from prioritisation.record.next_case import case_files
from prioritisation.record.replaying import replay
from prioritisation.record.same_case import case_of, questions_of
from prioritisation.sentences.crossing import open_choices_text
from prioritisation.sentences.verdict import conclusion
from tests.cases.records.make import DAY
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.record.made import put, resealed
from tests.prioritisation.sentences.made import plain
from tests.thresholds import ROBUSTNESS, MeetingFacts


@pytest.fixture(scope="module")
def record(normandie):
    """A scenario of one person on the case that the program starts with."""
    return recorded(normandie, "gt-primary")


def recorded(normandie, combination):
    scenario = replace(starting_scenario(normandie), combination=combination)
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
    assert len(crossing.outcomes) == 48
    assert sum(o.sure == "mieux_produire" for o in crossing.outcomes) == 26


def test_every_combination_is_made_again_from_what_is_told(record, normandie):
    case = case_of(record.case)
    assert set(case.tables) == set(normandie.tables)
    for combination, table in case.tables.items():
        whole = normandie.tables[combination].scores
        assert table.scores == {cell: whole[cell] for cell in table.scores}
    assert [q.id for q in questions_of(record.case)] == ["perimeter", "links"]


@each(
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


def test_a_score_written_under_a_reading_that_was_then_taken_is_found_again(normandie):
    """The meeting puts the reading it took first; the files do not, and both tell the same."""
    for reading, amount in (("gt", 2000.0), ("gt_freight", 2100.0)):
        edit = ScoreEdit("mieux_se_loger", "ghg_impact", amount, amount, Status.OPINION, "salle")
        normandie = with_edit(normandie, replace(edit, reading=reading))
    scenario = replace(starting_scenario(normandie), combination="gt_freight-primary")
    setup = Setup("gt_freight-primary", tuple(scenario.points), settled=("gt_freight",))
    case = framed(normandie, setup)
    files = case_files_of(NORMANDIE)
    made = record_of(MeetingFacts(case, scenario, "Essai", "?", DAY, files=files))
    assert replay(record_from(text_of(made).encode())).identical
    later = case_from_files(case_files(made))
    assert later.default_combination == "gt_freight-primary"
    for reading, amount in (("gt", 2000.0), ("gt_freight", 2100.0)):
        table = later.tables[later.reread(later.default_combination, reading)]
        assert table.score("mieux_se_loger", "ghg_impact").low == amount


def test_what_is_open_and_not_told_keeps_the_first_from_being_called_sure(normandie):
    """One reading of each question is told, and produire is first under it."""
    changed = tree(recorded(normandie, "gt_freight-primary"))
    changed["case"]["otherwise"] = []
    for criterion in changed["case"]["criteria"]:
        criterion["direction"]["status"] = "confirmé"
        criterion["scale"].pop("other_order", None)
    told = resealed(changed)
    analysis = analysis_of(told.case, told.votes, ROBUSTNESS)
    crossing = crossing_of(analysis)
    assert (len(crossing.outcomes), len(crossing.untold)) == (1, 2)
    assert not crossing.is_sure(analysis.verdict.leaders[0])
    assert "et comptés ainsi, Mieux produire est premier." in plain(conclusion(analysis).answer)
    assert "Périmètre GES et Fiches comptées" in plain(open_choices_text(analysis))
    assert "Périmètre GES et Fiches comptées" in plain(
        open_choices_text(analysis, beside_table=True)
    )
