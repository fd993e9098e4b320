"""Facts -> documents: done in a process of its own.

A writer of Office files is imported by the first who asks for one: each brings its own library.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from prioritisation.documents.kinds import NOTE_PREVIEW, Document, download_name, named
from prioritisation.documents.writing.cleaning import clean
from prioritisation.documents.writing.content import (
    Block,
    Bullets,
    Note,
    Paragraph,
    Picture,
    Section,
    Table,
)
from prioritisation.documents.writing.decision import decision_status, silent_warnings
from prioritisation.documents.writing.errors import NothingRanked
from prioritisation.documents.writing.heading import BLANK
from prioritisation.documents.writing.note import new_note
from prioritisation.documents.writing.pdf import note_pdf
from prioritisation.documents.writing.stamp import name_ending
from prioritisation.documents.writing.stamped import stamped_png
from prioritisation.documents.writing.tabular import ranking_csv
from prioritisation.meeting.rules.decision import DecisionPart, State
from prioritisation.record.facts import MeetingFacts
from prioritisation.record.making import computed_record
from prioritisation.record.model import Kind, Record
from prioritisation.sentences.decision import missing_texts
from prioritisation.wording import t
from prioritisation.wording.nouns import speaking_of

_Data = Mapping[str, object]


def preview_of(record: Record, note: Note) -> str:
    """The page of the minutes as JSON: its texts, its state, what is missing."""
    status = decision_status(record)
    preview = {
        "note": _note(note),
        "state": "rehearsal" if record.rehearsal else status.state.value,
        "decided": status.state is State.DECISION and not record.rehearsal,
        "validated": clean(record.decision.body),
        "missing": [*_of_decision(record), *_of_the_rest(record)],
        "sha256": record.sha256,
        "number": note.heading.number,
        "minutes": note.minutes,
    }
    return json.dumps(preview, ensure_ascii=False)


def _note(note: Note) -> _Data:
    heading = note.heading
    return {
        "title": clean(heading.title),
        "status": clean(heading.status),
        "mark": clean(heading.mark),
        "lines": [[clean(part) for part in line] for line in heading.lines if line[1] != BLANK],
        "numbered": heading.numbered,
        "sections": [_section(section) for section in note.page],
    }


def _section(section: Section) -> _Data:
    return {"title": clean(section.title), "blocks": [_block(b) for b in section.blocks]}


def _block(block: Block) -> _Data:
    match block:
        case Paragraph(text, strong):
            return {"text": clean(text), "strong": strong}
        case Bullets(items):
            return {"items": [clean(item) for item in items]}
        case Table(_, header, rows):
            return {"rows": [[clean(cell) for cell in row] for row in (header, *rows)]}
        case Picture():
            return {"text": clean(block.alt), "strong": False}


def _of_decision(record: Record) -> list[tuple[str, DecisionPart]]:
    """What keeps the texts from being a decision, each with its place."""
    status = decision_status(record)
    return [
        (text, missing.place)
        for missing, text in zip(status.missing, missing_texts(status), strict=True)
    ]


def _of_the_rest(record: Record) -> list[tuple[str, DecisionPart]]:
    """What the note says is still to be written."""
    decision = record.decision
    missing = []
    if not decision.context.strip():
        missing.append((t("the context is not written"), DecisionPart.PROPOSED))
    if not decision.steps:
        missing.append((t("no next step is written"), DecisionPart.STEPS))
    if record.kind is Kind.MEETING:
        missing += [
            (t("no answer to « {warning} »", warning=warning), DecisionPart.WARNINGS)
            for warning in silent_warnings(record)
        ]
    return missing


_File = tuple[str, bytes]
"""Its name and its content."""


@dataclass(frozen=True, slots=True)
class RecordedNote:
    """A record with its note: what all its documents are written from."""

    record: Record
    note: Note


def recorded_note(facts: MeetingFacts) -> RecordedNote:
    """The record of a meeting, or of a scenario of one person, with its note.

    Raises what ``computed_record`` does.
    """
    with speaking_of(facts.case.option):
        record, computed = computed_record(facts)
    return RecordedNote(record, new_note(record, computed, facts.case))


def document_file(note: Note, document: Document) -> _File:
    """A document with its whole name.

    Raises
    ------
    ExportError
        When it cannot be made.
    """
    with speaking_of(note.option):
        return download_name(document, name_ending(note)), _content(note, document)


def _content(note: Note, document: Document) -> bytes:
    match document:
        case Document.DOCX:
            from prioritisation.documents.writing.word import docx  # noqa: PLC0415

            return docx(note)
        case Document.PPTX:
            from prioritisation.documents.writing.slides import pptx  # noqa: PLC0415

            return pptx(note)
        case Document.XLSX:
            from prioritisation.documents.writing.workbook import xlsx  # noqa: PLC0415

            return xlsx(note)
        case Document.PNG:
            if note.picture is None:
                raise NothingRanked
            return stamped_png(note, note.picture)
        case Document.CSV | Document.JSON:
            return ranking_csv(note) if document is Document.CSV else note.record.encode()
        case _:
            return note_pdf(note)


def content_of(recorded: RecordedNote, wanted_document: str) -> bytes:
    """What a browser gets: a file after its name, or the preview."""
    if wanted_document == NOTE_PREVIEW:
        with speaking_of(recorded.note.option):
            return preview_of(recorded.record, recorded.note).encode()
    return named(*document_file(recorded.note, Document(wanted_document)))
