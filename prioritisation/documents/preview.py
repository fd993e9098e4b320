"""Record and note -> what the page *Note* draws: texts, pictures, what is missing."""

import base64
import json
from collections.abc import Mapping, Sequence

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
from prioritisation.documents.writing.decided import state_of
from prioritisation.documents.writing.pictures import png
from prioritisation.meeting.rules.decision import Place, State
from prioritisation.record.model import Kind, Record
from prioritisation.sentences.decision import missing_texts
from prioritisation.wording import t, tn

Data = Mapping[str, object]

WIDTHS = {"ranking": 1.0, "places": 0.85, "weights_map": 0.6}
"""Kind of picture -> its width, as a share of the sheet's."""


def preview_of(record: Record, note: Note) -> str:
    """The preview as JSON: texts and pictures of the note, its state, what is missing."""
    found = state_of(record)
    told = {
        "note": _note(note),
        "state": "rehearsal" if record.rehearsal else found.state.value,
        "decided": found.state is State.DECISION and not record.rehearsal,
        "missing": [*_of_decision(record), *_of_the_rest(record)],
        "sha256": record.sha256,
    }
    return json.dumps(told, ensure_ascii=False)


def _note(note: Note) -> Data:
    heading = note.heading
    return {
        "title": clean(heading.title),
        "status": clean(heading.status),
        "mark": clean(heading.mark),
        "lines": _pairs(heading.lines),
        "first-title": t("What must be known first"),
        "first": [clean(text) for text in note.first],
        "sections": [_section(section) for section in note.sections],
        "annex-title": t("Annex"),
        "annex": [_section(section) for section in note.annex],
        "trace-title": t("Traceability"),
        "trace": _pairs(note.trace),
    }


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [[clean(part) for part in pair] for pair in pairs]


def _section(section: Section) -> Data:
    return {"title": clean(section.title), "blocks": [_block(b) for b in section.blocks]}


def _block(block: Block) -> Data:
    match block:
        case Paragraph(text, strong):
            return {"kind": "paragraph", "text": clean(text), "strong": strong}
        case Bullets(items):
            return {"kind": "bullets", "items": [clean(item) for item in items]}
        case Table():
            return {
                "kind": "table",
                "caption": clean(block.caption),
                "header": [clean(cell) for cell in block.header],
                "rows": [[clean(cell) for cell in row] for row in block.rows],
                "figures": sorted(block.figures),
            }
        case Picture():
            return {
                "kind": "picture",
                "caption": clean(block.caption),
                "alt": clean(block.alt),
                "png": base64.b64encode(png(block)).decode(),
                "width": WIDTHS[block.kind],
            }


def _of_decision(record: Record) -> list[tuple[str, Place]]:
    """What keeps the texts from being a decision, each with its place."""
    found = state_of(record)
    return [
        (text, what.place) for what, text in zip(found.missing, missing_texts(found), strict=True)
    ]


def _of_the_rest(record: Record) -> list[tuple[str, Place]]:
    """What the note says is still to be written."""
    decision = record.decision
    found = []
    if not decision.context.strip():
        found.append((t("the context is not written"), Place.PROPOSED))
    if not decision.steps:
        found.append((t("no next step is written"), Place.STEPS))
    silent = sum(not warning.answer.strip() for warning in record.warnings)
    if silent and record.kind is Kind.MEETING:
        text = tn("{n} warning has no answer", "{n} warnings have no answer", silent)
        found.append((text, Place.WARNINGS))
    return found
