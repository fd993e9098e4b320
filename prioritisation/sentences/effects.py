"""Who comes first with equal weights: before and after a change of a case, or in two versions."""

from dataclasses import dataclass

import numpy as np

from criteria.case import Case
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.sentences.phrases import one_of
from prioritisation.wording import listed, t


@dataclass(frozen=True, slots=True)
class _Firsts:
    """Who comes first with equal weights: ids of those who do for sure, and of those who may."""

    sure: tuple[str, ...]
    possible: tuple[str, ...]


def effect_lines(before: Case, after: Case, combination: str) -> tuple[str, str]:
    """Who comes first with equal weights, as the case is and as it would be, if that changes."""
    firsts = _firsts(before, combination)
    # A way of counting may leave with what is written.
    other = combination if combination in after.tables else after.default_combination
    then = _firsts(after, other)
    now = t("Now: {who}.", who=_firsts_text(before, firsts))
    if then == firsts:
        return now, t("It would change nothing of that.")
    return now, t("With this: {who}.", who=_firsts_text(after, then))


def _firsts(case: Case, combination: str) -> _Firsts:
    counted = case.keeping(tuple(c.id for c in case.criteria if c.active))
    matrix = decision_matrix(counted.tables[combination], {})
    n = len(counted.criteria)
    ranking = additive(matrix, np.full(n, 1 / n))
    sure, possible = (
        tuple(sorted(case.levers[i].id for i in rows))
        for rows in (ranking.necessary_firsts, ranking.possible_firsts)
    )
    return _Firsts(sure, possible)


def _firsts_text(case: Case, firsts: _Firsts) -> str:
    sure, possible = (
        [v.label for v in case.levers if v.id in ids] for ids in (firsts.sure, firsts.possible)
    )
    if len(sure) == 1:
        return t("{lever} is first", lever=sure[0])
    if sure:
        return t("{levers} are first, tied", levers=listed(sure))
    return t("{levers} may be first", levers=one_of(possible))
