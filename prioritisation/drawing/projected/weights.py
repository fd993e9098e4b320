"""The map of three criteria: for which weights which lever is first, and where the votes are."""

from prioritisation.analysis.crossing import choices_matter, stands_alone
from prioritisation.analysis.robustness.polytopes import Polygon
from prioritisation.analysis.scenario import Analysis, Lead
from prioritisation.analysis.weight_map import WeightMap, weight_map
from prioritisation.drawing.ballot_dots import DotPile, Point, dot_piles, flat
from prioritisation.drawing.group import ballot_corners, has_triangle
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import (
    criterion_name,
    framed_picture,
    lever_name,
    meeting_foot,
)
from prioritisation.meeting.room import RoundResults, Stage
from prioritisation.sentences.crossing import in_force_text
from prioritisation.sentences.ranking import map_alternative
from prioritisation.sentences.shares import first_place_shares
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
    point = t("A point of the map = a way to share out the weights.")
    foot = meeting_foot(stage, f"{point} {in_force_text(analysis)}".strip())
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
    here, alone = _with_ours(results, analysis), first_place_shares(chart.regions)
    whole = chart.regions.undecided_share < _LEAST
    sure = [one for one in alone if one.sure]
    same = len(sure) == 1 and sure[0].rows == analysis.verdict.leaders and not sure[0].rivals
    if same and whole and stands_alone(analysis):
        return t("{here} With others too.", here=here)
    if whole or len(sure) > 1:
        return t("{here} With others, it may change.", here=here)
    return t("{here} With others, one does not always know.", here=here)


def _with_ours(results: RoundResults, analysis: Analysis) -> str:
    """Who is first with the weights of the group, counted so where other answers change it."""
    verdict = analysis.verdict
    if not stands_alone(analysis):
        return t("With our weights, it is not settled.")
    lever = lever_name(results.case.levers[verdict.leaders[0]])
    close = verdict.lead is Lead.NECK_AND_NECK
    if choices_matter(analysis):
        return (
            t("With our weights, counted so, only just: {lever}.", lever=lever)
            if close
            else t("With our weights, counted so: {lever}.", lever=lever)
        )
    return (
        t("With our weights, it is {lever}, only just.", lever=lever)
        if close
        else t("With our weights, it is {lever}.", lever=lever)
    )


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
    """A circle for each vote, side by side where they are the same."""
    return "".join(map(_pile, dot_piles(ballot_corners(results))))


def _pile(pile: DotPile) -> str:
    circles = "".join(tag("i", "", "p-vote", style=_at(dot)) for dot in pile.dots)
    if not pile.full:
        return circles
    return circles + tag("b", text(number(pile.count)), "p-votes", style=_at(pile.place))


def _here(chart: WeightMap) -> str:
    return tag("i", "", "p-diamond", style=_at(flat(chart.weights)))


def _at(point: Point) -> str:
    return f"left:{100 * point[0]:.2f}%;top:{100 * point[1]:.2f}%"


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
        rows += _row(tag("i", "", "p-swatch p-hatch"), t("not separated yet"))
    marks = _named(tag("i", "", "p-diamond"), t("our weights"))
    corners = ballot_corners(results)
    rows += _unplaced(len(results.ballots), len(corners))
    if piles := dot_piles(corners):
        counted = any(pile.full for pile in piles)
        vote = t("one vote, or as many votes as the number") if counted else t("one vote")
        marks += _named(tag("i", "", "p-vote"), vote)
    return rows + tag("p", marks, "p-key p-marks")


def _unplaced(votes: int, placed: int) -> str:
    """How many votes weigh too few criteria to have a place, where others have one."""
    if not placed or placed == votes:
        return ""
    sentence = tn(
        "{n} vote is not on it: it gives no opinion on a criterion",
        "{n} votes are not on it: they give no opinion on a criterion",
        votes - placed,
    )
    return _row("", sentence)


def _row(mark: str, words: str) -> str:
    return tag("p", _named(mark, words), "p-key")


def _named(mark: str, words: str) -> str:
    return tag("span", mark, "p-mark") + tag("span", tag("span", text(words), "p-clamp"))
