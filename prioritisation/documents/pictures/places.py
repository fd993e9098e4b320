"""How often each lever comes at each place: a table of shares drawn as squares."""

from collections.abc import Sequence

import altair as alt

from prioritisation.analysis.matrix import Floats
from prioritisation.documents.pictures.theme import INK, Drawn, data
from prioritisation.wording import percent, t

SIDE, STEP, LABEL = 52, 30, 300
LEAST, DARK = 0.005, 0.65
"""Shares below the first are left blank; above the second the text is white."""


def places_chart(levers: Sequence[str], shares: Floats) -> Drawn:
    """Rows are levers, columns are places.

    Parameters
    ----------
    levers
        Their labels, in the order to draw them.
    shares
        Array (m, k): share of the draws in which a lever comes at a place; the first k places.
    """
    rows = _rows(levers, shares)
    names = [f"{k}" for k in range(len(levers))]
    x = alt.X(
        "place:O",
        sort=[place_text(k + 1) for k in range(shares.shape[1])],
        axis=alt.Axis(
            orient="top",
            title=t("Rank"),
            labelAngle=0,
            labelFontSize=13,
            titleFontSize=13,
            titleFontWeight="normal",
            domain=False,
            ticks=False,
        ),
    )
    y = alt.Y("key:N", sort=names, axis=None)
    base = alt.Chart(data(rows)).encode(x=x, y=y)
    colour = alt.Color(
        "share:Q",
        scale=alt.Scale(domain=[0, 1], range=["#F2F5F9", "#0B4F8A"]),
        legend=None,
    )
    cells = base.mark_rect(stroke="#FFFFFF", strokeWidth=2).encode(color=colour)
    inks = alt.condition(alt.datum.share > DARK, alt.value("#FFFFFF"), alt.value(INK))
    words = base.mark_text(fontSize=13).encode(text="text:N", color=inks)
    size = {"width": SIDE * shares.shape[1], "height": STEP * len(levers)}
    return alt.layer(cells, words, _labels(levers, names)).properties(**size)


def place_text(place: int) -> str:
    """A place as an ordinal: « 1er », « 2e »."""
    return t("1st") if place == 1 else t("{n}th", n=place)


def _rows(levers: Sequence[str], shares: Floats) -> list[dict[str, str | float]]:
    return [
        {
            "key": f"{i}",
            "place": place_text(k + 1),
            "share": round(float(shares[i, k]), 6),
            "text": percent(float(shares[i, k])) if shares[i, k] >= LEAST else "",
        }
        for i in range(len(levers))
        for k in range(shares.shape[1])
    ]


def _labels(levers: Sequence[str], names: Sequence[str]) -> alt.Chart:
    rows = [{"key": key, "lever": lever} for key, lever in zip(names, levers, strict=True)]
    drawn: alt.Chart = (
        alt.Chart(data(rows))
        .mark_text(align="left", fontSize=14, color=INK, x=-LABEL, limit=LABEL - 12)
        .encode(y=alt.Y("key:N", sort=list(names), axis=None), text="lever:N")
    )
    return drawn
