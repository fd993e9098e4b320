"""The ranking as bars, the chances of each place."""

import altair as alt

from prioritisation.analysis.ranking import bar_parts
from prioritisation.analysis.scenario import Analysis
from prioritisation.documents.pictures import theme
from prioritisation.sentences.phrases import points_text, rank_text
from prioritisation.wording import number, t

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
    return [bold.encode(text="rank:N"), plain.encode(text="short:N"), end.encode(text="points:N")]


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
