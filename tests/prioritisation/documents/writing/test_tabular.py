import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from odfdo import Document

from prioritisation.documents.writing.tabular import french_csv, note_tables, ods, open_csv
from tests.prioritisation.documents.writing.made import HOSTILE
from tests.prioritisation.documents.writing.made import hostile as written
from tests.prioritisation.documents.writing.recorded import note


def read(content, delimiter, encoding):
    return list(csv.reader(StringIO(content.decode(encoding), newline=""), delimiter=delimiter))


def test_excel_in_french_reads_the_ranking():
    content = french_csv(note_tables(note("undecidable"))["classement"])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 7
    rows = read(content, ";", "utf-8-sig")
    assert rows[0][:3] == ["Levier (identifiant)", "Levier", "Meilleur rang"]
    first = note("undecidable").board.rows[0]
    assert float(rows[1][4].replace(",", ".")) == pytest.approx(100 * first.low, abs=1e-9)
    assert "." not in rows[1][4]


def test_programs_read_the_same_with_points_and_without_a_mark():
    lines = note_tables(note("undecidable"))["classement"]
    content = open_csv(lines)
    assert not content.startswith(b"\xef\xbb\xbf")
    rows = read(content, ",", "utf-8")
    assert float(rows[1][4]) == pytest.approx(lines[1][4], abs=1e-9)


def test_ballots_are_there_when_they_are_shown_with_their_abstentions():
    ballots = note_tables(note("clear"))["bulletins"]
    assert len(ballots) == 17
    assert sum(None in line for line in ballots) == 1
    assert read(open_csv(ballots), ",", "utf-8")[0][0] == "Vote"


@pytest.mark.parametrize("write", [french_csv, open_csv])
def test_what_people_wrote_is_no_formula(write):
    lines = [("texte", 1.5), *((text, -2.5) for text in HOSTILE)]
    content = write(lines)
    rows = read(content, ";" if write is french_csv else ",", "utf-8-sig")
    assert not [row for row in rows if row[0].startswith(("=", "+", "-", "@"))]
    assert rows[1][1] in ("-2,5", "-2.5")


def sheets(content):
    """Name -> rows of values."""
    body = Document(BytesIO(content)).body
    return {table.name: [list(row) for row in table.get_values()] for table in body.tables}


def test_a_spreadsheet_of_libreoffice_has_every_table():
    tables = sheets(ods(note("clear")))
    assert list(tables) == ["classement", "notes", "poids", "bulletins"]
    lines = note_tables(note("clear"))["classement"]
    assert tables["classement"][0] == list(lines[0])
    assert [float(row[4]) for row in tables["classement"][1:]] == pytest.approx(
        [line[4] for line in lines[1:]]
    )


def test_no_text_is_a_formula_there():
    with zipfile.ZipFile(BytesIO(ods(written()))) as file:
        assert b"table:formula" not in file.read("content.xml")
    assert sheets(ods(written()))["poids"]
