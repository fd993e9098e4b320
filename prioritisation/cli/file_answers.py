"""What is answered about a file, as a file of JSON says it: ``import --answers``."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from criteria.errors import Problem
from prioritisation.cli import LONGEST_TYPED
from prioritisation.errors import InvalidRequest
from prioritisation.imports.model import GivenAnswer, QuestionKind
from prioritisation.wording import t

MOST_ANSWER_BYTES = 10_000_000
"""A question of each cell of the largest table has some 4 million."""
_LIST = "answers"
_EXAMPLE = '[{"kind": "cell", "about": "Notes!C4", "answer": "4"}]'
_KINDS = (*get_args(QuestionKind), "names", "unit", "cell")
"""What may be answered: also what was understood without a question."""
_Item = GivenAnswer | Problem


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
    items = [*_items(name, _parsed(name, content))]
    if problems := [one for one in items if isinstance(one, Problem)]:
        raise InvalidRequest(problems)
    return tuple(one for one in items if isinstance(one, GivenAnswer))


def _parsed(name: str, content: bytes) -> list[Any]:
    try:
        tree = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InvalidRequest([Problem("bad_encoding", name)]) from None
    except (ValueError, RecursionError):
        raise InvalidRequest([_not_a_list(name, content)]) from None
    if isinstance(tree, Mapping):
        # What ``import --json`` writes may come back as it is, its questions answered.
        tree = tree.get(_LIST, tree.get("questions"))
    if not isinstance(tree, list):
        raise InvalidRequest([_not_a_list(name, content)])
    return tree


def _not_a_list(name: str, content: bytes) -> Problem:
    begun = " ".join(content[:LONGEST_TYPED].decode(errors="replace").split())
    return Problem("setting_malformed", name, values={"found": begun, "allowed": _EXAMPLE})


def _items(name: str, tree: list[Any]) -> Iterator[_Item]:
    for place, item in enumerate(tree, 1):
        column = f"{_LIST}.{place}"
        if isinstance(item, Mapping):
            yield from _answer(name, column, item)
        else:
            yield Problem("bad_structure", name, column=column)


def _answer(name: str, column: str, item: Mapping[str, Any]) -> Iterator[_Item]:
    """The answer of a question; nothing where there is none, or what is wrong with it."""
    answer = item.get("answer")
    if answer in (None, "", []):
        return
    texts = answer if isinstance(answer, list) else [answer]
    choice = [_text(one) for one in texts]
    kind, about = item.get("kind"), item.get("about", "")
    if "kind" not in item:
        yield Problem("missing_key", name, column=f"{column}.kind")
    elif not isinstance(kind, str) or kind not in _KINDS:
        values = {"found": _written(kind), "allowed": ", ".join(_KINDS)}
        yield Problem("not_allowed", name, column=f"{column}.kind", values=values)
    elif not isinstance(about, str):
        yield _not_a_text(name, f"{column}.about", about)
    elif None in choice:
        yield _not_a_text(name, f"{column}.answer", texts[choice.index(None)])
    else:
        yield GivenAnswer(kind, about, tuple(filter(None, choice)))


def _text(value: object) -> str | None:
    """An answer as it would be typed: a number is one; None for what is neither."""
    if isinstance(value, str):
        return value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return json.dumps(value) if is_number else None


def _not_a_text(name: str, column: str, value: object) -> Problem:
    values = {"found": _written(value), "allowed": t("a text between quotation marks")}
    return Problem("not_allowed", name, column=column, values=values)


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:LONGEST_TYPED]
