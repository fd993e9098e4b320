"""The weight triangle: where each lever is surely first, and how far it may be."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from textwrap import wrap

import altair as alt

from prioritisation.analysis.robustness.polytopes import WHOLE_TRIANGLE, Polygon
from prioritisation.analysis.scenario import Analysis
from prioritisation.documents.pictures import theme
from prioritisation.sentences.shares import (
    FirstShare,
    first_place_shares,
    first_texts,
    short_in_hundred,
)
from prioritisation.wording import t, tn

_SIDE = 300
_MOST_BESIDE = 56
"""Letters that a line below the triangle holds, beside a mark or at both its corners."""
HEIGHT = _SIDE * 3**0.5 / 2


def triangle_chart(analysis: Analysis) -> theme.Drawn:
    """The weight triangle: where each lever is surely first, the rest grey (three criteria)."""
    sure = [
        one for one in first_place_shares(analysis.regions) if analysis.region(one.rows[0]).sure
    ]
    ground = _area(WHOLE_TRIANGLE, theme.UNDECIDED)
    regions = [
        _area(analysis.region(one.rows[0]).sure, analysis.case.levers[one.rows[0]].colour)
        for one in sure
    ]
    here = [_flat((analysis.weights[0], analysis.weights[1], analysis.weights[2]))]
    diamond = _placed(here, [""]).mark_point(
        shape="diamond", filled=True, size=260, color=theme.INK, stroke="white", opacity=1
    )
    top, right, left = (t("all on {criterion}", criterion=c.label) for c in analysis.case.criteria)
    ends = [_placed([(_SIDE / 2, -12)], [top]).mark_text(fontSize=theme.LETTERS, color=theme.SOFT)]
    # On one line, below each other only where they would meet.
    meet = len(left) + len(right) > _MOST_BESIDE
    look = alt.MarkConfig(fontSize=theme.LETTERS, color=theme.SOFT).to_dict()
    at_right = _placed([(_SIDE + 80, HEIGHT + 16)], [right])
    at_left = _placed([(-80, HEIGHT + (34 if meet else 16))], [left])
    ends += [at_right.mark_text(align="right", **look), at_left.mark_text(align="left", **look)]
    legend, below = _shares(analysis, sure)
    layers = [ground, *regions, diamond, *ends, *legend]
    return alt.layer(*layers).properties(width=_SIDE, height=below)


def _shares(analysis: Analysis, sure: Sequence[FirstShare]) -> tuple[list[alt.Chart], float]:
    """Below the triangle: each colour, its lever and its sure share; grey for the rest.

    A note where these do not add up; then, how far levers may go where scores are not known.
    With the height of all.
    """
    texts, drawn, y = first_texts(analysis), [], HEIGHT + 62
    keys = [
        (
            analysis.case.levers[one.rows[0]].colour,
            f"{_name(analysis, one)} {short_in_hundred(texts.least(one.rows[0]))}",
        )
        for one in sure
    ]
    undecided = t("not separated yet {share}", share=short_in_hundred(texts.undecided))
    keys.append((theme.UNDECIDED, undecided))
    for colour, words in (*keys, ("", texts.note), ("", _most(analysis))):
        if colour:
            drawn.append(_placed([(-74, y)], [""]).mark_square(size=120, color=colour, opacity=1))
        for line in wrap(words, _MOST_BESIDE):
            left = _placed([(-60 if colour else -80, y)], [line])
            drawn.append(left.mark_text(fontSize=theme.LETTERS, color=theme.INK, align="left"))
            y += 22
    return drawn, y


def _most(analysis: Analysis) -> str:
    """Levers that may be first for more weights than they surely are, and for how many."""
    texts = first_texts(analysis)
    more = [
        t(
            "{lever} (up to {share})",
            lever=_name(analysis, replace(one, rivals=())),
            share=short_in_hundred(texts.most(one.rows[0])),
        )
        for one in sorted(first_place_shares(analysis.regions), key=lambda one: -one.possible)
        if texts.most(one.rows[0]) != texts.least(one.rows[0])
    ]
    written = {"levers": ", ".join(more)}
    return (
        tn("may be first: {levers}", "may each be first: {levers}", len(more), **written)
        if more
        else ""
    )


def _name(analysis: Analysis, first: FirstShare) -> str:
    return first.name([lever.short_label for lever in analysis.case.levers])


def _flat(corner: tuple[float, float, float]) -> tuple[float, float]:
    """Weights to pixels: first criterion at the top, second right, third left."""
    return _SIDE * (corner[1] + corner[0] / 2), HEIGHT * (1 - corner[0])


def _area(polygon: Polygon, colour: str) -> alt.Chart:
    """A filled polygon, drawn as a closed line in pixels."""
    points = [_flat(p) for p in (*polygon, polygon[0])]
    rows = [{"x": x, "y": y, "k": k} for k, (x, y) in enumerate(points)]
    drawn: alt.Chart = (
        alt.Chart(theme.data(rows))
        .mark_line(fill=colour, stroke="white", strokeWidth=1)
        .encode(
            x=alt.X("x:Q", scale=None, axis=None),
            y=alt.Y("y:Q", scale=None, axis=None),
            # Round the polygon, not from left to right.
            order="k:Q",
        )
    )
    return drawn


def _placed(points: Iterable[tuple[float, float]], texts: Iterable[str]) -> alt.Chart:
    """Words or marks at pixels, from the top left corner."""
    rows = [{"x": x, "y": y, "text": text} for (x, y), text in zip(points, texts, strict=True)]
    return alt.Chart(theme.data(rows)).encode(
        x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None), text="text:N"
    )
