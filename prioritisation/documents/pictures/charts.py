"""The ranking as bars, the chances of each place."""

from collections.abc import Sequence

import altair as alt

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import bar_parts
from prioritisation.analysis.scenario import Analysis
from prioritisation.documents.pictures import theme
from prioritisation.sentences.phrases import points_text, rank_text
from prioritisation.wording import number, ordinal, t

BARS_WIDTH, BAR_HEIGHT = 620, 40
_ACROSS = 115
"""Letters that the picture of the ranking holds on one line."""
_Rows = list[dict[str, str | float]]


def ranking_chart(analysis: Analysis) -> theme.Drawn:
    """Contribution bars: certain parts solid and first, uncertain parts pale and last."""
    ends = _ends(analysis)
    # By id: two levers may have one label.
    y = alt.Y("lever:N", sort=[str(e["lever"]) for e in ends], axis=None)
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, 100]), axis=None)
    layers = [_bars(analysis, x, y), *_words(ends, y), *_to_beat(analysis, x)]
    return alt.layer(*layers).properties(width=BARS_WIDTH, height=BAR_HEIGHT * len(ends))


def _bars(analysis: Analysis, x: alt.X, y: alt.Y) -> alt.Chart:
    names = [c.label for c in analysis.case.criteria]
    scale = alt.Scale(
        domain=names, range=[theme.CRITERION_COLOURS[place] for place in analysis.case.places]
    )
    legend = alt.Legend(
        title=None,
        orient="top",
        offset=22,
        labelFontSize=theme.LETTERS,
        labelLimit=300,
        symbolType="square",
        columns=max(1, _ACROSS // (4 + max(map(len, names)))),
    )
    drawn: alt.Chart = (
        alt.Chart(theme.data(pieces(analysis)))
        .mark_bar(height=24, strokeWidth=1)
        .encode(
            x=x,
            x2="end:Q",
            y=y,
            color=alt.Color("criterion:N", scale=scale, legend=legend),
            stroke=alt.Stroke("criterion:N", scale=scale, legend=None),
            fillOpacity=alt.Opacity("solid:Q", scale=None),
        )
    )
    return drawn


def _words(ends: _Rows, y: alt.Y) -> list[alt.Chart]:
    """Rank and lever at the left of each bar, points at its right."""
    rows = alt.Chart(theme.data(ends)).encode(y=y)
    look = alt.MarkConfig(align="left", fontSize=theme.LETTERS, color=theme.INK).to_dict()
    bold = rows.mark_text(**look, fontWeight=600, x=-300)
    plain = rows.mark_text(**look, x=-240, limit=230)
    end = rows.mark_text(**look, fontWeight=600, x=BARS_WIDTH + 12)
    return [
        bold.encode(text="rank:N"),
        plain.encode(text="short:N"),
        end.encode(text="points:N"),
    ]


def _to_beat(analysis: Analysis, x: alt.X) -> list[alt.Chart]:
    """The line that a lever must reach to be first."""
    points = 100 * analysis.ranking.to_beat
    sentence = t("to beat: {points}", points=number(points))
    line = alt.Chart(theme.data([{"start": points, "text": sentence}])).encode(x=x)
    return [
        line.mark_rule(color=theme.INK, strokeWidth=2),
        line.mark_text(color=theme.INK, fontSize=theme.LETTERS, y=-8).encode(text="text:N"),
    ]


def pieces(analysis: Analysis) -> _Rows:
    """One row per visible part of a bar: where it starts and ends, in points."""
    kinds, rows = bar_parts(analysis.matrix, analysis.weights), []
    for i in analysis.ranking.order:
        start = 0.0
        for parts, solid in zip(kinds, (1.0, 0.6, 0.22), strict=True):
            for j, part in enumerate((100 * parts[i]).tolist()):
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
    # A part without width would still be drawn, as a line.
    return [row for row in rows if row["end"] != row["start"]]


def _ends(analysis: Analysis) -> _Rows:
    return [
        {
            "lever": analysis.matrix.alternatives[i],
            "short": analysis.case.levers[i].short_label,
            "rank": rank_text(analysis.ranking, i),
            "points": points_text(analysis.ranking, i),
        }
        for i in analysis.ranking.order
    ]


CELL_WIDTH, CELL_HEIGHT, _LABEL = 52, 30, 300
_DARK = 0.65
"""Share above which the text is white."""


def places_chart(
    levers: Sequence[str], shares: Floats, texts: Sequence[Sequence[str]]
) -> theme.Drawn:
    """Rows are levers, columns are places.

    Parameters
    ----------
    levers
        Their labels, in the order to draw them.
    shares
        Array (m, k): share of the draws in which a lever comes at a place; the first k places.
    texts
        What is written of each.
    """
    names = [f"{k}" for k in range(len(levers))]
    x = alt.X(
        "place:O",
        sort=[ordinal(k + 1) for k in range(shares.shape[1])],
        axis=alt.Axis(
            orient="top",
            title=t("Rank"),
            labelAngle=0,
            labelFontSize=14,
            titleFontSize=14,
            titleFontWeight="normal",
            domain=False,
            ticks=False,
        ),
    )
    y = alt.Y("key:N", sort=names, axis=None)
    base = alt.Chart(theme.data(_rows(shares, texts))).encode(x=x, y=y)
    colour = alt.Color(
        "share:Q",
        scale=alt.Scale(domain=[0, 1], range=["#F2F5F9", "#0B4F8A"]),
        legend=None,
    )
    cells = base.mark_rect(stroke="#FFFFFF", strokeWidth=2).encode(color=colour)
    inks = alt.condition(alt.datum.share > _DARK, alt.value("#FFFFFF"), alt.value(theme.INK))
    words = base.mark_text(fontSize=14).encode(text="text:N", color=inks)
    size = {"width": CELL_WIDTH * shares.shape[1], "height": CELL_HEIGHT * len(levers)}
    return alt.layer(cells, words, _labels(levers, names)).properties(**size)


def _rows(shares: Floats, texts: Sequence[Sequence[str]]) -> list[dict[str, str | float]]:
    return [
        {
            "key": f"{i}",
            "place": ordinal(k + 1),
            "share": round(float(shares[i, k]), 6),
            "text": texts[i][k],
        }
        for i in range(len(shares))
        for k in range(shares.shape[1])
    ]


def _labels(levers: Sequence[str], names: Sequence[str]) -> alt.Chart:
    rows = [{"key": key, "lever": lever} for key, lever in zip(names, levers, strict=True)]
    drawn: alt.Chart = (
        alt.Chart(theme.data(rows))
        .mark_text(align="left", fontSize=14, color=theme.INK, x=-_LABEL, limit=_LABEL - 12)
        .encode(y=alt.Y("key:N", sort=list(names), axis=None), text="lever:N")
    )
    return drawn
