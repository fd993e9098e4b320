"""The picture of *Est-ce solide ?*: who is first, out of 100 ways to share out the weights."""

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import (
    details,
    html_paragraphs,
    picture_key,
    tag,
    text,
)
from prioritisation.sentences.phrases import all_of
from prioritisation.sentences.shares import (
    allowed_first_texts,
    equal_levers_text,
    first_place_shares,
    out_of_hundred_text,
    short_share,
)
from prioritisation.sentences.tipping import tied_at_best
from prioritisation.wording import NBSP, t, tn

MOST_DRAWN = 10
"""Levers drawn at once; the others are one click away."""


def first_picture(analysis: Analysis, robustness: Robustness) -> str:
    """For how many ways to share out the weights each lever is first: one bar each."""
    if len(analysis.case.criteria) == 1:
        return ""
    regions = robustness.regions.regions
    firsts = [i for i in analysis.ranking.order if regions[i].possible_share > TIE]
    rows = [_first_row(analysis, robustness, i) for i in firsts]
    title = tag("h2", text(out_of_hundred_text(whole=robustness.within.whole, short=True)))
    picture = tag(
        "div",
        "".join(rows[:MOST_DRAWN]),
        "firsts",
        role="img",
        aria_label=first_picture_text(analysis, robustness),
    )
    rest = "".join(rows[MOST_DRAWN:])
    more = tn("{n} other lever", "{n} other levers", len(rows) - MOST_DRAWN)
    left = details(text(more), tag("div", rest, "firsts"), "fold rest") if rest else ""
    tied, levers = tied_at_best(robustness), analysis.case.levers
    level = [levers[i].short_label for i in tied]
    never = [
        levers[i].short_label
        for i, region in enumerate(regions)
        if region.possible_share <= TIE and i not in tied
    ]
    notes = [
        t("Tied for first at best: {levers}.", levers=all_of(level)) if level else "",
        t("Never first: {levers}.", levers=all_of(never)) if never else "",
        equal_levers_text(robustness.regions, [v.short_label for v in levers]),
    ]
    return title + picture + left + _first_key(robustness) + html_paragraphs(notes, "note")


def _first_row(analysis: Analysis, robustness: Robustness, row: int) -> str:
    lever, region = analysis.case.levers[row], robustness.regions.regions[row]
    sure, possible = region.sure_share, region.possible_share
    style = f"--c:{lever.colour};--edge:{lever.colour}"
    bar = tag("b", "", style=f"{style};width:{100 * sure:.3f}%") if sure > TIE else ""
    if possible - sure > TIE:
        bar += tag("b", "", "u", style=f"{style};width:{100 * (possible - sure):.3f}%")
    figure = allowed_first_texts(robustness).bounds(row).replace(f"{NBSP}%", "")
    name = tag("b", "", "dot", style=f"background-color:{lever.colour}") + text(lever.short_label)
    return tag(
        "div",
        tag("span", name, "nm") + tag("span", bar, "bar") + tag("span", text(figure), "end"),
        "firstrow",
    )


def _first_key(robustness: Robustness) -> str:
    if not robustness.question.matrix.open_cells:
        return ""
    return picture_key(
        [
            tag("b", "", "sw ink") + text(t("sure")),
            tag("b", "", "sw ink u") + text(t("possible, if uncertain scores play for it")),
        ]
    )


def first_picture_text(analysis: Analysis, robustness: Robustness) -> str:
    """The picture as text."""
    texts = allowed_first_texts(robustness)
    order, levers = analysis.ranking.order, [v.short_label for v in analysis.case.levers]
    firsts = sorted(
        first_place_shares(robustness.regions), key=lambda one: order.index(one.rows[0])
    )
    whole = robustness.within.whole
    sentences = [
        one.among(levers, short_share(texts.bounds(one.rows[0]), whole=whole)) for one in firsts
    ]
    return t(
        "{title} {told}.",
        title=out_of_hundred_text(whole=whole, short=True),
        told=", ".join(sentences),
    )
