"""Sheets as they are printed: no criterion on another page than its numbers, no text cut."""

import re
from xml.etree import ElementTree as ET

import pytest

from prioritisation.documents.writing.stamp import stamp_lines
from prioritisation.documents.writing.workbook import xlsx
from tests.prioritisation.documents.writing.office import parts
from tests.prioritisation.documents.writing.recorded import NAMES, note

IN = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
LINE = 15
"""Points of height of a line of a sheet."""


def sheets(made):
    """Texts of the workbook of a note, its sheets, and itself."""
    content = parts(xlsx(made))
    words = ET.fromstring(content["xl/sharedStrings.xml"])  # noqa: S314 (our own)
    texts = ["".join(item.itertext()) for item in words.findall("x:si", IN)]
    kept = {k: v for k, v in content.items() if re.fullmatch(r"xl/worksheets/sheet\d\.xml", k)}
    drawn = [ET.fromstring(kept[name]) for name in sorted(kept)]  # noqa: S314 (our own)
    return texts, drawn, content["xl/workbook.xml"]


@pytest.mark.parametrize("name", [*NAMES, "large"])
def test_each_sheet_is_as_wide_as_a_page_and_each_page_says_what_it_is(name):
    made = note(name)
    _texts, found, book = sheets(made)
    for sheet in found:
        page = sheet.find("x:pageSetup", IN).attrib
        assert page["orientation"] == "landscape"
        assert (page.get("fitToWidth", "1"), page["fitToHeight"]) == ("1", "0")
        assert " ".join(stamp_lines(made)) in sheet.find("x:headerFooter/x:oddFooter", IN).text
    # All but the first one, which is read from one end to the other.
    assert book.count("_xlnm.Print_Titles") == len(found) - 1


@pytest.mark.parametrize("name", [*NAMES, "large"])
def test_what_goes_over_several_columns_has_the_lines_that_it_needs(name):
    texts, found, _book = sheets(note(name))
    for sheet in found:
        widths = {
            k: float(c.attrib["width"])
            for c in sheet.findall("x:cols/x:col", IN)
            for k in range(int(c.attrib["min"]), int(c.attrib["max"]) + 1)
        }
        for row in sheet.findall("x:sheetData/x:row", IN)[1:3]:
            first = row.find("x:c", IN)
            if first.find("x:v", IN) is None or first.attrib.get("t") != "s":
                continue
            text = texts[int(first.find("x:v", IN).text)]
            lines = float(row.attrib["ht"]) // LINE
            assert lines * sum(widths.values()) >= 1.15 * len(text), text
