"""What Word and PowerPoint files need beyond their libraries."""

from docx.document import Document as Doc
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import CharacterStyle
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

_LANGUAGE = "fr-FR"


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    """An element of a Word file, its attributes in the same namespace."""
    made: BaseOxmlElement = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_language(document: Doc) -> None:
    """French for spell checkers and screen readers: by default, and for every style."""
    root = document.styles.element
    # The language of a style would win over the default.
    for lang in list(root.iter(qn("w:lang"))):
        lang.getparent().remove(lang)
    (texts,) = root.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    texts.append(_element("lang", val=_LANGUAGE, eastAsia=_LANGUAGE, bidi="ar-SA"))
    document.core_properties.language = _LANGUAGE


def own_font(style: CharacterStyle, name: str) -> None:
    """A font for a style that had the one of the theme."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    style.font.name = name


def mark_header(table: WordTable, caption: str) -> None:
    """The first row is a header, again on each page; no row is cut; the table has a title."""
    for k, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 (no public call)
        properties.append(_element("cantSplit"))
        if k == 0:
            properties.append(_element("tblHeader"))
    if caption:
        table._tbl.tblPr.append(_element("tblCaption", val=caption))  # noqa: SLF001 (same)


def rule_rows(table: WordTable, colour: str) -> None:
    """Thin lines between rows, none between columns."""
    borders = _element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(side, val="single", sz="4", space="0", color=colour))
    properties = table._tbl.tblPr  # noqa: SLF001 (no public call)
    # The order of these elements is part of the format: Word may refuse another.
    after = [c for c in properties if c.tag in (qn("w:tblLayout"), qn("w:tblLook"))]
    properties.insert(properties.index(after[0]) if after else len(properties), borders)


def shade(cell_properties: BaseOxmlElement, colour: str) -> None:
    """A plain background for a cell."""
    cell_properties.append(_element("shd", val="clear", color="auto", fill=colour))


def add_field(paragraph: Paragraph, code: str) -> None:
    """A field that the reader's program fills, such as the number of the page."""
    run = paragraph.add_run()
    for kind in ("begin", "instr", "separate", "text", "end"):
        if kind == "instr":
            part = _element("instrText")
            part.text = code
        elif kind == "text":
            part = _element("t")
            # Shown until a program counts the pages.
            part.text = "1"
        else:
            part = _element("fldChar", fldCharType=kind)
        run._r.append(part)  # noqa: SLF001 (no public call)
