"""What the group should answer in writing before it votes (method reference, section 5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from criteria.case import Case
from criteria.model import Standing, Status
from prioritisation.matrix import decision_matrix
from prioritisation.room.setup import Setup


class WarningKind(StrEnum):
    """What is warned about; the sentences are in ``prioritisation.sentences.warnings``."""

    UNKNOWN = "unknown"
    INFERRED = "inferred"
    PERIMETER = "perimeter"
    ANCHORS = "anchors"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class WarningNote:
    """One warning; ``what`` holds the ids concerned, ``answer`` what the group wrote."""

    id: str
    kind: WarningKind
    what: tuple[str, ...]
    answer: str = ""


def warnings_of(case: Case, setup: Setup) -> tuple[WarningNote, ...]:
    """The warnings of a framed case, in the order they are asked."""
    return tuple(_found(case, setup))


def _found(case: Case, setup: Setup) -> Iterator[WarningNote]:
    table = case.tables[setup.perimeter]
    unknown = tuple(dict.fromkeys(s.criterion for s in table.unknowns))
    if unknown:
        yield WarningNote(WarningKind.UNKNOWN, WarningKind.UNKNOWN, unknown)
    inferred = dict.fromkeys(
        s.criterion for s in table.scores.values() if s.status is Status.INFERRED
    )
    if inferred:
        yield WarningNote(WarningKind.INFERRED, WarningKind.INFERRED, tuple(inferred))
    if case.perimeter(setup.perimeter).status is Standing.TO_CONFIRM:
        yield WarningNote(WarningKind.PERIMETER, WarningKind.PERIMETER, (setup.perimeter,))
    anchors = tuple(c.id for c in case.criteria if c.scale_status is Standing.TO_CONFIRM)
    if anchors:
        yield WarningNote(WarningKind.ANCHORS, WarningKind.ANCHORS, anchors)
    flat = decision_matrix(table, setup.senses).flat_columns
    for column in flat:
        criterion = case.criteria[column].id
        yield WarningNote(f"{WarningKind.FLAT}:{criterion}", WarningKind.FLAT, (criterion,))
