"""The documents that can be asked for: their names, and why one cannot be had.

* DocumentError
  x TooManyDocuments
  x Lost
  x DocumentNotMade
  x UnderWay
  x MayBeUnderWay
  x BadAddress

``sentence`` is what the user reads.

Nothing heavy is imported here: the server reads this long before it makes a document.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from criteria.errors import Problem
from prioritisation.wording import problem_sentence, t


class DocumentError(Exception):
    """Base class: no document comes."""

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return t("The document could not be made.")


class TooManyDocuments(DocumentError):
    """As many documents wait already as may wait."""

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return t("Many documents are being made: ask again in a few seconds.")


class Lost(DocumentError):
    """What makes documents stopped in the middle: killed, out of memory, or far too slow."""

    def __init__(self, *, late: bool = False) -> None:
        super().__init__("too late" if late else "stopped in the middle")

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return t("The making of this document was cut short: ask for it again.")


class DocumentNotMade(DocumentError):
    """The document cannot be made, and asking again changes nothing."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self._sentence = sentence

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return self._sentence


class UnderWay(DocumentError):
    """The visitor's meeting votes on the case: nothing of it is ranked for them."""

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return t("The results of the vote are not shown yet: nothing is ranked before.")


class MayBeUnderWay(DocumentError):
    """The meetings do not answer, and the visitor is of one: nothing is ranked meanwhile."""

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return t(
            "It is not known whether a vote is under way, because the meetings do not answer: "
            "nothing is ranked meanwhile. Ask for it again in a moment."
        )


class BadAddress(DocumentError):
    """An address holds no scenario that can be ranked; carries every problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problem(s)")
        self.problems = tuple(problems)

    @property
    def sentence(self) -> str:
        """What the user reads."""
        sentence = t("The document cannot be made: the address is not understood.")
        return " ".join((sentence, *map(problem_sentence, self.problems)))


class Document(StrEnum):
    """One document, by the word that asks for it."""

    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    CSV = "csv"
    PNG = "png"
    JSON = "json"


NOTE_PREVIEW = "preview"
"""What the page draws; never a file."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA: Mapping[str, str] = {
    Document.PDF: "application/pdf",
    Document.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Document.PPTX: f"{_OFFICE}.presentationml.presentation",
    Document.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Document.CSV: "text/csv; charset=utf-8",
    Document.PNG: "image/png",
    Document.JSON: "application/json",
}
"""Document -> its type."""


def document_of(word: str) -> Document | None:
    """The document that a word asks for; None for any other word."""
    return Document(word) if word in set(Document) else None


def download_name(document: Document, ending: str) -> str:
    """Name of the file that a browser keeps.

    Parameters
    ----------
    ending
        What the file is worth, its day and its fingerprint, as ``writing.stamp`` writes them.
    """
    stem = {
        Document.PDF: t("prioritisation-note"),
        Document.DOCX: t("prioritisation-note"),
        Document.PPTX: t("prioritisation-slides"),
        Document.XLSX: t("prioritisation-workbook"),
        Document.CSV: t("ranking-table"),
        Document.PNG: t("ranking-bars"),
        Document.JSON: t("proof-file"),
    }[document]
    return f"{stem}-{ending}.{document.value}"


_NAME_ENDS = b"\n"


def named(name: str, content: bytes) -> bytes:
    """A document after its name: who makes it knows what it is worth, who sends it does not."""
    return name.encode() + _NAME_ENDS + content


def name_and_content(document: bytes) -> tuple[str, bytes]:
    """What ``named`` put together.

    Examples
    --------
    >>> name_and_content(named("note.pdf", b"%PDF"))
    ('note.pdf', b'%PDF')
    """
    name, _, content = document.partition(_NAME_ENDS)
    return name.decode(), content
