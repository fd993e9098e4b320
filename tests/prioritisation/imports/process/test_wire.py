"""A reading crosses the wire whole; what is no reading does not cross it."""

import datetime as dt
import io
from dataclasses import fields
from pathlib import Path

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from criteria.load import case_from_files, load_case
from criteria.model import Direction
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.cases.folder import files_of as files_of_cases_back
from prioritisation.cases.folder import packed_files
from prioritisation.cases.units import units_of
from prioritisation.imports.grids import FileKind, FileRefused
from prioritisation.imports.making.over import comparison
from prioritisation.imports.model import (
    CellProblem,
    FileAnswers,
    FileQuestion,
    FileReading,
    Layout,
    ReadCriterion,
    ReadLever,
    ReadScore,
    SetAside,
)
from prioritisation.imports.process.service import read_file
from prioritisation.imports.process.whole import whole_reading
from prioritisation.imports.process.wire import (
    PASTED,
    NotAReading,
    reading_from_json,
    reading_json,
    refusal_from_json,
    refusal_json,
)
from prioritisation.meeting.rules import Role
from prioritisation.record.making import record_of
from prioritisation.record.model import text_of
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.cases.drawn import case_files
from tests.reading_back import differences
from tests.thresholds import MeetingFacts

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.none()
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCORES = st.builds(
    ReadScore, TEXTS, TEXTS, TEXTS, NUMBERS, NUMBERS, word=TEXTS | st.none(), found=TEXTS
)
CRITERIA = st.builds(
    ReadCriterion,
    TEXTS,
    TEXTS,
    unit=TEXTS,
    words=st.lists(TEXTS, max_size=3).map(tuple),
    low=NUMBERS,
    high=NUMBERS,
    direction=st.sampled_from(["", "min", "max", "open"]),
    ends=st.tuples(st.floats(-9, 9), st.floats(-9, 9)) | st.none(),
)
WHOLE = FileReading(
    FileKind.ODS,
    Layout("Notes", ("Notes", "Autre"), "columns", (0, 1), 2, ("title",), ("names", "criterion")),
    (ReadLever("Navette « gare »", "Notes!A2"),),
    (ReadCriterion("Coût", "Notes!B1", "k€", low=0.1, high=3.0, ends=(3.0, 0.0)),),
    (ReadScore("Navette « gare »", "Coût", "Notes!B2", 0.1, 0.3, "avis", None, "0,1 à 0,3"),),
    (FileQuestion("order", "Accord", ("Notes!C1",), ("faible", "fort"), "x"),),
    (SetAside("Notes!A9:C9", "total", "Total"),),
    (CellProblem("date", "Notes!C4", "03/08/2026", {"name": "Travaux"}),),
    ("macros", "links"),
    {"case.toml": 'title = "é"\n'},
    "Mobilité",
)


def crossed(reading):
    return reading_from_json(reading_json(reading))


def test_every_field_comes_back_as_it_was():
    assert crossed(WHOLE) == WHOLE


@given(st.lists(CRITERIA, max_size=4), st.lists(SCORES, max_size=6))
def test_any_reading_comes_back_as_it_was(criteria, scores):
    reading = FileReading(FileKind.TEXT, None, (), tuple(criteria), tuple(scores))
    assert crossed(reading) == reading


@each(
    "content",
    [
        b"", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, reading_json(WHOLE)[:-1],
        reading_json(WHOLE) + b"x", reading_json(WHOLE).replace(b'"avis"', b'"voted"'),
        reading_json(WHOLE).replace(b'"kind": "ods"', b'"kind": "exe"'),
        reading_json(WHOLE).replace(b'"value": 0.1', b'"value": {"a": 1}'),
    ],
)  # fmt: skip
def test_anything_else_is_no_reading(content):
    with pytest.raises(NotAReading):
        reading_from_json(content)


def test_a_refusal_comes_back_with_what_it_says():
    sent = FileRefused("many_levers", found=1203, allowed=1000, name="x" * 999)
    back = refusal_from_json(refusal_json(sent))
    assert (back.kind, back.values["found"], back.values["allowed"]) == ("many_levers", 1203, 1000)
    assert len(back.values["name"]) < 999


@each("content", [b"", b"[]", b"{}", b'{"refused": "x", "values": {}}', b'{"refused": []}'])
def test_anything_else_is_no_refusal(content):
    with pytest.raises(NotAReading):
        refusal_from_json(content)


# From the bytes of a file to what it says, in the process that has limits.

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


# A case that is taken along comes back whole: each file that holds it, whatever people wrote.

DAY = dt.date(2026, 2, 1)
USUAL = settings().max_examples


def some(share):
    """A share of the usual examples: these take long, and say as much about a case each."""
    return settings(max_examples=USUAL // share, phases=[Phase.explicit, Phase.generate])


def says(files):
    """All that a case says, field by field; its day is that of the meeting, if that is later."""
    case = case_from_files(files)
    return {f.name: getattr(case, f.name) for f in fields(case) if f.name != "updated"}


def check(files, name, content):
    """What is read of a file is the case, and so is what is said of it on the way."""
    reading = reading_from_json(whole_reading(name, content, FileAnswers()))
    assert says(reading.files) == says(files)
    case = case_from_files(files)
    assert differences(case, reading) == []
    assert (reading.problems, reading.questions, reading.left_out) == ((), (), ())
    table = case.tables[case.default_combination]
    pairs = [(lever, criterion) for lever in case.levers for criterion in case.criteria]
    for (lever, criterion), read in zip(pairs, reading.scores, strict=True):
        score = table.score(lever.id, criterion.id)
        source = case.sources[score.source].title if score.source else ""
        assert (read.status, read.source) == (score.status.value, source)
    assert [direction(c.direction) for c in case.criteria] == [
        c.direction for c in reading.criteria
    ]
    return case, reading


def direction(stated: Direction):
    return stated.default.value if stated.status.value == "confirmé" else ""


@given(case_files())
@some(2)
def test_the_archive_of_a_dossier_and_over_that_dossier_nothing_changes(files):
    case, reading = check(files, "dossier.zip", packed_files(files_of_cases_back(units_of(files))))
    assert case_from_files(reading.files).updated == case.updated
    compared = comparison(case, units_of(files), reading)
    assert (compared.changes, compared.forgotten, compared.problems) == ((), (), ())
    assert (compared.new_levers, compared.new_criteria) == ((), ())


@given(case_files())
@some(6)
def test_a_folder_as_people_pack_it(files):
    check(files, "envoi.zip", packed_files({f"dossier/{n}": text for n, text in files.items()}))


def recorded(files):
    """A record of somebody's scenario; marks before a text are none of those of a meeting."""
    case = case_from_files(files)
    kept = {name: text.removeprefix("\ufeff") for name, text in files.items()}
    start = starting_scenario(case)
    return record_of(
        MeetingFacts(case, start, "Séance", "?", DAY, chosen_by=Role.LEAD, files=kept)
    )


@given(case_files())
@some(6)
def test_the_proof_file(files):
    check(files, "preuve.json", text_of(recorded(files)).encode())
