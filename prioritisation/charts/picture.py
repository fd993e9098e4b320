"""The whole picture: conclusion, ranking, triangle, assumptions, other direction, caveats."""

from functools import lru_cache
from pathlib import Path
from threading import Lock

import altair as alt
import fontpkg_fira_sans
import vl_convert

from prioritisation.charts.ranking import WIDTH, ranking_chart
from prioritisation.charts.theme import SOFT, Drawn, data, themed
from prioritisation.charts.triangle import triangle_chart
from prioritisation.scenario import Alternate, Analysis
from prioritisation.sentences import alternate_heading, caveats, conclusion, points_text, rank_text
from prioritisation.wording import percent, t

SCALE = 2.0
_DRAWING = Lock()


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
        alt.Chart(data([{"text": [legend, *noted]}]))
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
