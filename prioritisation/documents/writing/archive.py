"""The pictures of a note in one archive, after a text that says what they are worth."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

from prioritisation.documents.writing.cleaning import one_line
from prioritisation.documents.writing.content import Note
from prioritisation.documents.writing.heading import BLANK
from prioritisation.documents.writing.stamp import stamp_text
from prioritisation.wording import t


def archived(note: Note, files: Sequence[tuple[str, bytes]]) -> bytes:
    """Files, dated like the note; a text says what they are worth, or why there are none."""
    heading = note.heading
    lines = [heading.title, stamp_text(note, whole=True), heading.mark, ""]
    lines += [
        t("{name}: {label}", name=name, label=text)
        for name, text in heading.lines
        if text != BLANK
    ]
    lines += [] if files else note.first
    # Notepad wants both the mark and these line ends.
    readme = "\r\n".join(map(one_line, lines)).encode("utf-8-sig")
    # An archive knows no day before 1980.
    moment = (max(heading.day.year, 1980), heading.day.month, heading.day.day, 0, 0, 0)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in ((t("READ-ME.txt"), readme), *files):
            file.writestr(zipfile.ZipInfo(name, moment), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
