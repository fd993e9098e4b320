"""Ranks, points and shares as people read them."""

from collections.abc import Sequence
from math import ceil, floor

import numpy as np

from prioritisation.analysis.ranking import TIE, Ranking
from prioritisation.analysis.scenario import Analysis
from prioritisation.wording import NBSP, listed, percent, span, t
from prioritisation.wording.numbers import either

MOST_DIGITS = 3
LEAST_WRITTEN = 0.01
"""Smallest share written in whole percents."""

MOST_LISTED = 5
"""Words of a list that are said; with more, the last of these says how many others there are."""


def names(analysis: Analysis, rows: tuple[int, ...]) -> list[str]:
    """Labels of levers, for rows of the matrix."""
    return [analysis.case.levers[i].label for i in rows]


def all_of(words: Sequence[str]) -> str:
    """« a, b and c », shortened when it is long: « a, b, c, d and 3 others »."""
    left = len(words) - MOST_LISTED + 1
    if left < 2:  # noqa: PLR2004 (one alone is named)
        return listed(words)
    return listed([*words[: MOST_LISTED - 1], t("{n} others", n=left)])


def one_of(words: Sequence[str]) -> str:
    """« a, b or c », shortened when it is long: « a, b, c, d or one of 3 others »."""
    left = len(words) - MOST_LISTED + 1
    if left < 2:  # noqa: PLR2004 (one alone is named)
        return either(words)
    return either([*words[: MOST_LISTED - 1], t("one of {n} others", n=left)])


def rank_text(ranking: Ranking, row: int) -> str:
    """A rank, or the interval of ranks, and whether it is surely shared."""
    ranks = span(int(ranking.best[row]), int(ranking.worst[row]))
    return t("{rank} (tied)", rank=ranks) if _surely_tied(ranking, row) else ranks


def _surely_tied(ranking: Ranking, row: int) -> bool:
    """Whether another row has the same value, both being known."""
    known = ranking.high - ranking.low <= TIE
    equal = np.abs(ranking.low - ranking.low[row]) <= TIE
    return bool(known[row] and (known & equal).sum() > 1)


def points_digits(ranking: Ranking) -> int:
    """Decimals of points: none, unless two levers that are not tied would read the same."""
    values = list(zip(ranking.low.tolist(), ranking.high.tolist(), strict=True))
    exact = {(round(low, 9), round(high, 9)) for low, high in values}
    return next(
        (
            digits
            for digits in range(MOST_DIGITS)
            if len({(round(100 * lo, digits), round(100 * hi, digits)) for lo, hi in values})
            == len(exact)
        ),
        MOST_DIGITS,
    )


def points_text(ranking: Ranking, row: int) -> str:
    """Points out of 100: « 73 à 76 »."""
    low, high = 100 * float(ranking.low[row]), 100 * float(ranking.high[row])
    return span(low, high, points_digits(ranking))


def contribution_text(ranking: Ranking, row: int, column: int) -> str:
    """Points a criterion brings to a lever: « 0 à 33 »."""
    low, high = ranking.low_contributions[row, column], ranking.high_contributions[row, column]
    return span(100 * float(low), 100 * float(high), points_digits(ranking))


def sure_percent(share: float) -> str:
    """A share that is certain, in whole percents, never rounded up."""
    return percent(floor(100 * share + TIE) / 100)


def sure_share(share: float) -> str:
    """A share that is certain, in a sentence: never rounded up, nor none when it is some."""
    if TIE < share < LEAST_WRITTEN:
        return t("less than {share}", share=percent(LEAST_WRITTEN))
    return sure_percent(share)


def possible_percent(share: float) -> str:
    """A share that is possible, in whole percents, never rounded down."""
    return percent(ceil(100 * share - TIE) / 100)


def share_text(sure: float, possible: float, error: float = 0.0) -> str:
    """A share of weights from sure to possible; says when it is estimated."""
    low, high = sure_percent(sure), possible_percent(possible)
    both = t("{low} to {high}", low=low.removesuffix(f"{NBSP}%"), high=high)
    text = high if low == high else both
    return t("about {share}", share=text) if error else text
