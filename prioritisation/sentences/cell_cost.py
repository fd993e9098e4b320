"""What it costs not to know one score: the ranks that its lever has by it alone."""

import numpy as np

from criteria.case import Case
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.ranking import at_ends_of
from prioritisation.sentences.dossiers import counted_case
from prioritisation.sentences.phrases import rank_text, score_bounds_text
from prioritisation.wording import t


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
