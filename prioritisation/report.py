"""A whole analysis, as plain JSON for programs and as French text for a terminal."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, zip_longest
from math import ceil, floor
from textwrap import wrap

from criteria.model import Criterion, Score, Standing
from prioritisation import sentences as say
from prioritisation.ranking import Ranking
from prioritisation.robustness.deciding import Deciding
from prioritisation.robustness.stability import Interval, Stability
from prioritisation.scenario import Alternate, Analysis, Verdict
from prioritisation.wording import NBSP, date_text, listed, number, percent, span, t

Json = dict[str, object]
Row = tuple[str, ...]

WIDTH, LABEL, CELL = 100, 38, 24
"""Columns of a terminal; of the widest label of a table; of the widest figure."""
TOLD = ("lever", "criterion", "low", "high", "status", "source", "date", "reason")
"""What is said of an unknown or uncertain score."""


def as_json(analysis: Analysis) -> Json:
    """Everything an analysis holds, as plain JSON types.

    Keys are English; ids and statuses are those of the case. Levers and criteria come in the
    order of the case, which breaks no tie. Weights, values and shares are in [0, 1].
    """
    case, scenario, regions = analysis.case, analysis.scenario, analysis.regions
    sampling = {"draws": regions.draws, "seed": regions.seed, "error": regions.error}
    return {
        "case": {"id": case.id, "title": case.title, "updated": case.updated.isoformat()},
        "perimeter": scenario.perimeter,
        "points": {c.id: float(scenario.points[c.id]) for c in case.criteria},
        "equal_weights": scenario.equal,
        "weights": dict(zip(analysis.matrix.criteria, map(_exact, analysis.weights), strict=True)),
        "criteria": [_criterion(analysis, c) for c in case.criteria],
        "levers": [_lever(analysis, i) for i in range(len(case.levers))],
        "undecided_share": _exact(regions.undecided_share),
        "sampling": None if regions.exact else sampling,
        "verdict": _verdict(analysis.ranking, analysis.verdict),
        "stability": [_stability(found) for found in analysis.stability],
        "deciding_cells": [_deciding(analysis, found) for found in analysis.deciding],
        "unknown_scores": [{k: getattr(s, k) for k in TOLD} for s in analysis.table.unknowns],
        "uncertain_scores": [{k: getattr(s, k) for k in TOLD} for s in analysis.table.uncertain],
        "alternates": [_alternate(analysis, found) for found in analysis.alternates],
        "caveats": say.caveats(analysis),
        "conclusion": str(say.conclusion(analysis)),
        "next_step": say.next_step(analysis),
    }


def _exact(value: float) -> float:
    """A figure without float noise, nor -0.0."""
    return round(float(value), 9) + 0.0


def _interval(interval: Interval | None) -> Json | None:
    return {"low": _exact(interval[0]), "high": _exact(interval[1])} if interval else None


def _criterion(analysis: Analysis, criterion: Criterion) -> Json:
    """A criterion, its direction and its anchors as they are read in this scenario."""
    direction, sense = criterion.direction, analysis.sense(criterion.id)
    about = {"status": direction.status.value, "reason": direction.reason}
    label = say.direction_label(criterion, sense)
    worst, best = criterion.anchors(analysis.scenario.perimeter, sense)
    return {
        "id": criterion.id,
        "label": criterion.label,
        "unit": criterion.unit.one,
        "direction": {"sense": sense.value, "label": label, **about},
        "anchors": {"worst": worst, "best": best, "status": criterion.scale_status.value},
    }


def _lever(analysis: Analysis, row: int) -> Json:
    ranking, region = analysis.ranking, analysis.region(row)
    lows, highs = ranking.low_contributions[row], ranking.high_contributions[row]
    parts = map(_interval, zip(lows, highs, strict=True))
    sure, possible = _exact(region.sure_share), _exact(region.possible_share)
    return _place(analysis, ranking, row) | {
        "contributions": dict(zip(ranking.criteria, parts, strict=True)),
        "necessary_first": row in ranking.necessary_firsts,
        "possible_first": row in ranking.possible_firsts,
        "share_of_weights": {"sure": sure, "possible": possible},
    }


def _place(analysis: Analysis, ranking: Ranking, row: int) -> Json:
    """A lever, its interval of ranks and its interval of values."""
    return {
        "id": ranking.alternatives[row],
        "label": analysis.case.levers[row].label,
        "rank": {"best": int(ranking.best[row]), "worst": int(ranking.worst[row])},
        "value": _interval((ranking.low[row], ranking.high[row])),
    }


def _verdict(ranking: Ranking, verdict: Verdict) -> Json:
    """The verdict; ``winner`` is null unless one lever may be announced."""
    ids = ranking.alternatives
    return {
        "lead": verdict.lead.value,
        "leaders": [ids[i] for i in verdict.leaders],
        "rival": None if verdict.rival is None else ids[verdict.rival],
        "gap": _interval(verdict.gap),
        "solidity": verdict.solidity.value,
        "winner": None if verdict.winner is None else ids[verdict.winner],
    }


def _stability(found: Stability) -> Json:
    bounds = {"sure": _interval(found.sure), "possible": _interval(found.possible)}
    return {"lever": found.alternative, "criterion": found.criterion, **bounds}


def _deciding(analysis: Analysis, found: Deciding) -> Json:
    levers, criteria = analysis.matrix.alternatives, analysis.matrix.criteria
    return {
        "lever": levers[found.row],
        "criterion": criteria[found.column],
        "winner": levers[found.winner],
        "value": _interval((found.low, found.high)),
        "settles": list(found.settles),
        "leaves_open": list(found.leaves_open),
        "sentence": say.settles(analysis, (found,)),
    }


def _alternate(analysis: Analysis, found: Alternate) -> Json:
    ranking = found.ranking
    return {
        "criterion": found.criterion,
        "sense": found.sense.value,
        "verdict": _verdict(ranking, found.verdict),
        "levers": [_place(analysis, ranking, i) for i in range(len(ranking.alternatives))],
        "sentence": say.alternate_heading(analysis, found),
    }


def as_text(analysis: Analysis) -> str:
    """A report of at most 100 columns, the conclusion first."""
    table = analysis.table
    sections = (
        (t("What could settle it or change it"), _bullets(say.changes(analysis))),
        (t("Assumptions"), _assumptions(analysis)),
        (t("Ranking, in points out of 100"), _ranking(analysis)),
        (t("If a direction to confirm were the other way"), _alternates(analysis)),
        (t("Share of all possible weights for which a lever is first"), _shares(analysis)),
        (t("How far one weight can move, the others keeping their proportions"), _moves(analysis)),
        (t("Unknown scores: the whole scale remains possible"), _scores(analysis, table.unknowns)),
        (t("Uncertain scores: between two bounds"), _scores(analysis, table.uncertain)),
        (t("Caveats"), _bullets(say.caveats(analysis))),
    )
    blocks = ["\n".join(_folded(str(say.conclusion(analysis))))]
    blocks += ["\n".join([*_folded(title), *lines]) for title, lines in sections if lines]
    return "\n\n".join(blocks)


def _assumptions(analysis: Analysis) -> list[str]:
    case, perimeter = analysis.case, analysis.case.perimeter(analysis.scenario.perimeter)
    about = {"title": case.title, "group": case.group, "date": date_text(case.updated.isoformat())}
    texts = [
        t("Case: {title}, {group}, updated on {date}.", **about),
        t("{name}: {label}", name=case.perimeter_name, label=perimeter.label)
        + f". {perimeter.description}",
    ]
    if analysis.scenario.equal:
        texts += [t("Equal weights: no criterion counts more than another.")]
    return _bullets(texts + [_assumption(analysis, j) for j in range(len(case.criteria))])


def _assumption(analysis: Analysis, column: int) -> str:
    """Weight, direction and anchors of a criterion, and what is still to be confirmed of them."""
    criterion, perimeter = analysis.case.criteria[column], analysis.scenario.perimeter
    sense = analysis.sense(criterion.id)
    worst, best = criterion.anchors(perimeter, sense)
    text = t(
        "{criterion}: weight {weight}; {direction}; 0 points: {worst}, 100 points: {best}.",
        criterion=criterion.label,
        weight=percent(float(analysis.weights[column]), 1),
        direction=say.direction_label(criterion, sense),
        worst=say.anchor_text(criterion, worst, perimeter),
        best=say.anchor_text(criterion, best, perimeter),
    )
    if criterion.direction.contested:
        text += " " + t("Direction to confirm: {reason}", reason=criterion.direction.reason)
    if criterion.scale_status is Standing.TO_CONFIRM:
        text += " " + t("Anchors to confirm: {reason}", reason=criterion.scale_note)
    return text


def _ranking(analysis: Analysis) -> list[str]:
    ranking, criteria = analysis.ranking, analysis.case.criteria
    rows, columns = ranking.order, range(len(criteria))
    parts = [tuple(say.contribution_text(ranking, i, j) for j in columns) for i in rows]
    return _places(analysis, ranking, [tuple(c.label for c in criteria), *parts])


def _places(analysis: Analysis, ranking: Ranking, more: Iterable[Row] = ()) -> list[str]:
    """The table of a ranking, with ``more`` cells in its header and its rows."""
    rows = [(t("Rank"), t("Lever"), t("Points"))]
    for i, lever in zip(ranking.order, say.names(analysis, ranking.order), strict=True):
        rows += [(say.rank_text(ranking, i), lever, say.points_text(ranking, i))]
    return _table([r + m for r, m in zip_longest(rows, more, fillvalue=())], 2)


def _alternates(analysis: Analysis) -> list[str]:
    lines = []
    for a in analysis.alternates:
        lines += _bullets([say.alternate_heading(analysis, a)]) + _places(analysis, a.ranking)
    return lines


def _shares(analysis: Analysis) -> list[str]:
    regions, rows = analysis.regions, [(t("Lever"), t("Share"))]
    for lever, found in zip(analysis.case.levers, regions.regions, strict=True):
        shares = found.sure_share, found.possible_share
        rows += [(lever.label, say.share_text(*shares, regions.error))]
    share = percent(regions.undecided_share, 1)
    notes = [t("No lever is surely first for {share} of the weights.", share=share)]
    if not regions.exact:
        how = {"draws": number(regions.draws), "error": percent(regions.error, 1)}
        notes += [t("Estimated on {draws} draws, standard error {error}.", **how)]
    return _table(rows, 1) + _bullets(notes)


def _moves(analysis: Analysis) -> list[str]:
    """Where each weight keeps the leaders first, or those who may be first if none surely is."""
    ranking, case = analysis.ranking, analysis.case
    rows = [(t("Lever"), t("Criterion"), t("Surely first"), t("Possibly first"))]
    for i in ranking.necessary_firsts or ranking.possible_firsts:
        for found in (s for s in analysis.stability if s.alternative == case.levers[i].id):
            labels = case.levers[i].label, case.criterion(found.criterion).label
            rows += [(*labels, _percents(found.sure, sure=True), _percents(found.possible))]
    return _table(rows, 2) if rows[1:] else []


def _percents(interval: Interval | None, *, sure: bool = False) -> str:
    """An interval of weight, never wider than what is sure, never narrower than the possible."""
    if interval is None:
        return t("nowhere")
    low, high = (round(1000 * end, 6) for end in interval)
    ends = (ceil(low), floor(high)) if sure else (floor(low), ceil(high))
    low, high = ends if ends[0] <= ends[1] else (low, high)
    return f"{span(low / 10, high / 10, 1)}{NBSP}%"


def _scores(analysis: Analysis, scores: Iterable[Score]) -> list[str]:
    """Scores of a same criterion and a same reason together."""
    found: dict[tuple[str, str], list[str]] = {}
    for s in scores:
        criterion, lever = analysis.case.criterion(s.criterion), analysis.case.lever(s.lever).label
        score = say.score_text(criterion, s, analysis.table.perimeter)
        text = lever if s.unknown else f"{lever} ({score})"
        found.setdefault((criterion.label, s.reason), []).append(text)
    return _bullets(
        t("{criterion}: {levers}; {reason}.", criterion=c, levers=listed(levers), reason=reason)
        for (c, reason), levers in found.items()
    )


def _bullets(texts: Iterable[str]) -> list[str]:
    folded = [_folded(text, WIDTH - 4) for text in texts]
    return [("    " if k else "  - ") + line for lines in folded for k, line in enumerate(lines)]


def _folded(text: str, width: int = WIDTH) -> list[str]:
    """Lines of a text, without the control characters that a terminal would obey."""
    text = re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text)
    text = re.sub(r"(?<=«) | (?=[»:;?!%])", NBSP, text)
    return wrap(text, width, break_on_hyphens=False) or [""]


def _table(rows: Sequence[Row], labels: int) -> list[str]:
    """Aligned columns under a header; those too many go on below, after the same labels."""
    widths = [
        min(LABEL if k < labels else CELL, max(map(len, (*head.split(), *cells))))
        for k, (head, *cells) in enumerate(zip(*rows, strict=True))
    ]
    fitting = sum(width <= WIDTH for width in accumulate(width + 2 for width in widths))
    lines = [line for row in rows for line in _lines(row[:fitting], widths, labels)]
    rest = [row[:labels] + row[fitting:] for row in rows]
    return lines + (_table(rest, labels) if fitting < len(widths) else [])


def _lines(row: Row, widths: Sequence[int], labels: int) -> list[str]:
    """One row of a table, on as many lines as its longest cell needs."""
    cells = [_folded(text, width) for text, width in zip(row, widths, strict=False)]
    return [
        "".join(
            "  " + (text.ljust(widths[k]) if k < labels else text.rjust(widths[k]))
            for k, text in enumerate(line)
        ).rstrip()
        for line in zip_longest(*cells, fillvalue="")
    ]
