"""From which cost of dispersion one lever alone is better: these weights, all weights, voters."""

from math import ceil

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.portfolio import Portfolio
from prioritisation.analysis.sets.threshold import Thresholds
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.sentences.portfolio import (
    cost_of_threshold,
    median_text,
    voters_text,
    weights_text,
)
from prioritisation.sentences.ranks import sure_percent
from prioritisation.wording import percent, t

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
