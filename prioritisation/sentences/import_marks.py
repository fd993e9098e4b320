"""What there is to look at again in a file, cell by cell, for a table and for a copy of it."""

from collections.abc import Iterator

from prioritisation.imports.files.marks import CellMark, MarkWords
from prioritisation.imports.model import FileQuestion, FileReading
from prioritisation.sentences.import_problems import expected_text, remedy_text
from prioritisation.sentences.imports import file_question_text
from prioritisation.wording import t

_YES = "yes"


def marks_of(reading: FileReading) -> tuple[CellMark, ...]:
    """Each cell that is wrong, then each that is asked about."""
    wrong = (
        CellMark(p.cell, _YES, t("to mend"), p.found, expected_text(p), remedy_text(p))
        for p in reading.problems
    )
    questions = (mark for q in reading.questions for mark in _asked(q))
    return (*wrong, *questions)


def _asked(question: FileQuestion) -> Iterator[CellMark]:
    text, answer = file_question_text(question), t("To be answered once the file is given.")
    seen_there = question.found or question.about
    for cell in question.cells:
        yield CellMark(cell, "", t("to answer"), seen_there, text, answer)


def mark_heads() -> tuple[str, ...]:
    """Heads of a table of marks."""
    return (
        t("What it is"),
        t("Cell"),
        t("What stands there"),
        t("What is expected"),
        t("What to do"),
    )


def mark_words() -> MarkWords:
    """The words of an annotated copy."""
    caution = t(
        "Annotated copy: each cell to look at again is coloured and commented. Charts, pictures, "
        "macros and links to other files or pages of your file are not in it: mend yours, or this "
        "one, then give it again."
    )
    return MarkWords(t("To mend"), caution, mark_heads(), t("Prioritisation"))
