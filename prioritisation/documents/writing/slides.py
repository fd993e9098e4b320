"""Three slides: each says its message in its title; the ranking is a chart that can be edited."""

import datetime as dt
from io import BytesIO
from math import ceil

from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as Page
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

from prioritisation.documents.writing import content
from prioritisation.documents.writing.cleaning import CUT, fitted, letters, one_line, printable
from prioritisation.documents.writing.pictures import picture_png, ratio
from prioritisation.wording import t

SLIDE_WIDTH, HIGH, _EDGE, _TOP = 13.333, 7.5, 0.6, 1.75
_BELOW, _TALL = 0.7, 1.2
"""Inches: slide, edges, where the content starts; what is left below; height of the title."""

_MOST_BARS, _MOST_ROWS = 8, 8
"""Levers drawn and rows written on a slide; the note has them all."""

_LEAST, _CELL, _CELL_SIZES = 0.4, 0.75, (14, 12)
"""Inches: height of a row, and of the text of a cell; its sizes."""

_LANGUAGE = "fr-FR"
_INK, _SOFT, _ACCENT, _PALE = "1E1E1E", "595959", "0B4F8A", "DDDDDA"
_Box = tuple[float, float, float, float]


def pptx(note: content.Note) -> bytes:
    """The slides of a note."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(SLIDE_WIDTH), Inches(HIGH)
    _described(deck, note)
    for slide in note.slides:
        _slide(deck, note, slide)
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _described(deck: Deck, note: content.Note) -> None:
    about, day = deck.core_properties, note.heading.day
    # Office takes no longer properties.
    about.title, about.author = (
        printable(note.heading.title)[:255],
        printable(note.heading.organisation)[:255],
    )
    about.subject = printable(note.heading.mark or note.heading.status)[:255]
    about.keywords, about.language = note.sha256, _LANGUAGE
    about.last_modified_by, about.comments = "", ""
    about.created = about.modified = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _slide(deck: Deck, note: content.Note, slide: content.Slide) -> None:
    # The sixth layout of the library's own deck has a title and nothing else.
    page = deck.slides.add_slide(deck.slide_layouts[5])
    _title(page, one_line(slide.message))
    boxes = _boxes(len(slide.blocks))
    for block, box in zip(slide.blocks, boxes, strict=True):
        match block:
            case content.Paragraph(text, _):
                _texts(page, (text,), box, bullets=False)
            case content.Bullets(items):
                _texts(page, items, box, bullets=True)
            case content.Table():
                _table(page, block, box)
            case content.Picture(kind="ranking"):
                _chart(page, note.board, block, box)
            case content.Picture():
                _picture(page, block, box)
    _foot(page, note)
    notes = page.notes_slide.notes_text_frame
    notes.text = printable(slide.notes)
    _french(notes)


def _boxes(count: int) -> list[_Box]:
    """Side by side: one alone takes the whole width, of two the second is wider."""
    width, height = SLIDE_WIDTH - 2 * _EDGE, HIGH - _TOP - _BELOW
    if count == 1:
        return [(_EDGE, _TOP, width, height)]
    first = width * 0.4
    rest = (width - first - 0.4) / (count - 1)
    return [(_EDGE, _TOP, first, height)] + [
        (_EDGE + first + 0.4 + k * rest, _TOP, rest, height) for k in range(count - 1)
    ]


def _title(page: Page, message: str) -> None:
    title = page.shapes.title
    title.left, title.top = Inches(_EDGE), Inches(0.4)
    title.width, title.height = Inches(SLIDE_WIDTH - 2 * _EDGE), Inches(_TALL)
    size, kept = fitted((message,), SLIDE_WIDTH - 2 * _EDGE, _TALL, (30, 26, 22, 20))
    title.text = kept[0]
    paragraph = title.text_frame.paragraphs[0]
    paragraph.font.size, paragraph.font.bold = Pt(size), True
    paragraph.font.color.rgb = RGBColor.from_string(_INK)
    # At the left: the layout centres it.
    paragraph.alignment = 1
    _french(title.text_frame)


def _texts(page: Page, texts: tuple[str, ...], box: _Box, *, bullets: bool) -> None:
    shape = page.shapes.add_textbox(*(Inches(v) for v in box))
    frame = shape.text_frame
    frame.word_wrap = True
    size, kept = fitted([one_line(text) for text in texts], box[2] - 0.4, box[3])
    for k, text in enumerate(kept):
        paragraph = frame.paragraphs[0] if k == 0 else frame.add_paragraph()
        paragraph.text = text
        paragraph.font.size, paragraph.space_after = Pt(size), Pt(size / 2)
        paragraph.font.color.rgb = RGBColor.from_string(_INK)
        if bullets:
            _bullet(paragraph._p.get_or_add_pPr())  # noqa: SLF001 (no public call)
    _french(frame)
    _describe(shape, t("Text"), "")


def _bullet(properties: BaseOxmlElement) -> None:
    properties.set("marL", "228600")
    properties.set("indent", "-228600")
    mark = properties.makeelement(qn("a:buChar"), {"char": "•"})
    properties.append(mark)


def _table(page: Page, table: content.Table, box: _Box) -> None:
    """The rows that fit; a last one says that there are others."""
    rows = _fitting_rows(table, box)
    shape = page.shapes.add_table(
        len(rows), len(table.header), *(Inches(v) for v in box[:3]), Inches(_LEAST * len(rows))
    )
    made = shape.table
    for j, share in enumerate(table.widths):
        made.columns[j].width = Inches(box[2] * share)
    for i, row in enumerate(rows):
        for j, (size, text) in enumerate(row):
            frame = made.cell(i, j).text_frame
            frame.text = text
            frame.paragraphs[0].font.size = Pt(size)
            _french(frame)
    _describe(shape, table.caption or t("Table"), table.caption)


def _fitting_rows(table: content.Table, box: _Box) -> list[list[tuple[int, str]]]:
    """Size and text of each cell, as many rows as the box takes."""
    rows: list[list[tuple[int, str]]] = []
    left = box[3]
    for row in (table.header, *table.rows[:_MOST_ROWS]):
        cells = []
        for text, share in zip(row, table.widths, strict=True):
            size, kept = fitted((one_line(text),), box[2] * share - 0.25, _CELL, _CELL_SIZES)
            cells.append((size, kept[0]))
        lines = max(
            ceil(len(text) / letters(size, box[2] * share - 0.25))
            for (size, text), share in zip(cells, table.widths, strict=True)
        )
        left -= max(_LEAST, 0.12 + lines * 0.24)
        if left < 0:
            # The last row gives its place to a sign that there are others.
            return [*rows[:-1], [(_CELL_SIZES[0], CUT) for _ in row]]
        rows.append(cells)
    return rows


def _chart(page: Page, board: content.Board, picture: content.Picture, box: _Box) -> None:
    """Stacked bars, the first lever at the top; what is not known for sure is pale, at the end."""
    rows = board.rows[:_MOST_BARS]
    series = CategoryChartData(number_format="0")
    series.categories = [one_line(row.short) for row in rows]
    for j, column in enumerate(board.columns):
        values = [100 * row.parts[j] for row in rows]
        series.add_series(one_line(column.label), values)
    series.add_series(t("not known"), [100 * (row.high - row.low) for row in rows])
    shape = page.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *(Inches(v) for v in box), series)
    chart = shape.chart
    _dress(chart, [c.colour.lstrip("#") for c in board.columns] + [_PALE])
    _describe(shape, picture.caption, picture.alt)


def _dress(chart: Chart, colours: list[str]) -> None:
    chart.font.size, chart.has_legend = Pt(14), True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    # Bars go up from the axis: the first lever would be at the foot.
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.fill.background()
    chart.value_axis.maximum_scale, chart.value_axis.minimum_scale = 100, 0
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    plot = chart.plots[0]
    # Parts of a bar would stand side by side, did they not overlap whole.
    plot.gap_width, plot.overlap = 45, 100
    for series, colour in zip(plot.series, colours, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(colour)


def _picture(page: Page, picture: content.Picture, box: _Box) -> None:
    """As large as its box lets it be."""
    width = min(box[2], box[3] / ratio(picture))
    left = box[0] + (box[2] - width) / 2
    shape = page.shapes.add_picture(
        BytesIO(picture_png(picture)), Inches(left), Inches(box[1]), width=Inches(width)
    )
    _describe(shape, picture.caption, picture.alt)


def _foot(page: Page, note: content.Note) -> None:
    heading = note.heading
    words = " · ".join(
        filter(None, (heading.mark, heading.title, heading.status, note.sha256[:12]))
    )
    box = page.shapes.add_textbox(
        Inches(_EDGE), Inches(HIGH - 0.5), Inches(SLIDE_WIDTH - 2 * _EDGE), Emu(Inches(0.35))
    )
    box.text_frame.text = one_line(words)[:180]
    paragraph = box.text_frame.paragraphs[0]
    paragraph.font.size, paragraph.font.color.rgb = Pt(11), RGBColor.from_string(_SOFT)
    _french(box.text_frame)
    _describe(box, t("Foot of the slide"), "")


def _describe(shape: BaseShape, name: str, text: str) -> None:
    """Name and alternative text of a shape."""
    about = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001 (no public call)
    about.set("name", one_line(name)[:120])
    if text:
        about.set("descr", printable(text))


def _french(frame: TextFrame) -> None:
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", _LANGUAGE)  # noqa: SLF001 (no public call)
