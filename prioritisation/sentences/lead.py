"""By how much one lever is ahead: a range over the next one, or at least how much over all."""

from math import ceil, floor

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.scenario import Analysis, Lead
from prioritisation.sentences import phrases
from prioritisation.wording import number, points, span, t
from prioritisation.wording.numbers import half_up

_SMALLEST = 0.1
"""Leads below this, in points, are not written: only how large they may be."""


def lead_text(analysis: Analysis) -> str:
    """By how much the sole leader is ahead, or who may equal it; no capital and no full stop."""
    verdict = analysis.verdict
    assert verdict.gap is not None  # noqa: S101 (a sole leader has a gap)
    low, high = (100 * g for g in verdict.gap)
    first, second = verdict.leaders[0], verdict.rival or 0
    leader, rival = phrases.lever_labels(analysis, (first, second))
    # Rounded down to a whole number, it could be less than what the points shown differ by.
    ranking = analysis.ranking
    difference = half_up(100 * ranking.low[first]) - half_up(100 * ranking.high[second])
    digits = 0 if floor(low) >= difference else 1
    if verdict.lead is Lead.REACHABLE:
        return equals_text(analysis)
    if low < _SMALLEST:
        most = _points(ceil(high), ceil(high))
        return t("it is up to {gap} ahead of {rival}", gap=most, rival=rival)
    if verdict.lead is Lead.NECK_AND_NECK:
        return t("{leader} is {gap} ahead", leader=leader, gap=_points(low, high))
    if ranking.order[1] == verdict.rival:
        gap = _points(low, high, digits)
        return t("it is {gap} ahead of {rival}", gap=gap, rival=rival)
    # « At least 0 » would say nothing.
    least = floor(10**digits * low + TIE) / 10**digits or low
    gap = _points(least, least)
    return t("it is at least {gap} ahead of each of the others", gap=gap)


def equal_rows(analysis: Analysis) -> tuple[int, ...]:
    """The levers that may have as many points as the sole leader, best placed first."""
    leader, ranking = analysis.verdict.leaders[0], analysis.ranking
    return tuple(i for i in ranking.order if i != leader and ranking.gap(leader, i)[0] <= TIE)


def equals_text(analysis: Analysis) -> str:
    """Who may be tied with the leader."""
    levers = phrases.lever_labels(analysis, equal_rows(analysis))
    return t("{levers} may be level with it", levers=phrases.one_of(levers))


def _points(low: float, high: float, digits: int = 0) -> str:
    """A lead in points, its least rounded down when it is a range.

    With a decimal below one point, and when it is known: as the points on the screen tell it.

    Parameters
    ----------
    digits
        Decimals of a range, one at least below one point.
    """
    digits = max(digits, 1 if low < 1 else 0)
    least = floor(low * 10**digits + TIE) / 10**digits
    exact = round(high - low, 9) == 0
    if exact and low >= 1:
        least, digits = low, 0 if half_up(low, 1) % 1 == 0 else 1
    text = number(least, digits) if exact else span(least, high, digits)
    return points(text)
