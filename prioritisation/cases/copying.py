"""A copy of a case: the same files under a name of its own."""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping

from criteria import raw
from criteria.writing import toml_text
from prioritisation.cases.typed import NAME_SIGNS, text_problems, unique_ids
from prioritisation.errors import InvalidRequest

_DOOR = "copy"


def copied_files(files: Mapping[str, str], title: str, today: dt.date) -> dict[str, str]:
    """Name -> text of the files of a copy; all but ``case.toml`` are as they were.

    Parameters
    ----------
    files
        Those of a case that loads.

    Raises
    ------
    InvalidRequest
        When the copy cannot be called so.
    """
    if problems := tuple(text_problems(_DOOR, "title", title, NAME_SIGNS)):
        raise InvalidRequest(problems)
    (ident,) = unique_ids([title], "dossier")
    head = {"id": ident, "title": title.strip(), "updated": today}
    return {**files, raw.CASE_FILE: _renamed(files[raw.CASE_FILE], head)}


def _renamed(text: str, head: Mapping[str, object]) -> str:
    """The file with these keys, its comments kept where each key has a line of its own."""
    tree: dict[str, object] = {**tomllib.loads(text), **head}
    lines = text.split("\n")
    for key, value in head.items():
        own = [k for k, line in enumerate(lines) if re.match(rf"{key}[ \t]*=", line)]
        if own:
            lines[own[0]] = toml_text({key: value}).rstrip("\n")
    try:
        same = tomllib.loads("\n".join(lines)) == tree
    except tomllib.TOMLDecodeError:
        same = False
    return "\n".join(lines) if same else toml_text(tree)
