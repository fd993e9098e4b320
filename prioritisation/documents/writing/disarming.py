"""What an organisation's Word file would do by itself is taken out: fetch, run, ask, print.

Relations that are not known to be still (styles, pictures held in the file, fonts...) go, with
what points to them; so does what acts without any relation: a merge of letters, fields.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document as Doc
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part, XmlPart
from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

_STILL_FIELDS = {
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
    # A list, since the tree changes under way.
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
        _remove_field(unclosed)


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
        _remove_field(closed)
    _blurred(open_fields)


def _blurred(open_fields: list[_Field]) -> None:
    """Something that is no word stands here: if it is in a code, this one is not read."""
    if open_fields and not open_fields[-1].shown:
        # No field begins with this sign: it cannot be one of those that stay.
        open_fields[-1].code = f"?{open_fields[-1].code}"


def _is_still(code: str) -> bool:
    words = re.match(r"\s*([A-Za-z]+)(?=\s|\\|$)", code)
    return words is not None and words[1].upper() in _STILL_FIELDS


def _remove_field(field: _Field) -> None:
    for element in field.marks:
        element.getparent().remove(element)


def _unwrap(element: BaseOxmlElement) -> None:
    parent = element.getparent()
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
_STILL_RELATIONS = {
    f"{_PACKAGE}/core-properties",
    *(
        f"{_RELATIONS}/{name}"
        for name in (
            *("officeDocument", "styles", "settings", "webSettings", "fontTable", "font"),
            *("theme", "numbering", "header", "footer", "footnotes", "endnotes", "image"),
            *("extended-properties", "custom-properties", "customXml", "customXmlProps"),
        )
    ),
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}
"""Kinds of relations to parts of the file that hold only what is shown, or nothing."""

_FOLLOWED = {"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"}
"""Elements that lead elsewhere when somebody presses, and only then."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_O = "{urn:schemas-microsoft-com:office:office}"
_VML = "{urn:schemas-microsoft-com:vml}"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_REFERS = (f"{{{_RELATIONS}}}", "{http://purl.oclc.org/ooxml/officeDocument/relationships}")
_HOLDERS = tuple(f"{_W}{name}" for name in ("drawing", "pict", "object"))
_ACTING = (
    *("attachedTemplate", "linkStyles", "mailMerge", "saveThroughXslt", "attachedSchema"),
    *("smartTagType", "updateFields", "frameset", "altChunk", "subDoc"),
)
_FETCHED = ("src", f"{_O}href", f"{_O}althref")
"""Addresses that a picture of the old kind holds without any relation."""

_LIVELY = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|<script|<foreignObject|@import"
    rb"|\b(href|src)\s*=\s*[\"'](?!#|data:)|url\(\s*[\"']?(?!#|data:)",
    re.IGNORECASE,
)
"""What makes a drawing in SVG more than a drawing."""


def disarm(document: Doc) -> None:
    """Take out of a document, and of all its parts, what acts when somebody opens it.

    Links that somebody presses stay.
    """
    package = document.part.package
    _dropped(package.rels)
    seen: set[Part] = set()
    waiting = [rel.target_part for rel in package.rels.values()]
    while waiting:
        part = waiting.pop()
        if part in seen:
            continue
        seen.add(part)
        gone = _dropped(part.rels)
        if part.content_type.lower().endswith("xml"):
            _still(part, gone)
        waiting += [rel.target_part for rel in part.rels.values() if not rel.is_external]


def _dropped(relations: Relationships) -> set[str]:
    """The names of the relations that were removed."""
    gone = {name for name in relations if not _may_stay(relations, name)}
    for name in gone:
        del relations[name]
        # python-docx keeps a second list of the parts by these names.
        relations.related_parts.pop(name, None)
    return gone


def _may_stay(relations: Relationships, name: str) -> bool:
    relation = relations[name]
    if relation.is_external:
        return relation.reltype == f"{_RELATIONS}/hyperlink"
    if relation.reltype == f"{_RELATIONS}/image":
        return _is_picture(relation.target_part)
    return relation.reltype in _STILL_RELATIONS


def _is_picture(part: Part) -> bool:
    kind = part.content_type.lower()
    if not kind.startswith("image/"):
        return False
    return not ("svg" in kind and _LIVELY.search(part.blob))


def _still(part: Part, gone: set[str]) -> None:
    """A part of XML without what acts, nor what points to relations that are gone."""
    root = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
    outside = {name for name, relation in part.rels.items() if relation.is_external}
    for element in list(_elements(root)):
        if element.tag in {f"{_W}{name}" for name in _ACTING}:
            _remove(element)
            continue
        for key in [k for k in element.attrib if _acts(element, k, gone, outside)]:
            _unplug(element, key)
    still_fields(root)
    if not isinstance(part, XmlPart):
        part._blob = serialize_part_xml(root)  # noqa: SLF001 (no public call)


def _elements(root: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def _acts(element: BaseOxmlElement, key: str, gone: set[str], outside: set[str]) -> bool:
    """Whether an attribute makes its element reach for what is not in the file any more."""
    if not key.startswith(_REFERS):
        return element.tag.startswith(_VML) and key in _FETCHED
    name = element.attrib[key]
    return name in gone or (name in outside and _local(element) not in _FOLLOWED)


def _unplug(element: BaseOxmlElement, key: str) -> None:
    """Take a reference away, with the picture or the object that showed nothing else."""
    del element.attrib[key]
    if element.tag == _SVG:
        _remove(element)
        return
    if not key.startswith(_REFERS) or any(k.startswith(_REFERS) for k in element.attrib):
        return
    holder = next(element.iterancestors(*_HOLDERS), None)
    if holder is not None and _local(holder.getparent()) != "numPicBullet":
        _remove(holder)
    elif element.tag.startswith((_W, _O)):
        _remove(element)


def _local(element: BaseOxmlElement) -> str:
    return str(element.tag).rpartition("}")[2]


def _remove(element: BaseOxmlElement) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
