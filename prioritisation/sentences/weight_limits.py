"""How far one weight may go before another lever may come first, for sentences and pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from prioritisation.analysis.ballots.ballot import FULL, Mode
from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.weight_changes import Stability
from prioritisation.analysis.robustness.weight_sets import AtLeast, AtMost, Constraint, Order
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.weights import Elicitation, rank_order_centroid
from prioritisation.sentences.phrases import all_of
from prioritisation.sentences.rounding import MOST_DIGITS, is_tiny, units_of_whole
from prioritisation.sentences.shares import near_percent, rounded_note, share_text, weight_texts
from prioritisation.wording import NBSP, listed, percent, t, tn
from prioritisation.wording.numbers import half_up, plain

_MOST_TRIED = 7
"""Decimals of a percent, at most: those of the least difference that is no tie."""


@dataclass(frozen=True, slots=True)
class WrittenRange:
    """A range of a weight as it is written, and the present weight with as many decimals.

    Attributes
    ----------
    low, high
        Its ends as they are written: shares in [0, 1].
    here
        The present weight; empty where whole percents tell it from the ends.
    digits
        Decimals of all these percents.
    inner
        The ends as they are written, or a unit inside those that are not exact: over all of it
        what is said inside holds.
    """

    low: float
    high: float
    here: str
    digits: int
    inner: tuple[float, float]

    @property
    def span(self) -> str:
        """« At least 33 % », « between 20 % and 40 % or so »."""
        low, high = self._percent(self.low), self._percent(self.high)
        if low == high:
            return low
        if self.high >= 1:
            return t("at least {share}", share=self.limit(below=True))
        if self.low <= 0:
            return t("at most {share}", share=self.limit(below=False))
        exact = self.inner == (self.low, self.high)
        return t("between {low} and {high}", low=low, high=_near(high, exact=exact))

    def limit(self, *, below: bool) -> str:
        """One of its ends: « 27 % or so »."""
        end, inner = (self.low, self.inner[0]) if below else (self.high, self.inner[1])
        return _near(self._percent(end), exact=end == inner)

    def beyond(self, *, below: bool) -> float:
        """The share one unit past an end as it is written."""
        unit = 1 / units_of_whole(self.digits)
        return max(self.low - unit, 0.0) if below else min(self.high + unit, 1.0)

    def _percent(self, share: float) -> str:
        # Nothing and all have no decimals.
        return percent(share, self.digits if 0 < share < 1 else 0)


def written_range(low: float, high: float, weight: float) -> WrittenRange:
    """A range of one weight rounded inward, that leaves the weight on its right side.

    Parameters
    ----------
    low, high, weight
        Shares in [0, 1]; the weight may be in the range or not.
    """
    inside = low - TIE <= weight <= high + TIE
    for digits in range(_MOST_TRIED + 1):
        scale, here = units_of_whole(digits), _read(weight, digits)
        least = ceil(scale * low - TIE * scale) / scale
        most = floor(scale * high + TIE * scale) / scale
        wide = least < most or (least == most and high - low <= TIE)
        if wide and (least - TIE <= here <= most + TIE) is inside:
            return WrittenRange(least, most, _here(weight, digits), digits, (least, most))
    # Within a tie of an end: that end.
    end = _here(min(max(weight, low), high), _MOST_TRIED)
    return WrittenRange(low, high, end, _MOST_TRIED, (low, high))


def limit_range(low: float, high: float, weight: float, past: float) -> WrittenRange:
    """A range of one weight to the nearest, true on both sides of the limit that is told.

    Parameters
    ----------
    low, high, weight
        Shares in [0, 1]; the weight is in the range.
    past
        The share, out of the range, up to which another may come first from its nearest end on.
    """
    for digits in range(_MOST_TRIED + 1):
        unit, here = 1 / units_of_whole(digits), _read(weight, digits)
        least, most = _nearest(low, digits), _nearest(high, digits)
        inner = _inward(least, low, unit), _inward(most, high, -unit)
        written = WrittenRange(least, most, _here(weight, digits), digits, inner)
        reached = low - TIE <= inner[0] <= here + TIE <= inner[1] + 2 * TIE <= high + 3 * TIE
        if reached and _is_true_outside(written, (low, high), past):
            return written
    inner = low, high
    return WrittenRange(low, high, _here(weight, _MOST_TRIED), _MOST_TRIED, inner)


def _near(share: str, *, exact: bool) -> str:
    return share if exact else t("{share} or so", share=share)


def _is_true_outside(written: WrittenRange, ends: tuple[float, float], past: float) -> bool:
    """Whether a limit is told as nothing or all only where it is, and another may pass a unit on.

    Parameters
    ----------
    ends
        The exact ends of the range.
    """
    low, high = ends
    if (written.low <= 0 < low) or (high < 1 <= written.high):
        return False
    if past < low:
        return past <= written.beyond(below=True) + TIE
    return past >= written.beyond(below=False) - TIE


def _inward(written: float, end: float, unit: float) -> float:
    """An end that is exact as it is written; else a unit further in."""
    return written if abs(written - end) <= TIE else written + unit


def _here(weight: float, digits: int) -> str:
    units = round(units_of_whole(digits) * _nearest(weight, digits))
    return share_text(weight, units, digits) if digits else ""


def _read(weight: float, digits: int) -> float:
    """A weight as it reads: « less than 1 % » and « more than 99 % » are between two units."""
    unit = 1 / units_of_whole(digits)
    if is_tiny(weight, digits):
        return unit / 2
    return 1 - unit / 2 if is_tiny(1 - weight, digits) else _nearest(weight, digits)


def _nearest(weight: float, digits: int) -> float:
    return half_up(100 * weight, digits) / 100


_HAIR = 1e-7
"""Shares of a weight nearer to each other than this are one limit."""

_SLIGHT = 1 / units_of_whole(MOST_DIGITS)
"""Room, in share of weight, below which no limit is written: it would need too many decimals."""


@dataclass(frozen=True, slots=True)
class Overtaking:
    """A lever that may come first past an end of a range: up to a share of the weight, ``far``."""

    row: int
    far: float


@dataclass(frozen=True, slots=True)
class WeightRange:
    """Where one weight may stand, the others in proportion, for the first lever to stay first.

    Attributes
    ----------
    low, high
        The exact ends, shares in [0, 1]; the lever may be tied there.
    before, after
        Who may come first just below the low end, and just above the high one. None at 0 and 1,
        nor where the weights that are allowed end.
    """

    column: int
    weight: float
    low: float
    high: float
    before: tuple[Overtaking, ...]
    after: tuple[Overtaking, ...]

    @property
    def rooms(self) -> list[tuple[float, bool]]:
        """How far the weight may go down (True) and up (False) before another may come first."""
        down = [(self.weight - self.low, True)] if self.before else []
        return [*down, (self.high - self.weight, False)] if self.after else down

    @property
    def below(self) -> bool:
        """Whether the nearest limit is the low one."""
        return min(self.rooms)[1]

    @property
    def _others(self) -> tuple[Overtaking, ...]:
        return self.before if self.below else self.after

    @property
    def written(self) -> WrittenRange:
        """The range as it is written: true inside and, where another may come first, outside."""
        if not self.rooms:
            return written_range(self.low, self.high, self.weight)
        far = [one.far for one in self._others]
        past = min(far) if self.below else max(far)
        return limit_range(self.low, self.high, self.weight, past)

    @property
    def others(self) -> tuple[int, ...]:
        """Who may come first from the nearest limit to a unit past what is written."""
        away = self.written.beyond(below=self.below)
        return tuple(
            one.row
            for one in self._others
            if (one.far <= away + TIE if self.below else one.far >= away - TIE)
        )

    @property
    def slight_move(self) -> str:
        """« A very slight fall » where that may put another first; else empty.

        Only the side on which it does is named.
        """
        sides = {below for room, below in self.rooms if room < _SLIGHT - TIE}
        if len(sides) > 1:
            return t("a very slight change")
        if not sides:
            return ""
        return t("a very slight fall") if True in sides else t("a very slight rise")


def weight_range(analysis: Analysis, stability: Stability) -> WeightRange:
    """The range of a weight for a lever that is surely first, and who may be past its ends."""
    column = analysis.matrix.criteria.index(stability.criterion)
    low, high = surely_first_range(stability)
    before, after = [], []
    for other in analysis.stability:
        row = analysis.matrix.alternatives.index(other.alternative)
        same = other.criterion == stability.criterion
        if not same or other.possible is None or row in analysis.verdict.leaders:
            continue
        least, most = other.possible
        if least < low - _HAIR and most > low - _HAIR:
            before.append(Overtaking(row, least))
        if most > high + _HAIR and least < high + _HAIR:
            after.append(Overtaking(row, most))
    weight = float(analysis.weights[column])
    return WeightRange(column, weight, low, high, tuple(before), tuple(after))


def surely_first_range(stability: Stability) -> tuple[float, float]:
    """The shares over which a lever is surely first, without float noise at 0 and 1."""
    # Without an interval, an empty one.
    low, high = stability.sure or (1.0, 0.0)
    return (0.0 if low <= TIE else low), (1.0 if high >= 1 - TIE else high)


def nearest_range(analysis: Analysis) -> WeightRange | None:
    """The range of the weight that has the least room left; None when nothing bounds any.

    Parameters
    ----------
    analysis
        One lever is surely first in it.
    """
    leader = analysis.matrix.alternatives[analysis.verdict.leaders[0]]
    ranges = [weight_range(analysis, s) for s in analysis.stability if s.alternative == leader]
    bounded = [one for one in ranges if one.rooms]
    return min(bounded, key=lambda one: min(one.rooms)[0], default=None)


_CLOSE = 5e-4
"""Shares nearer to each other than this are written with more decimals."""


def constraint_text(constraint: Constraint, labels: Sequence[str]) -> str:
    """What one constraint asks: « A weighs at least as much as B ».

    Parameters
    ----------
    labels
        What people call the criteria, by column.
    """
    if isinstance(constraint, AtLeast):
        criterion, share = labels[constraint.column], _percent(constraint.share)
        return t("{criterion} weighs {share} at least", criterion=criterion, share=share)
    if isinstance(constraint, AtMost):
        criterion, share = labels[constraint.column], _percent(constraint.share)
        return t("{criterion} weighs {share} at most", criterion=criterion, share=share)
    more, less = labels[constraint.more], labels[constraint.less]
    return t("{more} weighs at least as much as {less}", more=more, less=less)


def _percent(share: float) -> str:
    """A share with the decimals that it has."""
    return f"{plain(100 * share)}{NBSP}%"


def conflict_text(constraints: Sequence[Constraint], labels: Sequence[str]) -> str:
    """That no weights satisfy constraints which contradict each other."""
    sentence = all_of([constraint_text(c, labels) for c in constraints])
    return t("no weights satisfy all of this: {constraints}", constraints=sentence)


def allowed_text(robustness: Robustness, labels: Sequence[str]) -> str:
    """Which weights are allowed, and how many of all they are; empty without a constraint."""
    constraints = dict.fromkeys(robustness.question.constraints)
    if not constraints:
        return ""
    sentence = all_of([constraint_text(c, labels) for c in constraints])
    if robustness.within.flat:
        return t("Only weights such that: {constraints}.", constraints=sentence)
    share = near_percent(robustness.share)
    share = t("about {share}", share=share) if robustness.share_error else share
    return t(
        "Only weights such that: {constraints} ({share} of all weights).",
        constraints=sentence,
        share=share,
    )


def outside_text(robustness: Robustness, labels: Sequence[str]) -> str:
    """That the weights given are not allowed: by which constraints, by how much; may be empty."""
    weights = robustness.question.weights
    parts = [_missed(c, weights, labels) for c in dict.fromkeys(robustness.outside)]
    if not parts:
        return ""
    return t(
        "These weights are not among those allowed: {constraints}. The ranking is theirs; what is "
        "said of its solidity is about the weights allowed.",
        constraints=listed(parts),
    )


def _missed(constraint: Constraint, weights: Floats, labels: Sequence[str]) -> str:
    """A constraint, and the weights that break it."""
    sentence = constraint_text(constraint, labels)
    digits = 1 if constraint.room(weights) < -_CLOSE else 3
    columns = (
        (constraint.more, constraint.less)
        if isinstance(constraint, Order)
        else (constraint.column,)
    )
    shares = [_percent(round(float(weights[k]), 2 + digits)) for k in columns]
    return t("{constraint} (here {share})", constraint=sentence, share=listed(shares))


_Labels = Mapping[str, str]
"""Criterion id -> what people call it."""


def elicitation_text(elicitation: Elicitation, labels: _Labels) -> str:
    """Everything that was told, in one sentence from which the weights can be had again."""
    ranked = list(zip(elicitation.criteria, elicitation.ranks, strict=True))
    groups = [
        " = ".join([labels.get(c, c) for c, rank in ranked if rank == place])
        for place in sorted(set(elicitation.ranks))
    ]
    return t("Weights by order of importance: {what}.", what=" > ".join(groups))


def mode_name(mode: Mode) -> str:
    """What voters are asked, in a few words."""
    return {
        Mode.SWING: t("comparison with the difference that weighs most"),
        Mode.POINTS: t("100 points to share out"),
        Mode.ROC: t("order of the differences, made weights by a published rule"),
    }[mode]


def weighting_text(mode: Mode) -> str:
    """« poids demandés : 100 points à répartir »."""
    return t("weights asked for: {mode}", mode=mode_name(mode))


def mode_note(mode: Mode) -> str:
    """What a mode asks of voters, in a sentence for who chooses it."""
    return {
        Mode.SWING: t(
            "Each voter names the difference that weighs most, then says what the others are "
            "worth beside it, from 0 to 100. It is the reference: the weights have the "
            "meaning that the ranking gives them."
        ),
        Mode.POINTS: t(
            "Each voter shares 100 points out. Familiar, but people tend to give close numbers: "
            "the differences are compared less."
        ),
        Mode.ROC: t(
            "Each voter puts the differences in order, nothing more. The rule takes the mean of "
            "all the weights that keep this order: the first weighs much more than the last."
        ),
    }[mode]


def places_text(count: int) -> str:
    """What the places of that many criteria weigh, said before anyone gives them."""
    weights = rank_order_centroid(list(range(1, count + 1))).tolist()
    sentence, rounded = listed(weight_texts(weights)), rounded_note(weights)
    if rounded:
        sentence = t("{weights} ({rounded})", weights=sentence, rounded=rounded)
    return t(
        "A fixed rule turns places into weights: from the first to the last, {weights}.",
        weights=sentence,
    )


def total_text(total: int, n: str = "") -> str:
    """What is missing to 100 points, or too much; with ``n`` written in place of the number."""
    off = abs(total - FULL)
    if total < FULL:
        return tn("{n} point is missing", "{n} points are missing", off, n=n or off)
    return tn("{n} point too many", "{n} points too many", off, n=n or off)
