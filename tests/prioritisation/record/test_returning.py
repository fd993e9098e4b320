import shutil

import pytest

from criteria.load import case_from_files, load_case
from criteria.model import Sense, Standing, Status
from criteria.writing import csv_text, write_folder
from prioritisation.meeting.room.case_edits import ScoreEdit, case_files_of
from prioritisation.record.making import record_of
from prioritisation.record.model import InvalidRecord, RecordFault, as_tree
from prioritisation.record.next_case import case_files
from tests.cases.present import present
from tests.cases.records.make import COVERAGE, DAY, GHG, PARTNERS, scored
from tests.conftest import INTERVALS
from tests.other_cases import SITES, voted_sitting
from tests.prioritisation.record import by_hand
from tests.prioritisation.record.by_hand import facts, grounds
from tests.prioritisation.record.made import NAMES, put, resealed, sample
from tests.thresholds import MeetingFacts, facts_of


@pytest.mark.parametrize("name", NAMES)
def test_the_case_of_a_record_is_there_for_next_year(name, tmp_path):
    record = sample(name)
    write_folder(case_files(record), tmp_path / "next")
    case = load_case(tmp_path / "next")
    for recorded in record.case.scores:
        score = case.tables[record.case.combination].score(recorded.lever, recorded.criterion)
        assert (score.low, score.high, score.status) == (
            recorded.low,
            recorded.high,
            recorded.status,
        )
    assert [c.id for c in case.criteria] == [c.id for c in load_case(INTERVALS).criteria]
    assert case.updated == DAY
    assert len(case.evidence) == len(load_case(INTERVALS).evidence)


def test_what_was_said_and_the_method_of_work_are_there_for_next_year(normandie):
    case = case_from_files(case_files(present()))
    assert case.evidence == normandie.evidence
    assert case.method == normandie.method != ()


def test_scores_of_the_room_name_the_meeting_as_their_source():
    case = case_from_files(case_files(sample("clear")))
    score = case.tables["gt"].score("mieux_se_loger", PARTNERS)
    assert score.source == "seance"
    assert "tour de table fictif" in score.reason
    source = case.sources["seance"]
    assert source.title == "Séance fictive : un premier rang net"
    assert source.date == DAY.isoformat()


def test_other_perimeters_stay_when_counts_are_written_over():
    case = case_from_files(case_files(sample("clear")))
    assert list(case.tables) == ["gt", "gt_freight", "sgpe"]


def test_a_direction_the_group_confirmed_is_confirmed_next_year():
    case = case_from_files(case_files(sample("clear")))
    way = case.criterion(COVERAGE).direction
    assert (way.status, way.default) == (Standing.CONFIRMED, Sense.MIN)
    assert "05/12/2026" in way.reason


def test_the_other_way_is_told_and_asked_again():
    case, scenario, _ = grounds((), Sense.MAX)
    record = record_of(MeetingFacts(case, scenario, "T", "?", DAY, files=case_files_of(INTERVALS)))
    way = case_from_files(case_files(record)).criterion(COVERAGE).direction
    assert (way.status, way.default) == (Standing.TO_CONFIRM, Sense.MIN)
    assert way.labels[Sense.MAX] in way.reason


def test_a_direction_called_from_right_to_left_is_read_next_year(tmp_path, monkeypatch):
    """What held its name apart in a sentence was written in a file, where it is refused."""
    folder, name = tmp_path / "case", "أقل تغطية"
    shutil.copytree(INTERVALS, folder)
    criteria = folder / "criteria.toml"
    before = load_case(folder).criterion(COVERAGE).direction.labels[Sense.MIN]
    criteria.write_text(criteria.read_text("utf-8").replace(before, name), "utf-8")
    monkeypatch.setattr(by_hand, "INTERVALS", folder)
    case, scenario, _ = grounds((), Sense.MIN)
    record = record_of(MeetingFacts(case, scenario, "T", "?", DAY, files=case_files_of(folder)))
    way = case_from_files(case_files(record)).criterion(COVERAGE).direction
    assert name in way.reason


def made(*edits):
    return record_of(facts("T", edits))


def test_a_sum_written_over_is_scored_by_hand_under_each_reading():
    edit = scored("mieux_se_loger", GHG, 2000.0)
    record = made(edit)
    case = case_from_files(case_files(record))
    assert list(case.tables) == ["gt", "gt_freight", "sgpe"]
    assert case.tables["gt"].score("mieux_se_loger", GHG).low == 2000
    before = load_case(INTERVALS).tables["sgpe"].score("mieux_produire", GHG).low
    assert case.tables["sgpe"].score("mieux_produire", GHG).low == before
    assert case.tables["sgpe"].score("mieux_consommer", GHG).unknown
    assert case.tables["gt"].score("mieux_produire", GHG).low == pytest.approx(4156.9385)


def test_an_interval_and_an_unknown_stay_so():
    record = made(
        scored("mieux_se_loger", PARTNERS, "plutot_favorable", "fortement_mobilise"),
        scored("mieux_produire", COVERAGE, None),
    )
    table = case_from_files(case_files(record)).tables["gt"]
    word = table.score("mieux_se_loger", PARTNERS)
    assert (word.low, word.high) == ("plutot_favorable", "fortement_mobilise")
    assert table.score("mieux_produire", COVERAGE).unknown
    assert table.score("mieux_se_loger", COVERAGE).low == 4


def test_without_files_there_is_nothing_to_write():
    tree = as_tree(present())
    put(tree, "case.files", {})
    with pytest.raises(InvalidRecord) as error:
        case_files(resealed(tree))
    assert error.value.problems[0].fault is RecordFault.NO_FILES


def test_cells_are_quoted_as_csv_needs():
    assert csv_text([{"a": 'x, "y"', "b": "1"}]) == 'a,b\n"x, ""y""",1\n'


def test_a_score_of_the_room_gives_its_first_source_to_a_case_that_had_none(room):
    learned = ScoreEdit("ecole_fermee", "cout", 300, 300, Status.OPINION, "devis de la commune")
    sitting = voted_sitting(room, SITES, edits=[learned])
    record = record_of(facts_of(room.rationale(sitting.code, sitting.secret)))
    case = case_from_files(case_files(record))
    score = case.tables[case.default_combination].score("ecole_fermee", "cout")
    assert (score.low, score.source, [*case.sources]) == (300, "seance", ["seance"])
    assert "devis de la commune" in score.reason
