"""Double counting (W3): criteria that rank alike, rest on the same source, or share a name."""

import unicodedata
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations

import numpy as np

from criteria.case import Case
from criteria.model import PerformanceTable, Sense
from prioritisation.analysis.matrix import SAME, DecisionMatrix, Floats, decision_matrix
from prioritisation.analysis.warnings.notes import WarningKind, WarningNote

FEWEST = 5
"""Levers with an exact score on both criteria: with fewer, ranks agree by chance."""

ALIKE = 0.85
"""Share of common letters from which two names are nearly the same."""


def doubles(
    case: Case, table: PerformanceTable, senses: Mapping[str, Sense], least: float
) -> Iterator[WarningNote]:
    """What may count twice, in the order of the criteria.

    Parameters
    ----------
    least
        Rank correlation above which, in either sense, two criteria are named.
    """
    matrix = decision_matrix(table, senses)
    for a, b in combinations(range(len(matrix.criteria)), 2):
        found = rank_correlation(matrix, a, b)
        if found is not None and abs(found[0]) > least + SAME:
            pair = matrix.criteria[a], matrix.criteria[b]
            yield _note(WarningKind.CORRELATED, pair, n=found[1], share=found[0])
    for source, criteria in _sources(table).items():
        if len(criteria) > 1:
            name = f"{WarningKind.SHARED_SOURCE}:{source}"
            yield WarningNote(name, WarningKind.SHARED_SOURCE, (source, *criteria))
    for one, other in combinations(case.criteria, 2):
        if alike(one.label, other.label):
            yield _note(WarningKind.ALIKE_NAMES, (one.id, other.id))


def _note(
    kind: WarningKind, pair: tuple[str, str], n: int = 0, share: float | None = None
) -> WarningNote:
    return WarningNote(f"{kind}:{'+'.join(pair)}", kind, pair, n=n, share=share)


def rank_correlation(matrix: DecisionMatrix, a: int, b: int) -> tuple[float, int] | None:
    """Spearman's correlation of two columns, and the levers it rests on.

    None with fewer than ``FEWEST`` levers exactly known on both, or when one column is constant.
    """
    exact = (matrix.high - matrix.low <= SAME)[:, [a, b]].all(axis=1)
    if exact.sum() < FEWEST:
        return None
    one, other = (_centred_ranks(matrix.low[exact, column]) for column in (a, b))
    spread = float(np.sqrt((one @ one) * (other @ other)))
    if spread <= SAME:
        return None
    return float(one @ other) / spread, int(exact.sum())


def _centred_ranks(values: Floats) -> Floats:
    """Ranks from the smallest, less their mean; tied values share the mean of theirs."""
    rounded = values.round(9)
    below = (rounded[:, None] > rounded).sum(axis=1)
    level = (rounded[:, None] == rounded).sum(axis=1)
    ranks = np.asarray(below + (level + 1) / 2, dtype=float)
    return np.asarray(ranks - ranks.mean())


def _sources(table: PerformanceTable) -> Mapping[str, tuple[str, ...]]:
    """Source -> the criteria with a known score that rests on it, in table order."""
    found: dict[str, dict[str, None]] = {}
    for criterion in table.criteria:
        for lever in table.levers:
            score = table.score(lever.id, criterion.id)
            if score.source and not score.unknown:
                found.setdefault(score.source, {})[criterion.id] = None
    return {source: tuple(criteria) for source, criteria in found.items()}


def alike(one: str, other: str) -> bool:
    """Whether two names are nearly the same, whatever their case, accents and plurals.

    Names with other numbers or single letters (axis 1 and axis 2) are other names.

    Examples
    --------
    >>> alike("Impact carbone", "Impacts Carbone")
    True
    >>> alike("Impact carbone", "Impact social"), alike("Axis 1", "Axis 2")
    (False, False)
    """
    if _marks(one) != _marks(other):
        return False
    return SequenceMatcher(None, _plain(one), _plain(other)).ratio() >= ALIKE


def _marks(name: str) -> list[str]:
    """Words of a name that only number it."""
    return [word for word in _plain(name).split() if len(word) == 1 or word.isdigit()]


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())
