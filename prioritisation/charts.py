"""Analysis -> picture: the ranking and the weight triangle, for files.

Screens draw the same figures in HTML, faster and with hatching; files are drawn by
Altair with the product's own theme (French numbers, bundled font), always light.
Nothing is computed here: every figure comes from the analysis.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock

import altair as alt
import fontpkg_fira_sans
import vl_convert

from prioritisation.robustness.regions import TRIANGLE, Polygon
from prioritisation.scenario import Alternate, Analysis
from prioritisation.sentences import alternate_heading, caveats, conclusion, points_text, rank_text
from prioritisation.sentences.ranks import sure_percent
from prioritisation.wording import NBSP, number, percent, t

INK, SOFT, UNDECIDED = "#1E1E1E", "#595959", "#DDDDDA"
CRITERIA = (
    "#0B4F8A",
    "#C75B00",
    "#6FA8DC",
    "#5B3A8C",
    "#9A8F2C",
    "#B0416B",
    "#3C7D76",
    "#7A5230",
    "#595959",
    "#8A1C1C",
    "#2F6B2F",
    "#9B6FB0",
)
"""Colours of criteria in the order of the case, as in ``ui/style.css`` (light)."""

FONT = "Fira Sans"
WIDTH, STEP, SIDE = 620, 40, 300
HEIGHT = SIDE * 3**0.5 / 2
SCALE = 2.0
_DRAWING = Lock()
Rows = list[dict[str, str | float]]
Drawn = alt.LayerChart | alt.FacetChart


def french() -> alt.Locale:
    """Numbers as French readers write them, in axes and tooltips too."""
    return alt.Locale(
        number=alt.NumberLocale(
            decimal=",",
            thousands=NBSP,
            grouping=[3],
            currency=["", f"{NBSP}€"],
            percent=f"{NBSP}%",
        )
    )


def themed(chart: alt.VConcatChart | alt.HConcatChart | alt.LayerChart) -> dict[str, object]:
    """A chart with the product's theme, as a Vega-Lite specification."""
    styled = (
        chart.configure(font=FONT, background="#FFFFFF", padding=28, locale=french())
        .configure_view(stroke=None)
        .configure_title(
            anchor="start",
            fontSize=22,
            fontWeight=600,
            color=INK,
            subtitleColor=SOFT,
            subtitleFontSize=13,
            subtitlePadding=8,
            offset=18,
        )
    )
    specification: dict[str, object] = styled.to_dict()
    return specification


def ranking_chart(analysis: Analysis) -> Drawn:
    """Contribution bars: certain parts solid and first, uncertain parts pale and last."""
    parts, ends, names = (
        pieces(analysis),
        _ends(analysis),
        [c.label for c in analysis.case.criteria],
    )
    order = [str(e["lever"]) for e in ends]
    y = alt.Y("lever:N", sort=order, axis=None)
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, 100]), axis=None)
    bars = (
        alt.Chart(_data(parts))
        .mark_bar(height=24, strokeWidth=1)
        .encode(
            x=x,
            x2="end:Q",
            y=y,
            color=alt.Color(
                "criterion:N",
                scale=alt.Scale(domain=names, range=list(CRITERIA[: len(names)])),
                legend=alt.Legend(
                    title=None,
                    orient="bottom",
                    labelFontSize=14,
                    labelLimit=300,
                    symbolType="square",
                ),
            ),
            stroke=alt.Stroke(
                "criterion:N",
                scale=alt.Scale(domain=names, range=list(CRITERIA[: len(names)])),
                legend=None,
            ),
            fillOpacity=alt.Opacity("solid:Q", scale=None),
        )
    )
    words = alt.Chart(_data(ends)).encode(y=y)
    ranks = words.mark_text(align="left", fontSize=15, fontWeight=600, color=INK, x=-300).encode(
        text="rank:N"
    )
    levers = words.mark_text(align="left", fontSize=15, color=INK, x=-240, limit=230).encode(
        text="short:N"
    )
    points = words.mark_text(
        align="left", fontSize=15, fontWeight=600, color=INK, x=WIDTH + 12
    ).encode(text="points:N")
    to_beat = 100 * analysis.ranking.to_beat
    rule = alt.Chart(_data([{"start": to_beat}])).mark_rule(color=INK, strokeWidth=2).encode(x=x)
    label = (
        alt.Chart(
            _data([{"start": to_beat, "text": t("to beat: {points}", points=number(to_beat))}])
        )
        .mark_text(color=INK, fontSize=13, y=-10)
        .encode(x=x, text="text:N")
    )
    return alt.layer(bars, ranks, levers, points, rule, label).properties(
        width=WIDTH, height=STEP * len(ends)
    )


def pieces(analysis: Analysis) -> Rows:
    """One row per visible part of a bar: where it starts and ends, in points."""
    ranking, rows = analysis.ranking, []
    for i in ranking.order:
        start = 0.0
        low = ranking.low_contributions[i]
        for parts, solid in ((low, 1.0), (ranking.high_contributions[i] - low, 0.22)):
            for j, part in enumerate((100 * parts).tolist()):
                rows.append(
                    {
                        "lever": analysis.matrix.alternatives[i],
                        "criterion": analysis.case.criteria[j].label,
                        "start": start,
                        "end": start + part,
                        "solid": solid,
                    }
                )
                start += part
    return rows


def _ends(analysis: Analysis) -> Rows:
    return [
        {
            "lever": analysis.matrix.alternatives[i],
            "short": analysis.case.levers[i].short_label,
            "rank": rank_text(analysis.ranking, i),
            "points": points_text(analysis.ranking, i),
        }
        for i in analysis.ranking.order
    ]


def triangle_chart(analysis: Analysis) -> Drawn:
    """The weight triangle: where each lever is surely first, the rest grey (three criteria)."""
    sure = [(i, r) for i, r in enumerate(analysis.regions.regions) if r.sure]
    ground = _area(TRIANGLE, UNDECIDED)
    regions = [_area(r.sure, analysis.case.levers[i].colour) for i, r in sure]
    here = [_flat((analysis.weights[0], analysis.weights[1], analysis.weights[2]))]
    diamond = _placed(here, [""]).mark_point(
        shape="diamond", filled=True, size=260, color=INK, stroke="white", opacity=1
    )
    top, right, left = (t("all on {criterion}", criterion=c.label) for c in analysis.case.criteria)
    labels = [
        _placed([(SIDE / 2, -12)], [top]).mark_text(fontSize=13, color=SOFT),
        _placed([(SIDE + 20, HEIGHT + 16)], [right]).mark_text(
            fontSize=13, color=SOFT, align="right"
        ),
        _placed([(-20, HEIGHT + 34)], [left]).mark_text(fontSize=13, color=SOFT, align="left"),
    ]
    legend = _shares(analysis, [i for i, _ in sure])
    layers = [ground, *regions, diamond, *labels, *legend]
    return alt.layer(*layers).properties(width=SIDE, height=HEIGHT + 60 + 20 * len(sure))


def _shares(analysis: Analysis, rows: list[int]) -> list[alt.Chart]:
    """Below the triangle: each colour, its lever and its sure share; grey for the rest."""
    keys = [
        (
            analysis.case.levers[i].colour,
            f"{analysis.case.levers[i].short_label} {sure_percent(analysis.region(i).sure_share)}",
        )
        for i in rows
    ]
    undecided = t("undecided {share}", share=percent(analysis.regions.undecided_share))
    keys.append((UNDECIDED, undecided))
    drawn = []
    for k, (colour, words) in enumerate(keys):
        y = HEIGHT + 62 + 20 * k
        square = _placed([(-14, y)], [""]).mark_square(size=120, color=colour, opacity=1)
        drawn += [
            square,
            _placed([(0, y)], [words]).mark_text(fontSize=13, color=INK, align="left"),
        ]
    return drawn


def _data(rows: Sequence[Mapping[str, object]]) -> alt.InlineData:
    """Rows inside the specification: nothing is fetched."""
    return alt.InlineData(values=list(rows))


def _flat(corner: tuple[float, float, float]) -> tuple[float, float]:
    """Weights to pixels: first criterion at the top, second right, third left."""
    return SIDE * (corner[1] + corner[0] / 2), HEIGHT * (1 - corner[0])


def _area(polygon: Polygon, colour: str) -> alt.Chart:
    """A filled polygon, drawn as a closed line in pixels."""
    points = [_flat(p) for p in (*polygon, polygon[0])]
    rows = [{"x": x, "y": y, "k": k} for k, (x, y) in enumerate(points)]
    drawn: alt.Chart = (
        alt.Chart(_data(rows))
        .mark_line(fill=colour, stroke="white", strokeWidth=1)
        .encode(
            x=alt.X("x:Q", scale=None, axis=None),
            y=alt.Y("y:Q", scale=None, axis=None),
            order="k:Q",
        )
    )
    return drawn


def _placed(points: Iterable[tuple[float, float]], texts: Iterable[str]) -> alt.Chart:
    rows = [{"x": x, "y": y, "text": text} for (x, y), text in zip(points, texts, strict=True)]
    return alt.Chart(_data(rows)).encode(
        x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None), text="text:N"
    )


def boards(analysis: Analysis) -> list[Drawn]:
    """The ranking, and the triangle when there are three criteria."""
    triangle = len(analysis.case.criteria) == 3  # noqa: PLR2004 (a triangle has three corners)
    return [ranking_chart(analysis), *([triangle_chart(analysis)] if triangle else [])]


def picture(analysis: Analysis) -> dict[str, object]:
    """The whole picture: the conclusion as its title, the ranking, the triangle, the caveats."""
    said = conclusion(analysis)
    weights = ", ".join(
        f"{c.label} {percent(float(w))}"
        for c, w in zip(analysis.case.criteria, analysis.weights, strict=True)
    )
    notes = [*_wrapped(said.rest, 150), weights, *_assumptions(analysis)]
    board = alt.hconcat(*boards(analysis), spacing=110)
    below = [*(_other_way(analysis, a) for a in analysis.alternates), *caveats(analysis)]
    noted = [line for words in below for line in _wrapped(words, 200)]
    legend = t("Solid: certain. Pale: unknown or uncertain.")
    foot = (
        alt.Chart(_data([{"text": [legend, *noted]}]))
        .mark_text(align="left", fontSize=12, color=SOFT, lineHeight=17, x=-300)
        .encode(text="text:N")
        .properties(width=WIDTH, height=20 + 17 * len(noted))
    )
    chart = alt.vconcat(board, foot).properties(title=alt.Title(said.loud, subtitle=notes))
    return themed(chart.resolve_scale(color="independent"))


def _other_way(analysis: Analysis, alternate: Alternate) -> str:
    """The ranking if a direction to confirm were the other way, in a line."""
    ranking = alternate.ranking
    rows = (
        f"{rank_text(ranking, i)} {analysis.case.levers[i].short_label} {points_text(ranking, i)}"
        for i in ranking.order
    )
    return f"{alternate_heading(analysis, alternate)} {' ; '.join(rows)}."


def _assumptions(analysis: Analysis) -> list[str]:
    case, shown = analysis.case, []
    if len(case.perimeters) > 1:
        label = case.perimeter(analysis.table.perimeter).label
        shown.append(t("{name}: {label}", name=case.perimeter_name, label=label))
    for criterion in case.criteria:
        label = criterion.direction.labels[analysis.sense(criterion.id)]
        if criterion.direction.contested:
            shown.append(t("{label} (to confirm)", label=label))
    return [" · ".join(shown)] if shown else []


def _wrapped(words: str, width: int) -> list[str]:
    lines = [""]
    for word in words.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) + 1 > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@lru_cache(maxsize=1)
def _fonts() -> None:
    vl_convert.register_font_directory(str(Path(fontpkg_fira_sans.__file__).parent / "files"))


def png(analysis: Analysis) -> bytes:
    """The picture as a PNG file; drawn one at a time, the renderer is not shared."""
    specification = picture(analysis)
    with _DRAWING:
        _fonts()
        drawn: bytes = vl_convert.vegalite_to_png(specification, scale=SCALE)
    return drawn
