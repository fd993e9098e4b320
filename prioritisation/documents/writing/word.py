"""The note as a Word file."""

import datetime as dt
from io import BytesIO
from math import ceil

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from prioritisation.documents.writing import content, word_parts
from prioritisation.documents.writing.cleaning import printable
from prioritisation.documents.writing.pictures import picture_png
from prioritisation.documents.writing.stamp import stamp_text
from prioritisation.wording import NBSP, t

_ACCENT, _SOFT, _RULE, _WARNED = "0B4F8A", "595959", "C9CED6", "FFE9B3"
_NUMBER, _TEXT, _HEADING, _SMALL, _SMALLEST = Pt(12), Pt(9), Pt(8.5), Pt(8), Pt(7)
_NARROW = Cm(16)
"""Width of text below which tables are written smaller."""

_FONT = "Arial"
"""On every computer."""

_HEADINGS = (("Heading 1", Pt(11.5), Pt(7)), ("Heading 2", Pt(10), Pt(5)))


def docx(note: content.Note) -> bytes:
    """The note as a Word file."""
    document = _blank(note)
    _described(document, note)
    _top(document, note)
    for section in note.sections:
        _section(document, section, 1)
    heading = _add(document, t("Annex"), "Heading 1")
    heading.paragraph_format.page_break_before = True
    for section in note.annex:
        _section(document, section, 2)
    _add(document, t("Traceability"), "Heading 2")
    for name, text in note.trace:
        _labelled(document.add_paragraph(), name, text, _SMALL)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _blank(note: content.Note) -> Doc:
    """A sheet of our own: A4, a size of text that fits two pages, the page number below."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin, page.bottom_margin = Cm(1.3), Cm(1.4)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, _TEXT
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(2), 1.0
    for name, size, before in (*_HEADINGS, ("Title", Pt(17), Pt(0))):
        style = document.styles[name]
        style.font.size, style.font.bold = size, True
        word_parts.own_font(style, _FONT)
        style.font.color.rgb = RGBColor.from_string("1E1E1E" if name == "Title" else _ACCENT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = before, Pt(2)
    caption = document.styles["Caption"]
    caption.font.size, caption.font.bold = _SMALL, False
    caption.font.color.rgb = RGBColor.from_string(_SOFT)
    # The library's own model draws a line under titles.
    for border in document.styles["Title"].element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)
    footer = page.footer.paragraphs[0]
    footer.add_run(printable(f"{note.heading.title} · {stamp_text(note)} · ")).font.size = _SMALL
    word_parts.add_field(footer, "PAGE")
    return document


def _described(document: Doc, note: content.Note) -> None:
    word_parts.set_language(document)
    about, day = document.core_properties, note.heading.day
    # Office takes no longer properties.
    about.title, about.author = (
        printable(note.heading.title)[:255],
        printable(note.heading.organisation)[:255],
    )
    about.subject = printable(note.heading.mark or note.heading.status)[:255]
    about.keywords, about.comments = note.sha256, ""
    about.last_modified_by = ""
    about.created = about.modified = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _add(document: Doc, text: str, style: str) -> WordParagraph:
    """A paragraph in a style, set by its id: python-docx would read all styles each time."""
    paragraph = document.add_paragraph(text)
    paragraph._p.style = document.styles[style].style_id  # noqa: SLF001 (same)
    return paragraph


def _top(document: Doc, note: content.Note) -> None:
    heading = note.heading
    if heading.mark:
        warned = document.add_paragraph()
        warned.add_run(printable(heading.mark)).bold = True
        word_parts.shade(warned._p.get_or_add_pPr(), _WARNED)  # noqa: SLF001 (no public call)
    _add(document, printable(heading.title), "Title")
    status = document.add_paragraph()
    _labelled(status, t("Status"), heading.status, _TEXT)
    if heading.numbered:
        number = status.add_run(f" · {printable(heading.numbered)}")
        number.bold, number.font.size = True, _NUMBER
    _heading_lines(document, heading)
    if note.first:
        _add(document, t("What must be known first"), "Heading 2")
        for text in note.first:
            document.add_paragraph(printable(text))


def _heading_lines(document: Doc, heading: content.Heading) -> None:
    """Long lines alone, short ones two side by side in a table that only sets them out."""
    for name, text in heading.wide:
        _labelled(document.add_paragraph(), name, text, _HEADING)
    if not heading.narrow:
        return
    made = document.add_table(ceil(len(heading.narrow) / 2), 2)
    made.autofit = False
    half = Emu(_text_width(document) // 2)
    cells = made._cells  # noqa: SLF001 (each public access reads the whole table again)
    for cell in cells:
        cell.width = half
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    for cell, (name, text) in zip(cells, heading.narrow, strict=False):
        _labelled(cell.paragraphs[0], name, text, _HEADING)


def _labelled(paragraph: WordParagraph, name: str, text: str, size: Pt) -> None:
    paragraph.paragraph_format.space_after = Pt(1)
    label = paragraph.add_run(f"{printable(name)}{NBSP}: ")
    label.font.color.rgb = RGBColor.from_string(_SOFT)
    label.font.size = size
    paragraph.add_run(printable(text)).font.size = size


def _section(document: Doc, section: content.Section, level: int) -> None:
    title = _add(document, printable(section.title), f"Heading {level}")
    title.paragraph_format.keep_with_next = True
    for block in section.blocks:
        _block(document, block)


def _block(document: Doc, block: content.Block) -> None:
    match block:
        case content.Paragraph(text, strong):
            document.add_paragraph().add_run(printable(text)).bold = strong
        case content.Bullets(items):
            for item in items:
                _add(document, printable(item), "List Bullet")
        case content.Table():
            _table(document, block)
        case content.Picture():
            _picture(document, block)


def _caption(document: Doc, text: str, *, above: bool) -> None:
    if text:
        paragraph = _add(document, printable(text), "Caption")
        paragraph.paragraph_format.keep_with_next = above


def _table(document: Doc, table: content.Table) -> None:
    _caption(document, table.caption, above=True)
    made = document.add_table(len(table.rows) + 1, len(table.header))
    made.autofit = False
    width = _text_width(document)
    size = _SMALL if width >= _NARROW else _SMALLEST
    for j, share in enumerate(table.widths):
        made.columns[j].width = Emu(int(width * share))
    word_parts.rule_rows(made, _RULE)
    cells = made._cells  # noqa: SLF001 (each public access reads the whole table again)
    for k, text in enumerate(text for row in (table.header, *table.rows) for text in row):
        i, j = divmod(k, len(table.header))
        cells[k].width = Emu(int(width * table.widths[j]))
        _cell(cells[k], text, head=i == 0, right=j in table.figures, size=size)
    word_parts.mark_header(made, printable(table.caption))
    # Word makes one table of two that touch.
    between = document.add_paragraph().paragraph_format
    between.space_after, between.line_spacing = Pt(0), Pt(5)


def _cell(cell: _Cell, text: str, *, head: bool, right: bool, size: Pt) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(printable(text))
    run.font.size = size
    if head:
        run.bold = True
        run.font.color.rgb = RGBColor(255, 255, 255)
        word_parts.shade(cell._tc.get_or_add_tcPr(), _ACCENT)  # noqa: SLF001 (no public call)


def _picture(document: Doc, picture: content.Picture) -> None:
    width = Emu(_text_width(document))
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(BytesIO(picture_png(picture)), width=width)
    about = shape._inline.docPr  # noqa: SLF001 (no public call)
    about.set("descr", printable(picture.alt))
    about.set("title", printable(picture.caption))
    _caption(document, picture.caption, above=False)


def _text_width(document: Doc) -> int:
    page = document.sections[-1]
    sizes = page.page_width or Cm(21), page.left_margin or Cm(2), page.right_margin or Cm(2)
    return int(sizes[0]) - int(sizes[1]) - int(sizes[2])
