"""What of a block that is pasted is no score of a case, a sentence each, with its place."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from criteria.case import Case
from prioritisation.imports.making.over import FileComparison, StrangeName
from prioritisation.imports.model import CellProblem, FileReading
from prioritisation.sentences.import_problems import remedy_text
from prioritisation.wording import t

_SHOWN = 80
_TWICE = ("duplicate_criterion", "duplicate_lever")


class PastedPlaces:
    """Which lever and which criterion a cell of a block is of, by where their names stand."""

    def __init__(self, reading: FileReading) -> None:
        self._reading = reading

    def about(self, cell: str) -> str:
        """The names that a cell is of; empty where none is known."""
        return self._names.get(cell, "")

    def named(self, cell: str) -> str:
        """The same with the name of the cell."""
        about = self.about(cell)
        return t("{name} ({cell})", name=about, cell=cell) if about else cell

    @cached_property
    def _names(self) -> dict[str, str]:
        reading = self._reading
        names = {c.cell: c.name[:_SHOWN] for c in reading.criteria if c.name}
        if reading.layout is not None and reading.layout.lying != "long":
            for lever in reading.levers:
                for criterion in reading.criteria:
                    words = _pair(lever.name[:_SHOWN], criterion.name[:_SHOWN])
                    across, down = _parts(lever.cell), _parts(criterion.cell)
                    in_rows = reading.layout.lying == "rows"
                    cell = (down[0] + across[1]) if in_rows else (across[0] + down[1])
                    names[cell] = words
        return names | {s.cell: _pair(s.lever, s.criterion) for s in reading.scores if s.cell}


def _pair(lever: str, criterion: str) -> str:
    return t("{lever}: {criterion}", lever=lever, criterion=criterion)


def _parts(cell: str) -> tuple[str, str]:
    """The letters and the figures of the name of a cell."""
    match = re.fullmatch(r"([A-Z]+)([0-9]+)", cell)
    return (match[1], match[2]) if match else (cell, "")


def strange_sentences(case: Case, compared: FileComparison) -> Iterator[str]:
    """Names that the case does not have, and what is computed in it."""
    labels = {v.id: v.label for v in case.levers} | {
        c.id: c.official or c.label for c in case.criteria
    }
    for one in _named(compared.new_criteria):
        words = t("« {name} » is no criterion of this case.", name=one.name[:_SHOWN])
        yield words + _nearest(labels.get(one.near, ""))
    for one in _named(compared.new_levers):
        words = t("« {name} » is no lever of this case.", name=one.name[:_SHOWN])
        yield words + _nearest(labels.get(one.near, ""))
    for criterion in compared.computed:
        yield t("{criterion} is computed, not written.", criterion=case.criterion(criterion).label)


def _named(strangers: Iterable[StrangeName]) -> list[StrangeName]:
    """What stands under no name at all is said with what stands there."""
    return [one for one in strangers if one.name]


def _nearest(name: str) -> str:
    """A sentence on the name that may be meant, a space before it; empty where none is near."""
    return f" {t('The nearest name is « {name} ».', name=name)}" if name else ""


def wrong_cells(reading: FileReading) -> Iterator[str]:
    """What is wrong in the cells of a block, and what to do about it."""
    places = PastedPlaces(reading)
    for problem in reading.problems:
        yield from _wrong(reading, problem, places)


def _wrong(reading: FileReading, problem: CellProblem, places: PastedPlaces) -> Iterator[str]:
    if problem.kind in _TWICE:
        yield t("« {name} » is there twice: keep one of them.", name=problem.found[:_SHOWN])
        return
    if problem.kind == "unnamed_criterion":
        beyond = [s.found for s in reading.scores if not s.criterion and s.found]
        yield from (
            t("« {name} » stands under no criterion.", name=one[:_SHOWN]) for one in beyond
        )
        return
    where, remedy = places.named(problem.cell), remedy_text(problem)
    if not problem.found:
        yield t("{where}: {why}", where=where, why=remedy)
        return
    yield t(
        "{where}: « {found} ». {remedy}", where=where, found=problem.found[:_SHOWN], remedy=remedy
    )
