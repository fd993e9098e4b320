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
from prioritisation.sentences.set_comparison import set_name
from prioritisation.wording import number, points, span, t, tn

_MOST_DRAWN = 7
"""Sets of a size that are drawn; the table has them all."""


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
    """One block of bars per size, on one scale."""
    sizes = [best.size for best in comparison.choice.bests if best.size]
    groups = [bars_of(comparison, size) for size in sizes]
    bars = [_first_bars(group) for group in groups]
    top = max((b.high for group in bars for b in group), default=1.0)
    # Up to the next ten points, and never nothing.
    scale = 10 * ceil(max(top, 1.0) / 10)
    alone = max((b.low for b in groups[0]), default=0.0) if groups else 0.0
    blocks = "".join(
        _block(case, size, group, (scale, alone))
        for size, group in zip(sizes, bars, strict=True)
        if group
    )
    sentence = _alternative(case, groups)
    drawing = tag("div", blocks, "sets", role="img", aria_label=sentence)
    left = sum(len(group) for group in groups) - sum(len(group) for group in bars)
    note = tn(
        "{n} choice is not drawn: the table has them all.",
        "{n} choices are not drawn: the table has them all.",
        left,
    )
    if comparison.sets is None:
        note = t("There are too many choices to be listed: only the best ones are known.")
    return drawing + _key() + (tag("p", text(note), "note") if left else "")


def _first_bars(group: Sequence[Bar]) -> Sequence[Bar]:
    return group[:_MOST_DRAWN]


def _block(case: Case, size: int, group: Sequence[Bar], scale: tuple[float, float]) -> str:
    whole, alone = scale
    mark = tag("i", text(t("best lever alone: {n}", n=number(alone))), style=_offset(alone, whole))
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
        tag("span", coloured_names(case, bar.rows) + _bonus(bar), "nm")
        + tag("span", _pieces(case, bar, scale), "bar")
        + tag("span", text(bar_points(bar)), "end")
    )
    return tag("div", cells, "setrow" if bar.best else "setrow out")


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
        t("+{n} of synergy", n=amount)
        if bar.bonus > 0
        else t("-{n} of synergy or workload", n=amount)
    )
    return " " + tag("span", text(sentence), "st")


def _pieces(case: Case, bar: Bar, scale: tuple[float, float]) -> str:
    """What is certain of each lever, what is said of them together, then what is not certain."""
    whole, alone = scale
    certain, at, parts = max(0.0, bar.low), 0.0, ""
    for row, (low, _) in zip(bar.rows, bar.parts, strict=True):
        # What levers take from each other may leave less than a lever has.
        width = max(0.0, min(low, certain - at))
        parts += _piece(case.levers[row].colour, width / whole)
        at += width
    parts += _piece("var(--ink)", (certain - at) / whole)
    for row, (low, high) in zip(bar.rows, bar.parts, strict=True):
        parts += _piece(case.levers[row].colour, (high - low) / whole, "u")
    return parts + (tag("i", "", style=_offset(alone, whole)) if alone > TIE else "")


def _piece(colour: str, share: float, css: str = "") -> str:
    if share <= TIE:
        return ""
    return tag("b", "", css, style=f"--c:{colour};--edge:{colour};width:{100 * share:.3f}%")


def _offset(points_: float, whole: float) -> str:
    return f"left:{100 * points_ / whole:.3f}%"


def _key() -> str:
    parts = (
        tag("b", "", "sw ink") + text(t("certain, in the colour of each lever; black: synergy")),
        tag("b", "", "sw ink u") + text(t("unknown or uncertain")),
        tag("b", "", "dash") + text(t("best certain value of a lever alone")),
        text(t("In bold: may be the best of its size")),
    )
    return picture_key(parts)


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
