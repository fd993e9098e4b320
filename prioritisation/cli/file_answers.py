"""What is answered about a file, as a file of JSON says it: ``import --answers``."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from criteria.errors import Problem
from prioritisation.cli import LONGEST_TYPED
from prioritisation.errors import InvalidRequest
from prioritisation.imports.model import GivenAnswer
from prioritisation.imports.process.stated import STATED_LIST, stated_answers
from prioritisation.wording import t

MOST_ANSWER_BYTES = 10_000_000
"""A question of each cell of the largest table has some 4 million."""
_EXAMPLE = '[{"kind": "cell", "about": "Notes!C4", "answer": "4"}]'


def answers_of_file(name: str) -> tuple[GivenAnswer, ...]:
    """The answers that a file holds; a question that has none yet is no answer.

    Raises
    ------
    InvalidRequest
        With every problem, by its place in the list, counted from 1.
    """
    try:
        with Path(name).open("rb") as file:
            content = file.read(MOST_ANSWER_BYTES + 1)
    except FileNotFoundError:
        raise InvalidRequest([Problem("missing_file", name)]) from None
    except (OSError, ValueError):
        raise InvalidRequest([Problem("unreadable", name)]) from None
    if len(content) > MOST_ANSWER_BYTES:
        values = {"allowed": t("{n} bytes", n=MOST_ANSWER_BYTES)}
        raise InvalidRequest([Problem("too_long", name, values=values)])
    return stated_answers(name, _parsed(name, content))


def _parsed(name: str, content: bytes) -> list[Any]:
    try:
        tree = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InvalidRequest([Problem("bad_encoding", name)]) from None
    except (ValueError, RecursionError):
        raise InvalidRequest([_not_a_list(name, content)]) from None
    if isinstance(tree, Mapping):
        # What ``import --json`` writes may come back as it is, its questions answered.
        tree = tree.get(STATED_LIST, tree.get("questions"))
    if not isinstance(tree, list):
        raise InvalidRequest([_not_a_list(name, content)])
    return tree


def _not_a_list(name: str, content: bytes) -> Problem:
    begun = " ".join(content[:LONGEST_TYPED].decode(errors="replace").split())
    return Problem("setting_malformed", name, values={"found": begun, "allowed": _EXAMPLE})
