"""Is it solid: who is first, out of 100 ways to share out the weights."""

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import (
    Foot,
    answer_lines,
    framed_picture,
    lever_name,
    name_cell,
    units,
)
from prioritisation.sentences.crossing import in_force_text
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.shares import allowed_first_texts, out_of_hundred_text
from prioritisation.wording import NBSP, t, tn

_MOST_ROWS, _LEAST_ROW, _ROW = 8, 54, 84
_ROOM, _LINE = 570, 84
"""Height of the rows below an answer of two lines, and of one line more."""

_FINE = 12
"""Characters that the column of figures holds in large type."""


def solid_picture(
    headline: Headline, analysis: Analysis, robustness: Robustness, right: str
) -> str:
    """A bar for each lever that may be first, up to eight; none with one criterion.

    Parameters
    ----------
    right
        HTML at the right of the foot.
    """
    question, answer = headline.question, headline.answer
    if len(analysis.case.criteria) == 1:
        return framed_picture("solid", question, answer, "", Foot(right=right))
    regions = robustness.regions.regions
    firsts = [i for i in analysis.ranking.order if regions[i].possible_share > TIE]
    room = _ROOM - _LINE * (answer_lines(answer) - 2)
    picked = firsts[: min(_MOST_ROWS, room // _LEAST_ROW - 1)]
    words = _others(len(firsts) - len(picked), len(regions) - len(firsts))
    height = min(_ROW, room // (len(picked) + bool(words)))
    rows = "".join(_row(analysis, robustness, row) for row in picked)
    rows += tag("p", text(words), "p-others p-soft") if words else ""
    title = tag("p", text(out_of_hundred_text(whole=robustness.within.whole)), "p-label")
    style = f"--row:{units(height)};--bar:{units(round(height * 0.62))}"
    css = "p-rows p-shares" if height >= _ROW else "p-rows p-shares p-dense"
    body = title + tag("div", rows, css, style=style)
    left = [*filter(None, (_key(robustness), text(in_force_text(analysis))))]
    foot = Foot("\N{EM SPACE}".join(left), right)
    return framed_picture("solid", question, answer, body, foot)


def _others(left: int, never: int) -> str:
    """How many more levers may be first, and how many never are."""
    parts = (
        tn("And {n} other.", "And {n} others.", left) if left else "",
        tn("{n} lever is never first.", "{n} levers are never first.", never) if never else "",
    )
    return " ".join(filter(None, parts))


def _row(analysis: Analysis, robustness: Robustness, row: int) -> str:
    lever, region = analysis.case.levers[row], robustness.regions.regions[row]
    sure, possible = 100 * region.sure_share, 100 * region.possible_share
    bar = tag("i", "", "p-sure", style=f"width:{sure:.2f}%")
    if possible - sure > 100 * TIE:
        bar += tag("i", "", "p-hatch", style=f"left:{sure:.2f}%;width:{possible - sure:.2f}%")
    figures = allowed_first_texts(robustness).bounds(row).replace(f"{NBSP}%", "")
    small = " p-fine" if len(figures) > _FINE else ""
    return (
        name_cell(lever_name(lever))
        + tag("span", bar, "p-track p-lever", style=f"--c:{lever.colour}")
        + tag("span", text(figures), f"p-points{small}")
    )


def _key(robustness: Robustness) -> str:
    if not robustness.question.matrix.open_cells:
        return ""
    sure = tag("i", "", "p-solid p-mini") + text(t("sure"))
    possible = text(t("possible, if uncertain scores play for it"))
    return sure + "\N{EM SPACE}" + tag("i", "", "p-hatch p-mini") + possible
