"""The whole picture: conclusion, ranking, triangle, assumptions, other direction, caveats."""

import datetime as dt

import altair as alt

from prioritisation.analysis.scenario import Alternate, Analysis
from prioritisation.documents.pictures import theme
from prioritisation.documents.pictures.charts import BARS_WIDTH, ranking_chart
from prioritisation.documents.pictures.triangle import triangle_chart
from prioritisation.sentences.criteria import official_names_text
from prioritisation.sentences.phrases import points_text, rank_text
from prioritisation.sentences.ranking import assumption_lines, caveats
from prioritisation.sentences.shares import rounded_note, weight_texts
from prioritisation.sentences.verdict import alternate_heading, conclusion
from prioritisation.wording import date_text, t
from prioritisation.wording.numbers import long_date


def boards(analysis: Analysis) -> list[theme.Drawn]:
    """The ranking, and the triangle when there are three criteria."""
    triangle = len(analysis.case.criteria) == 3  # noqa: PLR2004 (a triangle has three corners)
    return [ranking_chart(analysis), *([triangle_chart(analysis)] if triangle else [])]


def whole_picture(analysis: Analysis, day: dt.date) -> dict[str, object]:
    """The conclusion, its weights and assumptions, the ranking, the triangle, the caveats.

    It rests on no record, and says so: one person chose its weights, on ``day``.
    """
    answer = conclusion(analysis)
    shares = zip(analysis.case.criteria, weight_texts(analysis.weights), strict=True)
    rounded = rounded_note(analysis.weights)
    parts = [*(f"{c.label} {share}" for c, share in shares), *filter(None, (rounded,))]
    weights = " · ".join(parts)
    lines = [*_wrapped(answer.reservation, 150), *_wrapped(str(answer.settling or ""), 150)]
    lines += [weights, *_wrapped(" · ".join(assumption_lines(analysis)), 150)]
    title = alt.Title(answer.answer, subtitle=[line for line in lines if line])
    board = alt.hconcat(*boards(analysis), spacing=110)
    return theme.themed(
        alt.vconcat(board, _foot(analysis, day))
        .properties(title=title)
        .resolve_scale(color="independent")
    )


def _foot(analysis: Analysis, day: dt.date) -> alt.Chart:
    """Below: whose weights these are, the other direction, the caveats, where it comes from."""
    case = analysis.case
    below = [
        t(
            "Picture of {day}: weights chosen by one person. It is no decision.",
            day=long_date(day),
        ),
        t("Solid: a score given. Lighter: to check. Pale: not known."),
        *(_other_way(analysis, a) for a in analysis.alternates),
        *caveats(analysis),
        *filter(
            None, (official_names_text([(c.label, c.official or c.label) for c in case.criteria]),)
        ),
        t(
            "{title}, {group}, updated on {date}.",
            title=case.title,
            group=case.group,
            date=date_text(case.updated.isoformat()),
        ),
    ]
    lines = [line for words in below for line in _wrapped(words, 175)]
    drawn: alt.Chart = (
        alt.Chart(theme.data([{"text": lines}]))
        .mark_text(align="left", fontSize=13, color=theme.SOFT, lineHeight=18, x=-300)
        .encode(text="text:N")
        .properties(width=BARS_WIDTH, height=20 + 18 * len(lines))
    )
    return drawn


def _other_way(analysis: Analysis, alternate: Alternate) -> str:
    """The ranking if a direction to confirm were the other way, in a line."""
    ranking, levers = alternate.ranking, analysis.case.levers
    rows = (
        f"{rank_text(ranking, i)} {levers[i].short_label} {points_text(ranking, i)}"
        for i in ranking.order
    )
    return f"{alternate_heading(analysis, alternate)} {' ; '.join(rows)}."


def _wrapped(words: str, width: int) -> list[str]:
    lines = [""]
    for word in words.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) + 1 > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def whole_picture_png(analysis: Analysis, day: dt.date) -> bytes:
    """The picture as a PNG file."""
    return theme.raster(theme.specification_text(whole_picture(analysis, day)))
