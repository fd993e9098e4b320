"""Which documents there are, and how their files are named."""

import datetime as dt

import pytest

from prioritisation.documents.kinds import MEDIA, Document, document_of, download_name, several

DAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize("document", Document)
def test_each_has_a_type_and_a_plain_dated_name(document):
    name = download_name(document, DAY)
    assert MEDIA[document]
    assert "2026-11-25." in name
    assert name.isascii()
    assert " " not in name


def test_the_names_differ():
    assert len({download_name(d, DAY) for d in Document}) == len(Document)
    assert download_name(Document.PDF, DAY) == "note-priorisation-2026-11-25.pdf"


def test_several_files_come_in_an_archive():
    assert [d.value for d in Document if several(d)] == ["csv", "opendata", "png", "svg"]


@pytest.mark.parametrize("word", ["", "PDF", "exe", "preview", "ranking", "../pdf"])
def test_another_word_is_no_document(word):
    assert document_of(word) is None
