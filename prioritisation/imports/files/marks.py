"""What is written back into a file: which cells, in which words; as it goes to the process too.

The words come from elsewhere: nothing here speaks a language.
"""

import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from prioritisation.imports.model import FileAnswers, GivenAnswer

_MARK, _WORDS = "mark", "words"
_PLACE = re.compile(r"(?:(?P<sheet>'(?:[^']|'')+'|[^!']+)!)?(?P<first>[A-Z]+[0-9]+)(?::.*)?")
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Signs that no workbook holds."""
MOST_MARKS = 2_000
"""Cells that are marked; of more, the first: a file with as many is not mended by hand."""


@dataclass(frozen=True, slots=True)
class CellMark:
    """A cell to look at again.

    Attributes
    ----------
    cell
        Its name; of a range, the range's, whose first cell is marked.
    nature
        Whether it is wrong, or a question, in words.
    wrong
        ``yes`` where it is wrong; empty where it is asked about.
    """

    cell: str
    wrong: str
    nature: str
    found: str
    expected: str
    remedy: str

    @property
    def sheet(self) -> str:
        """The name of its sheet; empty where the file has one only."""
        place = _PLACE.fullmatch(self.cell)
        quoted = (place["sheet"] or "") if place else ""
        return quoted[1:-1].replace("''", "'") if quoted.startswith("'") else quoted

    @property
    def first(self) -> str:
        """The letters and the number of its first cell; empty where it is a whole line."""
        place = _PLACE.fullmatch(self.cell)
        return place["first"] if place else ""


@dataclass(frozen=True, slots=True)
class MarkWords:
    """The words of a sheet of what there is to mend: its name, what the copy is, heads, who."""

    sheet: str
    caution: str
    heads: tuple[str, ...]
    author: str


def sent_marks(marks: Iterable[CellMark], words: MarkWords) -> FileAnswers:
    """Marks as the process that makes a copy takes them."""
    head = GivenAnswer(_WORDS, "", (words.sheet, words.caution, words.author, *words.heads))
    items = (GivenAnswer(_MARK, m.cell, _texts(m)) for m in list(marks)[:MOST_MARKS])
    return FileAnswers([head, *items])


def _texts(mark: CellMark) -> tuple[str, ...]:
    return tuple(NO_TEXT.sub("", text) for text in astuple(mark)[1:])


def marks_as_sent(answers: FileAnswers) -> tuple[tuple[CellMark, ...], MarkWords]:
    """The marks that were sent, and their words."""
    sheet, caution, author, *heads = answers.choices(_WORDS)
    marks = tuple(CellMark(m.about, *m.choice) for m in answers.given if m.kind == _MARK)
    return marks, MarkWords(sheet, caution, tuple(heads), author)
