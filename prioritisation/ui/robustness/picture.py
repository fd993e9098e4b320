"""The picture of *Robustesse*: for each lever, how often it has each rank over the weights."""

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.robustness.spans import Groups
from prioritisation.analysis.robustness.whole import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import details, scrollable, tag, text
from prioritisation.sentences.solidity import LEAST, firsts_of, near, share_span
from prioritisation.wording import percent, t, tn

MOST_DRAWN = 10
"""Levers drawn at once; the others are one click away."""

Shares = tuple[Floats, Floats, Floats]
"""Arrays (m, g): surely, possibly, and over draws of the unknown scores too."""


def rank_picture(analysis: Analysis, found: Robustness) -> str:
    """Title, one row of columns per lever in the order of the ranking, and the key."""
    if len(analysis.case.criteria) == 1:
        return ""
    shares, order = shares_of(found), analysis.ranking.order
    rows = [_row(analysis, found, shares, row) for row in order]
    title = tag("h2", text(_title(found)))
    head = _head(found.spans.groups)
    css = f"--ranks:{len(found.spans.groups)}"
    first = head + "".join(rows[:MOST_DRAWN])
    picture = tag("div", first, "acc", role="img", aria_label=alternative(analysis, found))
    chart = tag("div", picture + _rest(head, rows[MOST_DRAWN:]), "accbox", style=css)
    return title + scrollable(chart, _title(found)) + _key(found)


def _rest(head: str, rows: list[str]) -> str:
    if not rows:
        return ""
    more = tn("{n} other lever", "{n} other levers", len(rows))
    return details(text(more), tag("div", head + "".join(rows), "acc"), "fold rest")


def _title(found: Robustness) -> str:
    if found.question.constraints:
        return t("Which rank, for how many of the weights allowed?")
    return t("Which rank, for how many of all weights?")


def shares_of(found: Robustness) -> Shares:
    """Shares by group of ranks; those of the first rank are exact where they can be."""
    spans, firsts = found.spans, firsts_of(found)
    sure, possible = spans.sure.copy(), spans.possible.copy()
    sure[:, 0], possible[:, 0] = firsts.sure, firsts.possible
    drawn = np.clip(spans.gathered(found.joint.ranks), sure, possible)
    return sure, possible, drawn


def rank_head(group: tuple[int, int]) -> str:
    """« 1er », « 7 à 30 »."""
    first, last = group
    if first == last:
        return t("1st") if first == 1 else t("{rank}th", rank=first)
    return t("{low} to {high}", low=first, high=last)


def _head(groups: Groups) -> str:
    cells = "".join(tag("span", text(rank_head(group))) for group in groups)
    return tag("div", tag("span", text(t("Rank")), "accname") + cells, "accrow acchead")


def _row(analysis: Analysis, found: Robustness, shares: Shares, row: int) -> str:
    lever = analysis.case.levers[row]
    name = tag("b", "", "accdot") + text(lever.short_label)
    known = not found.question.matrix.open_cells
    sure, possible, drawn = (part[row].tolist() for part in shares)
    cells = "".join(_cell(*cell, known=known) for cell in zip(sure, possible, drawn, strict=True))
    return tag("div", tag("span", name, "accname") + cells, "accrow", style=f"--l:{lever.colour}")


def _cell(sure: float, possible: float, drawn: float, *, known: bool) -> str:
    """A column: solid up to what is sure, hatched up to what is possible; and the figures."""
    top, bottom = 100 * possible, 100 * sure
    pieces = tag("i", "", "accsure", style=f"height:{bottom:.2f}%") if sure else ""
    if possible > sure:
        where = f"bottom:{bottom:.2f}%;height:{top - bottom:.2f}%"
        pieces += tag("i", "", "accmay", style=where)
        pieces += tag("i", "", "accmark", style=f"bottom:{100 * drawn:.2f}%")
    figure = tag("strong", text(_short(drawn)), "accnone" if not possible else "")
    open_ = "" if known else tag("small", text(share_span(sure, possible)))
    return tag("span", tag("span", pieces, "accbar") + figure + open_, "acccell")


def _short(share: float) -> str:
    """A share in a narrow column, written neither none nor all when it is not."""
    if 0 < share < LEAST:
        return t("< {share}", share=percent(2 * LEAST))
    if 1 - LEAST < share < 1:
        return t("> {share}", share=percent(1 - 2 * LEAST))
    return percent(share)


def _key(found: Robustness) -> str:
    if not found.question.matrix.open_cells:
        parts = [text(t("figure: share of the weights that give this rank"))]
    else:
        parts = [
            tag("b", "", "sw ink") + text(t("whatever the unknown scores")),
            tag("b", "", "sw ink u") + text(t("depending on the unknown scores")),
            tag("b", "", "accline") + text(t("figure: unknown scores drawn at random")),
            text(t("below: from the least to the most, in %")),
        ]
    return tag("p", "".join(tag("span", part) for part in parts), "key")


def alternative(analysis: Analysis, found: Robustness) -> str:
    """The picture as text: the first place of each lever; the table has the rest."""
    sure, possible, drawn = shares_of(found)
    known = not found.question.matrix.open_cells
    told = [
        t("{lever} first in {share}", lever=analysis.case.levers[i].short_label, share=share)
        for i in analysis.ranking.order
        for share in [
            near(float(drawn[i, 0]))
            if known
            else t("{span} %", span=share_span(float(sure[i, 0]), float(possible[i, 0])))
        ]
    ]
    return t("{title} {told}.", title=_title(found), told=", ".join(told))
