"""The names of levers and of criteria: what is wrong with them."""

import unicodedata
from collections.abc import Iterable

from prioritisation.imports.grids import MOST_NAME_SIGNS
from prioritisation.imports.model import CellProblem, ProblemOfCell

_APOSTROPHES = str.maketrans("’ʼ‘`´", "'''''")
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn"}


def same_name(name: str) -> str:
    """A name, to be compared: without its case, its spaces, how its accents are made."""
    text = unicodedata.normalize("NFKC", name).translate(_APOSTROPHES)
    return " ".join(text.split()).casefold()


def name_problems(names: Iterable[tuple[str, str]], *, levers: bool) -> list[CellProblem]:
    """What is wrong with names, each with its cell: none, one that stands twice, too long."""
    seen: dict[str, str] = {}
    problems = []
    unnamed: ProblemOfCell = "unnamed_lever" if levers else "unnamed_criterion"
    twice: ProblemOfCell = "duplicate_lever" if levers else "duplicate_criterion"
    for name, cell in names:
        key = same_name(name)
        if not key:
            problems.append(CellProblem(unnamed, cell))
        elif key in seen:
            problems.append(CellProblem(twice, cell, name, {"name": seen[key]}))
        elif len(name) > MOST_NAME_SIGNS:
            values = {"length": str(len(name)), "allowed": str(MOST_NAME_SIGNS)}
            problems.append(CellProblem("too_long", cell, name[:80] + "…", values))
        elif any(unicodedata.category(sign) in _UNSEEN for sign in name):
            text = "".join(s for s in name if unicodedata.category(s) not in _UNSEEN)
            problems.append(CellProblem("control_sign", cell, text))
        seen.setdefault(key, name)
    return problems
