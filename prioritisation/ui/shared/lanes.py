"""The rank chart and its table: one column per ranking, one lane per lever.

Streamlit's HTML keeps no SVG: lines are boxes cut by ``clip-path``. The vertical axis is the rank
itself: tied levers stand level, apart by their lanes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_uppercase

from prioritisation.analysis.comparison import Column
from prioritisation.analysis.opinions import Opinion
from prioritisation.drawing.markup import (
    html_paragraphs,
    picture_key,
    scrollable,
    table,
    tag,
    text,
)
from prioritisation.sentences.columns import column_first, exactness_note, rank_span
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.sentences.phrases import lever_labels
from prioritisation.wording import t, tn

_MOST_DRAWN = 10
"""Levers drawn; with more, the lanes are too thin to be told apart: the table has them all."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A lever's rank in one column, from the best possible to the worst.

    Attributes
    ----------
    tied
        Whether it surely shares its rank.
    """

    best: int
    worst: int
    tied: bool = False

    @classmethod
    def of(cls, opinion: Opinion, row: int) -> "Stop":
        """The rank of a row of a method's ranks."""
        tied = bool(opinion.tied[row].sum() > 1)
        return cls(int(opinion.best[row]), int(opinion.worst[row]), tied)

    @property
    def middle(self) -> float:
        """The rank, or the middle of the possible ranks."""
        return (self.best + self.worst) / 2


@dataclass(frozen=True, slots=True)
class Lane:
    """A lever from column to column; None where a column does not have it."""

    label: str
    colour: str
    stops: tuple[Stop | None, ...]


def lanes_chart(
    lanes: Sequence[Lane],
    heads: Sequence[str],
    rows: int,
    alternative: str,
    notes: Iterable[str] = (),
) -> str:
    """The chart, the levers' letters, the key, and what could not be drawn.

    Parameters
    ----------
    rows
        Ranks of the vertical axis.
    alternative
        The chart as text.
    """
    drawn = _drawn_lanes(lanes)
    css = f"--cols:{len(heads)};--lanes:{len(drawn)};--rows:{rows}"
    tops = "".join(tag("div", text(head), "rh") for head in heads)
    inside = "".join(_lane(lane, k, len(drawn), rows) for k, lane in enumerate(drawn))
    plane = tag("div", _grid(rows) + inside, "rplane")
    axis = tag("div", _axis(rows), "raxis")
    chart = tag(
        "div",
        tag("div", tops, "rheads") + axis + plane,
        "ranks",
        style=css,
        role="img",
        aria_label=alternative,
    )
    names = tag("ul", "".join(_name(lane, k) for k, lane in enumerate(drawn)), "rnames")
    sentences = (_not_drawn(len(lanes) - len(drawn)), *notes)
    return (
        tag("div", names + scrollable(chart, t("Ranks side by side")), "rankbox")
        + _key(tied="rtie" in inside)
        + html_paragraphs(sentences, "note")
    )


def _drawn_lanes(lanes: Sequence[Lane]) -> list[Lane]:
    """The lanes that are drawn: the best ranked somewhere, in their own order."""
    # Each lever is in one column at least.
    best = sorted(
        range(len(lanes)), key=lambda k: min(s.middle for s in lanes[k].stops if s is not None)
    )
    return [lane for k, lane in enumerate(lanes) if k in best[:_MOST_DRAWN]]


def _not_drawn(count: int) -> str:
    if not count:
        return ""
    return tn(
        "{n} lever is not drawn: the table has them all.",
        "{n} levers are not drawn: the table has them all.",
        count,
    )


def _grid(rows: int) -> str:
    return "".join(tag("i", "", "rg", style=f"top:{_y(r, rows):.3f}%") for r in range(1, rows + 1))


def _axis(rows: int) -> str:
    return "".join(
        tag("span", text(r), style=f"top:{_y(r, rows):.3f}%") for r in range(1, rows + 1)
    )


def _y(rank: float, rows: int) -> float:
    """Height of a rank, in percent of the plane from its top."""
    # In the middle of its row: the first rank is half a row below the top.
    return 100 * (rank - 0.5) / rows


def _lane(lane: Lane, place: int, lanes: int, rows: int) -> str:
    """A lever's lines, spans and discs."""
    # Around the middle of the column: tied levers stand level, side by side.
    shift = f"calc(var(--lane)*{place - (lanes - 1) / 2:g})"
    stops, count = lane.stops, len(lane.stops)
    parts = [
        _line((k, count), (here, there), rows)
        for k, (here, there) in enumerate(pairwise(stops))
        if here is not None and there is not None
    ]
    parts += [
        _stop(stop, place, (k, count), rows) for k, stop in enumerate(stops) if stop is not None
    ]
    return tag("div", "".join(parts), f"rl l{place}", style=f"--l:{lane.colour};--shift:{shift}")


def _line(place: tuple[int, int], ends: tuple[Stop, Stop], rows: int) -> str:
    """A line from a column to the next; pale when one of the two ranks is not known."""
    column, columns = place
    heights = [_y(stop.middle, rows) for stop in ends]
    # A box as high as the plane, cut to a band of three pixels from one end to the other.
    y0, y1 = (f"calc({y:.3f}% - 1.5px)" for y in heights)
    z0, z1 = (f"calc({y:.3f}% + 1.5px)" for y in heights)
    left, width = 100 * (column + 0.5) / columns, 100 / columns
    cut = f"clip-path:polygon(0 {y0},100% {y1},100% {z1},0 {z0})"
    css = "rline" if all(stop.best == stop.worst for stop in ends) else "rline pale"
    return tag("i", "", css, style=f"left:{left:.3f}%;width:{width:.3f}%;{cut}")


def _stop(stop: Stop, lane: int, place: tuple[int, int], rows: int) -> str:
    """A lever's rank in a column: its span, its disc, and « 3 = » when it is tied."""
    x = f"left:{100 * (place[0] + 0.5) / place[1]:.3f}%"
    top, bottom = _y(stop.best, rows), _y(stop.worst, rows)
    spread = tag("i", "", "rspan", style=f"{x};top:{top:.3f}%;height:{bottom - top:.3f}%")
    letter = text(ascii_uppercase[lane])
    disc = tag("b", letter, "rdisc", style=f"{x};top:{(top + bottom) / 2:.3f}%")
    sentence = t("{rank}=", rank=stop.best) if stop.tied and stop.best == stop.worst else ""
    words = tag("span", text(sentence), "rtie", style=f"{x};top:{top:.3f}%") if sentence else ""
    return (spread if stop.worst > stop.best else "") + disc + words


def _name(lane: Lane, place: int) -> str:
    badge = tag("b", text(ascii_uppercase[place]), "rdisc", style=f"--l:{lane.colour}")
    return tag("li", badge + text(lane.label), f"n{place}", tabindex="0")


def _key(*, tied: bool) -> str:
    parts = [
        tag("b", "", "rdot") + text(t("rank, or the middle of the possible ranks")),
        tag("b", "", "rbar") + text(t("possible ranks, for want of knowing")),
        *([text(t("3=: tied at rank 3"))] if tied else []),
    ]
    return picture_key(parts)


def rank_chart(columns: Sequence[Column], labels: Sequence[str]) -> str:
    """The chart, the levers' letters, and what could not be drawn."""
    levers = columns[0].analysis.case.levers
    lanes = [
        Lane(
            levers[i].short_label, levers[i].colour, tuple(Stop.of(c.opinion, i) for c in columns)
        )
        for i in columns[0].analysis.ranking.order
    ]
    rows = len(columns[0].best)
    return lanes_chart(
        lanes, labels, rows, _rank_chart_text(columns, labels), [exactness_note(columns)]
    )


def _rank_chart_text(columns: Sequence[Column], labels: Sequence[str]) -> str:
    """The chart as text."""
    firsts = (
        t("{column}: {first}", column=label, first=column_first(column))
        for column, label in zip(columns, labels, strict=True)
    )
    return t(
        "Ranks of each lever in {n} rankings. {told}.", n=len(columns), told=" ; ".join(firsts)
    )


def rank_table(columns: Sequence[Column], labels: Sequence[str]) -> str:
    """The same ranks as a table."""
    order = columns[0].analysis.ranking.order
    head = [text(t("Lever")), *(text(label) for label in labels)]
    rows = [
        [
            text(lever_labels(columns[0].analysis, (i,))[0]),
            *(text(rank_span(c, i)) for c in columns),
        ]
        for i in order
    ]
    written = table(head, rows, _caption(columns), "twin")
    return scrollable(written, t("Table of ranks"))


def _caption(columns: Sequence[Column]) -> str:
    """What the spans of ranks rest on."""
    scores = doubtful_scores(*(column.analysis.matrix for column in columns))
    sentence = (
        t("Ranks: from the best to the worst possible, whatever the {scores}.", scores=scores)
        if scores
        else t("Rank of each lever in each column.")
    )
    return f"{sentence} {exactness_note(columns)}".rstrip()
