"""The fields of a record that nothing can check, as ``docs/record.md`` lists them."""

import re
from functools import cache
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "record.md"


WHOLES = frozenset(
    {"meeting", "decision", "portfolio", "versions", "votes.attendance", "votes.rounds[*]"}
    | {"votes.rounds[*].ballots[*]", "votes.movement.changes[*]", "warnings", "warnings[*]"}
    | {"portfolio.synergies[*]", "portfolio.waits[*]", "votes.rounds[*].shares[*]"}
    | {"settings[*]", "settings", "case.files"}
)
"""Fields of which a part is listed, changed with it."""


@cache
def listed():
    """The fields that nothing can check, from the page."""
    (section,) = re.findall(
        r"\n## What cannot be checked\n(.*?)\n## ", PAGE.read_text("utf-8"), re.DOTALL
    )
    rows = re.findall(r"^\| ([^|]+) \|", section, re.MULTILINE)
    return frozenset(name for row in rows for name in re.findall(r"`([^`]+)`", row))


def is_listed(field):
    """It, or what it is part of; or, of a whole that is changed for another, something in it."""
    inside = any(field == one or field.startswith((f"{one}[", f"{one}.")) for one in listed())
    around = any(one.startswith((f"{field}.", f"{field}[*].")) for one in listed())
    return inside or (around and field in WHOLES)
