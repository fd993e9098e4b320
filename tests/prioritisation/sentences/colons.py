"""Sentences that chain colons: « Charge, A : moyenne : … » is not read at a glance."""

import csv
import json
import re
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
LIVE = ROOT / "data" / "normandie"


def plain(text):
    return " ".join(text.replace("\u00a0", " ").replace("'", "’").split())


def strings(tree):
    """Every text of a tree of lists and dictionaries."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from strings(part)


@cache
def typed():
    """What somebody wrote with a colon, in the case or in a sample record: it is theirs."""
    trees = [list(csv.reader(path.read_text("utf-8").splitlines())) for path in LIVE.glob("*.csv")]
    trees += [tomllib.loads(path.read_text("utf-8")) for path in LIVE.glob("*.toml")]
    records = (ROOT / "tests" / "cases" / "records").glob("*.decision.json")
    trees += [json.loads(path.read_text("utf-8")) for path in records]
    found = {plain(text) for tree in trees for text in strings(tree) if ":" in text}
    found |= {text[:1].upper() + text[1:] for text in found}
    found |= {text[:1].lower() + text[1:] for text in found}
    return sorted(found, key=len, reverse=True)


def chained(text):
    """The clauses of a text that have two colons; quotations, brackets and typed texts aside.

    A semicolon or a dot in the middle ends a clause: they separate the items of a list, each
    with its name.
    """
    text = plain(text)
    if text.count(" :") > 1:
        for own in typed():
            text = text.replace(own, "…")
    before = ""
    while before != text:
        before, text = text, re.sub(r"«[^«»]*»|\([^()]*\)", "", text)
    clauses = re.split(r"(?<=[.!?…])\s+| [;·]", text)
    return [clause for clause in clauses if clause.count(" :") > 1]
