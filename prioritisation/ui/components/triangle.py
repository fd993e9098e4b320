"""The weight triangle: for which weights each lever is first, surely or possibly.

Streamlit's HTML keeps no SVG: regions are boxes cut by ``clip-path``, exact and responsive.
"""

from prioritisation.robustness.regions import Polygon, Region
from prioritisation.scenario import Analysis
from prioritisation.sentences import regions_alternative, share_text
from prioritisation.sentences.ranks import sure_percent
from prioritisation.ui.components.markup import tag, text
from prioritisation.wording import number, percent, t

SMALLEST_NAMED = 0.06
Point = tuple[float, float]


def flat(corner: tuple[float, float, float]) -> Point:
    """Weights in a unit square: first criterion at the top, second right, third left."""
    return corner[1] + corner[0] / 2, 1 - corner[0]


def weight_map(analysis: Analysis) -> str:
    """The triangle (three criteria) and its table, or the table alone."""
    title = tag("h2", text(t("Who is first, depending on the weights")))
    picture = _triangle(analysis) if len(analysis.matrix.criteria) == 3 else ""  # noqa: PLR2004 (a triangle)
    return title + tag("div", picture + _shares(analysis), "tribox")


def _triangle(analysis: Analysis) -> str:
    top, right, left = (
        text(t("all on {criterion}", criterion=c.label)) for c in analysis.case.criteria
    )
    here = flat((analysis.weights[0], analysis.weights[1], analysis.weights[2]))
    drawn = [(i, r) for i, r in enumerate(analysis.regions.regions)]
    solid = "".join(_area(analysis, i, r.sure, "reg") for i, r in drawn if r.sure)
    maybe = "".join(
        _area(analysis, i, r.possible, f"reg maybe m{i}") for i, r in drawn if r.possible
    )
    named = "".join(
        _name(analysis, i, r, here) for i, r in drawn if r.sure_share >= SMALLEST_NAMED
    )
    undecided = analysis.regions.undecided_share
    label = tag("div", text(t("undecided {share}", share=percent(undecided))), "lab low")
    mark = tag("div", "", "here", style=_at(here))
    hatch = tag("div", "", "reg hatch")
    plane = hatch + solid + maybe + named + (label if undecided > 0.2 else "") + mark  # noqa: PLR2004 (room for the words)
    inside = (
        tag("div", top, "corner")
        + tag("div", plane, "plane")
        + tag("div", tag("span", left) + tag("span", right), "base")
    )
    return tag("div", inside, "tri", role="img", aria_label=regions_alternative(analysis))


def _area(analysis: Analysis, row: int, polygon: Polygon, css: str) -> str:
    corners = ",".join(f"{100 * x:.3f}% {100 * y:.3f}%" for x, y in map(flat, polygon))
    colour = analysis.case.levers[row].colour
    return tag("div", "", css, style=f"clip-path:polygon({corners});background-color:{colour}")


def _name(analysis: Analysis, row: int, region: Region, here: Point) -> str:
    x, y, width = label_place([flat(c) for c in region.sure], here)
    words = (
        text(analysis.case.levers[row].short_label)
        + "<br>"
        + text(sure_percent(region.sure_share))
    )
    return tag("div", words, "lab", style=f"{_at((x, y))};width:{100 * width:.1f}%")


def _at(point: Point) -> str:
    return f"left:{100 * point[0]:.2f}%;top:{100 * point[1]:.2f}%"


def label_place(corners: list[Point], here: Point) -> tuple[float, float, float]:
    """Centre and width of the widest box of three lines inside a region, clear of the diamond."""
    best, place = -1.0, (0.5, 0.5, 0.3)
    for step in range(12, 89):
        y = step / 100
        cuts = [_cut(corners, y + dy) for dy in (-0.09, 0, 0.09)]
        found = [cut for cut in cuts if cut]
        if len(found) < len(cuts):
            continue
        left, right = max(c[0] for c in found), min(c[1] for c in found)
        near = abs(y - here[1]) < 0.2 and left - 0.04 < here[0] < right + 0.04  # noqa: PLR2004 (the diamond's room)
        if right - left - near > best:
            best, place = right - left - near, ((left + right) / 2, y, right - left)
    return place


def _cut(corners: list[Point], y: float) -> Point | None:
    """Horizontal cut of a convex polygon."""
    edges = zip(corners, corners[1:] + corners[:1], strict=True)
    xs = [
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in edges
        if min(y1, y2) <= y < max(y1, y2)
    ]
    return (min(xs), max(xs)) if len(xs) == 2 else None  # noqa: PLR2004 (in and out)


def _shares(analysis: Analysis) -> str:
    """Share of all weights for which each lever is first, from sure to possible."""
    regions = analysis.regions
    order = sorted(
        range(len(regions.regions)),
        key=lambda i: (-regions.regions[i].sure_share, -regions.regions[i].possible_share),
    )
    body = "".join(_share_row(analysis, i) for i in order)
    head = tag("th", text(t("First for this share of the weights")), scope="col") + tag(
        "th", text(t("sure to possible")), scope="col"
    )
    written = tag("table", f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>", "shares")
    return tag("div", written + _key(analysis))


def _share_row(analysis: Analysis, row: int) -> str:
    region, lever = analysis.region(row), analysis.case.levers[row]
    drawn = "" if region.sure else " hollow"
    dot = tag("b", "", f"dot{drawn}", style=f"background-color:{lever.colour}")
    share = share_text(region.sure_share, region.possible_share, analysis.regions.error)
    cells = tag("th", dot + text(lever.short_label), scope="row") + tag("td", text(share))
    return tag("tr", cells, f"s{row}", tabindex="0")


def _key(analysis: Analysis) -> str:
    if len(analysis.matrix.criteria) != 3:  # noqa: PLR2004 (no picture)
        regions = analysis.regions
        drawn = t(
            "Estimated on {draws} weights drawn at random (seed {seed}), error at most {error}.",
            draws=number(regions.draws),
            seed=regions.seed,
            error=percent(2 * regions.error, 1),
        )
        return tag("p", text(drawn), "note") if regions.draws else ""
    marks = (
        tag("b", "", "mark") + text(t("present weights")),
        tag("b", "", "sw ink u") + text(t("undecided, for want of knowing")),
    )
    hint = tag("span", text(t("point at a lever to see where it may be first")), "hint")
    return tag("p", "".join(tag("span", m) for m in marks) + hint, "key")
