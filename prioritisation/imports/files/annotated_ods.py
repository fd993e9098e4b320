"""A copy of somebody's OpenDocument workbook whose cells to look at again are coloured."""

import io
import re

from odfdo import Annotation, Cell, Column, Document, Element, Link, Paragraph, Row, Style, Table

from prioritisation.imports.files.marks import CellMark, MarkWords

_WRONG, _ASKED = "#ffd9a0", "#cfe3f7"
_STYLES = {"yes": ("to_mend", _WRONG), "": ("to_answer", _ASKED)}
_REACHING = re.compile(
    r"\b(WEBSERVICE|DDE|FILTERXML|HYPERLINK|EXTERN\w*)\s*\(|://|\|", re.IGNORECASE
)
_ACTING = (
    *("//office:event-listeners", "//office:scripts", "//office:forms", "//table:dde-links"),
    *("//table:table-source", "//table:cell-range-source", "//table:shapes", "//draw:frame"),
    *("//draw:control", "//draw:fill-image", "//style:background-image"),
    *("//table:data-pilot-table", "//table:database-source-table", "//table:database-source-sql"),
    *("//table:database-source-query", "//meta:template", "//meta:auto-reload"),
)
_CONDITIONS = (
    *("table:condition", "table:expression", "table:cell-range-address"),
    *("style:condition", "calcext:value"),
)
"""Attributes of checks, names and conditions, which may fetch as a formula does."""
_LIST = "to_look_at"
"""What the names of styles of the list begin with."""
_WIDTHS = (2.6, 4.2, 5.2, 7.0, 10.5)
_NOTE = {"office:display": "false", "svg:width": "6cm", "svg:height": "2.5cm"}
_PARTS = (
    *("content.xml", "styles.xml", "meta.xml", "settings.xml", "mimetype"),
    "META-INF/manifest.xml",
)
"""All that comes along: no macro, chart or picture does."""


def annotated_ods(content: bytes, marks: tuple[CellMark, ...], words: MarkWords) -> bytes:
    """The copy: cells coloured and commented, and a first sheet that lists them."""
    document = Document(io.BytesIO(content))
    _disarm(document)
    _leave_parts(document)
    for name, colour in _STYLES.values():
        style = Style("table-cell", name=name, area="table-cell", background_color=colour)
        document.insert_style(style, automatic=True)
    tables = {table.name: table for table in document.body.tables}
    first = next(iter(tables.values()))
    for mark in marks:
        if mark.first:
            _mark(tables.get(mark.sheet, first), mark, words.author)
    _fit_to_paper(document)
    document.body.insert(_list_of(marks, words, first.name or ""), position=_place(document))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _place(document: Document) -> int:
    """Where the first table stands among what the body holds."""
    return next(k for k, one in enumerate(document.body.children) if one.tag == "table:table")


def _disarm(document: Document) -> None:
    """What acts by itself, or leads elsewhere, goes; a formula that fetches keeps its value."""
    for root in (document.content.root, document.styles.root, document.meta.root):
        reaching = (one for name in _CONDITIONS for one in _reaching(root, name))
        for element in (*(one for path in _ACTING for one in _elements(root, path)), *reaching):
            if element.parent is not None:  # not gone with, or as, another
                element.delete()
        for link in _elements(root, "//*[@xlink:href]"):
            _leave_inside(link)
    for cell in _reaching(document.body, "table:formula"):
        cell.del_attribute("table:formula")


def _reaching(root: Element, name: str) -> list[Element]:
    """What has an attribute of this name that fetches."""
    having = _elements(root, f"//*[@{name}]")
    return [one for one in having if _REACHING.search(one.get_attribute_string(name) or "")]


def _elements(root: Element, path: str) -> list[Element]:
    return [one for one in root.xpath(path) if isinstance(one, Element)]


def _leave_inside(link: Element) -> None:
    """A link that leads elsewhere is the words that it shows."""
    if (link.get_attribute_string("xlink:href") or "").startswith("#"):
        return
    for name in [name for name in link.attributes if not name.startswith("text:style")]:
        link.del_attribute(name)
    if link.tag == "text:a":
        link.tag = "text:span"


def _leave_parts(document: Document) -> None:
    """Leave all parts out that a table does without."""
    for name in {*document.get_parts()} - {*_PARTS}:
        if document.container is not None:
            document.container.del_part(name)
    for name in {*document.manifest.get_paths()} - {*_PARTS, "/"}:
        document.manifest.del_full_path(name)


def _mark(table: Table, mark: CellMark, author: str) -> None:
    cell = table.get_cell(mark.first)
    cell.style = _STYLES[mark.wrong][0]
    note = Annotation(f"{mark.expected}\n{mark.remedy}", creator=author)
    # Without a size it is one letter wide, and printed so.
    for name, value in _NOTE.items():
        note.set_attribute(name, value)
    cell.insert(note, position=0)
    table.set_cell(mark.first, cell)


def _list_of(marks: tuple[CellMark, ...], words: MarkWords, first: str) -> Table:
    page = Table(words.sheet, style=_LIST)
    for k in range(len(_WIDTHS)):
        page.append(Column(style=f"{_LIST}_{k}"))
    page.append_row(_row([words.caution, *[""] * (len(_WIDTHS) - 1)]))
    page.append_row(_row(words.heads))
    for mark in marks:
        row = _row([mark.nature, "", mark.found, mark.expected, mark.remedy])
        row.set_cell(1, _linked(mark, first))
        page.append_row(row)
    page.set_span((0, 0, len(_WIDTHS) - 1, 0))
    return page


_PAPER = {
    "office:automatic-styles": (
        f'<style:page-layout style:name="{_LIST}_paper"><style:page-layout-properties '
        'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" '
        'style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout>'
    ),
    "office:master-styles": (
        f'<style:master-page style:name="{_LIST}_page" style:page-layout-name="{_LIST}_paper"/>'
    ),
}
"""Where a document has its styles -> the sheet of paper of the list."""


def _fit_to_paper(document: Document) -> None:
    """The list is as wide as one sheet of paper, its texts go on below."""
    ours, paper = document.content.root, document.styles.root
    widths = (
        f'<style:style style:name="{_LIST}_{k}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}cm"/></style:style>'
        for k, width in enumerate(_WIDTHS)
    )
    wrapped = (
        f'<style:style style:name="{_LIST}_text" style:family="table-cell">'
        '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>'
        "</style:style>"
    )
    of_list = (
        f'<style:style style:name="{_LIST}" style:family="table" '
        f'style:master-page-name="{_LIST}_page"><style:table-properties table:display="true"/>'
        "</style:style>"
    )
    for style in (of_list, wrapped, *widths):
        _put(ours, "office:automatic-styles", style)
    for place, style in _PAPER.items():
        _put(paper, place, style)


def _put(root: Element, place: str, style: str) -> None:
    """Add a style where a document has its own; one that has none does without."""
    for own in _elements(root, f"//{place}"):
        own.append(Element.from_tag(style))


def _row(texts: list[str] | tuple[str, ...]) -> Row:
    row = Row()
    for text in texts:
        cell = Cell(text, cell_type="string", text=text) if text else Cell()
        cell.style = f"{_LIST}_text"
        row.append_cell(cell)
    return row


def _linked(mark: CellMark, first: str) -> Cell:
    cell = Cell(mark.cell, cell_type="string", text="")
    if not mark.first:
        return Cell(mark.cell, cell_type="string", text=mark.cell)
    name = (mark.sheet or first).replace("'", "''")
    line = Paragraph("")
    line.append(Link(f"#'{name}'.{mark.first}", text=mark.cell))
    for one in cell.children:
        one.delete()
    cell.append(line)
    return cell
