"""What every file that leaves says of itself: what it is worth, its day, whose record it shows."""

import re
import unicodedata

from prioritisation.analysis.parts import SHORT_FINGERPRINT
from prioritisation.documents.writing.content import Note
from prioritisation.wording import t
from prioritisation.wording.numbers import in_fours, long_date


def short_fingerprint(note: Note) -> str:
    """The beginning of the fingerprint of the record."""
    return note.sha256[:SHORT_FINGERPRINT]


def stamp_text(note: Note, *, whole: bool = False) -> str:
    """Project, decision or rehearsal; the day; the control number, or ``whole`` fingerprint."""
    values = {"status": note.heading.status.capitalize(), "day": long_date(note.heading.day)}
    if whole:
        return t("{status} · {day} · whole control number {sha256}", sha256=note.sha256, **values)
    number = in_fours(short_fingerprint(note))
    return t("{status} · {day} · control number {number}", number=number, **values)


def stamp_lines(note: Note) -> tuple[str, ...]:
    """The stamp, below what must be said of the whole document, for a picture that goes alone."""
    return tuple(filter(None, (note.heading.mark, stamp_text(note))))


def name_ending(note: Note) -> str:
    """The same for the name of a file: « decision-2026-12-05-0123456789abcdef ».

    Of plain letters: a name goes through headers and file systems that know no other.
    """
    plain = unicodedata.normalize("NFKD", note.heading.status).encode("ascii", "ignore").decode()
    word = re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")
    return f"{word}-{note.heading.day.isoformat()}-{short_fingerprint(note)}"
