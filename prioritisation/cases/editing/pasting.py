"""A block of a spreadsheet as scores: a line of criteria, then a line for each lever.

Cells are apart by tabs or by « ; ». What is empty stays as it is; nothing is guessed: a name that
the case does not have is told.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import zip_longest

from criteria.case import Case
from criteria.scales import Scale, WordScale
from prioritisation.cases.editing.notes import NoteKind
from prioritisation.wording import t

_MOST_SIGNS, _MOST_LINES, _MOST_CELLS = 20_000, 60, 30
_NEAR = 0.75
_UNKNOWN = {"?", "inconnu", "inconnue", "manquant", "manquante", "nsp"}


@dataclass(frozen=True, slots=True)
class PastedScore:
    """A cell of the block: what it says of a lever on a criterion."""

    lever: str
    criterion: str
    kind: NoteKind
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class PastedBlock:
    """What a block says.

    Attributes
    ----------
    criteria, levers
        The names that it has and the case has not.
    twice
        The names of what it has a second time: nothing says which one counts.
    beyond
        The cells that stand under no name of a criterion.
    too_large
        Whether it has more signs, lines or cells than a case may have: nothing of it is read then.
    """

    scores: tuple[PastedScore, ...] = ()
    criteria: tuple[str, ...] = ()
    levers: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    too_large: bool = False


def pasted_block(case: Case, combination: str, text: str) -> PastedBlock:
    """The scores of a block, in its order; none while something is there twice.

    Parameters
    ----------
    combination
        The ways of counting that are looked at: the words of a scale may depend on them.
    """
    if len(text) > _MOST_SIGNS:
        return PastedBlock(too_large=True)
    lines = [_cells(line) for line in text.splitlines() if line.strip()]
    if len(lines) > _MOST_LINES or any(len(line) > _MOST_CELLS for line in lines):
        return PastedBlock(too_large=True)
    if not lines:
        return PastedBlock()
    criteria = {_plain(name): c.id for c in case.criteria for name in (c.official, c.label)}
    levers = {_plain(n): v.id for v in case.levers for n in (v.short_label, v.label)}
    names = lines[0][1:]
    columns = [criteria.get(_plain(name), "") for name in names]
    rows = [(levers.get(_plain(name), ""), cells) for name, *cells in lines[1:]]
    begun = [line[0] for line in lines[1:]]
    twice = (*_again(names, columns), *_again(begun, [lever for lever, _ in rows]))
    scores = [
        PastedScore(
            lever, criterion, *_amounts(case.criterion(criterion).scale(combination), cell)
        )
        for lever, cells in rows
        for criterion, cell in zip(columns, cells, strict=False)
        if lever and criterion and cell and not twice
    ]
    return PastedBlock(
        tuple(scores),
        tuple(n for n, ident in zip(names, columns, strict=True) if n and not ident),
        tuple(n for n, (lever, _) in zip(begun, rows, strict=True) if not lever),
        twice,
        tuple(c for _, cells in rows for c, n in zip_longest(cells, names) if c and not n),
    )


def nearest_name(name: str, names: Iterable[str]) -> str:
    """The name that is nearest to one that the case does not have; empty when none is near."""
    plain = {_without_accents(one): one for one in names if one}
    near = get_close_matches(_without_accents(name), plain, n=1, cutoff=_NEAR)
    return plain[near[0]] if near else ""


def _without_accents(name: str) -> str:
    apart = unicodedata.normalize("NFD", _plain(name))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _again(names: Iterable[str], idents: Sequence[str]) -> Iterator[str]:
    """Each name of what an earlier one names already."""
    for k, (name, ident) in enumerate(zip(names, idents, strict=True)):
        if ident and ident in idents[:k]:
            yield name


def _amounts(scale: Scale, cell: str) -> tuple[NoteKind, str, str]:
    """What a cell says: nothing known, one amount, or two."""
    if _plain(cell) in _UNKNOWN:
        return NoteKind.UNKNOWN, "", ""
    whole = _level(scale, cell)
    pair = None if whole != cell else _between().fullmatch(cell)
    if pair is None:
        return NoteKind.EXACT, whole, ""
    low, high = (_level(scale, one.strip()) for one in pair.groups())
    return NoteKind.RANGE, low, high


def _between() -> re.Pattern[str]:
    """Two amounts, with the word that sentences have between them, a dash or dots."""
    word = re.escape(t("{low} to {high}", low="", high="").strip())
    return re.compile(rf"(.+?)(?:\s+{word}\s+|\s*[–—]\s*|\.\.|…)(.+)")


def _level(scale: Scale, words: str) -> str:
    """The id of the level of these words; the words where there is none."""
    if not isinstance(scale, WordScale):
        return words
    bare = _plain(words.strip("«» \u00a0"))
    ids = {_plain(name): one.id for one in scale.levels for name in (one.label, one.id)}
    return ids.get(bare, words)


def _cells(line: str) -> list[str]:
    """The cells of a line, without the spaces and the quotation marks around."""
    sign = "\t" if "\t" in line else ";"
    return [cell.strip().strip('"').strip() for cell in line.split(sign)]


def _plain(name: str) -> str:
    return " ".join(name.replace("\u00a0", " ").replace("’", "'").split()).casefold()
