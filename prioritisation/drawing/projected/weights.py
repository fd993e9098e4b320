"""The map of three criteria: for which weights which lever is first, and where the votes are."""

from collections import Counter

from prioritisation.analysis.robustness.polygons import Polygon
from prioritisation.analysis.scenario import Lead
from prioritisation.analysis.weight_map import WeightMap, weight_map
from prioritisation.drawing.group import ballot_corners, has_triangle
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import (
    criterion_name,
    framed_picture,
    lever_name,
    meeting_foot,
)
from prioritisation.drawing.triangle import exact_corner, flat
from prioritisation.meeting.room import RoundResults, Stage
from prioritisation.sentences import map_alternative
from prioritisation.sentences.first_shares import first_place_shares
from prioritisation.wording import number, t, tn

_MOST_KEYS = 3
_LEAST = 0.001
"""A smaller share of the map is not seen."""


def map_picture(stage: Stage, results: RoundResults) -> str:
    """The triangle; nothing without exactly three criteria."""
    analysis = results.analysis
    chart = weight_map(analysis) if analysis and has_triangle(results) else None
    if analysis is None or chart is None:
        return ""
    drawing = tag(
        "div",
        _regions(results, chart) + _votes(results) + _here(chart),
        "p-plane",
        role="img",
        aria_label=map_alternative(analysis, chart),
    )
    corners = "".join(
        tag("p", tag("span", text(_corner(stage, results, j)), "p-clamp"), f"p-corner p-at{k}")
        for k, j in enumerate(chart.columns)
    )
    body = tag("div", corners + drawing, "p-map") + tag("div", _key(results, chart), "p-keys")
    foot = meeting_foot(stage, t("A point of the map = a way to share out the weights."))
    question = t("Depending on the weights, who is first?")
    return framed_picture("map", question, _answer(results, chart), body, foot)


def _corner(stage: Stage, results: RoundResults, column: int) -> str:
    return t(
        "all on “{criterion}”", criterion=criterion_name(stage, results.case.criteria[column])
    )


def _answer(results: RoundResults, chart: WeightMap) -> str:
    """With our weights, then with others."""
    analysis = results.analysis
    assert analysis is not None  # noqa: S101 (there is a map)
    leaders = analysis.verdict.leaders
    whole = chart.regions.undecided_share < _LEAST
    sure = [one for one in first_place_shares(chart.regions) if one.sure]
    if analysis.verdict.lead in (Lead.OPEN, Lead.TIED) or not leaders:
        here = t("With our weights, it is not settled.")
    else:
        here = t(
            "With our weights, it is {lever}.", lever=lever_name(results.case.levers[leaders[0]])
        )
    if len(sure) == 1 and whole and len(sure[0].rows) == 1 and leaders:
        return t("{here} With others too.", here=here)
    if whole or len(sure) > 1:
        return t("{here} With others, it may be another.", here=here)
    return t("{here} With others, one does not always know.", here=here)


def _regions(results: RoundResults, chart: WeightMap) -> str:
    hatch, regions = tag("i", "", "p-region p-hatch p-all"), chart.regions.regions
    solid = "".join(
        _area(results, one.rows[0], region)
        for one in first_place_shares(chart.regions)
        if (region := regions[one.rows[0]].sure)
    )
    return hatch + solid


def _area(results: RoundResults, row: int, polygon: Polygon) -> str:
    corners = ",".join(f"{100 * x:.3f}% {100 * y:.3f}%" for x, y in map(flat, polygon))
    style = f"clip-path:polygon({corners});--c:{results.case.levers[row].colour}"
    return tag("i", "", "p-region p-lever", style=style)


def _votes(results: RoundResults) -> str:
    """A circle for each vote, with their number where several are the same."""
    places = Counter(map(exact_corner, ballot_corners(results)))
    return "".join(
        tag("i", text(number(n)) if n > 1 else "", "p-vote", style=_at(corner))
        for corner, n in places.items()
    )


def _here(chart: WeightMap) -> str:
    return tag("i", "", "p-diamond", style=_at(chart.weights))


def _at(weights: tuple[float, float, float]) -> str:
    x, y = flat(weights)
    return f"left:{100 * x:.2f}%;top:{100 * y:.2f}%"


def _key(results: RoundResults, chart: WeightMap) -> str:
    """What the colours and the marks mean."""
    sure = sorted((o for o in first_place_shares(chart.regions) if o.sure), key=lambda o: -o.sure)
    names = [lever_name(lever) for lever in results.case.levers]
    unsure = chart.regions.undecided_share >= _LEAST
    rows = ""
    for one in sure[:_MOST_KEYS]:
        colour = results.case.levers[one.rows[0]].colour
        swatch = tag("i", "", "p-swatch p-lever", style=f"--c:{colour}")
        name = one.name(names)
        words = t("{lever} is first, even if uncertain scores go against it", lever=name)
        rows += _row(
            swatch, words if unsure and len(sure) == 1 else t("{lever} is first", lever=name)
        )
    if (more := len(sure) - _MOST_KEYS) > 0:
        rows += _row("", tn("and {n} other lever", "and {n} other levers", more))
    if unsure:
        rows += _row(tag("i", "", "p-swatch p-hatch"), t("scores too uncertain to say who is"))
    rows += _row(tag("i", "", "p-diamond"), t("our weights, on average"))
    if ballot_corners(results):
        rows += _row(tag("i", "", "p-vote"), t("one vote"))
    return rows


def _row(mark: str, words: str) -> str:
    return tag(
        "p",
        tag("span", mark, "p-mark") + tag("span", tag("span", text(words), "p-clamp")),
        "p-key",
    )
