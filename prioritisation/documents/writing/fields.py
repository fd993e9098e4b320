"""The fields of a Word file: those that say something of the document itself stay."""

import re
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

STILL = {
    *("AUTHOR", "COMMENTS", "CREATEDATE", "DATE", "DOCPROPERTY", "FILENAME", "FILESIZE"),
    *("HYPERLINK", "KEYWORDS", "LASTSAVEDBY", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE"),
    *("PAGEREF", "PRINTDATE", "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ"),
    *("STYLEREF", "SUBJECT", "SYMBOL", "TIME", "TITLE", "TOC"),
}
"""Fields that fetch nothing and run nothing; INCLUDEPICTURE, LINK, DDEAUTO... are not."""

_MARK, _SIMPLE, _TEXT = qn("w:fldChar"), qn("w:fldSimple"), qn("w:t")
_CODES = (qn("w:instrText"), qn("w:delInstrText"))


@dataclass(slots=True)
class _Field:
    """A field being read: its own words, and what would be removed with it."""

    code: str = ""
    marks: list[BaseOxmlElement] = field(default_factory=list)
    shown: bool = False

    @property
    def still(self) -> bool:
        return _is_still(self.code)


def still_fields(root: BaseOxmlElement) -> None:
    """Take out the fields that may act; the text that they showed last stays.

    One whose code is made of anything else than words, such as another field, is not read here:
    it goes.
    """
    for element in list(root.iter(_SIMPLE)):
        if not _is_still(element.get(qn("w:instr"), "")):
            _unwrap(element)
    open_fields: list[_Field] = []
    for element in list(root.iter(_MARK, *_CODES, _TEXT)):
        if element.tag == _TEXT:
            _blurred(open_fields)
        else:
            _read(element, open_fields)
    for unclosed in open_fields:
        _remove(unclosed)


def _read(element: BaseOxmlElement, open_fields: list[_Field]) -> None:
    kind = element.get(qn("w:fldCharType")) if element.tag == _MARK else "code"
    if kind == "begin":
        open_fields.append(_Field())
    if not open_fields:  # part of no field: nothing would read it
        element.getparent().remove(element)
        return
    current = open_fields[-1]
    current.marks.append(element)
    if kind == "code" and not current.shown:
        current.code += element.text or ""
    elif kind == "separate":
        current.shown = True
    elif kind == "end":
        _close(open_fields)


def _close(open_fields: list[_Field]) -> None:
    closed = open_fields.pop()
    if not closed.still:
        _remove(closed)
    _blurred(open_fields)


def _blurred(open_fields: list[_Field]) -> None:
    """Something that is no word stands here: if it is in a code, this one is not read."""
    if open_fields and not open_fields[-1].shown:
        open_fields[-1].code = f"?{open_fields[-1].code}"


def _is_still(code: str) -> bool:
    words = re.match(r"\s*([A-Za-z]+)(?=\s|\\|$)", code)
    return words is not None and words[1].upper() in STILL


def _remove(found: _Field) -> None:
    for element in found.marks:
        element.getparent().remove(element)


def _unwrap(element: BaseOxmlElement) -> None:
    parent = element.getparent()
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)
