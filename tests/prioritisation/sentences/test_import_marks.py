"""What is to be mended in a file, as a table: errors apart from questions."""

from prioritisation.imports.grids import FileKind
from prioritisation.imports.model import CellProblem, FileQuestion, FileReading
from prioritisation.sentences.import_refusals import mark_words, marks_of

READING = FileReading(
    FileKind.XLSX,
    None,
    (),
    (),
    (),
    questions=(
        FileQuestion("cell", "Notes!B2", ("Notes!B2",), ("40",), "environ 40"),
        FileQuestion("direction", "Coût", ("Notes!B1",), ("min", "max")),
    ),
    problems=(CellProblem("not_a_number", "Notes!C4", "quatre", {"name": "Coût"}),),
)


def test_each_cell_has_what_it_is_what_stands_there_and_what_to_do():
    marks = marks_of(READING)
    assert [(m.cell, bool(m.wrong), m.nature, m.found) for m in marks] == [
        ("Notes!C4", True, "à corriger", "quatre"),
        ("Notes!B2", False, "à préciser", "environ 40"),
        ("Notes!B1", False, "à préciser", "Coût"),
    ]
    assert marks[0].expected == "un nombre"
    assert all(mark.expected and mark.remedy for mark in marks)


def test_whoever_gets_a_copy_is_told_what_it_has_not():
    words = mark_words()
    assert words.sheet == "À corriger"
    for lost in ("formule", "graphique", "macro"):
        assert lost in words.caution
    assert len(words.heads) == 5
