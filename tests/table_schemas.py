"""``python -m tests.table_schemas`` writes ``data/schemas``: what columns of the default case are.

By the Table Schema standard: the columns of its files, as the loading of a case accepts them.
"""

import csv
import json
from pathlib import Path
from typing import Annotated

from pydantic import TypeAdapter, ValidationError

from criteria import rows
from prioritisation.cases.units import COLUMN

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "data" / "schemas"
CASE = ROOT / "data" / "normandie"
FILES = {
    "levers": (rows.LeverRow, ("lever_id",)),
    "sources": (rows.SourceRow, ("source_id",)),
    "scores": (rows.ScoreRow, ("lever_id", "criterion_id")),
    "official_rows": (rows.OfficialRowModel, ("fine_lever", "sector")),
    "action_sheets": (rows.SheetRow, ("sheet_id",)),
    "evidence": (rows.EvidenceRow, ("evidence_id",)),
    "unknowns": (rows.UnknownRow, ("unknown_id",)),
    "claims": (rows.ClaimRow, ("claim_id",)),
    "census": (rows.CensusRow, ("note_id",)),
}
REFERENCES = {"lever_id": "levers", "source_id": "sources", "scope_source_id": "sources"}


def header(name):
    with (CASE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def schema(name):
    """The schema of a file."""
    model, keys = FILES[name]
    described = model.model_json_schema()
    columns = header(name)
    fields = [
        # One column for each reading of what is summed.
        {"name": one, "type": "string"}
        if one.startswith(COLUMN) and model is rows.OfficialRowModel
        else _field(one, model.model_fields[one], described)
        for one in columns
    ]
    links = [
        {"fields": [column], "reference": {"resource": target, "fields": [f"{target[:-1]}_id"]}}
        for column, target in REFERENCES.items()
        if column in columns and target != name
    ]
    tree = {"fields": fields, "missingValues": [""], "primaryKey": list(keys)}
    return tree | ({"foreignKeys": links} if links else {})


def _field(column, info, described):
    spec = described["properties"][column]
    spec = described["$defs"][spec["$ref"].rpartition("/")[2]] if "$ref" in spec else spec
    number = spec.get("type") == "number" or "anyOf" in spec
    constraints = {"required": True} if _is_needed(info) else {}
    if "enum" in spec:
        constraints["enum"] = [one for one in spec["enum"] if one]
    if "pattern" in spec:
        constraints["pattern"] = spec["pattern"]
    if "maxLength" in spec:
        constraints["maxLength"] = spec["maxLength"]
    kind = {"name": column, "type": "number" if number else "string"}
    return kind | ({"constraints": constraints} if constraints else {})


def _is_needed(info):
    """Whether an empty cell is refused."""
    try:
        TypeAdapter(_annotated(info)).validate_python("")
    except ValidationError:
        return True
    return False


def _annotated(info):
    return Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation


def texts():
    """Name of each file of schemas, and what it holds."""
    return {
        f"{name}.schema.json": json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"
        for name in FILES
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for place, text in texts().items():
        (FOLDER / place).write_text(text, encoding="utf-8")
