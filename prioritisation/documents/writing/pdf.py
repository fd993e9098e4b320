"""The note as PDF: tagged (PDF/UA-1), to be kept (PDF/A-3a), with the decision record attached."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from prioritisation.documents.pictures.theme import svg
from prioritisation.documents.writing import content
from prioritisation.documents.writing.cleaning import FONTS, breakable, clean, drawable, printable
from prioritisation.documents.writing.errors import WriterFailed
from prioritisation.documents.writing.stamp import stamp_text
from prioritisation.wording import t

_TEMPLATE = Path(__file__).parent / "typst" / "note.typ"
_MOST_ROWS, _MOST_SIGNS = 14, 1_500
"""A table larger than this may go on over the page."""

_Data = Mapping[str, object]


def note_pdf(note: content.Note) -> bytes:
    """The note as PDF; the same note always gives the same bytes.

    Raises
    ------
    WriterFailed
        If the PDF could not be made readable by all.
    """
    import typst  # noqa: PLC0415 (a large library that only who prints needs)

    try:
        return typst.compile(
            _template(),
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
            ),
            sys_inputs={"data": json.dumps(data_of(note), ensure_ascii=False)},
            pdf_standards=["a-3a", "ua-1"],
        )
    except typst.TypstError as error:
        raise WriterFailed("pdf", str(error)) from error


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


def data_of(note: content.Note) -> _Data:
    """What the template shows: texts only, none of them markup."""
    heading = note.heading
    name = t("proof-file.json")
    description = t("Decision file, readable by programs")
    attached = {"name": name, "text": note.record, "description": description}
    return {
        "title": _text(heading.title),
        "author": _text(heading.organisation),
        "description": _text(heading.mark or heading.status),
        "keywords": [note.sha256],
        "day": [heading.day.year, heading.day.month, heading.day.day],
        "footer": _text(f"{heading.title} · {stamp_text(note)}"),
        "organisation": _text(heading.organisation),
        "status": _text(heading.status),
        "mark": _text(heading.mark),
        "number": _text(heading.numbered),
        "wide": _pairs(heading.wide),
        "narrow": _pairs(heading.narrow),
        "first-title": t("What must be known first"),
        "first": [_text(text) for text in note.first],
        "sections": [_section(section) for section in note.sections],
        "annex-title": t("Annex"),
        "annex": [_section(section) for section in note.annex],
        "trace-title": t("Traceability"),
        # Never breakable: fingerprints are copied from here, with all that does not show.
        "trace": [[drawable(printable(part)) for part in pair] for pair in note.trace],
        "attachment": attached if note.record else None,
    }


def _text(text: str) -> str:
    return breakable(drawable(printable(text)))


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [[_text(name), _text(text)] for name, text in pairs]


def _section(section: content.Section) -> _Data:
    return {"title": _text(section.title), "blocks": [_block(b) for b in section.blocks]}


def _block(block: content.Block) -> _Data:
    match block:
        case content.Paragraph(text, strong):
            return {"kind": "paragraph", "text": _text(text), "strong": strong}
        case content.Bullets(items):
            return {"kind": "bullets", "items": [_text(item) for item in items]}
        case content.Table():
            return _table(block)
        case content.Picture():
            return _picture(block)


def _table(table: content.Table) -> _Data:
    cells = [cell for row in table.rows for cell in row]
    return {
        "kind": "table",
        "caption": _text(table.caption),
        "header": [_text(cell) for cell in table.header],
        "rows": [[_text(cell) for cell in row] for row in table.rows],
        "widths": list(table.widths),
        "figures": sorted(table.figures),
        "whole": len(table.rows) <= _MOST_ROWS and sum(map(len, cells)) <= _MOST_SIGNS,
    }


def _picture(picture: content.Picture) -> _Data:
    return {
        "kind": "picture",
        "caption": _text(picture.caption),
        "alt": clean(picture.alt),
        "svg": svg(picture.specification),
    }
