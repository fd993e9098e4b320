"""From the bytes of a file to what it says, in the process that has limits."""

import io
from pathlib import Path

import openpyxl
import pytest

from criteria.load import load_case
from prioritisation.cases.folder import packed_files
from prioritisation.imports.grids import FileKind, FileRefused
from prioritisation.imports.model import FileAnswers, GivenAnswer
from prioritisation.imports.process.service import read_file
from prioritisation.imports.process.wire import PASTED
from tests.cases.records.make import HERE
from tests.conftest import INTERVALS
from tests.each import each

TABLE = "Levier;Coût (k€);Accord\nNavette;210;fort\nAutopartage;n.d.;faible\nVélo;12,5;fort\n"
NORMANDIE = Path(__file__).parents[4] / "data" / "normandie"


def workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Notes"
    for line in TABLE.splitlines():
        cells = line.split(";")
        numbers = [float(c.replace(",", ".")) if c[:1].isdecimal() else c for c in cells]
        sheet.append(numbers)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def scores(reading):
    return [(s.lever, s.criterion, s.value, s.word) for s in reading.scores]


EXPECTED = [
    ("Navette", "Coût", 210, None),
    ("Autopartage", "Coût", None, None),
    ("Vélo", "Coût", 12.5, None),
    ("Navette", "Accord", None, "fort"),
    ("Autopartage", "Accord", None, "faible"),
    ("Vélo", "Accord", None, "fort"),
]


@each(
    ("name", "content", "kind", "cell"),
    [
        ("notes.csv", TABLE.encode(), FileKind.TEXT, "B2"),
        ("notes.csv", TABLE.encode("utf-16"), FileKind.TEXT, "B2"),
        (PASTED, TABLE.replace(";", "\t").encode(), FileKind.TEXT, "B2"),
        ("notes.exe", workbook(), FileKind.XLSX, "Notes!B2"),
    ],
    ids=["text", "UTF-16", "pasted", "workbook"],
)
def test_a_table_is_read_whatever_it_comes_in(name, content, kind, cell):
    reading = read_file(name, content, FileAnswers())
    assert reading.kind is kind
    assert sorted(scores(reading), key=str) == sorted(EXPECTED, key=str)
    assert reading.scores[0].cell == cell


def test_an_answer_is_heard():
    given = GivenAnswer("direction", "Coût", ("min",))
    before, after = (read_file("a.csv", TABLE.encode(), FileAnswers(a)) for a in ((), (given,)))
    assert [c.direction for c in before.criteria] == ["", ""]
    assert [c.direction for c in after.criteria] == ["min", ""]
    assert len(after.questions) == len(before.questions) - 1


def files_of(folder):
    return {
        p.name: p.read_text("utf-8") for p in folder.iterdir() if p.suffix in (".toml", ".csv")
    }


@each("folder", [NORMANDIE, INTERVALS])
def test_the_folder_of_a_case_says_what_the_case_does_and_keeps_its_files(folder):
    files, case = files_of(folder), load_case(folder)
    reading = read_file("x.zip", packed_files(files), FileAnswers())
    assert (reading.kind, dict(reading.files)) == (FileKind.CASE, files)
    table = case.tables[case.default_combination]
    assert [lever.name for lever in reading.levers] == [lever.label for lever in table.levers]
    assert [c.name for c in reading.criteria] == [c.label for c in table.criteria]
    for score, known in zip(reading.scores, table.scores.values(), strict=True):
        assert score.status == known.status.value
        assert (score.status == "inconnu") == known.unknown
        if not isinstance(known.low, str):
            high = None if known.high == known.low else known.high
            assert (score.value, score.high) == (known.low, high)
        elif known.low == known.high:
            assert score.word
        else:
            assert score.word is None
            assert " – " in score.found
    assert reading.problems == reading.questions == ()


def test_a_decision_record_is_its_case():
    content = (HERE / "clear.decision.json").read_bytes()
    reading = read_file("clear.decision.json", content, FileAnswers())
    assert reading.kind is FileKind.RECORD
    assert reading.files["case.toml"]
    assert len(reading.levers) > 1


def test_the_files_of_a_case_that_does_not_load_are_refused():
    files = files_of(INTERVALS)
    with pytest.raises(FileRefused) as caught:
        read_file("x.zip", packed_files({**files, "levers.csv": "x"}), FileAnswers())
    assert caught.value.kind == "not_a_case"


@each(
    ("content", "kind"),
    [
        (b"", "empty_file"),
        (b"<html><table>", "unknown_content"),
        (b"PK\x03\x04abc", "broken"),
        (b'{"a":' * 100_000, "unsafe"),
        ("Bonjour à tous".encode(), "no_table"),
    ],
)
def test_what_is_refused_says_so_through_the_process(content, kind):
    with pytest.raises(FileRefused) as caught:
        read_file("notes.xlsx", content, FileAnswers())
    assert caught.value.kind == kind


@each("row", ["L{n};{n};2", "L{n};mot{n};x{n}", "L{n};C{n};{n}"])
def test_a_table_of_all_rows_that_are_looked_at_is_refused_with_its_size(row):
    rows = ["Projet;Critère;Valeur", *(row.format(n=n) for n in range(4_999))]
    with pytest.raises(FileRefused) as caught:
        read_file("f.csv", "\n".join(rows).encode(), FileAnswers())
    assert caught.value.kind == "many_levers"
    assert caught.value.values["found"] == 4_999
