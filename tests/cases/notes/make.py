"""Writes the notes of the sample records again: ``python -m tests.cases.notes.make``."""

from pathlib import Path

from prioritisation.documents.writing.content import Bullets, Paragraph, Picture, Table
from tests.prioritisation.documents.writing.recorded import NAMES, note

HERE = Path(__file__).parent


def text_of(found):
    """A note as text: plain spaces, a line for each thing; nothing that changes with versions."""
    heading = found.heading
    lines = [heading.mark, heading.title, f"[{heading.status}]"]
    lines += [f"{name} : {text}" for name, text in heading.lines]
    lines += ["", *(f"! {text}" for text in found.first)]
    for section in (*found.sections, *found.annex):
        lines += ["", section.title]
        lines += [line for block in section.blocks for line in of(block)]
    for slide in found.slides:
        lines += ["", f"== {slide.message}", *(x for block in slide.blocks for x in of(block))]
    return "\n".join(lines).replace("\u00a0", " ").strip() + "\n"


def of(block):
    """The lines of a block."""
    match block:
        case Paragraph(text, strong):
            return [f"* {text}" if strong else text]
        case Bullets(items):
            return [f"- {item}" for item in items]
        case Table():
            return [block.caption, *(" | ".join(row) for row in (block.header, *block.rows))]
        case Picture():
            return [block.caption, block.alt]


if __name__ == "__main__":
    for name in NAMES:
        (HERE / f"{name}.txt").write_text(text_of(note(name)), "utf-8")
