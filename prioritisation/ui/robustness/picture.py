"""How often each lever has each rank, as a picture."""

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.robustness.places import Groups
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import (
    details,
    html_paragraphs,
    picture_key,
    scrollable,
    tag,
    text,
)
from prioritisation.sentences.draws import marked_share
from prioritisation.sentences.first_shares import equal_levers_text
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.sentences.rank_shares import rank_texts
from prioritisation.sentences.robustness import share_span
from prioritisation.sentences.shares import allowed_first_texts
from prioritisation.ui.robustness.firsts import MOST_DRAWN, first_picture_text
from prioritisation.wording import NBSP, ordinal, t, tn

_Shares = tuple[Floats, Floats, Floats]
"""Arrays (m, g): surely, possibly, and over draws of the scores that are not known too."""


def rank_picture(analysis: Analysis, robustness: Robustness) -> str:
    """Title, one row of columns per lever in the order of the ranking, and the key."""
    if len(analysis.case.criteria) == 1:
        return ""
    shares, order = _shares_of(robustness), analysis.ranking.order
    rows = [_row(analysis, robustness, shares, row) for row in order]
    title = tag("h2", text(_title(robustness)))
    head = _head(robustness.spans.groups)
    css = f"--ranks:{len(robustness.spans.groups)}"
    first = head + "".join(rows[:MOST_DRAWN])
    picture = tag(
        "div", first, "acc", role="img", aria_label=first_picture_text(analysis, robustness)
    )
    chart = tag("div", picture + _rest(head, rows[MOST_DRAWN:]), "accbox", style=css)
    levers = [lever.short_label for lever in analysis.case.levers]
    equal = equal_levers_text(robustness.regions, levers)
    key = _key(robustness) + html_paragraphs([equal] if equal else [], "note")
    return title + scrollable(chart, _title(robustness)) + key


def _rest(head: str, rows: list[str]) -> str:
    if not rows:
        return ""
    more = tn("{n} other lever", "{n} other levers", len(rows))
    return details(text(more), tag("div", head + "".join(rows), "acc"), "fold rest")


def _title(robustness: Robustness) -> str:
    if robustness.within.whole:
        return t("Which rank, for how many of all weights?")
    return t("Which rank, for how many of the weights allowed?")


def _shares_of(robustness: Robustness) -> _Shares:
    """Shares by group of ranks; those of the first rank are exact where they can be."""
    spans, regions = robustness.spans, robustness.regions.regions
    # Copied: what is computed is shared by everybody.
    sure, possible = spans.sure.copy(), spans.possible.copy()
    sure[:, 0] = [region.sure_share for region in regions]
    possible[:, 0] = [region.possible_share for region in regions]
    # An estimate is from draws: it must not contradict the bounds, which are exact.
    drawn = np.clip(spans.gathered(robustness.joint.ranks), sure, possible)
    return sure, possible, drawn


def _rank_head(group: tuple[int, int]) -> str:
    """« 1er », « 7 à 30 »."""
    first, last = group
    if first == last:
        return ordinal(first)
    return t("{low} to {high}", low=first, high=last)


def _head(groups: Groups) -> str:
    cells = "".join(tag("span", text(_rank_head(group))) for group in groups)
    return tag("div", tag("span", text(t("Rank")), "accname") + cells, "accrow acchead")


def _row(analysis: Analysis, robustness: Robustness, shares: _Shares, row: int) -> str:
    lever = analysis.case.levers[row]
    name = tag("b", "", "accdot") + text(lever.short_label)
    known = not robustness.question.matrix.open_cells
    sure, possible, drawn = (part[row].tolist() for part in shares)
    texts, firsts = rank_texts(robustness), allowed_first_texts(robustness)
    cells = ""
    for k, (first, last) in enumerate(robustness.spans.groups):
        figure = texts.between(row, first - 1, last - 1, short=True)
        figure = marked_share(robustness, figure) if possible[k] > sure[k] else figure
        bounds = (
            firsts.bounds(row).removesuffix(f"{NBSP}%")
            if not k
            else share_span(sure[k], possible[k])
        )
        cells += _cell(sure[k], possible[k], drawn[k], figure, "" if known else bounds)
    return tag("div", tag("span", name, "accname") + cells, "accrow", style=f"--l:{lever.colour}")


def _cell(sure: float, possible: float, estimate: float, share: str, bounds: str) -> str:
    """A column: solid up to what is sure, hatched up to what is possible; and the figures."""
    top, bottom = 100 * possible, 100 * sure
    pieces = tag("i", "", "accsure", style=f"height:{bottom:.2f}%") if sure else ""
    if possible > sure:
        where = f"bottom:{bottom:.2f}%;height:{top - bottom:.2f}%"
        pieces += tag("i", "", "accmay", style=where)
        pieces += tag("i", "", "accmark", style=f"bottom:{100 * estimate:.2f}%")
    figure = tag("strong", text(share), "accnone" if not possible else "")
    open_ = tag("small", text(bounds)) if bounds else ""
    return tag("span", tag("span", pieces, "accbar") + figure + open_, "acccell")


def _key(robustness: Robustness) -> str:
    scores = doubtful_scores(robustness.question.matrix)
    if not scores:
        parts = [text(t("figure: share of the weights that give this rank"))]
    else:
        parts = [
            tag("b", "", "sw ink") + text(t("whatever the {scores}", scores=scores)),
            tag("b", "", "sw ink u") + text(t("depending on the {scores}", scores=scores)),
            tag("b", "", "accline") + text(_drawn_key(scores)),
            text(t("below: from the least to the most, in %")),
        ]
    return picture_key(parts)


def _drawn_key(scores: str) -> str:
    """What the sign of all drawn figures of the page means, once."""
    return t(
        "≈ and line: {scores} picked at random, all as likely; a convention, not a forecast",
        scores=scores,
    )
