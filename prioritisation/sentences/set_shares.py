"""For which share of the weights a set is the best of its size, as it is written."""

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.regions import Regions, first_regions
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.sets import LeverSet
from prioritisation.sentences.assertions import Quantity, WrittenFigure
from prioritisation.sentences.shares import (
    ShareTexts,
    bounds_text,
    possible_share,
    region_texts,
    set_texts,
    sure_share,
)
from prioritisation.wording import t
from prioritisation.wording.asserted import asserting


def is_alone(comparison: SetComparison, rows: LeverSet) -> bool:
    """Whether no other set of its size may be chosen: it is then the best of nothing."""
    return comparison.sets is not None and len(comparison.sets.of_size(len(rows))) == 1


def best_set_text(comparison: SetComparison, rows: LeverSet) -> str:
    """For which share of the weights a set stays the best of its size.

    No word of solidity: the share takes neither codings of words nor open choices into account.
    Empty with one criterion, which leaves no other weights, with no other set of that size, and
    when it was not computed.
    """
    if comparison.over_weights is None or len(comparison.matrix.criteria) == 1:
        return ""
    if is_alone(comparison, rows):
        return ""
    return t("the best for {share}", share=weights_of_set(comparison, rows))


def weights_of_set(comparison: SetComparison, rows: LeverSet) -> str:
    """That share in a sentence, computed and not of the only set of its size."""
    assert comparison.over_weights is not None  # noqa: S101 (asked by the caller)
    texts, row = share_of_set(comparison, rows)
    share = texts.of_weights(row, whole=comparison.within.whole)
    of_set = comparison.over_weights.robust[len(rows)].of(rows)
    ends = of_set.sure, of_set.possible
    if regions := _first_regions(comparison, rows):
        ends = regions.regions[rows[0]].sure_share, regions.regions[rows[0]].possible_share
    return asserting(share, WrittenFigure(Quantity.SET_WEIGHTS, *ends, share, rows))


def share_of_set(comparison: SetComparison, rows: LeverSet) -> tuple[ShareTexts, int]:
    """Where the share of the weights for which a set is the best of its size is written.

    Returns
    -------
    The shares that it is one of, and its row.
    """
    assert comparison.over_weights is not None  # noqa: S101 (asked by the caller)
    if regions := _first_regions(comparison, rows):
        return region_texts(regions, comparison.thresholds), rows[0]
    robust = comparison.over_weights.robust[len(rows)]
    return set_texts(robust, comparison.thresholds), robust.sets.index(robust.of(rows))


def _first_regions(comparison: SetComparison, rows: LeverSet) -> Regions | None:
    """Where a lever alone is first, for it is then the best of its size: one quantity, one figure.

    None where it is not: of several levers, or where one is left out or has a workload.
    """
    sets = comparison.sets
    if len(rows) > 1 or sets is None:
        return None
    alone = list(sets.of_size(1))
    if len(alone) < len(comparison.matrix.alternatives) or sets.bonus[alone].any():
        return None
    return first_regions(comparison.matrix, comparison.within)


def set_share_text(comparison: SetComparison, rows: LeverSet) -> str:
    """For which share a set is the best of its size, from sure to possible, ties told to be so.

    Empty with no other set of that size.
    """
    assert comparison.over_weights is not None  # noqa: S101 (asked by the caller)
    if is_alone(comparison, rows):
        return ""
    texts, row = share_of_set(comparison, rows)
    robust_set = comparison.over_weights.robust[len(rows)].of(rows)
    if robust_set.tied <= TIE:
        return texts.bounds(row)
    whatever = sure_share(robust_set.alone + robust_set.tied)
    share = bounds_text(whatever, possible_share(robust_set.possible))
    return t("about {share}, alone or tied", share=share)
