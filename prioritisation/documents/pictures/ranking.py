"""The ranking as contribution bars."""

import altair as alt

from prioritisation.analysis.scenario import Analysis
from prioritisation.documents.pictures.theme import CRITERIA, INK, Drawn, data
from prioritisation.sentences import points_text, rank_text
from prioritisation.wording import number, t

WIDTH, STEP = 620, 40
Rows = list[dict[str, str | float]]


def ranking_chart(analysis: Analysis) -> Drawn:
    """Contribution bars: certain parts solid and first, uncertain parts pale and last."""
    ends = _ends(analysis)
    y = alt.Y("lever:N", sort=[str(e["lever"]) for e in ends], axis=None)
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, 100]), axis=None)
    layers = [_bars(analysis, x, y), *_words(ends, y), *_to_beat(analysis, x)]
    return alt.layer(*layers).properties(width=WIDTH, height=STEP * len(ends))


def _bars(analysis: Analysis, x: alt.X, y: alt.Y) -> alt.Chart:
    names = [c.label for c in analysis.case.criteria]
    scale = alt.Scale(domain=names, range=[CRITERIA[place] for place in analysis.case.places])
    legend = alt.Legend(
        title=None, orient="top", offset=22, labelFontSize=14, labelLimit=300, symbolType="square"
    )
    drawn: alt.Chart = (
        alt.Chart(data(pieces(analysis)))
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


def _words(ends: Rows, y: alt.Y) -> list[alt.Chart]:
    """Rank and lever at the left of each bar, points at its right."""
    rows = alt.Chart(data(ends)).encode(y=y)
    bold = rows.mark_text(align="left", fontSize=15, fontWeight=600, color=INK, x=-300)
    plain = rows.mark_text(align="left", fontSize=15, color=INK, x=-240, limit=230)
    end = rows.mark_text(align="left", fontSize=15, fontWeight=600, color=INK, x=WIDTH + 12)
    return [
        bold.encode(text="rank:N"),
        plain.encode(text="short:N"),
        end.encode(text="points:N"),
    ]


def _to_beat(analysis: Analysis, x: alt.X) -> list[alt.Chart]:
    """The line that a lever must reach to be first."""
    points = 100 * analysis.ranking.to_beat
    said = t("to beat: {points}", points=number(points))
    line = alt.Chart(data([{"start": points, "text": said}])).encode(x=x)
    return [
        line.mark_rule(color=INK, strokeWidth=2),
        line.mark_text(color=INK, fontSize=13, y=-8).encode(text="text:N"),
    ]


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
    return [row for row in rows if row["end"] != row["start"]]


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
