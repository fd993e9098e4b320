"""Which scores keep from saying more: missing, or uncertain; what doubtful ones are called."""

from collections import Counter

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.scenario import Analysis, Lead
from prioritisation.sentences.assertions import Quantity, WrittenFigure
from prioritisation.wording import in_letters, listed, t, tn
from prioritisation.wording.asserted import asserting, joined_by

_MOST_CRITERIA = 3
"""Criteria named in a reservation; beyond, the numbers of scores are said."""


def lacking_text(analysis: Analysis) -> str:
    """Sentences on what is missing to say more, to end another; empty when nothing is.

    Only scores that matter are counted: of criteria that weigh something and, when the question
    is who is first with these weights, of levers that can be first with them.
    """
    weigh = {c for c, w in zip(analysis.matrix.criteria, analysis.weights, strict=True) if w > 0}
    levers, here = analysis.matrix.alternatives, (Lead.OPEN, Lead.REACHABLE)
    if analysis.verdict.lead in here:
        levers = tuple(levers[i] for i in analysis.ranking.possible_firsts)
    missing, uncertain = (
        Counter(s.criterion for s in scores if s.criterion in weigh and s.lever in levers)
        for scores in (analysis.table.unknowns, analysis.table.uncertain)
    )
    if len(missing) + len(uncertain) > _MOST_CRITERIA:
        return joined_by("", _in_numbers(missing.total(), uncertain.total()))
    parts = []
    if missing:
        parts += [t(". Missing scores: {what}", what=listed(_each(analysis, missing)))]
    if uncertain:
        parts += [t(". Uncertain scores: {what}", what=listed(_each(analysis, uncertain)))]
    return "".join(parts)


def doubtful_scores(*matrices: DecisionMatrix, weights: Floats | None = None) -> str:
    """What the scores that are not known are called: unknown, uncertain or both; or nothing.

    Parameters
    ----------
    weights
        One a column: the scores of criteria that weigh nothing are left aside; all count without.
    """
    unknown = uncertain = False
    for matrix in matrices:
        for row, column in matrix.open_cells:
            if weights is None or weights[column] > 0:
                unknown |= (row, column) in matrix.unknown
                uncertain |= (row, column) not in matrix.unknown
    if unknown and uncertain:
        return t("unknown or uncertain scores")
    if unknown:
        return t("unknown scores")
    return t("uncertain scores") if uncertain else ""


def _in_numbers(missing: int, uncertain: int) -> list[str]:
    parts: list[str] = []
    if missing:
        text = tn(". {n} score is missing", ". {n} scores are missing", missing)
        parts += [asserting(text, WrittenFigure(Quantity.MISSING, missing, missing, str(missing)))]
    if uncertain:
        text = tn(". {n} score is uncertain", ". {n} scores are uncertain", uncertain)
        parts += [
            asserting(
                text, WrittenFigure(Quantity.UNCERTAIN, uncertain, uncertain, str(uncertain))
            )
        ]
    return parts


def _each(analysis: Analysis, counts: Counter[str]) -> list[str]:
    """Of how many levers each criterion is missing, in the order of the case."""
    return [_of_levers(analysis, c, counts[c]) for c in analysis.matrix.criteria if c in counts]


def _of_levers(analysis: Analysis, criterion: str, count: int) -> str:
    name = analysis.case.criterion(criterion).in_sentence
    return tn(
        "{name} of one lever", "{name} of {many} levers", count, name=name, many=in_letters(count)
    )
