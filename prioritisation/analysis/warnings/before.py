"""What the group should answer in writing before it votes (method reference, section 5)."""

from collections.abc import Iterator, Mapping

import numpy as np

from criteria.case import Case
from criteria.model import PerformanceTable, Sense, Standing, Status
from prioritisation.analysis.matrix import SAME, DecisionMatrix, decision_matrix
from prioritisation.analysis.warnings.doubles import doubles
from prioritisation.analysis.warnings.limits import limits
from prioritisation.analysis.warnings.notes import WarningKind, WarningNote


def warnings_of(
    case: Case, perimeter: str, senses: Mapping[str, Sense]
) -> tuple[WarningNote, ...]:
    """The warnings of a case under a perimeter and these directions, in the order asked."""
    table = case.tables[perimeter]
    matrix = decision_matrix(table, senses)
    return (
        *_not_known(table),
        *_to_confirm(case, perimeter),
        *_flat(matrix),
        *doubles(case, table, senses, limits().correlation),
        *essential(case, matrix),
    )


def _not_known(table: PerformanceTable) -> Iterator[WarningNote]:
    unknown = tuple(dict.fromkeys(s.criterion for s in table.unknowns))
    if unknown:
        yield WarningNote(WarningKind.UNKNOWN.value, WarningKind.UNKNOWN, unknown)
    inferred = dict.fromkeys(
        s.criterion for s in table.scores.values() if s.status is Status.INFERRED
    )
    if inferred:
        yield WarningNote(WarningKind.INFERRED.value, WarningKind.INFERRED, tuple(inferred))


def _to_confirm(case: Case, perimeter: str) -> Iterator[WarningNote]:
    if case.perimeter(perimeter).status is Standing.TO_CONFIRM:
        yield WarningNote(WarningKind.PERIMETER.value, WarningKind.PERIMETER, (perimeter,))
    anchors = tuple(c.id for c in case.criteria if c.scale_status is Standing.TO_CONFIRM)
    if anchors:
        yield WarningNote(WarningKind.ANCHORS.value, WarningKind.ANCHORS, anchors)


def _flat(matrix: DecisionMatrix) -> Iterator[WarningNote]:
    for column in matrix.flat_columns:
        criterion = matrix.criteria[column]
        yield WarningNote(f"{WarningKind.FLAT}:{criterion}", WarningKind.FLAT, (criterion,))


def essential(case: Case, matrix: DecisionMatrix) -> Iterator[WarningNote]:
    """Levers surely at the worst of a criterion that the case says is essential (W11).

    A sum lets other criteria make up for it; a threshold does not. A lever that may be at the
    worst, its score being uncertain, is not named.
    """
    for criterion in case.criteria:
        if not criterion.essential:
            continue
        column = matrix.high[:, matrix.criteria.index(criterion.id)]
        levers = [matrix.alternatives[i] for i in np.flatnonzero(column <= SAME).tolist()]
        if levers:
            kind = WarningKind.ESSENTIAL
            yield WarningNote(f"{kind}:{criterion.id}", kind, (criterion.id, *levers))
