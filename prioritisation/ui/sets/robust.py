"""From which cost of dispersion one lever alone is better: these weights, all weights, voters.

Sets that hold whatever the weights, and the place of each lever among them.
"""

from math import ceil, floor

from criteria.case import Case
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.best import Place, RobustSet, RobustSets
from prioritisation.analysis.sets.portfolio import Portfolio
from prioritisation.analysis.sets.sets import Rows
from prioritisation.analysis.sets.threshold import Thresholds
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.sentences.phrases import share_text, sure_percent
from prioritisation.sentences.portfolio import (
    cost_of_threshold,
    median_text,
    voters_text,
    weights_text,
)
from prioritisation.sentences.robustness import near
from prioritisation.sentences.sets import place_word
from prioritisation.ui.sets.picture import Bar, bars_of, named, points
from prioritisation.wording import percent, t, tn
from prioritisation.wording.numbers import plain

STEPS = 160
TABLE_STEP = 10
"""Points between two rows of the table of costs."""


def sides(found: Portfolio) -> str:
    """The picture, one panel for each kind of weights, and its sentences."""
    if found.threshold is None:
        return ""
    scale = _scale(found)
    panels = _strip(found.threshold, scale)
    if found.over_weights and found.over_weights.thresholds and len(found.matrix.criteria) > 1:
        panels += _panel(t("All possible weights"), found.over_weights.thresholds, scale)
    if found.voters_shown and found.over_voters and found.over_voters.thresholds:
        label = t("The {n} ballots", n=found.voters)
        panels += _panel(label, found.over_voters.thresholds, scale)
    said = [s for s in _sentences(found) if s]
    drawing = tag("div", panels + _axis(scale), "costsides", role="img", aria_label=" ".join(said))
    return drawing + _key() + "".join(tag("p", text(s)) for s in said)


def _sentences(found: Portfolio) -> tuple[str, ...]:
    cost = cost_of_threshold(found)
    return weights_text(found, cost), voters_text(found, cost), median_text(found)


def _scale(found: Portfolio) -> int:
    """Points of the whole axis."""
    spreads = (found.over_weights, found.over_voters if found.voters_shown else None)
    tops = [float(s.thresholds.high.max()) for s in spreads if s and s.thresholds]
    top = max([found.threshold[1] if found.threshold else 0.0, *tops, 0.1])
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


def _panel(label: str, found: Thresholds, scale: int) -> str:
    """Shares of the weights by cost: several from below, one from above, the rest undecided."""
    shares = found.curve([scale * k / STEPS / 100 for k in range(STEPS + 1)])
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
    return f"{100 * step / STEPS:.2f}% {y:.2f}%"


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
    return tag("p", "".join(tag("span", part) for part in parts), "key")


def costs_table(found: Portfolio) -> str:
    """The same shares, cost by cost."""
    weights = found.over_weights and found.over_weights.thresholds
    if not weights:
        return ""
    voters = found.over_voters.thresholds if found.over_voters and found.voters_shown else None
    head = [
        t("Cost of dispersion, in points"),
        t("Weights: one lever"),
        t("Weights: several levers"),
    ]
    head += [t("Ballots: one lever"), t("Ballots: several levers")] if voters else []
    costs = range(0, _scale(found) + 1, TABLE_STEP)
    rows = [
        [text(c), *_shares(weights, c), *(_counts(voters, c) if voters else ())] for c in costs
    ]
    caption = t("Share of all weights, and ballots, for which each is better for sure.")
    written = table([text(h) for h in head], rows, caption, "twin")
    return scrollable(written, t("Shares by cost of dispersion"))


def _shares(found: Thresholds, cost: int) -> tuple[str, str]:
    sides_ = found.sides(cost / 100)
    return text(sure_percent(sides_.one)), text(sure_percent(sides_.several))


def _counts(found: Thresholds, cost: int) -> tuple[str, str]:
    sides_ = found.sides(cost / 100)
    return text(round(found.n * sides_.one)), text(round(found.n * sides_.several))


MOST_ROWS = 5
PAIR = 2


def robust(found: Portfolio, case: Case) -> str:
    """For each size, the sets that are best under most weights."""
    if found.over_weights is None or len(found.matrix.criteria) == 1:
        return ""
    sizes = sorted(found.over_weights.robust, reverse=True)
    return "".join(_size(found, case, size) for size in sizes)


def _size(found: Portfolio, case: Case, size: int) -> str:
    assert found.over_weights is not None  # noqa: S101 (asked by the caller)
    shares = found.over_weights.robust[size]
    ranked = sorted(shares.sets, key=_written)
    kept = [one for one in ranked if one.possible > TIE][:MOST_ROWS]
    head = [_head(size), t("sure to possible")]
    voters = _voters(found, size)
    head += [t("ballots, for sure")] if voters else []
    rows = [[named(case, s.rows), _share(shares, s), *_ballots(voters, s.rows)] for s in kept]
    left = sum(one.possible > TIE for one in ranked) - len(kept)
    written = table([text(h) for h in head], rows, "", "shares robust")
    return tag("div", written + _notes(shares, left))


def _written(one: RobustSet) -> tuple[float, float, float]:
    """Order of the table: by what is written in it, whole percents, so that it reads in order."""
    return -floor(100 * one.sure + TIE), -ceil(100 * one.possible - TIE), -one.sure


def _head(size: int) -> str:
    if size == 1:
        return t("Best lever alone, for this share of the weights")
    if size == PAIR:
        return t("Best pair, for this share of the weights")
    return t("Best set of {n} levers, for this share of the weights", n=size)


def _share(shares: RobustSets, one: RobustSet) -> str:
    return text(share_text(one.sure, one.possible, shares.error))


def _voters(found: Portfolio, size: int) -> RobustSets | None:
    spread = found.over_voters if found.voters_shown else None
    return spread.robust.get(size) if spread else None


def _ballots(voters: RobustSets | None, rows: Rows) -> tuple[str, ...]:
    """How many ballots a set is the best for; part of one when it is shared."""
    if voters is None:
        return ()
    count = voters.n * voters.of(rows).sure
    return (text(plain(count)),)


def _notes(shares: RobustSets, left: int) -> str:
    said = []
    if shares.undecided > 0.005:  # noqa: PLR2004 (less would be written 0 %)
        said.append(
            t(
                "For {share} of the weights no one is the best for sure, for want of knowing.",
                share=near(shares.undecided),
            )
        )
    if left:
        said.append(tn("{n} other may be the best.", "{n} others may be the best.", left))
    return tag("p", text(" ".join(said)), "note") if said else ""


def roles(found: Portfolio, case: Case) -> str:
    """In how many of the undominated sets each lever is."""
    if not found.roles:
        return ""
    if all(role.place is Place.BORDERLINE for role in found.roles):
        told = t(
            "Of the choices that no other dominates, each lever is in some, and none is in all."
        )
        return tag("p", text(told), "thin")
    order = sorted(found.roles, key=lambda r: -r.index)
    rows = [
        [
            named(case, (role.row,)),
            text(place_word(role.place)),
            text("" if role.place is Place.EXTERIOR else percent(role.index)),
        ]
        for role in order
    ]
    head = [t("Lever"), t("Place"), t("in this share of them")]
    caption = t("Choices that no other dominates, whatever the weights and the unknown scores.")
    return table([text(h) for h in head], rows, caption, "shares left roles")


def every_set(found: Portfolio, case: Case) -> str:
    """All the sets, the largest first."""
    sizes = sorted((b.size for b in found.choice.bests if b.size), reverse=True)
    rows = [_set_row(found, case, bar) for size in sizes for bar in bars_of(found, size)]
    head = [t("Choice"), t("Points"), t("Synergy and workload"), t("Best of its size")]
    caption = t(
        "Points: sum of the levers' points, synergies and workload included, before dispersion. "
        "Best of its size: share of all weights, from sure to possible."
    )
    if found.sets is None:
        caption = t("There are too many choices to be listed: only the best ones are known.")
    return scrollable(
        table([text(h) for h in head], rows, caption, "twin every"), t("All the choices")
    )


def _set_row(found: Portfolio, case: Case, bar: Bar) -> list[str]:
    share = ""
    if found.over_weights and len(found.matrix.criteria) > 1:
        shares = found.over_weights.robust[len(bar.rows)]
        share = _share(shares, shares.of(bar.rows))
    sign = "+" if bar.bonus > 0 else "\N{MINUS SIGN}"
    bonus = sign + plain(abs(bar.bonus)) if abs(bar.bonus) > TIE else "0"
    return [
        named(case, bar.rows),
        text(points(bar)),
        text(bonus),
        share,
    ]
