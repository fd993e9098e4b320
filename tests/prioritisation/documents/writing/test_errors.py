import errno

from prioritisation.documents.writing.errors import (
    ExportError,
    NothingRanked,
    NotWritten,
    WriterFailed,
)
from tests.each import each

ERRORS = (
    ExportError("x"),
    NothingRanked("x"),
    *(NotWritten("note.pdf", OSError(number, "x")) for number in (errno.ENOSPC, errno.EIO)),
    WriterFailed("pdf", "reason"),
)


@each("error", ERRORS, ids=lambda e: f"{type(e).__name__}-{e}")
def test_each_says_in_french_what_happened(error):
    assert error.sentence.endswith(".")
    assert not {"the", "document", "file"} & set(error.sentence.split()) - {"document"}


def test_a_full_disk_is_named():
    full = NotWritten("note.pdf", OSError(errno.ENOSPC, "No space left on device"))
    assert full.sentence == "note.pdf\u00a0: le disque est plein, rien n’a été écrit."
