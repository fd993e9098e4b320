"""What a file says that a score rests on, beside what a case says of it."""

from dataclasses import replace

from criteria.model import Status
from prioritisation.cases.editing.notes import NoteKind, TypedNote
from prioritisation.cases.editing.sources import SOURCE
from prioritisation.cases.typed import on_one_line
from prioritisation.cases.units import CaseUnits, unit_content, unit_parts
from prioritisation.imports.model import ReadScore


def rests_otherwise(units: CaseUnits, before: TypedNote, score: ReadScore) -> bool:
    """Whether a file says something of a score that a case says otherwise, or does not say.

    What the file does not say leaves what is known.
    """
    if score.source and source_titled(units, score.source) != (before.source or None):
        return True
    return resting(before, score) != before


def resting(note: TypedNote, score: ReadScore) -> TypedNote:
    """A note with what a file says that it rests on; its source apart."""
    if score.stated and note.kind is not NoteKind.UNKNOWN:
        note = replace(note, status=Status(score.status))
    if score.confidence and note.kind is not NoteKind.UNKNOWN:
        note = replace(note, confidence=score.confidence)
    if score.date:
        note = replace(note, date=score.date)
    if score.reason and on_one_line(score.reason) != on_one_line(note.reason):
        note = replace(note, reason=on_one_line(score.reason))
    return note


def source_titled(units: CaseUnits, title: str) -> str | None:
    """The id of the source that is called so, in full or in short; None where there is none."""
    key = on_one_line(title).casefold()
    sources = [unit for unit in units if unit_parts(unit)[0] == SOURCE]
    for field in ("title", "short_name"):
        for unit in sources:
            if on_one_line(str(unit_content(units, unit).get(field, ""))).casefold() == key:
                return unit_parts(unit)[1]
    return None
