"""Rankings side by side: one lane per lever, a disc at its rank, a span where the rank is open.

Streamlit's HTML keeps no SVG: lines are boxes cut by ``clip-path``, exact and responsive. The
vertical axis is the rank itself: tied levers stand level, apart by their lanes.
"""

from collections.abc import Sequence
from string import ascii_uppercase

from prioritisation.comparison import Column
from prioritisation.sentences.columns import first_text, found_note, rank_span
from prioritisation.sentences.ranks import names
from prioritisation.ui.components.markup import scrollable, table, tag, text
from prioritisation.wording import t, tn

MOST_DRAWN = 10
"""Levers drawn; with more, the lanes are too thin to be told apart: the table has them all."""


def rank_chart(columns: Sequence[Column], labels: Sequence[str]) -> str:
    """The chart, the levers' letters, and what could not be drawn."""
    drawn = drawn_levers(columns)
    css = f"--cols:{len(columns)};--lanes:{len(drawn)};--rows:{len(columns[0].best)}"
    heads = "".join(tag("div", text(label), "rh") for label in labels)
    lanes = "".join(_lane(columns, row, k, len(drawn)) for k, row in enumerate(drawn))
    plane = tag("div", _grid(len(columns[0].best)) + lanes, "rplane")
    axis = tag("div", _axis(len(columns[0].best)), "raxis")
    chart = tag(
        "div",
        tag("div", heads, "rheads") + axis + plane,
        "ranks",
        style=css,
        role="img",
        aria_label=alternative(columns, labels),
    )
    names_ = tag("ul", "".join(_name(columns[0], row, k) for k, row in enumerate(drawn)), "rnames")
    notes = (_not_drawn(len(columns[0].best) - len(drawn)), found_note(columns))
    return (
        tag("div", names_ + scrollable(chart, t("Ranks side by side")), "rankbox")
        + _key(tied="rtie" in lanes)
        + "".join(tag("p", text(note), "note") for note in notes if note)
    )


def _not_drawn(count: int) -> str:
    if not count:
        return ""
    return tn(
        "{n} lever is not drawn: the table has them all.",
        "{n} levers are not drawn: the table has them all.",
        count,
    )


def drawn_levers(columns: Sequence[Column]) -> list[int]:
    """The levers that are drawn: the best ranked somewhere, in the order of the first column."""
    order = list(columns[0].analysis.ranking.order)
    best = sorted(order, key=lambda i: min(int(c.best[i] + c.worst[i]) for c in columns))
    return [i for i in order if i in best[:MOST_DRAWN]]


def _letter(lane: int) -> str:
    return ascii_uppercase[lane]


def _grid(rows: int) -> str:
    return "".join(tag("i", "", "rg", style=f"top:{_y(r, rows):.3f}%") for r in range(1, rows + 1))


def _axis(rows: int) -> str:
    return "".join(
        tag("span", text(r), style=f"top:{_y(r, rows):.3f}%") for r in range(1, rows + 1)
    )


def _y(rank: float, rows: int) -> float:
    """Height of a rank, in percent of the plane from its top."""
    return 100 * (rank - 0.5) / rows


def _lane(columns: Sequence[Column], row: int, lane: int, lanes: int) -> str:
    """A lever's lines, spans and discs."""
    colour = columns[0].analysis.case.levers[row].colour
    shift = f"calc(var(--lane)*{lane - (lanes - 1) / 2:g})"
    middles = [_y(float(c.best[row] + c.worst[row]) / 2, len(c.best)) for c in columns]
    known = [bool(c.best[row] == c.worst[row]) for c in columns]
    parts = [
        _line((k, len(columns)), (middles[k], middles[k + 1]), known=known[k] and known[k + 1])
        for k in range(len(columns) - 1)
    ]
    parts += [_stop(column, row, lane, (k, len(columns))) for k, column in enumerate(columns)]
    style = f"--l:{colour};--shift:{shift}"
    return tag("div", "".join(parts), f"rl l{lane}", style=style)


def _line(place: tuple[int, int], ends: tuple[float, float], *, known: bool) -> str:
    """A line from a column to the next; pale when one of the two ranks is not known."""
    column, columns = place
    top, bottom = (
        (f"calc({end:.3f}% - 1.5px)" for end in ends),
        (f"calc({end:.3f}% + 1.5px)" for end in ends),
    )
    (y0, y1), (z0, z1) = top, bottom
    left, width = 100 * (column + 0.5) / columns, 100 / columns
    cut = f"clip-path:polygon(0 {y0},100% {y1},100% {z1},0 {z0})"
    css = "rline" if known else "rline pale"
    return tag("i", "", css, style=f"left:{left:.3f}%;width:{width:.3f}%;{cut}")


def _stop(column: Column, row: int, lane: int, place: tuple[int, int]) -> str:
    """A lever's rank in a column: its span, its disc, and « 3 = » when it is tied."""
    best, worst, rows = int(column.best[row]), int(column.worst[row]), len(column.best)
    x = f"left:{100 * (place[0] + 0.5) / place[1]:.3f}%"
    top, bottom = _y(best, rows), _y(worst, rows)
    spread = tag("i", "", "rspan", style=f"{x};top:{top:.3f}%;height:{bottom - top:.3f}%")
    disc = tag("b", text(_letter(lane)), "rdisc", style=f"{x};top:{(top + bottom) / 2:.3f}%")
    tied = column.opinion.tied[row].sum() > 1
    said = t("{rank}=", rank=best) if tied and best == worst else ""
    words = tag("span", text(said), "rtie", style=f"{x};top:{top:.3f}%") if said else ""
    return (spread if worst > best else "") + disc + words


def _name(column: Column, row: int, lane: int) -> str:
    lever = column.analysis.case.levers[row]
    badge = tag("b", text(_letter(lane)), "rdisc", style=f"--l:{lever.colour}")
    return tag("li", badge + text(lever.short_label), f"n{lane}", tabindex="0")


def _key(*, tied: bool) -> str:
    parts = [
        tag("b", "", "rdot") + text(t("rank, or the middle of the possible ranks")),
        tag("b", "", "rbar") + text(t("possible ranks, for want of knowing")),
        *([text(t("3=: tied at rank 3"))] if tied else []),
    ]
    return tag("p", "".join(tag("span", part) for part in parts), "key")


def alternative(columns: Sequence[Column], labels: Sequence[str]) -> str:
    """The chart as text."""
    told = (
        t("{column}: {first}", column=label, first=first_text(column))
        for column, label in zip(columns, labels, strict=True)
    )
    return t("Ranks of each lever in {n} rankings. {told}.", n=len(columns), told=" ; ".join(told))


def rank_table(columns: Sequence[Column], labels: Sequence[str]) -> str:
    """The same ranks as a table."""
    order = columns[0].analysis.ranking.order
    head = [text(t("Lever")), *(text(label) for label in labels)]
    rows = [
        [text(names(columns[0].analysis, (i,))[0]), *(text(rank_span(c, i)) for c in columns)]
        for i in order
    ]
    written = table(head, rows, _caption(columns), "twin")
    return scrollable(written, t("Table of ranks"))


def _caption(columns: Sequence[Column]) -> str:
    """What the spans of ranks rest on."""
    told = t("Ranks: from the best to the worst possible, whatever the unknown scores.")
    return f"{told} {found_note(columns)}".rstrip()
