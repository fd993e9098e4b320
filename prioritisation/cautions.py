"""What the group should answer in writing before it votes (method reference, section 5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from criteria.case import Case
from criteria.model import Sense, Standing, Status
from prioritisation.matrix import decision_matrix


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


def warnings_of(
    case: Case, perimeter: str, senses: Mapping[str, Sense]
) -> tuple[WarningNote, ...]:
    """The warnings of a case under a perimeter and these directions, in the order asked."""
    return tuple(_found(case, perimeter, senses))


def _found(case: Case, perimeter: str, senses: Mapping[str, Sense]) -> Iterator[WarningNote]:
    table = case.tables[perimeter]
    unknown = tuple(dict.fromkeys(s.criterion for s in table.unknowns))
    if unknown:
        yield WarningNote(WarningKind.UNKNOWN, WarningKind.UNKNOWN, unknown)
    inferred = dict.fromkeys(
        s.criterion for s in table.scores.values() if s.status is Status.INFERRED
    )
    if inferred:
        yield WarningNote(WarningKind.INFERRED, WarningKind.INFERRED, tuple(inferred))
    if case.perimeter(perimeter).status is Standing.TO_CONFIRM:
        yield WarningNote(WarningKind.PERIMETER, WarningKind.PERIMETER, (perimeter,))
    anchors = tuple(c.id for c in case.criteria if c.scale_status is Standing.TO_CONFIRM)
    if anchors:
        yield WarningNote(WarningKind.ANCHORS, WarningKind.ANCHORS, anchors)
    flat = decision_matrix(table, senses).flat_columns
    for column in flat:
        criterion = case.criteria[column].id
        yield WarningNote(f"{WarningKind.FLAT}:{criterion}", WarningKind.FLAT, (criterion,))
