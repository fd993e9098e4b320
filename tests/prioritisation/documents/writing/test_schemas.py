"""Tables for programs and what is said of their columns: each line is as its schema says."""

import csv
import json
import zipfile
from io import BytesIO, StringIO

import pytest
from hypothesis import Phase, given, settings

from prioritisation.analysis.scenario import starting_scenario
from prioritisation.documents.writing.archive import archive
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.schemas import table_schemas
from prioritisation.documents.writing.tabular import note_tables, open_csv
from prioritisation.meeting.rules.decision import Decision
from prioritisation.record.making import record_of
from tests.prioritisation.documents.writing.made import hostile
from tests.prioritisation.documents.writing.recorded import facts, note
from tests.reading_back import spoken_cases
from tests.schemed import faults


def lines_of(content):
    return list(csv.reader(StringIO(content.decode(), newline="")))


@pytest.mark.parametrize("name", ["clear", "undecidable", "contested"])
def test_each_table_is_as_its_schema_says(name):
    tables = note_tables(note(name), official=True)
    schemas = table_schemas(tables, "Décision")
    assert set(schemas) == set(tables)
    for table, lines in tables.items():
        assert faults(json.loads(schemas[table]), lines_of(open_csv(lines))) == []


def test_whatever_people_wrote_in_it():
    tables = note_tables(hostile(), official=True)
    assert tables
    for table, schema in table_schemas(tables, "Décision").items():
        wrong = faults(json.loads(schema), lines_of(open_csv(tables[table])))
        assert [one for one in wrong if one[0] != "key"] == []


@given(case=spoken_cases(columns=(1, 3)))
@settings(max_examples=settings().max_examples // 6, phases=[Phase.explicit, Phase.generate])
def test_on_any_case_each_table_is_as_a_schema_that_the_standard_takes(case):
    made = note_of(record_of(facts(case, starting_scenario(case), Decision())))
    tables = note_tables(made, official=True)
    for table, content in table_schemas(tables, "Décision").items():
        schema = json.loads(content)
        names = [field["name"] for field in schema["fields"]]
        assert len(set(names)) == len(names)
        assert all(names)
        assert {*schema["primaryKey"]} <= {*names}
        assert faults(schema, lines_of(open_csv(tables[table]))) == []


def test_a_word_where_a_number_is_said_would_be_seen():
    tables = note_tables(note("clear"), official=True)
    schema = json.loads(table_schemas(tables, "Décision")["classement"])
    header, first, *_ = lines_of(open_csv(tables["classement"]))
    assert faults(schema, [header, [*first[:2], "premier", *first[3:]]])


def test_it_stands_beside_the_table_in_the_archive():
    with zipfile.ZipFile(BytesIO(archive(note("clear")))) as packed:
        names = [n for n in packed.namelist() if n.startswith("csv/donnees-ouvertes/")]
        tables = [n for n in names if n.endswith(".csv")]
        assert len(tables) > 2
        assert set(names) == {*tables, *(n.replace(".csv", ".schema.json") for n in tables)}
        for name in tables:
            schema = json.loads(packed.read(name.replace(".csv", ".schema.json")))
            assert faults(schema, lines_of(packed.read(name))) == []
