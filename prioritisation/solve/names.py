"""What the levers and the criteria of a problem are called, in messages only."""

from collections.abc import Mapping
from dataclasses import dataclass

from prioritisation.solve.errors import InvalidProblem
from prioritisation.solve.numbers import SHOWN, items
from prioritisation.wording import t

LEVERS, CRITERIA = "alternatives", "criteria"


@dataclass(frozen=True, slots=True)
class Names:
    """Names in the order of the rows and of the columns; none: they are numbered from 1."""

    levers: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()

    def lever(self, row: int) -> str:
        """« Name », or its number."""
        return _name(self.levers, row)

    def criterion(self, column: int) -> str:
        """« Name », or its number."""
        return _name(self.criteria, column)

    def of_lever(self, row: int) -> str:
        """A lever, after a place."""
        return t(" (lever {lever})", lever=self.lever(row))

    def of_criterion(self, column: int) -> str:
        """A criterion, after a place."""
        return t(" (criterion {criterion})", criterion=self.criterion(column))

    def of_cell(self, row: int, column: int | None) -> str:
        """A lever and a criterion, or a lever alone, after a place."""
        if column is None:
            return self.of_lever(row)
        values = {"lever": self.lever(row), "criterion": self.criterion(column)}
        return t(" (lever {lever}, criterion {criterion})", **values)


def names(given: Mapping[str, object], levers: int | None, criteria: int | None) -> Names:
    """The names that a problem gives, if it gives any; None: they are not used.

    Raises
    ------
    InvalidProblem
        If they are not texts, or not as many as there are levers or criteria.
    """
    return Names(_listed(given, LEVERS, levers), _listed(given, CRITERIA, criteria))


def _listed(given: Mapping[str, object], key: str, length: int | None) -> tuple[str, ...]:
    if length is None or given.get(key) is None:
        return ()
    found = items(given[key], key, length)
    texts = [name for name in found if isinstance(name, str)]
    if len(texts) < len(found):
        raise InvalidProblem(t("a list of names is expected"), key)
    return tuple(texts)


def _name(known: tuple[str, ...], index: int) -> str:
    if known:
        return t("« {word} »", word=known[index][:SHOWN])
    return t("no. {n}", n=index + 1)
