"""An analysis, and one lever or several, as French text for a terminal."""

from collections.abc import Iterable
from itertools import zip_longest
from math import ceil, floor

from criteria.model import Score, Standing
from prioritisation import sentences as say
from prioritisation.analysis.inquiry import Inquiry
from prioritisation.analysis.ranking import Ranking
from prioritisation.analysis.robustness.weight_changes import Interval
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.cli.report_json import COSTS, analysis_json
from prioritisation.cli.report_layout import TERMINAL_COLUMNS, TextRow, bullets, folded, text_table
from prioritisation.cli.report_robustness import TextSection, robustness_sections
from prioritisation.sentences.phrases import share_text, sure_percent
from prioritisation.sentences.set_comparison import (
    median_text,
    method_text,
    points_number,
    roles_text,
    set_name,
    sets_answer,
)
from prioritisation.sentences.sets import excluded_texts, unsaid_texts, why_texts
from prioritisation.wording import NBSP, date_text, listed, number, percent, span, t


def sets_sections(analysis: Analysis, comparison: SetComparison) -> list[TextSection]:
    """Titles and lines; a section without lines has nothing to say."""
    levers = [lever.label for lever in analysis.case.levers]
    several = len(analysis.case.criteria) > 1
    shares = [median_text(comparison), roles_text(comparison, levers)]
    sentences = [
        *filter(None, shares),
        *excluded_texts(comparison, levers),
        *unsaid_texts(comparison, levers),
        *_whys(comparison, levers),
        method_text(),
    ]
    sides = _sides(comparison) if several else []
    return [
        (t("One lever or several"), bullets([str(sets_answer(comparison, levers)), *sentences])),
        (t("Sets of levers, before dispersion"), _sets(comparison, levers, several=several)),
        (t("One lever alone or several, in share of all weights"), sides),
    ]


def _whys(comparison: SetComparison, levers: list[str]) -> list[str]:
    """What is said of each set, once."""
    sets = comparison.sets.members if comparison.sets else ()
    sentences = [text for rows in sets for text in why_texts(comparison, rows, levers)]
    return list(dict.fromkeys(sentences))


def _sets(comparison: SetComparison, levers: list[str], *, several: bool) -> list[str]:
    """Every set by size, the largest lowest value first."""
    if comparison.sets is None:
        return []
    sets, ranking = comparison.sets, comparison.ranking
    lows = sets.belongs @ ranking.low + sets.bonus
    highs = sets.belongs @ ranking.high + sets.bonus
    head = (t("Set"), t("Points"), *([t("Best of its size")] if several else []))
    rows: list[TextRow] = [head]
    for size in sets.all_sizes:
        for index in sorted(sets.of_size(size), key=lambda k: (-lows[k], -highs[k])):
            members = sets.members[index]
            value = span(100 * float(lows[index]), 100 * float(highs[index]))
            share = [_share(comparison, members)] if several else []
            rows.append((set_name(members, levers), value, *share))
    return text_table(rows, 1)


def _share(comparison: SetComparison, members: tuple[int, ...]) -> str:
    if comparison.over_weights is None:
        return ""
    robust = comparison.over_weights.robust[len(members)]
    one = robust.of(members)
    return share_text(one.sure, one.possible)


def _sides(comparison: SetComparison) -> list[str]:
    """Who is on each side of some costs of dispersion."""
    if comparison.over_weights is None:
        return []
    rows: list[TextRow] = [
        (t("Cost of dispersion"), t("One alone"), t("Several"), t("As good"), t("Undecidable"))
    ]
    for cost in COSTS:
        if sides := comparison.over_weights.sides(cost):
            ends = sure_percent(sides.one), sure_percent(sides.several)
            rows.append(
                (points_number(100 * cost), *ends, percent(sides.tied), percent(sides.unknown))
            )
    told = [row for k, row in enumerate(rows) if not _between_same(rows, k)]
    return text_table(told, 1) if told[1:] else []


def _between_same(rows: list[TextRow], k: int) -> bool:
    """Whether a cost has the same shares as the one before and the one after."""
    near = rows[max(0, k - 1) : k + 2]
    return len(near) > 2 and len({row[1:] for row in near}) == 1  # noqa: PLR2004 (and itself)


_FURTHER = 6
"""Sections after which those of the further questions come."""


def analysis_text(analysis: Analysis, further: Inquiry | None = None) -> str:
    """A report of at most 100 columns, the conclusion first."""
    sections = _sections(analysis)
    if further is not None:
        more = robustness_sections(analysis, further.solidity) + sets_sections(
            analysis, further.sets
        )
        sections = [*sections[:_FURTHER], *more, *sections[_FURTHER:]]
    blocks = ["\n".join(folded(str(say.conclusion(analysis))))]
    blocks += ["\n".join([*folded(title), *lines]) for title, lines in sections if lines]
    return "\n\n".join(blocks)


def _sections(analysis: Analysis) -> list[TextSection]:
    scores = analysis.table
    return [
        (t("What could settle it or change it"), bullets(say.changes(analysis))),
        (t("Assumptions"), _assumptions(analysis)),
        (t("Ranking, in points out of 100"), _ranking(analysis)),
        (t("If a direction to confirm were the other way"), _alternates(analysis)),
        (t("Share of all possible weights for which a lever is first"), _shares(analysis)),
        (t("How far one weight can move, the others keeping their proportions"), _moves(analysis)),
        (
            t("Unknown scores: the whole scale remains possible"),
            _scores(analysis, scores.unknowns),
        ),
        (t("Uncertain scores: between two bounds"), _scores(analysis, scores.uncertain)),
        (t("Caveats"), bullets(say.caveats(analysis))),
    ]


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
    return bullets(texts + [_assumption(analysis, j) for j in range(len(case.criteria))])


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


def _places(analysis: Analysis, ranking: Ranking, more: Iterable[TextRow] = ()) -> list[str]:
    """The table of a ranking, with ``more`` cells in its header and its rows."""
    rows = [(t("Rank"), t("Lever"), t("Points"))]
    for i, lever in zip(ranking.order, say.lever_labels(analysis, ranking.order), strict=True):
        rows += [(say.rank_text(ranking, i), lever, say.points_text(ranking, i))]
    return text_table([r + m for r, m in zip_longest(rows, more, fillvalue=())], 2)


def _alternates(analysis: Analysis) -> list[str]:
    lines = []
    for a in analysis.alternates:
        lines += bullets([say.alternate_heading(analysis, a)]) + _places(analysis, a.ranking)
    return lines


def _shares(analysis: Analysis) -> list[str]:
    """Shares of the weights; nothing with one criterion, which leaves no other weights."""
    if len(analysis.case.criteria) == 1:
        return []
    regions, rows = analysis.regions, [(t("Lever"), t("Share"))]
    for lever, found in zip(analysis.case.levers, regions.regions, strict=True):
        shares = found.sure_share, found.possible_share
        rows += [(lever.label, say.share_text(*shares, regions.error))]
    share = percent(regions.undecided_share, 1)
    notes = [t("No lever is surely first for {share} of the weights.", share=share)]
    if not regions.exact:
        how = {"draws": number(regions.draws), "error": percent(regions.error, 1)}
        notes += [t("Estimated on {draws} draws, standard error {error}.", **how)]
    return text_table(rows, 1) + bullets(notes)


def _moves(analysis: Analysis) -> list[str]:
    """Where each weight keeps the leaders first, or those who may be first if none surely is."""
    ranking, case = analysis.ranking, analysis.case
    rows = [(t("Lever"), t("Criterion"), t("Surely first"), t("Possibly first"))]
    for i in ranking.necessary_firsts or ranking.possible_firsts:
        for stability in (s for s in analysis.stability if s.alternative == case.levers[i].id):
            labels = case.levers[i].label, case.criterion(stability.criterion).label
            rows += [
                (*labels, _percents(stability.sure, sure=True), _percents(stability.possible))
            ]
    return text_table(rows, 2) if rows[1:] else []


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
    return bullets(
        t("{criterion}: {levers}; {reason}.", criterion=c, levers=listed(levers), reason=reason)
        for (c, reason), levers in found.items()
    )


__all__ = ["TERMINAL_COLUMNS", "analysis_json", "analysis_text"]
