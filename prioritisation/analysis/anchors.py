"""How far an anchor may move before the first place changes, the weights being what they are.

Moving one anchor of a straight scale leaves every value on it linear in the inverse of its range,
so that the lead over each rival crosses zero once: the interval is exact. Scores must stay on the
scale: an anchor never moves past one of them. A weight is what the range is worth:
keeping it while an anchor moves says that the range, whatever it is, is worth as much.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, inf

import numpy as np
from numpy.typing import NDArray

from criteria.model import Criterion, Standing
from criteria.scales import LinearScale
from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.scenario import Analysis


@dataclass(frozen=True, slots=True)
class AnchorSpan:
    """Where one anchor may stand for the lever surely first to stay so.

    Attributes
    ----------
    column
        The criterion, by its place.
    best
        Whether it is the anchor worth 100 points; else that worth 0.
    here, near, far
        In the unit of the criterion: where it stands; the closest to the other anchor that it may
        come; how far from it it may go, None for without limit. The three are one where it cannot
        move: by a whole unit, when scores are whole.
    """

    column: int
    best: bool
    here: float
    near: float
    far: float | None


def anchor_spans(analysis: Analysis) -> tuple[AnchorSpan, ...]:
    """The spans of the anchors to confirm of the criteria that weigh something.

    Empty without a lever surely first alone. Whole scores have whole anchors: rounded inwards.
    """
    if len(analysis.verdict.leaders) != 1:
        return ()
    return tuple(
        span
        for column, criterion in enumerate(analysis.case.criteria)
        if analysis.weights[column] > 0 and criterion.scale_status is Standing.TO_CONFIRM
        for span in _spans(analysis, column, criterion)
    )


def _spans(analysis: Analysis, column: int, criterion: Criterion) -> Iterator[AnchorSpan]:
    scale = criterion.scale_in(analysis.sense(criterion.id))
    if not isinstance(scale, LinearScale):
        return
    scores = [analysis.score(row, column) for row in range(len(analysis.case.levers))]
    known = [s for s in scores if s.low is not None and s.high is not None]
    for best in (False, True):
        still, here = (scale.worst, scale.best) if best else (scale.best, scale.worst)
        reach = [abs(float(b) - still) for s in known for b in (s.low, s.high) if b is not None]
        least = max(reach, default=0.0)
        span = _range(analysis, column, abs(here - still), best=best, least=least)
        if span is None:
            continue
        near, far = span
        way = 1.0 if here > still else -1.0
        if scale.whole:
            # The two anchors never meet.
            near = max(1.0, float(ceil(near - TIE)))
            # A count is never negative.
            far = min(float(floor(far + TIE)) if far < inf else inf, inf if way > 0 else still)
        # Where it stands is inside, whatever the rounding of a division.
        near, far = min(near, abs(here - still)), max(far, abs(here - still))
        away = None if far == inf else still + way * far
        yield AnchorSpan(column, best, here, still + way * near, away)


def _range(
    analysis: Analysis, column: int, width: float, *, best: bool, least: float
) -> tuple[float, float] | None:
    """Smallest and largest range for which the leader stays strictly ahead of every rival."""
    leader = analysis.verdict.leaders[0]
    weight = float(analysis.weights[column])
    low, high = analysis.matrix.low[:, column], analysis.matrix.high[:, column]
    apart = analysis.ranking.low[leader] - analysis.ranking.high
    rest = apart - weight * (low[leader] - high)
    levers = range(len(low))
    unknown = np.array([analysis.score(row, column).unknown for row in levers])
    own = _line(low, unknown, width, best=best, lowest=True)
    other = _line(high, unknown, width, best=best, lowest=False)
    constant = rest + weight * (own[0][leader] - other[0])
    slope = weight * (own[1][leader] - other[1])
    small, large = 0.0, inf if least == 0 else 1 / least  # of the inverse of the range
    for k in range(len(low)):
        if k == leader:
            continue
        if slope[k] == 0:
            if constant[k] <= TIE:
                return None
        elif slope[k] > 0:
            # A lead that fades, and is never lost, sets no limit: a tie is not its end.
            level = abs(constant[k]) <= TIE
            small = small if level else max(small, (TIE - constant[k]) / slope[k])
        else:
            large = min(large, (TIE - constant[k]) / slope[k])
    if not small <= 1 / width <= large:
        return None
    return float(1 / large), (inf if small <= 0 else float(1 / small))


def _line(
    value: Floats, unknown: NDArray[np.bool_], width: float, *, best: bool, lowest: bool
) -> tuple[Floats, Floats]:
    """Constant and slope, in the inverse of the range, of the lowest or highest values.

    A score that nobody knows keeps its whole scale, whatever the anchors are.
    """
    # From the anchor that stays: the distance of a score to it is what a value is made of.
    constant = np.zeros(len(value)) if best else np.ones(len(value))
    slope = value * width if best else (value - 1) * width
    ends = 0.0 if lowest else 1.0
    return np.where(unknown, ends, constant), np.where(unknown, 0.0, slope)
