"""Which scores keep from saying more: missing, or between two values; what both are called."""

from collections import Counter
from collections.abc import Iterator, Sequence

from criteria.model import Score
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.robustness.information import overtaking_cells
from prioritisation.analysis.scenario import Analysis, Lead
from prioritisation.wording import in_letters, listed, t, tn

_MOST_CRITERIA = 3
"""Criteria named; beyond, the numbers of scores are said."""


def why_missing(score: Score) -> str:
    """The reason written beside a score; for one that nothing gives yet, that this is why."""
    if score.reason or not score.unknown:
        return score.reason
    return t("nothing is listed yet that would give it: to be counted")


def uncertain_cells(
    matrix: DecisionMatrix, weights: Floats | None = None
) -> list[tuple[int, int]]:
    """The cells (row, column) whose score is missing or lies between bounds.

    Parameters
    ----------
    weights
        One a column: the scores of criteria that weigh nothing are left aside; all count without.
    """
    return [cell for cell in matrix.open_cells if weights is None or weights[cell[1]] > 0]


def nothing_known(matrix: DecisionMatrix, weights: Floats) -> bool:
    """Whether every score of a criterion that weighs something may be anywhere on its scale."""
    low, high = matrix.low[:, weights > 0], matrix.high[:, weights > 0]
    return bool((low == 0).all() and (high == 1).all())


def possible_cells(analysis: Analysis) -> list[tuple[int, int]]:
    """Those of the levers that can be first with these weights."""
    firsts = analysis.ranking.possible_firsts
    return [c for c in uncertain_cells(analysis.matrix, analysis.weights) if c[0] in firsts]


def doubted_text(analysis: Analysis) -> str:
    """How many scores given, that are inferred or doubted, could put another lever first.

    They count for what is given: no interval says how far they may be from it. Empty when none
    can.
    """
    n = len(overtaking_cells(analysis.matrix, analysis.weights))
    if not n:
        return ""
    return tn(
        "{n} score given, to check, could put another one first.",
        "{n} scores given, to check, could put another one first.",
        n,
    )


def doubtful_scores(*matrices: DecisionMatrix) -> str:
    """What the scores that are not known are called; nothing when all are."""
    return t("uncertain scores") if any(matrix.open_cells for matrix in matrices) else ""


def lacking_text(analysis: Analysis) -> str:
    """Sentences on what is missing to say more; empty when nothing is.

    Only scores that matter are counted: of criteria that weigh something and, when the question
    is who is first with these weights, of levers that can be first with them. It is said where
    there are others: elsewhere all are counted.
    """
    verdict, levers = analysis.verdict, analysis.matrix.alternatives
    if verdict.lead in (Lead.OPEN, Lead.REACHABLE):
        levers = tuple(levers[i] for i in analysis.ranking.possible_firsts)
    elif verdict.lead is Lead.TIED or not _more_to_learn(analysis):
        return ""
    weigh = {c for c, w in zip(analysis.matrix.criteria, analysis.weights, strict=True) if w > 0}
    every = analysis.table.unknowns, analysis.table.uncertain
    missing, between = (
        Counter(s.criterion for s in scores if s.criterion in weigh and s.lever in levers)
        for scores in every
    )
    if len(missing) + len(between) > _MOST_CRITERIA:
        return " ".join([*_in_numbers(missing.total(), between.total(), every)])
    parts = []
    if missing:
        what, some = listed(_each(analysis, missing)), missing.total() < len(every[0])
        counting = t("Missing scores that count for the first place: {what}.", what=what)
        parts += [counting if some else t("Missing scores: {what}.", what=what)]
    if between:
        what, some = listed(_each(analysis, between)), between.total() < len(every[1])
        counting = t(
            "Scores between two values that count for the first place: {what}.", what=what
        )
        parts += [counting if some else t("Scores between two values: {what}.", what=what)]
    return " ".join(parts)


def _more_to_learn(analysis: Analysis) -> bool:
    """Whether some values of the uncertain scores put the leader first for more weights."""
    region = analysis.region(analysis.verdict.leaders[0])
    return region.sure_share < region.possible_share


def _in_numbers(
    missing: int, between: int, every: tuple[Sequence[Score], Sequence[Score]]
) -> Iterator[str]:
    if missing:
        text = tn("{n} score is missing.", "{n} scores are missing.", missing)
        if missing < len(every[0]):
            text = tn(
                "{n} missing score counts for the first place.",
                "{n} missing scores count for the first place.",
                missing,
            )
        yield text
    if between:
        text = tn(
            "{n} score is between two values.", "{n} scores are between two values.", between
        )
        if between < len(every[1]):
            text = tn(
                "{n} score between two values counts for the first place.",
                "{n} scores between two values count for the first place.",
                between,
            )
        yield text


def _each(analysis: Analysis, counts: Counter[str]) -> list[str]:
    """Of how many levers each criterion is missing, in the order of the case."""
    return [_of_levers(analysis, c, counts[c]) for c in analysis.matrix.criteria if c in counts]


def _of_levers(analysis: Analysis, criterion: str, count: int) -> str:
    name = analysis.case.criterion(criterion).in_sentence
    return tn(
        "{name} of one lever", "{name} of {many} levers", count, name=name, many=in_letters(count)
    )
