"""The weight triangle: for which weights each lever is first, surely or possibly.

Streamlit's HTML keeps no SVG: regions are boxes cut by ``clip-path``, exact and responsive.
"""

from collections.abc import Sequence

from prioritisation.analysis.robustness.polytopes import Polygon
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.weight_map import WeightMap
from prioritisation.drawing.ballot_dots import DOT, Corner, DotPile, Point, dot_piles, flat
from prioritisation.drawing.markup import details, tag, text
from prioritisation.sentences.ranking import map_alternative
from prioritisation.sentences.shares import (
    FirstShare,
    ShareTexts,
    first_place_shares,
    first_texts,
    in_hundred,
    region_texts,
    short_in_hundred,
)
from prioritisation.wording import listed, number, percent, t, tn

_SMALLEST_NAMED, _NARROWEST_NAMED = 0.06, 0.15
"""A region is named inside when its share and the room for the words are at least these."""
_MOST_SHARES = 10
"""Levers whose share of the weights is listed; with more, a fold has most of them."""


def weight_map_block(analysis: Analysis, weight_map: WeightMap | None) -> str:
    """The triangle, when there is one, and the shares of all weights."""
    picture = triangle(analysis, weight_map) if weight_map else ""
    return tag("div", picture + _shares(analysis, weight_map), "tribox")


def triangle(analysis: Analysis, weight_map: WeightMap, ballots: Sequence[Corner] = ()) -> str:
    """The picture: regions, the present weights, and a circle for each ballot."""
    top, right, corner = (
        text(t("all on {criterion}", criterion=analysis.case.criteria[j].label))
        for j in weight_map.columns
    )
    here = flat(weight_map.weights)
    # Equal levers have one region: it is drawn once, and named after all of them.
    firsts, regions = first_place_shares(weight_map.regions), weight_map.regions.regions
    rows = [one.rows[0] for one in firsts]
    solid = "".join(_area(analysis, i, regions[i].sure, "reg") for i in rows if regions[i].sure)
    maybe = "".join(
        _area(analysis, i, part, f"reg maybe m{i}") for i in rows if (part := regions[i].possible)
    )
    texts = region_texts(weight_map.regions, analysis.verdict.thresholds)
    sure = [] if ballots else [one for one in firsts if regions[one.rows[0]].sure]
    named = [(one, _named(analysis, one, texts)) for one in sure]
    names = [_name(words, one, regions[one.rows[0]].sure, here) for one, words in named]
    mark, hatch = tag("div", "", "here", style=_at(here)), tag("div", "", "reg hatch")
    dots = "".join(map(_ballots, dot_piles(ballots)))
    left = "" if ballots else _undecided(weight_map, texts)
    plane = hatch + solid + maybe + "".join(names) + left + dots + mark
    inside = (
        tag("div", top, "corner")
        + tag("div", plane, "plane")
        + tag("div", tag("span", corner) + tag("span", right), "base")
    )
    sentence = map_alternative(analysis, weight_map)
    drawing = tag("div", inside, "tri", role="img", aria_label=sentence)
    small = [pair for pair, name in zip(named, names, strict=True) if not name]
    return tag("div", drawing + _small(analysis, small) + _held_weights(analysis, weight_map))


def _ballots(pile: DotPile) -> str:
    """A circle for each ballot, and their number where they do not fit."""
    width = f";width:{100 * DOT:.2f}%"
    circles = "".join(tag("div", "", "ballot", style=_at(dot) + width) for dot in pile.dots)
    if not pile.full:
        return circles
    return circles + tag("div", text(number(pile.count)), "ballots", style=_at(pile.place))


def _undecided(weight_map: WeightMap, texts: ShareTexts) -> str:
    """The share for which no lever is sure, where there is room for the words."""
    if weight_map.regions.undecided_share <= 0.2:  # noqa: PLR2004 (a fifth)
        return ""
    words = t("not separated yet {share}", share=short_in_hundred(texts.undecided))
    return tag("div", text(words), "lab low")


def _named(analysis: Analysis, first: FirstShare, texts: ShareTexts) -> tuple[str, str]:
    """A region's name, and its share."""
    name = first.name([lever.short_label for lever in analysis.case.levers])
    return name, short_in_hundred(texts.least(first.rows[0]))


def _small(analysis: Analysis, named: Sequence[tuple[FirstShare, tuple[str, str]]]) -> str:
    """The regions that have no room for their name, as a legend."""
    levers = analysis.case.levers
    keys = (
        tag("b", "", "dot", style=f"background-color:{levers[one.rows[0]].colour}")
        + text(f"{name} {share}")
        for one, (name, share) in named
    )
    return tag("p", "".join(tag("span", key) for key in keys), "key") if named else ""


def _held_weights(analysis: Analysis, weight_map: WeightMap) -> str:
    """What the triangle leaves out, when there are more criteria than corners."""
    others = [c for j, c in enumerate(analysis.case.criteria) if j not in weight_map.columns]
    if not others:
        return ""
    sentence = t(
        "These three criteria share {free} of the weight; {others} held at their present weight.",
        free=percent(weight_map.free),
        others=listed([c.in_sentence for c in others]),
    )
    return tag("p", text(sentence), "note")


def _area(analysis: Analysis, row: int, polygon: Polygon, css: str) -> str:
    corners = ",".join(f"{100 * x:.3f}% {100 * y:.3f}%" for x, y in map(flat, polygon))
    colour = analysis.case.levers[row].colour
    return tag("div", "", css, style=f"clip-path:polygon({corners});background-color:{colour}")


def _name(words: tuple[str, str], first: FirstShare, region: Polygon, weights_point: Point) -> str:
    """What is written inside a region; empty when there is no room."""
    if first.sure < _SMALLEST_NAMED:
        return ""
    x, y, width = _label_place([flat(c) for c in region], weights_point)
    if width < _NARROWEST_NAMED:
        return ""
    written = "<br>".join(map(text, words))
    return tag("div", written, "lab", style=f"{_at((x, y))};width:{100 * width:.1f}%")


def _at(point: Point) -> str:
    return f"left:{100 * point[0]:.2f}%;top:{100 * point[1]:.2f}%"


def _label_place(corners: list[Point], diamond: Point) -> tuple[float, float, float]:
    """Centre and width of the widest box of three lines inside a region, clear of the diamond."""
    best, place = -1.0, (0.5, 0.5, 0.3)
    for step in range(12, 89):
        y = step / 100
        cuts = [_cut(corners, y + dy) for dy in (-0.09, 0, 0.09)]
        inside = [cut for cut in cuts if cut]
        if len(inside) < len(cuts):
            continue
        left, right = max(c[0] for c in inside), min(c[1] for c in inside)
        # Where the diamond stands, any other place is better, however narrow.
        near = abs(y - diamond[1]) < 0.2 and left - 0.04 < diamond[0] < right + 0.04  # noqa: PLR2004 (the diamond's room)
        if right - left - near > best:
            best, place = right - left - near, ((left + right) / 2, y, right - left)
    return place


def _cut(corners: list[Point], y: float) -> Point | None:
    """Horizontal cut of a convex polygon."""
    edges = zip(corners, corners[1:] + corners[:1], strict=True)
    xs = [
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in edges
        # Half open: a corner is a part of one of its two edges only.
        if min(y1, y2) <= y < max(y1, y2)
    ]
    return (min(xs), max(xs)) if len(xs) == 2 else None  # noqa: PLR2004 (in and out)


def _shares(analysis: Analysis, weight_map: WeightMap | None) -> str:
    """Share of all weights for which each lever is first, from sure to possible."""
    regions = analysis.regions
    order = sorted(first_place_shares(regions), key=lambda one: (-one.sure, -one.possible))
    first, left = _folded(analysis, order)
    body, rest = (
        "".join(_share_row(analysis, weight_map, one) for one in shares)
        for shares in (first, left)
    )
    head = tag("th", text(t("First, out of 100 ways")), scope="col") + tag(
        "th", text(t("sure to possible")), scope="col"
    )
    written = tag("table", f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>", "shares")
    if rest:
        label = tn("{n} other lever", "{n} other levers", len(left))
        written += details(text(label), tag("table", f"<tbody>{rest}</tbody>", "shares"), "fold")
    return tag("div", written + _key(analysis))


def _folded(
    analysis: Analysis, order: list[FirstShare]
) -> tuple[list[FirstShare], list[FirstShare]]:
    """Rows at once, and rows on demand: of many levers, those that cannot be first here."""
    if len(order) <= _MOST_SHARES:
        return order, []
    firsts = analysis.ranking.possible_firsts
    possible = [one for one in order if one.rows[0] in firsts][:_MOST_SHARES]
    return possible, [one for one in order if one not in possible]


def _share_row(analysis: Analysis, weight_map: WeightMap | None, first: FirstShare) -> str:
    """Who is first and the share; a dot has a lever's colour when the picture has it, too."""
    levers, row = analysis.case.levers, first.rows[0]
    coloured = weight_map.regions.regions[row].sure if weight_map else first.sure
    dot = tag(
        "b",
        "",
        "dot" if coloured else "dot hollow",
        style=f"background-color:{levers[row].colour}",
    )
    name = text(first.name([lever.short_label for lever in levers]))
    share = text(in_hundred(first_texts(analysis).bounds(first.rows[0])))
    cells = tag("th", dot + name, scope="row") + tag("td", share)
    return tag("tr", cells, f"s{row}", tabindex="0")


def _key(analysis: Analysis) -> str:
    """What the marks mean, and what the shares were estimated on."""
    regions = analysis.regions
    estimated = t(
        "All weights: estimated by {draws} random trials (number of the try: {seed}), error "
        "at most {error}.",
        draws=number(regions.draws),
        seed=regions.seed,
        error=percent(2 * regions.error, 1),
    )
    note = tag("p", text(estimated), "note") if regions.draws else ""
    if len(analysis.matrix.criteria) < 3:  # noqa: PLR2004 (no picture)
        return note
    marks = (
        tag("b", "", "mark") + text(t("present weights")),
        tag("b", "", "sw ink u") + text(t("not separated yet")),
    )
    hint = tag("span", text(t("point at a lever to see where it may be first")), "hint")
    return note + tag("p", "".join(tag("span", m) for m in marks) + hint, "key")
