from dataclasses import replace
from itertools import product

import pytest

from criteria.load import case_from_files, load_case
from criteria.model import Lever, Score, Status
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Role
from prioritisation.record.making import record_of
from prioritisation.record.next_case import case_files
from prioritisation.record.replaying import replay
from prioritisation.record.same_case import recorded_case, whole_case
from tests.cases.records.make import COVERAGE, DAY, GHG, INTERVALS, PARTNERS
from tests.each import each
from tests.prioritisation.record.made import NAMES, sample
from tests.thresholds import MeetingFacts


@each("name", NAMES)
def test_scores_written_since_are_put_back_over_the_files(name):
    part = sample(name).case
    for case in (recorded_case(part), whole_case(part)):
        for recorded in part.scores:
            score = case.tables["gt"].score(recorded.lever, recorded.criterion)
            assert (score.low, score.source) == (recorded.low, recorded.source)
    assert len(whole_case(part).criteria) == 5
    assert len(recorded_case(part).criteria) == 3


@pytest.fixture(scope="module")
def scenario():
    """A case whose files it is not of: a lever added, another withdrawn, two scores changed."""
    case = load_case(INTERVALS)
    kept = tuple(v for v in case.levers if v.id != "mieux_consommer")
    levers = (*kept, Lever("ajout1", "Mieux former", "Mieux former", "#7A7A7A"))
    opinions = {
        ("mieux_se_loger", GHG): 3000.0,
        ("ajout1", PARTNERS): "plutot_favorable",
    }

    def score(table, cell):
        if cell in opinions:
            return Score(*cell, opinions[cell], opinions[cell], Status.OPINION)
        return table.scores.get(cell) or Score(*cell, None, None, Status.UNKNOWN)

    tables = {
        name: replace(
            table,
            levers=levers,
            scores={
                cell: score(table, cell)
                for cell in product((v.id for v in levers), (c.id for c in table.criteria))
            },
        )
        for name, table in case.tables.items()
    }
    asked = starting_scenario(case)
    own = replace(case, levers=levers, tables=tables, claims=()).keeping(tuple(asked.points))
    return record_of(
        MeetingFacts(
            own,
            asked,
            "Et si",
            "?",
            DAY,
            files=case_files_of(INTERVALS),
            chosen_by=Role.LEAD,
        )
    )


def test_a_scenario_with_other_levers_is_found_again(scenario):
    assert replay(scenario).identical
    assert [v.id for v in recorded_case(scenario.case).levers] == [
        v.id for v in scenario.case.levers
    ]
    assert scenario.case.levers[-1].id == "ajout1"


def test_an_added_lever_comes_next_year_with_what_is_known_of_it_and_no_more(scenario):
    case = case_from_files(case_files(scenario))
    assert {v.id for v in case.levers} >= {"ajout1", "mieux_consommer"}
    table = next(iter(case.tables.values()))
    assert table.score("ajout1", PARTNERS).low == "plutot_favorable"
    assert all(table.score("ajout1", c.id).unknown for c in case.criteria if c.id != PARTNERS)
    assert table.score("mieux_se_loger", GHG).low == 3000
    assert table.score("mieux_consommer", COVERAGE).high == 1
