"""Answers about a file as a program states them, and the places of what is wrong with them."""

import io
import json
import math
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from criteria.errors import Problem
from prioritisation.errors import InvalidRequest
from prioritisation.imports.grids import LARGEST_FILE
from prioritisation.imports.model import GivenAnswer, QuestionKind
from prioritisation.wording import t

STATED_LIST = "answers"
_KINDS = (*get_args(QuestionKind), "names", "unit", "cell")
"""What may be answered: also what was understood without a question."""
_LONGEST_WRITTEN = 80
_Item = GivenAnswer | Problem


def stated_answers(place: str, tree: Iterable[object]) -> tuple[GivenAnswer, ...]:
    """The answers of a list; a question that has none yet is no answer.

    Parameters
    ----------
    place
        Where the list comes from.

    Raises
    ------
    InvalidRequest
        With every problem, by its place in the list, counted from 1.
    """
    items = [*_items(place, tree)]
    if problems := [one for one in items if isinstance(one, Problem)]:
        raise InvalidRequest(problems)
    return tuple(one for one in items if isinstance(one, GivenAnswer))


def _items(place: str, tree: Iterable[object]) -> Iterator[_Item]:
    for number, item in enumerate(tree, 1):
        column = f"{STATED_LIST}.{number}"
        if isinstance(item, Mapping):
            yield from _answer(place, column, item)
        else:
            yield Problem("bad_structure", place, column=column)


def _answer(place: str, column: str, item: Mapping[Any, Any]) -> Iterator[_Item]:
    """The answer of a question; nothing where there is none, or what is wrong with it."""
    answer = item.get("answer")
    texts = [*answer] if isinstance(answer, list | tuple) else [answer]
    if texts in ([], [None], [""]) or _is_none(answer):
        return
    choice = [_text(one) for one in texts]
    kind, about = item.get("kind"), item.get("about", "")
    if "kind" not in item:
        yield Problem("missing_key", place, column=f"{column}.kind")
    elif not isinstance(kind, str) or kind not in _KINDS:
        values = {"found": _written(kind), "allowed": ", ".join(_KINDS)}
        yield Problem("not_allowed", place, column=f"{column}.kind", values=values)
    elif not isinstance(about, str):
        yield _not_a_text(place, f"{column}.about", about)
    elif None in choice:
        yield _not_a_text(place, f"{column}.answer", texts[choice.index(None)])
    else:
        yield GivenAnswer(kind, about, tuple(filter(None, choice)))


def _is_none(answer: object) -> bool:
    """A number that is none: what a table of pandas has where nothing was answered."""
    return isinstance(answer, float) and math.isnan(answer)


def _text(value: object) -> str | None:
    """An answer as it would be typed: a number is one; None for what is neither."""
    if isinstance(value, str):
        return value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return json.dumps(value) if is_number else None


def _not_a_text(place: str, column: str, value: object) -> Problem:
    values = {"found": _written(value), "allowed": t("a text between quotation marks")}
    return Problem("not_allowed", place, column=column, values=values)


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:_LONGEST_WRITTEN]


def content_at(place: Path) -> tuple[str, bytes]:
    """Name and bytes of a file, or of the archive that a folder makes.

    Raises
    ------
    OSError, ValueError
        When there is nothing there that can be read.
    """
    if place.is_dir():
        return place.resolve().name, _packed(place)
    with place.open("rb") as file:
        return place.name, file.read(LARGEST_FILE + 1)


def _packed(folder: Path) -> bytes:
    """An archive of the files of a case that lie in a folder."""
    from prioritisation.settings import FILES  # noqa: PLC0415 (slow, for a folder alone)

    names = [name for name in FILES if (folder / name).is_file()]
    out, left = io.BytesIO(), LARGEST_FILE
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            with (folder / name).open("rb") as file:
                content = file.read(left + 1)
            left -= len(content)
            if left < 0:
                return bytes(LARGEST_FILE + 1)
            archive.writestr(name, content)
    return out.getvalue()
