"""The distribution of the weights: a dot per ballot, or bars of ballots when there are many.

Dots stand at their exact whole percent and are moved upwards only. They are boxes: Streamlit's
HTML keeps no SVG.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.ballot import Ballot, ballot_shares_of
from prioritisation.analysis.ballots.group import Flag, GroupWeights, Spread
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import (
    Foot,
    criterion_name,
    framed_picture,
    meeting_foot,
    name_cell,
    units,
)
from prioritisation.meeting.room import RoundResults, Stage
from prioritisation.sentences.group import agreement_answer, flag_text, spread_text, swarm_text
from prioritisation.sentences.shares import rounded_note, weight_texts
from prioritisation.wording import in_letters, number, percent, t, tn
from prioritisation.wording.numbers import with_capital

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
    marks = "".join(
        tag("i", "", "sw-dot", style=f"left:{d.percent}%;--l:{d.level}") for d in drawing.dots
    )
    if drawing.bins:
        levels = _BARS_HIGH
        most = max(b.count for b in drawing.bins)
        marks = "".join(_bar(b, most) for b in drawing.bins if b.count)
    median = tag("i", "", "sw-median", style=f"left:{100 * spread.median:.2f}%")
    diamond = tag("i", "", "sw-group", style=f"left:{100 * group:.2f}%")
    return levels + _DIAMOND_ROOM, band + median + marks + diamond


def _bar(bar: Bin, most: int) -> str:
    style = f"left:{bar.low}%;width:{bar.high - bar.low}%;--h:{bar.count / most:.4f}"
    return tag("i", "", "sw-bar", style=style)


_MOST_ROWS, _FEW = 4, 3
"""Criteria in the picture: with more than five, the two closest and the two farthest."""

_WIDE, _NARROW = 1210, 1040
"""Width of a strip, and of one whose figure stands at its end, in units."""

_DOT, _STEP = 30, 32
_ASIDE = 3
"""Dots beside a place, on either side: farther, one would tell another weight."""
_ROOM = 640
_FIGURE = 34
"""Height of the number above a bar."""
_NAME = 21
"""Characters of a name, in bold, on one line beside a strip."""


@dataclass(frozen=True, slots=True)
class _Row:
    column: int
    name: str
    spread: Spread | None
    percents: tuple[int, ...]


def agreement_picture(stage: Stage, results: RoundResults) -> str:
    """Each criterion on a line, from « counts little » to « counts much »."""
    rows = _rows(stage, results)
    picked = rows if len(rows) <= _MOST_ROWS + 1 else _ends(rows)
    bands = [100 * spread.high_quartile for spread in results.spreads]
    top = max([p for row in rows for p in row.percents] or bands, default=0)
    scale = min(100, max(50, 10 * ceil((top + 4) / 10)))
    strip = _Strip(scale, _WIDE if len(picked) <= _FEW else _NARROW, _ROOM / len(picked))
    bars = any(row.spread and strip.spots(row.percents) is None for row in picked)
    marked = [(row, _marks(row, strip, bars=bars)) for row in picked]
    lines = "".join(_line(results, row, marks, scale, len(picked)) for row, marks in marked)
    # The last end is no whole where no vote comes near it.
    ends = tag("span", text(t("counts little ({share})", share=percent(0.0))))
    ends += tag("span", text(t("counts much ({share})", share=percent(scale / 100))))
    few = "p-few" if len(picked) <= _FEW else "p-many"
    body = tag("div", lines, f"p-strips {few}", style=f"--rows:{len(picked)}")
    body += tag("div", ends, f"p-ends {few}")
    foot = meeting_foot(stage)
    left = tag("i", "", "p-dot p-mini") * bool(results.ballots)
    left += text(_key(results, bars=bars))
    more = len(rows) - len(picked)
    rounded = rounded_note(results.group.mean) if results.group else ""
    if rounded and not more:
        left += "\N{EM SPACE}" + text(with_capital(f"{rounded}."))
    if more:
        left += "\N{EM SPACE}" + text(
            tn(
                "{n} criterion between these is not shown.",
                "{n} criteria between these are not shown.",
                more,
            )
        )
    question = t("Where do we agree?")
    return framed_picture("agreement", question, _answer(rows), body, Foot(left, foot.right))


def _key(results: RoundResults, *, bars: bool) -> str:
    if not results.ballots:
        return t("band: at least half of the {n} votes", n=number(results.n))
    if bars:
        return t("a bar: so many of the {n} votes", n=number(results.n))
    return t("one vote, out of {n}", n=number(results.n))


def _rows(stage: Stage, results: RoundResults) -> list[_Row]:
    by_criterion = {s.criterion: s for s in results.spreads}
    given = [ballot_shares_of(ballot) for ballot in results.ballots]
    return [
        _Row(
            column,
            criterion_name(stage, criterion),
            by_criterion.get(criterion.id),
            tuple(round(100 * share) for one in given if (share := one[criterion.id]) is not None),
        )
        for column, criterion in enumerate(results.case.criteria)
    ]


def _ends(rows: list[_Row]) -> list[_Row]:
    """The two criteria on which votes are closest, and the two on which they are farthest."""
    known = sorted((r for r in rows if r.spread), key=_deviation)
    picked = {row.column for row in (*known[: _MOST_ROWS // 2], *known[-_MOST_ROWS // 2 :])}
    return [row for row in rows if row.column in picked]


def _deviation(row: _Row) -> float:
    return row.spread.deviation if row.spread else 0.0


def _answer(rows: Sequence[_Row]) -> str:
    names = {flag: [r.name for r in rows if r.spread and r.spread.flag is flag] for flag in Flag}
    mixed = len(names[Flag.SHARED])
    return agreement_answer(names[Flag.CLOSE], names[Flag.FLAGGED], mixed, len(rows))


def _line(results: RoundResults, row: _Row, marks: str, scale: int, n: int) -> str:
    group = results.group
    weight = float(group.mean[row.column]) if group else 0.0
    written = weight_texts(group.mean)[row.column] if group else percent(weight)
    name = name_cell(row.name, "p-b", _NAME)
    words, label = t("too few opinions to show"), row.name
    if row.spread:
        words = flag_text(row.spread.flag)
        label = swarm_text(row.spread, written, row.name, rehearsal=results.simulated)
    flag = tag("span", text(words)) + _silent(results.n, row)
    name = tag("div", name + tag("p", flag, "p-flag"), "p-who")
    inside = marks
    at = min(100 * weight * 100 / scale, 100.0)
    side = " p-before" if at > 62 else ""  # noqa: PLR2004 (the figure stays in the picture)
    figure = t("the group: {weight}", weight=written) if n <= _FEW else written
    inside += tag("i", "", "p-diamond", style=f"left:{at:.2f}%")
    inside += tag("b", text(figure), f"p-group{side}", style=f"left:{at:.2f}%")
    css = f"p-line c{results.case.places[row.column]}"
    return tag("div", name + tag("div", inside, "p-strip", role="img", aria_label=label), css)


def _silent(votes: int, row: _Row) -> str:
    """How many of the votes say nothing of a criterion: they have no mark on its line."""
    left = votes - row.spread.given if row.spread else 0
    if not left:
        return ""
    return tag("span", text(tn("{n} gives no opinion", "{n} give no opinion", left)))


@dataclass(frozen=True, slots=True)
class _Strip:
    """Where the marks of a criterion go: its last percent, its width and its room, in units."""

    scale: int
    width: int
    room: float

    @property
    def high(self) -> float:
        """Height of the marks."""
        return self.room - (100 if self.room > 200 else 44)  # noqa: PLR2004 (what stands below a strip)

    def spots(self, percents: Sequence[int]) -> list[tuple[float, int]] | None:
        """Place and level of each dot, side by side where votes are the same.

        None when they do not fit. Different votes come first, so that one that is moved aside
        moves no other.
        """
        firsts, taken = sorted(set(percents)), list[tuple[float, int]]()
        others = sorted((Counter(percents) - Counter(firsts)).elements())
        if len(percents) > MOST_DOTS:
            return None
        for value in (*firsts, *others):
            spot = self._free(self.width * value / self.scale, taken)
            if spot is None:
                return None
            taken.append(spot)
        return taken

    def _free(self, place: float, taken: Sequence[tuple[float, int]]) -> tuple[float, int] | None:
        """The nearest spot that touches no other dot."""
        asides = sorted(range(-_ASIDE, _ASIDE + 1), key=abs)
        for x, level in product((place + k * _STEP for k in asides), range(self._levels)):
            if 0 <= x <= self.width and all(
                level != other or abs(x - at) >= _STEP - 1 for at, other in taken
            ):
                return x, level
        return None

    @property
    def _levels(self) -> int:
        return max(1, int((self.high + _STEP - _DOT) / _STEP))


def _marks(row: _Row, strip: _Strip, *, bars: bool) -> str:
    """Dots of one size; bars where those of a criterion do not fit; a band without any vote."""
    if not row.spread:
        return ""
    if not row.percents:
        low, high = (100 * s for s in (row.spread.low_quartile, row.spread.high_quartile))
        unit = 100 / strip.scale
        place = f"left:{unit * low:.2f}%;width:{unit * max(high - low, 0.4):.2f}%"
        return tag("i", "", "p-bin", style=f"{place};height:{units(strip.high / 2)}")
    if bars:
        return _bars(distribution(row.percents, most=0).bins, strip)
    return "".join(
        tag(
            "i",
            "",
            "p-dot",
            style=f"left:{100 * x / strip.width:.2f}%;bottom:{units(26 + _STEP * level)};"
            f"width:{units(_DOT)};height:{units(_DOT)};margin-left:{units(-_DOT / 2)}",
        )
        for x, level in strip.spots(row.percents) or ()
    )


def _bars(bins: Sequence[Bin], strip: _Strip) -> str:
    """A bar for votes near one another, with their number above."""
    most, unit = max(b.count for b in bins), 100 / strip.scale
    marks = []
    for one in (b for b in bins if b.count and b.low < strip.scale):
        high = max(8.0, (strip.high - _FIGURE) * one.count / most)
        place = f"left:{unit * one.low:.2f}%;width:{unit * (one.high - one.low) - 0.3:.2f}%"
        bar = tag("i", "", "p-bin", style=f"{place};height:{units(high)}")
        figure = tag(
            "span", text(number(one.count)), "p-of", style=f"{place};bottom:{units(28 + high)}"
        )
        marks.append(bar + figure)
    return "".join(marks)
