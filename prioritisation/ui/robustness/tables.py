"""What is behind the picture of *Est-ce solide ?*: places, weights, the method."""

from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import (
    plain_list,
    scrollable,
    table,
    tag,
    text,
)
from prioritisation.sentences.explained import NumberKind
from prioritisation.sentences.robustness import method_lines, possible_ranks_text
from prioritisation.ui.shared.controls import bands, draw_on_demand, page_numbers
from prioritisation.wording import span, t

_NUMBERS = (
    NumberKind.SHARE,
    NumberKind.WAYS,
    NumberKind.MOVE,
    NumberKind.WEIGHT,
    NumberKind.LIMIT,
    NumberKind.SCALE,
    NumberKind.SCORES,
    NumberKind.PLACE,
    NumberKind.TRIALS,
    NumberKind.CHANCE,
)


def draw_tables(analysis: Analysis, robustness: Robustness) -> None:
    """The other places, then the method."""
    if len(analysis.case.criteria) > 1:
        draw_on_demand(
            t("And the other places?"),
            t("Each place that each lever may have."),
            "ranks",
            lambda: _ranks(analysis, robustness),
        )
    draw_on_demand(
        t("How it is computed"),
        "",
        "method",
        lambda: page_numbers(*_NUMBERS) + plain_list(method_lines(analysis, robustness)),
    )


def _ranks(analysis: Analysis, robustness: Robustness) -> str:
    """The ranks that each lever may have, and what they are over."""
    rows = [
        [text(analysis.case.levers[i].short_label), text(_extremes(robustness, i))]
        for i in analysis.ranking.order
    ]
    note = tag("p", text(possible_ranks_text(robustness)), "note")
    return _table([t("Lever"), t("Possible ranks")], rows, t("Possible ranks")) + note


def _extremes(robustness: Robustness, row: int) -> str:
    extremes = robustness.extremes[row]
    proven = extremes.best_proven and extremes.worst_proven
    return span(extremes.best, extremes.worst) + ("" if proven else " ?")


def reach_table(analysis: Analysis, robustness: Robustness) -> str:
    """How far each weight may go: bands of the leader; then of each lever that may be first.

    Of weights that are not allowed there is nothing to keep.
    """
    if robustness.outside:
        return ""
    levers, criteria = analysis.case.levers, analysis.case.criteria
    head = [t("Lever"), *(c.label for c in criteria)]
    by_place = {(s.alternative, s.criterion): s for s in robustness.stability}
    rows = []
    for i in analysis.ranking.order:
        cells = []
        for c in criteria:
            stability = by_place.get((levers[i].id, c.id))
            interval = None if stability is None else stability.possible
            cells.append(text(_interval(interval)))
        rows.append([text(levers[i].short_label), *cells])
    caption = t(
        "Weight of each criterion for which a lever may be first, the others in proportion"
    )
    staying = tag("p", text(t("Weights stay among those allowed.")), "note")
    return bands(analysis) + _table(head, rows, caption) + staying * (not robustness.within.whole)


def _interval(interval: tuple[float, float] | None) -> str:
    if interval is None:
        return t("none")
    low, high = (100 * min(1.0, max(0.0, end)) for end in interval)
    return t("{span} %", span=span(low, high))


def _table(head: list[str], rows: list[list[str]], caption: str) -> str:
    written = table([text(h) for h in head], rows, caption, "twin")
    return scrollable(written, caption)
