"""The names of levers and of criteria: what is wrong with them."""

import unicodedata
from collections.abc import Iterable

from prioritisation.imports.cells.phrases import without_accents
from prioritisation.imports.grids import MOST_NAME_SIGNS
from prioritisation.imports.letters import read_once
from prioritisation.imports.model import CellProblem, ProblemOfCell

_APOSTROPHES = str.maketrans("’ʼ‘`´", "'''''")
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn"}


def same_name(name: str) -> str:
    """A name, to be compared: without its case, its spaces, how its accents are made."""
    return _signs(name).casefold()


def name_problems(names: Iterable[tuple[str, str, str]], *, levers: bool) -> list[CellProblem]:
    """What is wrong with names: none, one that stands twice, too long.

    Parameters
    ----------
    names
        Each with its cell, and with all that stands there: « Coût (k€) ».
    """
    seen: dict[str, list[str]] = {}
    problems = []
    unnamed: ProblemOfCell = "unnamed_lever" if levers else "unnamed_criterion"
    twice: ProblemOfCell = "duplicate_lever" if levers else "duplicate_criterion"
    for name, cell, written in names:
        alike = seen.setdefault(without_accents(same_name(name)), [])
        twin = next((one for one in alike if _is_same(one, name)), None)
        if not same_name(name):
            problems.append(CellProblem(unnamed, cell))
        elif twin is not None:
            problems.append(CellProblem(twice, cell, name, {"name": twin}))
        elif len(name) > MOST_NAME_SIGNS:
            values = {"length": str(len(name)), "allowed": str(MOST_NAME_SIGNS)}
            problems.append(CellProblem("too_long", cell, name[:80] + "…", values))
        elif meant := read_once(written):
            problems.append(CellProblem("garbled", cell, _seen(written), {"likely": meant}))
        elif any(unicodedata.category(sign) in _UNSEEN for sign in name):
            problems.append(CellProblem("control_sign", cell, _seen(name)))
        alike.append(name)
    return problems


def _is_same(one: str, other: str) -> bool:
    """Whether two names are one: capitals are typed without accents, « ECOLE », « Ecole »."""
    if same_name(one) == same_name(other):
        return True
    pairs = [*zip(_signs(one), _signs(other), strict=False)]
    return len(_signs(one)) == len(_signs(other)) and all(
        a.casefold() == b.casefold()
        or (a.isupper() and a == without_accents(b).upper())
        or (b.isupper() and b == without_accents(a).upper())
        for a, b in pairs
    )


def _signs(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).translate(_APOSTROPHES)
    return " ".join(text.split())


def _seen(name: str) -> str:
    return "".join(s for s in name if unicodedata.category(s) not in _UNSEEN)
