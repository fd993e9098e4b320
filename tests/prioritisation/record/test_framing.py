from dataclasses import replace

import pytest

from criteria.model import Score, Sense, Standing, Status
from prioritisation.analysis.scenario import Scenario
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Role
from prioritisation.record.making import case_part, sha256
from tests.cases.records.make import COVERAGE, DAY, INTERVALS, PARTNERS, scored
from tests.prioritisation.record.by_hand import grounds
from tests.thresholds import MeetingFacts

EDIT = scored("mieux_se_loger", PARTNERS, "plutot_favorable", "fortement_mobilise")


@pytest.fixture(scope="module")
def part():
    case, scenario, content = grounds((EDIT,))
    return case_part(
        MeetingFacts(
            case, scenario, "", "", DAY, files=case_files_of(INTERVALS), matrix_content=content,
            confirmed_by={COVERAGE: Role.FACILITATOR},
        )
    )  # fmt: skip


def test_what_the_room_wrote_is_told_apart_from_the_files(part):
    assert [(w.reading, w.lever, w.criterion) for w in part.written] == [
        (None, "mieux_se_loger", PARTNERS)
    ]
    (score,) = [s for s in part.scores if (s.lever, s.criterion) == ("mieux_se_loger", PARTNERS)]
    assert (score.low, score.high) == ("plutot_favorable", "fortement_mobilise")
    assert (score.status, score.source) == (Status.OPINION, "tour de table fictif")


def test_the_matrix_is_whole_and_in_order(part):
    assert [(s.lever, s.criterion) for s in part.scores] == [
        (v.id, c.id) for v in part.levers for c in part.criteria
    ]
    assert len(part.criteria) == 3
    unknown = [s for s in part.scores if s.low is None]
    assert unknown
    assert all(s.status is Status.UNKNOWN and s.reason for s in unknown)


def test_directions_tell_who_confirmed_them(part):
    ways = {c.id: c.direction for c in part.criteria}
    assert ways[COVERAGE].confirmed_by is Role.FACILITATOR
    assert ways[COVERAGE].status is Standing.CONFIRMED
    assert ways[PARTNERS].confirmed_by is None
    assert len(ways[COVERAGE].labels) == 2


def test_the_files_are_kept_whole_and_the_frozen_text_with_its_hash(part):
    assert part.files == case_files_of(INTERVALS)
    assert part.frozen
    assert part.frozen.sha256 == sha256(part.frozen.content)


def test_the_sources_named_are_told(part):
    named = {s.source for s in part.scores} | {v.scope_source for v in part.levers}
    assert {s.id for s in part.sources} == named & {s.id for s in part.sources}
    assert "sgpe" in {s.id for s in part.sources}


def test_a_scenario_has_nothing_frozen_and_may_have_no_file(case):
    other = replace(case, tables=case.tables)
    alone = case_part(
        MeetingFacts(other, Scenario({}, "sgpe", {COVERAGE: Sense.MAX}), "", "", DAY)
    )
    assert (alone.frozen, alone.files, alone.written) == (None, {}, ())
    assert alone.combination == "sgpe"
    assert {c.id: c.direction.sense for c in alone.criteria}[COVERAGE] is Sense.MAX


def test_a_lever_that_the_files_do_not_have_is_all_written(case):
    lever = replace(case.levers[0], id="ajout1", label="Mieux former")
    table = case.tables["gt"]
    scores = {
        **table.scores,
        **{
            ("ajout1", c.id): Score("ajout1", c.id, None, None, Status.UNKNOWN)
            for c in case.criteria
        },
    }
    levers = (*case.levers, lever)
    bigger = replace(table, levers=levers, scores=scores)
    forked = replace(case, levers=levers, tables={"gt": bigger})
    part = case_part(
        MeetingFacts(forked, Scenario({}, "gt"), "", "", DAY, files=case_files_of(INTERVALS))
    )
    assert {w.lever for w in part.written} == {"ajout1"}
    assert len(part.written) == len(case.criteria)
