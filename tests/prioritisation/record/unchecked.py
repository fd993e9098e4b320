"""The fields of a record that nothing can check, as ``docs/record.md`` lists them."""

import re
from functools import cache
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "record.md"


WHOLES = {
    "meeting": "donor",
    "decision": "donor",
    "votes.attendance": "donor",
    "settings[*]": "reordered",
}
"""Field of which a part is listed -> how it is changed as a whole and nothing more than that part:
for what another record has there, or in another order."""

OF_THE_LOG = {"ranking_seen", "changed"}
"""Kinds of warning of which only the log knows whether, and how many times."""


@cache
def listed():
    """The fields that nothing can check, from the page."""
    (section,) = re.findall(
        r"\n## What cannot be checked\n(.*?)\n## ", PAGE.read_text("utf-8"), re.DOTALL
    )
    rows = re.findall(r"^\| ([^|]+) \|", section, re.MULTILINE)
    return frozenset(name for row in rows for name in re.findall(r"`([^`]+)`", row))


def is_listed(tree, tamper):
    """Whether the page says that nothing tells this change of a record."""
    field = tamper.field
    if field.startswith("warnings") and field != "warnings[*].answer":
        return _is_of_the_log(tree["warnings"], tamper.on(tree).get("warnings"))
    inside = any(field == one or field.startswith((f"{one}[", f"{one}.")) for one in listed())
    return inside or tamper.how == WHOLES.get(field)


def _is_of_the_log(before, after):
    """Whether nothing has changed but whether, or how many times, what the log alone knows."""
    others = [[w for w in some if w["kind"] not in OF_THE_LOG] for some in (before, after)]
    logged = [[w | {"n": 0} for w in some if w["kind"] in OF_THE_LOG] for some in (before, after)]
    return others[0] == others[1] and all(one in logged[0] for one in logged[1])
