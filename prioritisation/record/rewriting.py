"""The files of a case with what was written since, whole or as a record tells them."""

from dataclasses import replace

from criteria.case import Case
from criteria.folder import loaded
from criteria.model import Lever, PerformanceTable, Score, Status
from prioritisation.record.subject import CasePart
from prioritisation.wording import t


def whole_case(part: CasePart) -> Case:
    """The case of the files: every lever and criterion, and the levers that were added.

    Raises
    ------
    InvalidCase
        When the files are not those of a case.
    """
    case = loaded(part.files)
    known = {lever.id for lever in case.levers}
    added = tuple(Lever(**v.model_dump()) for v in part.levers if v.id not in known)
    tables = {p: _with_levers(table, added) for p, table in case.tables.items()}
    for written in part.written:
        table = tables[written.perimeter]
        score = Score(**written.model_dump(exclude={"perimeter"}))
        scores = {**table.scores, (score.lever, score.criterion): score}
        tables[written.perimeter] = replace(table, scores=scores)
    return replace(case, levers=(*case.levers, *added), tables=tables)


def _with_levers(table: PerformanceTable, added: tuple[Lever, ...]) -> PerformanceTable:
    """The table with more levers, unknown on every criterion until something is written."""
    reason = t("this lever was added in a scenario")
    unknown = {
        (lever.id, criterion.id): Score(
            lever.id, criterion.id, None, None, Status.UNKNOWN, reason=reason
        )
        for lever in added
        for criterion in table.criteria
    }
    return replace(table, levers=(*table.levers, *added), scores={**table.scores, **unknown})


def told_case(part: CasePart) -> Case:
    """The same with the levers and the criteria that the record tells, in its order."""
    whole = whole_case(part)
    case = whole.keeping(tuple(c.id for c in part.criteria))
    levers = tuple(whole.lever(v.id) for v in part.levers)
    tables = {p: replace(table, levers=levers) for p, table in case.tables.items()}
    return replace(case, levers=levers, tables=tables)
