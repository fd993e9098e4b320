"""What a correction does to the first place with equal weights; what a missing score costs."""

import numpy as np

from criteria.case import Case
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.ranking import additive, at_ends_of
from prioritisation.sentences.counted import First, first_text
from prioritisation.sentences.dossiers import counted_case
from prioritisation.sentences.phrases import rank_text, score_bounds_text
from prioritisation.wording import t


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


def _firsts(case: Case, combination: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who comes first with equal weights: ids of those who do for sure, and of those who may."""
    counted = case.keeping(tuple(c.id for c in case.criteria if c.active))
    matrix = decision_matrix(counted.tables[combination], {})
    n = len(counted.criteria)
    ranking = additive(matrix, np.full(n, 1 / n))
    sure, possible = (
        tuple(sorted(case.levers[i].id for i in rows))
        for rows in (ranking.necessary_firsts, ranking.possible_firsts)
    )
    return sure, possible


def _firsts_text(case: Case, firsts: tuple[tuple[str, ...], tuple[str, ...]]) -> str:
    sure, possible = (
        tuple(i for i, lever in enumerate(case.levers) if lever.id in ids) for ids in firsts
    )
    return first_text([lever.label for lever in case.levers], First(sure, possible))


def cost_text(case: Case, combination: str, cell: tuple[str, str]) -> str:
    """The rank of the lever of a cell by its score at its two ends, with equal weights.

    Those of what is known of it, where that is between two. Exact, in no time. Empty for a score
    that is known, or on a criterion that is not counted.
    """
    lever, criterion = cell
    counted = counted_case(case)
    ids = [c.id for c in counted.criteria]
    if criterion not in ids or (score := counted.tables[combination].score(*cell)).exact:
        return ""
    matrix = decision_matrix(counted.tables[combination], {})
    row = matrix.alternatives.index(lever)
    n = len(ids)
    rankings = at_ends_of(matrix, np.full(n, 1 / n), (row, ids.index(criterion)))
    worst, best = (rank_text(ranking, row) for ranking in rankings)
    values = {"lever": case.lever(lever).label, "best": best, "worst": worst}
    if worst == best:
        return t("With equal weights, whatever this score is, {lever} has rank {best}.", **values)
    if score.low is None or score.high is None:
        return t(
            "With equal weights, {lever} would have rank {best} if this score were the best, "
            "{worst} if it were the worst.",
            **values,
        )
    value = counted.criterion(criterion).scale.value
    ends = sorted((score.low, score.high), key=value)
    low, high = (score_bounds_text(case.criterion(criterion), (a, a)) for a in ends)
    return t(
        "With equal weights, {lever} would have rank {best} if this score were {high}, {worst} if "
        "it were {low}.",
        low=low,
        high=high,
        **values,
    )
