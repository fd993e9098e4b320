"""Levers alone and together, as bars of the levers' colours: what is certain, then what is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from criteria.case import Case
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.best import Best
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.sets import LeverSet
from prioritisation.drawing.markup import picture_key, tag, text
from prioritisation.sentences.one_or_two import best_alone
from prioritisation.sentences.set_comparison import set_name
from prioritisation.wording import number, points, span, t, tn

_MOST_DRAWN = 4
"""Sets of a size that are drawn, of those that may be its best; the table has them all."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A set, its value in points, and whether it may be the best of its size.

    Attributes
    ----------
    parts
        Smallest and largest value of each of its levers.
    bonus
        What synergies and workload add, or take.
    """

    rows: LeverSet
    parts: tuple[tuple[float, float], ...]
    bonus: float
    best: bool

    @property
    def drawn_rows(self) -> LeverSet:
        """Its levers as they are drawn: the one that surely counts most comes first."""
        return tuple(row for row, _ in self._drawn())

    def _drawn(self) -> list[tuple[int, tuple[float, float]]]:
        return sorted(zip(self.rows, self.parts, strict=True), key=lambda one: -one[1][0])

    @property
    def drawn_parts(self) -> tuple[tuple[float, float], ...]:
        """Values of its levers in that order."""
        return tuple(part for _, part in self._drawn())

    @property
    def low(self) -> float:
        """Its smallest value."""
        return sum(low for low, _ in self.parts) + self.bonus

    @property
    def high(self) -> float:
        """Its largest value."""
        return sum(high for _, high in self.parts) + self.bonus


def bars_of(comparison: SetComparison, size: int) -> list[Bar]:
    """The sets of a size, those that may be the best first, then by value."""
    best = comparison.choice.of_size(size)
    marked = set(best.sure) | set(best.possible or ()) if best else set()
    if comparison.sets is None:
        rows = _known(comparison, best, size)
    else:
        rows = [comparison.sets.members[k] for k in comparison.sets.of_size(size)]
    bars = [_bar(comparison, one, best=one in marked) for one in rows]
    return sorted(bars, key=lambda b: (not b.best, -b.low, -b.high))


def _known(comparison: SetComparison, best: Best | None, size: int) -> list[LeverSet]:
    """What is known of a size when there are too many choices to list: single levers, the best."""
    if size == 1:
        return [(i,) for i in comparison.terms.candidates if comparison.terms.fits((i,))]
    return list(best.sure) if best else []


def _bar(comparison: SetComparison, rows: LeverSet, *, best: bool) -> Bar:
    ends = comparison.ranking.low, comparison.ranking.high
    parts = tuple((100 * float(ends[0][i]), 100 * float(ends[1][i])) for i in rows)
    return Bar(rows, parts, 100 * comparison.terms.bonus(rows), best)


def bar_points(bar: Bar) -> str:
    """The value of a set, from the lowest to the highest possible."""
    return span(bar.low, bar.high)


def sets_picture(comparison: SetComparison, case: Case) -> str:
    """The sets that may be the best of their size, as bars on one scale."""
    sizes = [best.size for best in comparison.choice.bests if best.size]
    groups = [_best_bars(comparison, size) for size in sizes]
    bars = [group[:_MOST_DRAWN] for group in groups]
    top = max((b.high for group in bars for b in group), default=1.0)
    # Up to the next ten points, and never nothing.
    scale = 10 * ceil(max(top, 1.0) / 10)
    alone, name = 100 * best_alone(comparison)[0], _alone_name(comparison)
    blocks = "".join(
        _block(case, size, group, (scale, alone), name)
        for size, group in zip(sizes, bars, strict=True)
        if group
    )
    drawing = tag("div", blocks, "sets", role="img", aria_label=_alternative(case, groups))
    left = sum(len(group) for group in groups) - sum(len(group) for group in bars)
    note = tn(
        "{n} more choice may be the best of its size: the table has them all.",
        "{n} more choices may be the best of their size: the table has them all.",
        left,
    )
    if comparison.sets is None:
        note = t("There are too many choices to be listed: only the best ones are known.")
    return (
        drawing
        + _key(bars)
        + (tag("p", text(note), "note") if left or comparison.sets is None else "")
    )


def _best_bars(comparison: SetComparison, size: int) -> list[Bar]:
    """Those that may be the best of a size; all of them where it is not known which."""
    bars = bars_of(comparison, size)
    return [bar for bar in bars if bar.best] or bars


def _alone_name(comparison: SetComparison) -> str:
    """What the line of the best lever alone says: its points, or the least of them."""
    low, high = (number(100 * end) for end in best_alone(comparison))
    if low == high:
        return t("best one alone: {n}", n=low)
    return t("best one alone: {n} at least", n=low)


def _block(
    case: Case, size: int, group: Sequence[Bar], scale: tuple[float, float], name: str
) -> str:
    whole, alone = scale
    mark = tag("i", text(name), style=_offset(alone, whole))
    mark = mark if alone > TIE else ""  # nothing is certain: no line to reach
    # Near the end its words would be cut: they stand on the left of their line.
    side = "scale right" if alone > 0.6 * whole else "scale"
    axis = tag("span", mark, side) if size == 1 else tag("span", "", "scale")
    head = tag("span", text(_title(size))) + axis + tag("span", text(t("Points")), "end")
    rows = "".join(_row(case, bar, scale) for bar in group)
    return tag("div", tag("div", head, "setrow head") + rows)


def _title(size: int) -> str:
    if size == 1:
        return t("One lever")
    return t("Two levers") if size == 2 else t("{n} levers", n=size)  # noqa: PLR2004 (a pair)


def _row(case: Case, bar: Bar, scale: tuple[float, float]) -> str:
    cells = (
        tag("span", coloured_names(case, bar.drawn_rows) + _bonus(bar), "nm")
        + tag("span", _pieces(case, bar, scale), "bar")
        + tag("span", text(bar_points(bar)), "end")
    )
    return tag("div", cells, "setrow")


def coloured_names(case: Case, rows: LeverSet) -> str:
    """The levers of a set, each with its colour."""
    return " ".join(
        tag(
            "span",
            tag("b", "", "dot", style=f"background-color:{case.levers[i].colour}")
            + text(case.levers[i].short_label)
            + (" +" if i != rows[-1] else ""),
            "set1",
        )
        for i in rows
    )


def _bonus(bar: Bar) -> str:
    """What synergies and workload add to a set, or take from it."""
    if abs(bar.bonus) <= 100 * TIE:
        return ""
    amount = number(abs(bar.bonus), 0 if bar.bonus == round(bar.bonus) else 1)
    sentence = (
        t("+{n}, they help each other", n=amount)
        if bar.bonus > 0
        else t("-{n}, they get in each other's way or ask for too much work", n=amount)
    )
    return " " + tag("span", text(sentence), "st")


def _pieces(case: Case, bar: Bar, scale: tuple[float, float]) -> str:
    """What is certain of each lever, what is said of them together, then what is not certain."""
    whole, alone = scale
    certain, at, parts = max(0.0, bar.low), 0.0, ""
    for row, (low, _) in zip(bar.drawn_rows, bar.drawn_parts, strict=True):
        # What levers take from each other may leave less than a lever has.
        width = max(0.0, min(low, certain - at))
        parts += _piece(case.levers[row].colour, width / whole)
        at += width
    parts += _piece("var(--ink)", (certain - at) / whole)
    for row, (low, high) in zip(bar.drawn_rows, bar.drawn_parts, strict=True):
        parts += _piece(case.levers[row].colour, (high - low) / whole, "u")
    return parts + (tag("i", "", style=_offset(alone, whole)) if alone > TIE else "")


def _piece(colour: str, share: float, css: str = "") -> str:
    if share <= TIE:
        return ""
    return tag("b", "", css, style=f"--c:{colour};--edge:{colour};width:{100 * share:.3f}%")


def _offset(points_: float, whole: float) -> str:
    return f"left:{100 * points_ / whole:.3f}%"


def _key(groups: Sequence[Sequence[Bar]]) -> str:
    """What the signs that are there mean."""
    bars = [bar for group in groups for bar in group]
    parts = [tag("b", "", "sw ink u") + text(t("uncertain score"))]
    if any(bar.bonus > 100 * TIE for bar in bars):
        parts.append(tag("b", "", "sw ink") + text(t("levers that help each other")))
    return picture_key(parts) if len(parts) > 1 or any(b.high > b.low for b in bars) else ""


def _alternative(case: Case, groups: Sequence[Sequence[Bar]]) -> str:
    """The picture as text: the first sets of each size."""
    labels = [lever.short_label for lever in case.levers]
    sentences = [
        t(
            "{name}: {label}",
            name=set_name(b.rows, labels),
            label=points(bar_points(b)),
        )
        for group in groups
        for b in group[:3]
    ]
    n = sum(len(group) for group in groups)
    return t("Values of {n} choices. {told}.", n=n, told=" ; ".join(sentences))
