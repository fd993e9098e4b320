"""Which documents there are, and how their files are named."""

from prioritisation.documents.kinds import MEDIA, Document, document_of, download_name
from tests.each import each

ENDING = "projet-2026-11-25-0123456789abcdef"


@each("document", Document)
def test_each_has_a_type_and_a_plain_name_that_says_what_it_is_worth(document):
    name = download_name(document, ENDING)
    assert MEDIA[document]
    assert f"-{ENDING}." in name
    assert name.isascii()
    assert " " not in name


def test_the_names_differ():
    assert len({download_name(d, ENDING) for d in Document}) == len(Document)
    assert download_name(Document.PDF, ENDING) == f"note-priorisation-{ENDING}.pdf"


@each("word", ["", "PDF", "exe", "preview", "ranking", "../pdf"])
def test_another_word_is_no_document(word):
    assert document_of(word) is None
