"""Refusals: what pydantic refuses in a file, as problems of ours with their place."""

import datetime as dt

from pydantic_core import ErrorDetails

from criteria.problems import Kind, Problem

LONGEST_INTEGER = 1000
TAGS = {"", "linear", "words", "piecewise", "scores", "sum", "count"}
"""Names pydantic puts in the path of an error that are not keys of the file."""
KINDS: dict[str, Kind] = {
    "bad_form": "bad_form",
    "bool_type": "not_allowed",
    "decimal_comma": "decimal_comma",
    "dict_type": "bad_structure",
    "enum": "not_allowed",
    "extra_forbidden": "unknown_key",
    "finite_number": "not_finite",
    "flat_scale": "flat_scale",
    "float_parsing": "not_a_number",
    "float_type": "not_a_number",
    "levels_not_increasing": "levels_not_increasing",
    "list_type": "bad_structure",
    "literal_error": "not_allowed",
    "missing": "missing_key",
    "model_type": "bad_structure",
    "not_a_number": "not_a_number",
    "not_allowed": "not_allowed",
    "not_finite": "not_finite",
    "out_of_range": "out_of_range",
    "points_not_monotone": "points_not_monotone",
    "string_pattern_mismatch": "bad_form",
    "string_too_long": "too_long",
    "string_too_short": "empty",
    "too_short": "empty",
    "union_tag_invalid": "not_allowed",
    "union_tag_not_found": "missing_key",
}


def problem_of(error: ErrorDetails, name: str, row: int | None, key: str = "") -> Problem:
    """One pydantic error as a problem of ours, with its place."""
    where = [str(part) for part in error["loc"] if part not in TAGS]
    if row is not None:
        where = where[-1:]
    column = ".".join([key, *where] if key else where)
    values: dict[str, str | float | int] = {"found": _shown(error["input"])}
    if error["type"] == "bool_type":
        values["allowed"] = "true, false"
    context = error.get("ctx", {})
    for word in ("expected", "max_length", "expected_tags"):
        if word in context:
            values["allowed"] = str(context[word]).replace(" or ", ", ").replace("'", "")
    return Problem(KINDS.get(error["type"], "bad_form"), name, row, column, values)


def _shown(found: object) -> str:
    """What was found, as it is written in the file and cut short; nothing for a table."""
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, int) and found.bit_length() > LONGEST_INTEGER:
        return hex(found)[:80]  # Python refuses to write it in decimal
    return str(found)[:80] if isinstance(found, str | int | float | dt.date | dt.time) else ""
