"""What Word and PowerPoint files need beyond their libraries; an organisation's own Word file."""

import zipfile
from io import BytesIO

from docx import Document
from docx.document import Document as Doc
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import CharacterStyle
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from prioritisation.documents.writing.disarming import disarm
from prioritisation.documents.writing.errors import BadTemplate
from prioritisation.wording import NBSP, number

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
    defaults = _child(root, "docDefaults", first=True)
    texts = _child(_child(defaults, "rPrDefault", first=True), "rPr")
    texts.append(_element("lang", val=_LANGUAGE, eastAsia=_LANGUAGE, bidi="ar-SA"))
    document.core_properties.language = _LANGUAGE


def _child(parent: BaseOxmlElement, name: str, *, first: bool = False) -> BaseOxmlElement:
    """The child of that name, made if it is not there."""
    child: BaseOxmlElement | None = parent.find(qn(f"w:{name}"))
    if child is None:
        child = _element(name)
        parent.insert(0 if first else len(parent), child)
    return child


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
    """Thin lines between rows, none between columns, whatever the template's styles."""
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


_MEGABYTE = 1_000_000
LARGEST, OPENED, PARTS = 10 * _MEGABYTE, 60 * _MEGABYTE, 2_000
"""Bytes of the file; bytes of all its parts once opened; how many parts."""

_MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
_KIND = b"wordprocessingml.template.main+xml"
_AS = b"wordprocessingml.document.main+xml"


def open_template(template: bytes) -> Doc:
    """The document of a template, its own text taken out: styles, headers and footers stay.

    So is what acts by itself when somebody opens it. A ``.dotx`` is read like a ``.docx``.

    Raises
    ------
    BadTemplate
        If it is damaged, holds macros, is not a Word file, or is too large once opened.
    """
    try:
        document = Document(BytesIO(_checked(template)))
        _emptied(document)
        disarm(document)
    except BadTemplate:
        raise
    except Exception as error:  # what a damaged part raises is anyone's guess
        raise BadTemplate("corrupt", type(error).__name__) from error
    return document


def _checked(template: bytes) -> bytes:
    if len(template) > LARGEST:
        raise BadTemplate("too_large", _megabytes(len(template)))
    if not zipfile.is_zipfile(BytesIO(template)):
        # An archive that was cut short still begins as one.
        raise BadTemplate("corrupt" if template.startswith(b"PK") else "not_docx")
    with zipfile.ZipFile(BytesIO(template)) as archive:
        _refuse(archive)
        types = archive.read(_TYPES)
        if b"macroEnabled" in types:
            raise BadTemplate("macros")
        return _rewritten(archive, types) if _KIND in types else template


def _refuse(archive: zipfile.ZipFile) -> None:
    """What the directory of the archive tells, before anything is opened."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    size = sum(part.file_size for part in parts)
    if size > OPENED or len(parts) > PARTS:
        raise BadTemplate("too_large", _megabytes(size))
    if any(name.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for name in names):
        raise BadTemplate("macros")
    if not {_MAIN, _TYPES} <= names:
        raise BadTemplate("not_docx")


def _rewritten(archive: zipfile.ZipFile, types: bytes) -> bytes:
    """A template said to be a document: nothing else changes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in archive.infolist():
            content = types.replace(_KIND, _AS) if part.filename == _TYPES else archive.read(part)
            copy.writestr(part.filename, content)
    return out.getvalue()


def _emptied(document: Doc) -> None:
    body = document.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)


def _megabytes(size: int) -> str:
    return f"{number(size / _MEGABYTE)}{NBSP}Mo"
