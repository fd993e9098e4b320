"""Stability bands: how far each weight may move while the same lever stays first."""

from prioritisation.analysis.robustness.stability import Interval, Stability
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences import holds_while, names
from prioritisation.wording import percent, t


def bands(analysis: Analysis) -> str:
    """One band per criterion for the lever surely first; a sentence when there is no such lever.

    Nothing when one criterion has all the weight: ``changes`` says so, beside.
    """
    leaders = analysis.verdict.leaders
    if len(leaders) != 1:
        words = t("No lever is alone and surely first with these weights: no band to draw.")
        return tag("p", text(words), "note")
    leader = analysis.matrix.alternatives[leaders[0]]
    found = [s for s in analysis.stability if s.alternative == leader]
    if not found:
        return ""
    rows = "".join(_band(analysis, s) for s in found)
    title = t(
        "Weights for which {leader} stays first, the others keeping their proportions",
        leader=names(analysis, leaders)[0],
    )
    key = (
        tag("b", "", "sw ink") + text(t("surely first")),
        tag("b", "", "sw ink u") + text(t("possibly first")),
        tag("b", "", "mark") + text(t("present weight")),
    )
    return (
        tag("p", text(title), "note")
        + tag("div", rows, "bands")
        + tag("p", "".join(tag("span", part) for part in key), "key")
    )


def _band(analysis: Analysis, found: Stability) -> str:
    column = analysis.matrix.criteria.index(found.criterion)
    weight = float(analysis.weights[column])
    place = analysis.case.places[column]
    inside = _piece(found.possible, place, " u") + _piece(found.sure, place, "")
    mark = tag("i", "", "here", style=f"left:{100 * weight:.2f}%;top:50%")
    bar = tag("div", inside + mark, "band", role="img", aria_label=holds_while(analysis, found))
    heading = tag("span", text(analysis.case.criteria[column].label), "nm")
    return tag("div", heading + bar + tag("span", text(percent(weight)), "end"), "bandrow")


def _piece(interval: Interval | None, place: int, css: str) -> str:
    if interval is None:
        return ""
    low, high = (100 * min(1.0, max(0.0, end)) for end in interval)
    return tag("b", "", f"c{place}{css}", style=f"left:{low:.2f}%;width:{high - low:.2f}%")
