"""A file from Python: what it says, what it asks, the case that it makes; nothing is guessed."""

import datetime as dt
from dataclasses import fields

import pytest

from criteria.load import load_case
from criteria.model import Standing
from prioritisation.api import ImportHead, analyse, import_file
from prioritisation.documents.writing.templates import template_file
from prioritisation.imports.grids import FileRefused, UnfinishedReading
from tests.conftest import INTERVALS

TODAY = dt.date(2026, 12, 5)
HEAD = ImportHead("Où ouvrir ?", "Un groupe")
TABLE = "Projet;Coût (k€);Accord\nGare;210;bon\nHalle;environ 40;moyen\nFriche;n.d.;bon\n"
ANSWERS = [
    {"kind": "cell", "about": "B3", "answer": "40"},
    {"kind": "direction", "about": "Coût", "answer": "min"},
    {"kind": "order", "about": "Accord", "answer": ["moyen", "bon"]},
]


@pytest.fixture
def write(tmp_path):
    def written(text, name="table.csv"):
        place = tmp_path / name
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
        return place

    return written


def test_what_it_says_and_asks_are_tables(write):
    read = import_file(write(TABLE))
    scores = read.scores.set_index(["lever", "criterion"])
    assert scores.loc[("Gare", "Coût"), "value"] == 210
    assert scores.loc[("Friche", "Coût"), "status"] == "inconnu"
    assert scores.value.isna().sum() == 5
    asked = read.questions.set_index("kind")
    assert asked.loc["cell", "found"] == "environ 40"
    assert "Coût" in asked.loc["direction", "question"]
    assert read.problems.empty


def test_no_case_is_made_before_what_must_be_answered_is(write):
    with pytest.raises(UnfinishedReading) as unfinished:
        import_file(write(TABLE.replace("210", "#REF!"))).to_case(HEAD, today=TODAY)
    notes = unfinished.value.__notes__
    assert [note.split("\N{NO-BREAK SPACE}")[0] for note in notes] == ["B2", "B3", "B1", "C1"]


def test_with_answers_it_is_a_case_that_is_analysed(write):
    case = import_file(write(TABLE), ANSWERS).to_case(HEAD, today=TODAY)
    assert [lever.label for lever in case.levers] == ["Gare", "Halle", "Friche"]
    assert case.criterion("cout").direction.status is Standing.CONFIRMED
    assert len(case.tables[case.default_combination].unknowns) == 1
    assert len(analyse(case).ranking) == 3


def test_the_sheet_may_be_said_and_one_that_is_not_there_is_refused(write):
    place = write(template_file("xlsx", load_case(INTERVALS.parent / "sites")), "sites.xlsx")
    assert len(import_file(place, sheet="Notes").scores) == 20
    with pytest.raises(FileRefused):
        import_file(place, sheet="Ailleurs")


def test_what_is_no_table_is_refused_in_a_sentence_and_with_what_to_do(write):
    with pytest.raises(FileRefused) as refused:
        import_file(write(b"%PDF-1.7"))
    why, remedy = refused.value.__notes__
    assert why.startswith("table.csv: ")
    assert "PDF" in why
    assert remedy


def test_a_range_of_words_has_both_and_a_score_its_source(write):
    lines = "Projet;Critère;Note;Source\nGare;Accord;faible à fort;Enquête\n"
    lines += "Halle;Accord;faible;\nFriche;Accord;fort;\n"
    lines += "Gare;Coût;210;Devis\nHalle;Coût;300;Devis\nFriche;Coût;120;Devis\n"
    scores = import_file(write(lines)).scores.set_index(["lever", "criterion"])
    assert scores.loc[("Gare", "Accord"), ["word", "high_word", "source"]].tolist() == [
        "faible",
        "fort",
        "Enquête",
    ]


def test_questions_come_back_as_answers_once_their_table_has_them(write):
    table = import_file(write(TABLE)).questions
    table["answer"] = table.kind.map({"cell": "40"})
    again = import_file(write(TABLE), table.to_dict("records"))
    assert "cell" not in again.questions.kind.tolist()
    assert len(again.questions) == len(table) - 1


def test_the_folder_of_a_case_is_read():
    case = load_case(INTERVALS)
    made = import_file(INTERVALS).to_case(HEAD, today=TODAY)
    assert [f.name for f in fields(case) if getattr(made, f.name) != getattr(case, f.name)] == []
