"""Styles of a workbook: how numbers are shown, and what is struck out."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from prioritisation.imports.files.formats import BUILT_IN, PLAIN, ShownFormat, shown_format
from prioritisation.imports.files.markup import Markup


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a style makes of a cell."""

    shown: ShownFormat = PLAIN
    struck: bool = False


XlsxStyles = list[CellStyle]
_NO = ("0", "false", "off")


def xlsx_styles(part: Markup | None) -> XlsxStyles:
    """The styles that cells name by their numbers."""
    if part is None:
        return []
    codes: dict[str, str] = {}
    struck: list[bool] = []
    styles: XlsxStyles = []
    section = ""
    for event, tag, one in part.walk(frozenset({"font", "xf", "numFmt"})):
        if event == "start":
            section = tag
        elif section == "numFmts" and tag == "numFmt":
            codes[one.get("numFmtId", "")] = one.get("formatCode", "")
        elif section == "fonts" and tag == "font":
            struck.append(is_struck(part, one))
        elif section == "cellXfs" and tag == "xf":
            styles.append(_style(one, codes, struck))
    return styles


def is_struck(part: Markup, font: Element) -> bool:
    """Whether a font strikes out what it writes."""
    return any(part.local(one) == "strike" and one.get("val", "1") not in _NO for one in font)


def _style(one: Element, codes: dict[str, str], struck: list[bool]) -> CellStyle:
    number, font = one.get("numFmtId", "0"), one.get("fontId", "0")
    code = codes.get(number)
    if code is None:
        code = BUILT_IN.get(int(number), "") if number.isdecimal() else ""
    strikes = font.isdecimal() and int(font) < len(struck) and struck[int(font)]
    return CellStyle(shown_format(code), strikes)
