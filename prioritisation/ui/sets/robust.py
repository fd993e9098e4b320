"""Which sets hold when weights change: by cost of dispersion, and whatever the weights."""

from math import ceil, floor

from criteria.case import Case
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.best import Membership, RobustSet, RobustSets
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.sets import LeverSet
from prioritisation.analysis.sets.threshold import DispersionThresholds
from prioritisation.drawing.markup import (
    html_paragraphs,
    picture_key,
    scrollable,
    table,
    tag,
    text,
)
from prioritisation.sentences import set_comparison
from prioritisation.sentences.phrases import share_text, sure_percent
from prioritisation.sentences.robustness import near_percent
from prioritisation.sentences.sets import place_word
from prioritisation.ui.sets.picture import Bar, bar_points, bars_of, coloured_names
from prioritisation.wording import percent, t, tn
from prioritisation.wording.numbers import plain

_STEPS = 160
_TABLE_STEP = 10
"""Points between two rows of the table of costs."""


def sides(comparison: SetComparison) -> str:
    """The picture, one panel for each kind of weights, and its sentences."""
    if comparison.threshold is None:
        return ""
    scale = _scale(comparison)
    panels = _strip(comparison.threshold, scale)
    if (
        comparison.over_weights
        and comparison.over_weights.thresholds
        and len(comparison.matrix.criteria) > 1
    ):
        panels += _panel(t("All possible weights"), comparison.over_weights.thresholds, scale)
    if comparison.voters_shown and comparison.over_voters and comparison.over_voters.thresholds:
        label = t("The {n} ballots", n=comparison.voters)
        panels += _panel(label, comparison.over_voters.thresholds, scale)
    sentences = [s for s in _sentences(comparison) if s]
    drawing = tag(
        "div", panels + _axis(scale), "costsides", role="img", aria_label=" ".join(sentences)
    )
    return drawing + _key() + html_paragraphs(sentences)


def _sentences(comparison: SetComparison) -> tuple[str, ...]:
    cost = set_comparison.cost_of_threshold(comparison)
    return (
        set_comparison.weights_text(comparison, cost),
        set_comparison.voters_text(comparison, cost),
        set_comparison.median_text(comparison),
    )


def _scale(comparison: SetComparison) -> int:
    """Points of the whole axis."""
    spreads = (
        comparison.over_weights,
        comparison.over_voters if comparison.voters_shown else None,
    )
    tops = [float(s.thresholds.high.max()) for s in spreads if s and s.thresholds]
    top = max([comparison.threshold[1] if comparison.threshold else 0.0, *tops, 0.1])
    # Up to the next ten points; a rounding above one is not a reason for ten more.
    return 10 * ceil(10 * top - TIE)


def _strip(threshold: tuple[float, float], scale: int) -> str:
    low, high = (min(100.0, max(0.0, 10_000 * end / scale)) for end in threshold)
    parts = (
        _zone("several", 0, low, t("several levers"))
        + _zone("u", low, high, "")
        + _zone("one", high, 100, t("one lever"))
    )
    return _row(t("With these weights"), tag("div", parts, "strip"))


def _zone(css: str, start: float, end: float, label: str) -> str:
    if end - start <= TIE:
        return ""
    inside = tag("span", text(label)) if label and end - start > 25 else ""  # noqa: PLR2004 (room for words)
    return tag("b", inside, css, style=f"left:{start:.3f}%;width:{end - start:.3f}%")


def _panel(label: str, thresholds: DispersionThresholds, scale: int) -> str:
    """Shares of the weights by cost: several from below, one from above, the rest undecided."""
    shares = thresholds.curve([scale * k / _STEPS / 100 for k in range(_STEPS + 1)])
    one = ",".join(_point(k, 100 * s) for k, s in enumerate(shares[0].tolist()))
    several = ",".join(_point(k, 100 - 100 * s) for k, s in enumerate(shares[1].tolist()))
    areas = (
        tag("b", "", "u")
        + tag("b", "", "several", style=f"clip-path:polygon({several},100% 100%,0% 100%)")
        + tag("b", "", "one", style=f"clip-path:polygon({one},100% 0%,0% 0%)")
        + tag("span", text(t("several levers")), "low")
        + tag("span", text(t("one lever")), "high")
    )
    ticks = "".join(tag("span", text(percent(share))) for share in (1, 0.5, 0))
    return _row(label, tag("div", areas, "plane2"), tag("div", ticks, "pct"))


def _point(step: int, y: float) -> str:
    return f"{100 * step / _STEPS:.2f}% {y:.2f}%"


def _row(label: str, drawing: str, ticks: str = "") -> str:
    return tag(
        "div", tag("span", text(label), "nm") + (ticks or tag("span", "")) + drawing, "srow"
    )


def _axis(scale: int) -> str:
    step = next(s for s in (10, 20, 50, 100, scale) if scale / s <= 6)  # noqa: PLR2004 (few marks)
    marks = "".join(
        tag("span", text(k), style=f"left:{100 * k / scale:.2f}%")
        for k in range(0, scale + 1, step)
    )
    title = tag("p", text(t("Cost of dispersion, in points")), "note")
    return _row("", tag("div", tag("div", marks, "xaxis") + title))


def _key() -> str:
    parts = (
        tag("b", "", "sw several") + text(t("several levers are better")),
        tag("b", "", "sw one") + text(t("one lever alone is better")),
        tag("b", "", "sw ink u") + text(t("depends on unknown scores, or as good")),
    )
    return picture_key(parts)


def costs_table(comparison: SetComparison) -> str:
    """The same shares, cost by cost."""
    weights = comparison.over_weights and comparison.over_weights.thresholds
    if not weights:
        return ""
    voters = (
        comparison.over_voters.thresholds
        if comparison.over_voters and comparison.voters_shown
        else None
    )
    head = [
        t("Cost of dispersion, in points"),
        t("Weights: one lever"),
        t("Weights: several levers"),
    ]
    head += [t("Ballots: one lever"), t("Ballots: several levers")] if voters else []
    costs = range(0, _scale(comparison) + 1, _TABLE_STEP)
    rows = [
        [text(c), *_shares(weights, c), *(_counts(voters, c) if voters else ())] for c in costs
    ]
    caption = t("Share of all weights, and ballots, for which each is better for sure.")
    written = table([text(h) for h in head], rows, caption, "twin")
    return scrollable(written, t("Shares by cost of dispersion"))


def _shares(thresholds: DispersionThresholds, cost: int) -> tuple[str, str]:
    sides_ = thresholds.sides(cost / 100)
    return text(sure_percent(sides_.one)), text(sure_percent(sides_.several))


def _counts(thresholds: DispersionThresholds, cost: int) -> tuple[str, str]:
    sides_ = thresholds.sides(cost / 100)
    return text(round(thresholds.n * sides_.one)), text(round(thresholds.n * sides_.several))


_MOST_ROWS = 5
_PAIR = 2


def robust_sets_block(comparison: SetComparison, case: Case) -> str:
    """For each size, the sets that are best under most weights."""
    if comparison.over_weights is None or len(comparison.matrix.criteria) == 1:
        return ""
    sizes = sorted(comparison.over_weights.robust, reverse=True)
    return "".join(_size(comparison, case, size) for size in sizes)


def _size(comparison: SetComparison, case: Case, size: int) -> str:
    assert comparison.over_weights is not None  # noqa: S101 (asked by the caller)
    shares = comparison.over_weights.robust[size]
    ranked = sorted(shares.sets, key=_written)
    kept = [one for one in ranked if one.possible > TIE][:_MOST_ROWS]
    head = [_head(size), t("sure to possible")]
    voters = _voters(comparison, size)
    head += [t("ballots, for sure")] if voters else []
    rows = [
        [coloured_names(case, s.rows), _share(shares, s), *_ballots(voters, s.rows)] for s in kept
    ]
    left = sum(one.possible > TIE for one in ranked) - len(kept)
    written = table([text(h) for h in head], rows, "", "shares robust")
    return tag("div", written + _notes(shares, left))


def _written(robust_set: RobustSet) -> tuple[float, float, float]:
    """Order of the table: by what is written in it, whole percents, so that it reads in order."""
    return (
        -floor(100 * robust_set.sure + TIE),
        -ceil(100 * robust_set.possible - TIE),
        -robust_set.sure,
    )


def _head(size: int) -> str:
    if size == 1:
        return t("Best lever alone, for this share of the weights")
    if size == _PAIR:
        return t("Best pair, for this share of the weights")
    return t("Best set of {n} levers, for this share of the weights", n=size)


def _share(shares: RobustSets, robust_set: RobustSet) -> str:
    return text(share_text(robust_set.sure, robust_set.possible, shares.error))


def _voters(comparison: SetComparison, size: int) -> RobustSets | None:
    spread = comparison.over_voters if comparison.voters_shown else None
    return spread.robust.get(size) if spread else None


def _ballots(voters: RobustSets | None, rows: LeverSet) -> tuple[str, ...]:
    """How many ballots a set is the best for; part of one when it is shared."""
    if voters is None:
        return ()
    count = voters.n * voters.of(rows).sure
    return (text(plain(count)),)


def _notes(shares: RobustSets, hidden: int) -> str:
    sentences = []
    if shares.undecided > 0.005:  # noqa: PLR2004 (less would be written 0 %)
        sentences.append(
            t(
                "For {share} of the weights no one is the best for sure, for want of knowing.",
                share=near_percent(shares.undecided),
            )
        )
    if hidden:
        sentences.append(tn("{n} other may be the best.", "{n} others may be the best.", hidden))
    return tag("p", text(" ".join(sentences)), "note") if sentences else ""


def membership_block(comparison: SetComparison, case: Case) -> str:
    """In how many of the undominated sets each lever is."""
    if not comparison.roles:
        return ""
    if all(role.place is Membership.BORDERLINE for role in comparison.roles):
        sentence = t(
            "Of the choices that no other dominates, each lever is in some, and none is in all."
        )
        return tag("p", text(sentence), "thin")
    order = sorted(comparison.roles, key=lambda r: -r.index)
    rows = [
        [
            coloured_names(case, (role.row,)),
            text(place_word(role.place)),
            text("" if role.place is Membership.EXTERIOR else percent(role.index)),
        ]
        for role in order
    ]
    head = [t("Lever"), t("Place"), t("in this share of them")]
    caption = t("Choices that no other dominates, whatever the weights and the unknown scores.")
    return table([text(h) for h in head], rows, caption, "shares left roles")


def every_set(comparison: SetComparison, case: Case) -> str:
    """All the sets, the largest first."""
    sizes = sorted((b.size for b in comparison.choice.bests if b.size), reverse=True)
    rows = [_set_row(comparison, case, bar) for size in sizes for bar in bars_of(comparison, size)]
    head = [t("Choice"), t("Points"), t("Synergy and workload"), t("Best of its size")]
    caption = t(
        "Points: sum of the levers' points, synergies and workload included, before dispersion. "
        "Best of its size: share of all weights, from sure to possible."
    )
    if comparison.sets is None:
        caption = t("There are too many choices to be listed: only the best ones are known.")
    return scrollable(
        table([text(h) for h in head], rows, caption, "twin every"), t("All the choices")
    )


def _set_row(comparison: SetComparison, case: Case, bar: Bar) -> list[str]:
    share = ""
    if comparison.over_weights and len(comparison.matrix.criteria) > 1:
        shares = comparison.over_weights.robust[len(bar.rows)]
        share = _share(shares, shares.of(bar.rows))
    sign = "+" if bar.bonus > 0 else "\N{MINUS SIGN}"
    bonus = sign + plain(abs(bar.bonus)) if abs(bar.bonus) > TIE else "0"
    return [
        coloured_names(case, bar.rows),
        text(bar_points(bar)),
        text(bonus),
        share,
    ]
