"""Rows of a table against its Table Schema: what a program that reads it would check."""

import datetime as dt
import re


def faults(schema, lines):
    """What a table, its header first, has against its schema; nothing where it is right."""
    header, *rows = lines
    names = [field["name"] for field in schema["fields"]]
    if list(header) != names:
        return [("header", header, names)]
    wrong = [
        (k, field["name"], text)
        for k, row in enumerate(rows)
        for field, text in zip(schema["fields"], row, strict=True)
        if not _fits(field, text, schema["missingValues"])
    ]
    places = [names.index(key) for key in schema["primaryKey"]]
    keys = [tuple(row[place] for place in places) for row in rows]
    return wrong + [("key", key) for key in set(keys) if keys.count(key) > 1]


def _fits(field, text, missing):
    rules = field.get("constraints", {})
    if text in missing:
        return not rules.get("required")
    if "enum" in rules and text not in rules["enum"]:
        return False
    if "pattern" in rules and not re.fullmatch(rules["pattern"], text):
        return False
    return len(text) <= rules.get("maxLength", len(text)) and _READ[field["type"]](text)


def _number(text):
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) is not None


def _integer(text):
    return re.fullmatch(r"-?[0-9]+", text) is not None


def _date(text):
    return dt.date.fromisoformat(text).isoformat() == text


_READ = {
    "string": lambda _: True,
    "any": lambda _: True,
    "number": _number,
    "integer": _integer,
    "date": _date,
}
