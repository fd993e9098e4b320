"""The distribution of the weights: a dot per ballot, or bars of ballots when there are many.

Dots stand at their exact whole percent and are moved upwards only. They are boxes: Streamlit's
HTML keeps no SVG.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.ballot import Ballot, ballot_shares_of
from prioritisation.analysis.ballots.group import Flag, GroupWeights, Spread
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import RoundResults
from prioritisation.sentences.ballots import flag_text, spread_text, swarm_text
from prioritisation.sentences.shares import weight_texts
from prioritisation.wording import in_letters, percent, t, tn

MOST_DOTS = 60
"""Ballots drawn as one dot each; above, they are counted by bins."""

_BIN = 5
"""Width of a bin, in percent points; the last one, 95 to 100, holds both its ends."""

_FULL = 100


@dataclass(frozen=True, slots=True)
class Dot:
    """One ballot's share of a criterion, in whole percents, and its height (0 is lowest)."""

    percent: int
    level: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Ballots whose percent is at least ``low`` and less than ``high`` (at most, for 100)."""

    low: int
    high: int
    count: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """One criterion's shares, ready to draw: dots or bins, never both; neither when too few."""

    dots: tuple[Dot, ...] = ()
    bins: tuple[Bin, ...] = ()


def distribution(
    percents: Sequence[int | None], width: int = 2, most: int = MOST_DOTS
) -> Distribution:
    """Dots up to ``most`` ballots, bins above, nothing below ``MIN_SHOWN``.

    Parameters
    ----------
    percents
        Whole percents from 0 to 100, in any order; None is an abstention and is not drawn.
    width
        Percent points that a dot takes at the narrowest drawing: nearer ones are stacked.
    most
        Ballots drawn as one dot each.
    """
    given = sorted(p for p in percents if p is not None)
    if not may_show(len(given)):
        return Distribution()
    if len(given) > most:
        return Distribution(bins=_bins(given))
    return Distribution(dots=_stacked(given, width))


def _stacked(percents: Sequence[int], width: int) -> tuple[Dot, ...]:
    """Each dot at the lowest level where it touches no other, from left to right."""
    ends: list[int] = []
    dots = []
    for place in percents:
        level = next((k for k, end in enumerate(ends) if place >= end), len(ends))
        # A slice: past the last level it opens another one.
        ends[level : level + 1] = [place + width]
        dots.append(Dot(place, level))
    return tuple(dots)


def _bins(percents: Sequence[int]) -> tuple[Bin, ...]:
    # 100 % falls in the last bin, not in one of its own.
    counts = Counter(min(p, _FULL - 1) // _BIN * _BIN for p in percents)
    return tuple(Bin(low, low + _BIN, counts[low]) for low in range(0, _FULL, _BIN))


_TICKS = (0, 25, 50, 75, 100)
_DIAMOND_ROOM = 1
_BARS_HIGH = 5


def swarm(results: RoundResults, *, plots: bool = True) -> str:
    """One line per criterion: its name, its figures in words, its flag, its picture.

    Parameters
    ----------
    plots
        Whether the pictures are wanted besides the words.
    """
    if results.group is None:
        return ""
    by_criterion = {s.criterion: s for s in results.spreads}
    rows = "".join(
        _row(results, results.group, column, by_criterion.get(criterion.id), plots=plots)
        for column, criterion in enumerate(results.case.criteria)
    )
    if not plots:
        return tag("div", rows, "swarm")
    axis = "".join(tag("span", text(percent(x / 100)), style=f"left:{x}%") for x in _TICKS)
    return tag("div", rows + tag("div", axis, "axis", aria_hidden="true"), "swarm")


def swarm_key(results: RoundResults) -> str:
    """What the marks mean."""
    rest = t(
        "Band: at least half of the votes, around the middle vote. Line: that vote. Diamond: "
        "the group."
    )
    if not results.ballots:
        return tag("p", text(rest), "thin")
    one = t("an invented vote") if results.simulated else t("a vote")
    bars = any(_drawing(results.ballots, c.id).bins for c in results.case.criteria)
    first = (
        t("Bar: votes of {n} points of weight.", n=in_letters(_BIN))
        if bars
        else t("Dot: {one}.", one=one)
    )
    return tag("p", text(f"{first} {rest}"), "thin")


def _drawing(ballots: Sequence[Ballot], criterion: str) -> Distribution:
    return distribution([_percent(ballot_shares_of(b)[criterion]) for b in ballots])


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _row(
    results: RoundResults, group: GroupWeights, column: int, spread: Spread | None, *, plots: bool
) -> str:
    criterion = results.case.criteria[column]
    weight = weight_texts(group.mean)[column]
    name = tag("b", text(criterion.label)) + _flag(spread, group.abstentions[column])
    drawing = _drawing(results.ballots, criterion.id)
    sentence = t("nobody weighs it")
    if spread is not None:
        sentence = spread_text(spread, weight)
    head = tag("p", name, "sw-name") + tag("p", text(sentence), "thin")
    if spread is None or not plots:
        return tag("div", head, f"sw-row c{results.case.places[column]}")
    label = swarm_text(spread, weight, criterion.label, rehearsal=results.simulated)
    levels, inside = _plot(drawing, spread, float(group.mean[column]))
    plot = tag("div", inside, "sw-plot", role="img", aria_label=label, style=f"--levels:{levels}")
    return tag("div", head + plot, f"sw-row c{results.case.places[column]}")


def _flag(spread: Spread | None, abstentions: int) -> str:
    """How far the ballots differ, in words, and the abstentions."""
    words = []
    if spread is not None:
        words.append(flag_text(spread.flag))
    if abstentions:
        words.append(tn("{n} abstention", "{n} abstentions", abstentions))
    marked = spread is not None and spread.flag is Flag.FLAGGED
    sentence = (
        t("{first}; {second}", first=words[0], second=words[1]) if words[1:] else "".join(words)
    )
    return tag("span", text(sentence), "sw-flag strong" if marked else "sw-flag")


def _plot(drawing: Distribution, spread: Spread, group: float) -> tuple[int, str]:
    """Height in dots, and the picture: band, marks of ballots, median, diamond."""
    low, high = 100 * spread.low_quartile, 100 * spread.high_quartile
    band = tag("i", "", "sw-band", style=f"left:{low:.2f}%;width:{max(high - low, 0.4):.2f}%")
    levels = 1 + max((d.level for d in drawing.dots), default=0)
    marks = "".join(_dot(d) for d in drawing.dots)
    if drawing.bins:
        levels = _BARS_HIGH
        most = max(b.count for b in drawing.bins)
        marks = "".join(_bar(b, most) for b in drawing.bins if b.count)
    median = tag("i", "", "sw-median", style=f"left:{100 * spread.median:.2f}%")
    diamond = tag("i", "", "sw-group", style=f"left:{100 * group:.2f}%")
    return levels + _DIAMOND_ROOM, band + median + marks + diamond


def _dot(dot: Dot) -> str:
    return tag("i", "", "sw-dot", style=f"left:{dot.percent}%;--l:{dot.level}")


def _bar(bar: Bin, most: int) -> str:
    style = f"left:{bar.low}%;width:{bar.high - bar.low}%;--h:{bar.count / most:.4f}"
    return tag("i", "", "sw-bar", style=style)
