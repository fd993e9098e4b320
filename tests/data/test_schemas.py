"""The open data of the default case has the columns that its Table Schema says."""

import csv
import json

import pytest

from tests.schemed import faults
from tests.table_schemas import CASE, FILES, FOLDER, texts


def test_every_file_of_rows_has_its_schema():
    assert {path.stem for path in CASE.glob("*.csv")} == set(FILES)
    assert {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()} == texts()


@pytest.mark.parametrize("name", FILES)
def test_its_rows_are_as_the_schema_says(name):
    schema = json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))
    with (CASE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert faults(schema, lines) == []


def test_what_is_wrong_is_seen():
    schema = json.loads((FOLDER / "scores.schema.json").read_text("utf-8"))
    with (CASE / "scores.csv").open(encoding="utf-8", newline="") as file:
        header, first, *rest = csv.reader(file)
    assert faults(schema, [header[1:], first])
    assert faults(schema, [header, ["", *first[1:]], *rest])
    assert faults(schema, [header, first, first])
    assert faults(schema, [header, [*first[:4], "peut-être", *first[5:]]])
