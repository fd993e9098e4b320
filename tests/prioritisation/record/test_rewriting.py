import pytest

from criteria.load import case_from_files, load_case
from prioritisation.analysis.whatif import ScoreChange, forked, starting_fork
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Role
from prioritisation.record.making import record_of
from prioritisation.record.next_case import case_files
from prioritisation.record.replaying import replay
from prioritisation.record.same_case import recorded_case, whole_case
from tests.cases.records.make import COVERAGE, DAY, GHG, INTERVALS, PARTNERS
from tests.prioritisation.record.made import NAMES, sample
from tests.thresholds import MeetingFacts


@pytest.mark.parametrize("name", NAMES)
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
    """A lead's scenario: a lever added, another withdrawn, two scores changed."""
    case = load_case(INTERVALS)
    fork = (
        starting_fork(case, "Et si")
        .adding("Mieux former")
        .without("mieux_consommer")
        .scored(ScoreChange("mieux_se_loger", GHG, 3000.0, 3000.0))
        .scored(ScoreChange("ajout1", PARTNERS, "plutot_favorable", "plutot_favorable"))
    )
    own = forked(case, fork).keeping(tuple(fork.scenario.points))
    return record_of(
        MeetingFacts(
            own,
            fork.scenario,
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
