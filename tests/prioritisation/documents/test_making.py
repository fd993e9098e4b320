"""Facts -> documents: each is there, and says what it is."""

import io
import time
import zipfile

import pytest
from hypothesis import given, settings

from prioritisation.documents.kinds import (
    NOTE_PREVIEW,
    Document,
    download_name,
    name_and_content,
)
from prioritisation.documents.making import (
    RecordedNote,
    content_of,
    document_files,
    preview_of,
    recorded_note,
)
from prioritisation.documents.writing.errors import BadTemplate
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.stamp import name_ending, stamp_text
from prioritisation.record.making import record_of
from prioritisation.record.model import record_from
from tests.prioritisation.documents.writing.recorded import few, sample
from tests.prioritisation.record.drawn import facts

STARTS = {Document.PDF: b"%PDF", Document.CSV: b"\xef\xbb\xbf", Document.JSON: b"{"}


@pytest.fixture(scope="module")
def made():
    return noted(sample("clear"))


def noted(record):
    return RecordedNote(record, note_of(record))


@pytest.mark.parametrize("document", Document)
def test_each_document_is_made(document, made):
    name, content = name_and_content(content_of(made, document))
    assert name == download_name(document, name_ending(made.note))
    assert content.startswith(STARTS.get(document, b"PK"))


def test_pictures_are_packed_and_dated_by_the_meeting(made):
    content = name_and_content(content_of(made, Document.PNG))[1]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        assert {info.date_time[:3] for info in packed.infolist()} == {(2026, 12, 5)}
    assert len(names) > 1
    assert names[0] == "LISEZMOI.txt"
    assert {name.rsplit(".")[-1] for name in names[1:]} == {"png"}


def test_an_archive_of_nothing_says_why():
    made = noted(few())
    with zipfile.ZipFile(
        io.BytesIO(name_and_content(content_of(made, Document.PNG))[1])
    ) as packed:
        (name,) = packed.namelist()
        text = packed.read(name).decode("utf-8-sig")
    assert stamp_text(made.note, whole=True) in text
    assert "Trop peu de votes" in text


def test_the_same_record_gives_the_same_archive(monkeypatch):
    """At another time too: an archive dates its files."""
    first = content_of(noted(sample("clear")), Document.PNG)
    later = time.struct_time((2030, 1, 2, 3, 4, 5, 0, 1, 0))
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    monkeypatch.setattr(time, "time", lambda: 2e9)
    assert content_of(noted(sample("clear")), Document.PNG) == first


def test_the_record_that_is_given_is_the_record(made):
    assert record_from(name_and_content(content_of(made, Document.JSON))[1]) == made.record


def test_a_template_is_for_word(made):
    with pytest.raises(BadTemplate):
        document_files(made.note, Document.DOCX, b"not a document")
    assert document_files(made.note, Document.PDF, b"not a document")


def test_the_preview_is_asked_for_by_its_name(made):
    assert b'"sections"' in content_of(made, NOTE_PREVIEW)


@settings(max_examples=5)
@given(facts())
def test_a_note_made_with_its_record_is_that_of_the_record_computed_again(found):
    made = recorded_note(found)
    assert made.record == record_of(found)
    again = note_of(made.record)
    assert preview_of(made.record, made.note) == preview_of(made.record, again)
