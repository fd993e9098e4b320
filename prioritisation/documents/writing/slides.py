"""The slides: each says its message in its title; the ranking is a chart that can be edited."""

import datetime as dt
from io import BytesIO

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
from prioritisation.documents.writing.cleaning import fitted, one_line, printable
from prioritisation.documents.writing.paging import ROW, Box, cell_size, paged
from prioritisation.documents.writing.stamp import stamp_text
from prioritisation.wording import t, tn

SLIDE_WIDTH, HIGH, _EDGE, _TOP = 13.333, 7.5, 0.6, 1.75
_BELOW, _TALL = 0.7, 1.2
"""Inches: slide, edges, where the content starts; what is left below; height of the title."""

_MOST_BARS = 8
"""Levers drawn on a slide; the note has them all."""

_LANGUAGE = "fr-FR"
_INK, _SOFT, _PALE = "1E1E1E", "595959", "DDDDDA"


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
    """A slide, and those on which it goes on."""
    boxes = _boxes(len(slide.blocks))
    for k, placed in enumerate(paged(slide.blocks, boxes, _boxes(1)[0])):
        # The sixth layout of the library's own deck has a title and nothing else.
        page = deck.slides.add_slide(deck.slide_layouts[5])
        message = one_line(slide.message)
        _title(page, t("{title} (continued)", title=message) if k else message)
        for block, box in placed:
            _block(page, note.board, block, box)
        _foot(page, note)
        notes = page.notes_slide.notes_text_frame
        notes.text = printable(slide.notes)
        _french(notes)


def _block(page: Page, board: content.Board, block: content.Block, box: Box) -> None:
    match block:
        case content.Paragraph(text, _):
            _texts(page, (text,), box, bullets=False)
        case content.Bullets(items):
            _texts(page, items, box, bullets=True)
        case content.Table():
            _table(page, block, box)
        case content.Picture():
            _chart(page, board, block, box)


def _boxes(count: int) -> list[Box]:
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
    size, kept = fitted(
        (message,), SLIDE_WIDTH - 2 * _EDGE, _TALL, (30, 26, 22, 20, 18, 16, 14, 12)
    )
    title.text = kept[0]
    paragraph = title.text_frame.paragraphs[0]
    paragraph.font.size, paragraph.font.bold = Pt(size), True
    paragraph.font.color.rgb = RGBColor.from_string(_INK)
    # At the left: the layout centres it.
    paragraph.alignment = 1
    _french(title.text_frame)


def _texts(page: Page, texts: tuple[str, ...], box: Box, *, bullets: bool) -> None:
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


def _table(page: Page, table: content.Table, box: Box) -> None:
    rows = (table.header, *table.rows)
    shape = page.shapes.add_table(
        len(rows), len(table.header), *(Inches(v) for v in box[:3]), Inches(ROW * len(rows))
    )
    made = shape.table
    for j, share in enumerate(table.widths):
        made.columns[j].width = Inches(box[2] * share)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            frame = made.cell(i, j).text_frame
            frame.text = one_line(text)
            frame.paragraphs[0].font.size = Pt(cell_size(text, table.widths[j], box[2]))
            _french(frame)
    columns = ", ".join(table.header)
    about = tn(
        "Table of {n} row: {columns}.",
        "Table of {n} rows: {columns}.",
        len(table.rows),
        columns=columns,
    )
    _describe(shape, table.caption or t("Table"), f"{table.caption} {about}".strip())


def _chart(page: Page, board: content.Board, picture: content.Picture, box: Box) -> None:
    """Stacked bars, the first lever at the top; what is not known for sure is pale, at the end."""
    rows = board.rows[:_MOST_BARS]
    series = CategoryChartData(number_format="0")
    series.categories = [one_line(row.short) for row in rows]
    for j, column in enumerate(board.columns):
        values = [100 * row.parts[j] for row in rows]
        series.add_series(one_line(column.label), values)
    series.add_series(t("uncertain"), [100 * (row.high - row.low) for row in rows])
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


def _foot(page: Page, note: content.Note) -> None:
    heading = note.heading
    words = " · ".join(filter(None, (heading.mark, stamp_text(note), heading.title)))
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
