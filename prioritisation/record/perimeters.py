"""The files of a case with one of its perimeters only."""

import csv
import io
import tomllib
from collections.abc import Mapping

from criteria import raw
from prioritisation.record.toml import toml_text

COLUMN = "lever_"


def only(files: Mapping[str, str], perimeter: str) -> dict[str, str]:
    """The same files, as if there were no other perimeter."""
    found = dict(files)
    case, criteria = (tomllib.loads(files[name]) for name in (raw.CASE, raw.CRITERIA))
    others = {p["id"] for p in case["perimeters"]} - {perimeter}
    case["perimeters"] = [
        p | {"default": True} for p in case["perimeters"] if p["id"] == perimeter
    ]
    for criterion in criteria.values():
        anchors = criterion["scale"].get("anchors", {})
        for other in others & anchors.keys():
            del anchors[other]
    found[raw.CASE], found[raw.CRITERIA] = toml_text(case), toml_text(criteria)
    for name in {raw.ROWS, raw.EVIDENCE} & found.keys():
        found[name] = _without(found[name], others)
    return found


def _without(text: str, others: set[str]) -> str:
    """A CSV file without the columns of the other perimeters, nor the rows about them."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    gone = {COLUMN + other for other in others}
    columns = [name for name in reader.fieldnames or () if name not in gone]
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for row in reader if row.get("perimeter", "") not in others)
    return buffer.getvalue()
