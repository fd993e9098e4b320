"""The fields of a record that nothing can check, as ``docs/record.md`` lists them."""

import re
from functools import cache
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "record.md"

WHOLES = {
    "meeting": "donor",
    "decision": "donor",
    "votes": "donor",
    "votes.attendance": "donor",
    "votes.weights": "reordered",
    "versions": "donor",
    "settings[*]": "reordered",
}
"""Field of which a part is listed -> how it is changed as a whole and nothing more than that part:
for what another record has there, or in another order."""

OF_THE_LOG = {"ranking_seen", "changed"}
"""Kinds of warning of which only the log knows whether, and how many times."""


def section(title):
    """A section of the page."""
    (text,) = re.findall(rf"\n## {title}\n(.*?)\n## ", PAGE.read_text("utf-8"), re.DOTALL)
    return text


@cache
def listed():
    """The fields that nothing can check, from the page."""
    rows = re.findall(r"^\| ([^|]+) \|", section("What cannot be checked"), re.MULTILINE)
    return frozenset(name for row in rows for name in re.findall(r"`([^`]+)`", row))


def is_listed(tree, tamper):
    """Whether the page says that nothing tells this change of a record."""
    field = tamper.field
    if field.startswith("warnings") and field != "warnings[*].answer":
        return _may_be_given(tree["warnings"], tamper.on(tree).get("warnings"))
    inside = any(field == one or field.startswith((f"{one}[", f"{one}.")) for one in listed())
    return inside or tamper.how == WHOLES.get(field)


def _may_be_given(before, after):
    """Whether nothing has changed but answers, and warnings that nothing finds again.

    These are those of which the log alone knows whether, and how many times.
    """
    others = [[w for w in some if w["kind"] not in OF_THE_LOG] for some in (before, after)]
    logged = [[w | {"n": 0} for w in some if w["kind"] in OF_THE_LOG] for some in (before, after)]
    same = _unanswered(others[0]) == _unanswered(others[1])
    return same and all(one in _unanswered(logged[0]) for one in _unanswered(logged[1]))


def _unanswered(warnings):
    return [{**w, "answer": ""} for w in warnings]
