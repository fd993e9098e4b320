"""Facts -> documents: each is there, and says what it is."""

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
    preview_of,
    recorded_note,
)
from prioritisation.documents.writing.errors import NothingRanked
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.stamp import name_ending
from prioritisation.record.making import record_of
from prioritisation.record.model import record_from
from tests.each import each
from tests.prioritisation.documents.writing.recorded import few, sample
from tests.prioritisation.record.drawn import facts

STARTS = {Document.PDF: b"%PDF", Document.CSV: b"\xef\xbb\xbf", Document.JSON: b"{"}
STARTS |= {Document.PNG: b"\x89PNG"}


@pytest.fixture(scope="module")
def made():
    return noted(sample("clear"))


def noted(record):
    return RecordedNote(record, note_of(record))


@each("document", Document)
def test_each_document_is_made(document, made):
    name, content = name_and_content(content_of(made, document))
    assert name == download_name(document, name_ending(made.note))
    assert content.startswith(STARTS.get(document, b"PK"))


def test_a_ranking_that_is_not_is_not_drawn():
    with pytest.raises(NothingRanked) as refused:
        content_of(noted(few()), Document.PNG)
    assert "Trop peu de votes" in refused.value.sentence


def test_the_record_that_is_given_is_the_record(made):
    assert record_from(name_and_content(content_of(made, Document.JSON))[1]) == made.record


def test_the_preview_is_asked_for_by_its_name(made):
    assert b'"sections"' in content_of(made, NOTE_PREVIEW)


@settings(max_examples=5)
@given(facts())
def test_a_note_made_with_its_record_is_that_of_the_record_computed_again(found):
    made = recorded_note(found)
    assert made.record == record_of(found)
    again = note_of(made.record)
    assert preview_of(made.record, made.note) == preview_of(made.record, again)
