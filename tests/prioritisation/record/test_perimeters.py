import csv
import io
import tomllib

from criteria.load import case_from_files
from prioritisation.record.next_case import only
from tests.cases.records.make import case_files_of
from tests.conftest import NORMANDIE

FILES = case_files_of(NORMANDIE)


def test_one_perimeter_is_left_and_its_scores_do_not_move(case):
    for perimeter in case.tables:
        left = case_from_files(only(FILES, perimeter))
        assert list(left.tables) == [perimeter]
        assert left.tables[perimeter].scores == case.tables[perimeter].scores
        assert left.default_perimeter == perimeter


def test_columns_and_rows_of_the_others_are_gone():
    files = only(FILES, "sgpe")
    columns = csv.DictReader(io.StringIO(files["official_rows.csv"])).fieldnames
    assert [c for c in columns if c.startswith("lever_")] == ["lever_sgpe"]
    rows = csv.DictReader(io.StringIO(files["evidence.csv"]))
    assert {row["perimeter"] for row in rows} <= {"", "sgpe"}
    assert set(tomllib.loads(files["criteria.toml"])["ghg_impact"]["scale"]["anchors"]) == {"sgpe"}
    assert case_files_of(NORMANDIE) == FILES
