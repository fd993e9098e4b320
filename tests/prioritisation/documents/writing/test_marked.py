import csv
import io

from prioritisation.documents.writing.marked import marks_csv
from prioritisation.imports.files.marks import CellMark


def test_a_line_for_each_and_no_formula():
    mark = CellMark("Notes!B2", "yes", "à corriger", "=1+1", "un nombre", "@x; y")
    content = marks_csv((mark,))
    assert content.startswith(b"\xef\xbb\xbf")
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    lines = list(csv.reader(text, delimiter=";"))
    assert lines[0][:2] == ["Nature", "Cellule"]
    assert lines[1:] == [["à corriger", "Notes!B2", "'=1+1", "un nombre", "'@x; y"]]
