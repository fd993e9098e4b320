"""The weight triangle: where each lever is surely first."""

from collections.abc import Iterable

import altair as alt

from prioritisation.analysis.robustness.regions import TRIANGLE, Polygon
from prioritisation.analysis.scenario import Analysis
from prioritisation.documents.pictures.theme import INK, SOFT, UNDECIDED, Drawn, data
from prioritisation.sentences.ranks import share_text
from prioritisation.wording import percent, t

SIDE = 300
HEIGHT = SIDE * 3**0.5 / 2


def triangle_chart(analysis: Analysis) -> Drawn:
    """The weight triangle: where each lever is surely first, the rest grey (three criteria)."""
    sure = [(i, r) for i, r in enumerate(analysis.regions.regions) if r.sure]
    ground = _area(TRIANGLE, UNDECIDED)
    regions = [_area(r.sure, analysis.case.levers[i].colour) for i, r in sure]
    here = [_flat((analysis.weights[0], analysis.weights[1], analysis.weights[2]))]
    diamond = placed(here, [""]).mark_point(
        shape="diamond", filled=True, size=260, color=INK, stroke="white", opacity=1
    )
    top, right, left = (t("all on {criterion}", criterion=c.label) for c in analysis.case.criteria)
    labels = [
        placed([(SIDE / 2, -12)], [top]).mark_text(fontSize=13, color=SOFT),
        placed([(SIDE + 20, HEIGHT + 16)], [right]).mark_text(
            fontSize=13, color=SOFT, align="right"
        ),
        placed([(-20, HEIGHT + 34)], [left]).mark_text(fontSize=13, color=SOFT, align="left"),
    ]
    legend = _shares(analysis, [i for i, _ in sure])
    layers = [ground, *regions, diamond, *labels, *legend]
    return alt.layer(*layers).properties(width=SIDE, height=HEIGHT + 60 + 20 * len(sure))


def _shares(analysis: Analysis, rows: list[int]) -> list[alt.Chart]:
    """Below the triangle: each colour, its lever and its sure share; grey for the rest."""
    keys = [(analysis.case.levers[i].colour, _named(analysis, i)) for i in rows]
    undecided = t("undecided {share}", share=percent(analysis.regions.undecided_share))
    keys.append((UNDECIDED, undecided))
    drawn = []
    for k, (colour, words) in enumerate(keys):
        y = HEIGHT + 62 + 20 * k
        square = placed([(-14, y)], [""]).mark_square(size=120, color=colour, opacity=1)
        drawn += [
            square,
            placed([(0, y)], [words]).mark_text(fontSize=13, color=INK, align="left"),
        ]
    return drawn


def _named(analysis: Analysis, row: int) -> str:
    region = analysis.region(row)
    share = share_text(region.sure_share, region.possible_share, analysis.regions.error)
    return f"{analysis.case.levers[row].short_label} {share}"


def _flat(corner: tuple[float, float, float]) -> tuple[float, float]:
    """Weights to pixels: first criterion at the top, second right, third left."""
    return SIDE * (corner[1] + corner[0] / 2), HEIGHT * (1 - corner[0])


def _area(polygon: Polygon, colour: str) -> alt.Chart:
    """A filled polygon, drawn as a closed line in pixels."""
    points = [_flat(p) for p in (*polygon, polygon[0])]
    rows = [{"x": x, "y": y, "k": k} for k, (x, y) in enumerate(points)]
    drawn: alt.Chart = (
        alt.Chart(data(rows))
        .mark_line(fill=colour, stroke="white", strokeWidth=1)
        .encode(
            x=alt.X("x:Q", scale=None, axis=None),
            y=alt.Y("y:Q", scale=None, axis=None),
            order="k:Q",
        )
    )
    return drawn


def placed(points: Iterable[tuple[float, float]], texts: Iterable[str]) -> alt.Chart:
    """Words or marks at pixels, from the top left corner."""
    rows = [{"x": x, "y": y, "text": text} for (x, y), text in zip(points, texts, strict=True)]
    return alt.Chart(data(rows)).encode(
        x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None), text="text:N"
    )
