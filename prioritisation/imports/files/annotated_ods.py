"""A copy of somebody's OpenDocument workbook whose cells to look at again are coloured."""

import io
import re

from odfdo import Annotation, Cell, Document, Element, Link, Paragraph, Row, Style, Table

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
    cell.insert(note, position=0)
    table.set_cell(mark.first, cell)


def _list_of(marks: tuple[CellMark, ...], words: MarkWords, first: str) -> Table:
    page = Table(words.sheet)
    page.append_row(_row([words.caution]))
    page.append_row(_row(words.heads))
    for mark in marks:
        row = _row([mark.nature, "", mark.found, mark.expected, mark.remedy])
        row.set_cell(1, _linked(mark, first))
        page.append_row(row)
    return page


def _row(texts: list[str] | tuple[str, ...]) -> Row:
    row = Row()
    for text in texts:
        row.append_cell(Cell(text, cell_type="string", text=text) if text else Cell())
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
