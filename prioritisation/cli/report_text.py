"""An analysis as sections in French, and as text for a terminal, with what else was asked."""

from collections.abc import Iterable, Iterator
from math import ceil, floor

from criteria.model import Score
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.one_or_two import one_or_two
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.weight_changes import Interval
from prioritisation.analysis.scenario import Analysis
from prioritisation.cli.report_json import analysis_json
from prioritisation.cli.report_layout import (
    TextRow,
    folded,
    section_lines,
    terminal_table,
    with_choices_of_tables,
)
from prioritisation.cli.report_robustness import robustness_sections
from prioritisation.documents.writing.content import Block, Bullets, Section
from prioritisation.sentences.change import changes
from prioritisation.sentences.criteria import bends_text, plea_texts, set_aside_texts
from prioritisation.sentences.crossing import (
    branch_text,
    moving_text,
    open_choices_text,
    path_text,
)
from prioritisation.sentences.lacking import why_missing
from prioritisation.sentences.limits import outside_text
from prioritisation.sentences.one_or_two import two_line, two_rows
from prioritisation.sentences.other_weights import details_texts
from prioritisation.sentences.phrases import score_text
from prioritisation.sentences.ranking import (
    caveats,
    counting_texts,
    ranking_rows,
    reading_texts,
    to_confirm_texts,
)
from prioritisation.sentences.shares import exact_weight_texts, first_place_shares, first_texts
from prioritisation.sentences.verdict import alternate_heading, conclusion
from prioritisation.wording import NBSP, date_text, listed, number, percent, span, t
from prioritisation.wording.numbers import with_capital

_FURTHER = 7
"""Sections after which those of the further questions come."""


def analysis_text(analysis: Analysis, robustness: Robustness | None = None) -> str:
    """A report of at most 100 columns, the conclusion first."""
    sections = _sections(analysis)
    if robustness is not None:
        more = robustness_sections(analysis, robustness) + _one_or_two(analysis)
        sections = [*sections[:_FURTHER], *more, *sections[_FURTHER:]]
    parts = [(section.title, section_lines(section)) for section in sections]
    texts = [[*folded(title), *lines] for title, lines in parts if lines]
    above = [folded(str(conclusion(analysis)))]
    above += map(folded, details_texts(analysis))
    if robustness is not None and robustness.outside:
        labels = [c.label for c in analysis.case.criteria]
        above.append(folded(outside_text(robustness, labels)))
    return "\n\n".join("\n".join(lines) for lines in [*above, *texts])


def _one_or_two(analysis: Analysis) -> list[Section]:
    """Which two are most surely first, and what the second adds."""
    both = one_or_two(analysis)
    rows = two_rows(analysis, both)
    sections = [
        _bullet_section(t("One lever or several"), [two_line(analysis, both)]),
        Section(t("First, and in the first two"), (terminal_table(rows, 1),) if rows else ()),
    ]
    return [with_choices_of_tables(analysis, one) for one in sections]


def _choices(analysis: Analysis) -> list[str]:
    """Who is first in each way to settle what is open, and how shares move."""
    crossing, sentence = crossing_of(analysis), open_choices_text(analysis)
    if crossing is None or not sentence:
        return [sentence] if sentence else []
    rows = [
        t(
            "{path}: {who} ({n} of {all})",
            path=path_text(analysis.case, crossing, branch),
            who=branch_text(analysis, branch),
            n=branch.count,
            all=len(crossing.outcomes),
        )
        for branch in crossing.branches
        if branch.path
    ]
    moving = moving_text(analysis)
    return [sentence, *rows, *([moving] if moving else [])]


def _sections(analysis: Analysis) -> list[Section]:
    criteria, scores = analysis.case.criteria, analysis.table
    ranking = ranking_rows(analysis, analysis.ranking, parts=True)
    return [
        _bullet_section(
            t("What could settle it or change it"),
            changes(analysis),
        ),
        _bullet_section(t("Choices still open"), _choices(analysis)),
        _bullet_section(t("Assumptions"), _assumptions(analysis)),
        _bullet_section(t("Criteria not counted"), set_aside_texts(analysis.case.set_aside)),
        Section(t("Ranking, in points out of 100"), (terminal_table(ranking, 2),)),
        Section(t("If a direction to confirm were the other way"), tuple(_alternates(analysis))),
        Section(_shares_title(analysis), _shares(analysis) if len(criteria) > 1 else ()),
        Section(
            t("How far one weight can move, the others keeping their proportions"),
            (terminal_table(_moves(analysis), 2),) if analysis.stability else (),
        ),
        _bullet_section(
            t("Missing scores: the whole scale remains possible"),
            _scores(analysis, scores.unknowns),
        ),
        _bullet_section(t("Scores between two values"), _scores(analysis, scores.uncertain)),
        _bullet_section(t("Caveats"), caveats(analysis)),
    ]


def _bullet_section(title: str, texts: Iterable[str]) -> Section:
    return Section(title, (Bullets(tuple(texts)),))


def _assumptions(analysis: Analysis) -> Iterator[str]:
    case = analysis.case
    about = {"title": case.title, "group": case.group, "date": date_text(case.updated.isoformat())}
    yield t("Case: {title}, {group}, updated on {date}.", **about)
    yield from counting_texts(case, analysis.scenario.combination)
    if analysis.scenario.equal:
        yield t(
            "Equal weights: going from the lowest to the highest counts as much on each criterion."
        )
    yield from (_assumption(analysis, j) for j in range(len(case.criteria)))


def _assumption(analysis: Analysis, column: int) -> str:
    """Weight, direction and anchors of a criterion, and what is still to be confirmed of them."""
    criterion = analysis.case.criteria[column]
    direction, worst, best = reading_texts(analysis, criterion)
    text = t(
        "{criterion}: weight {weight}; {direction}; 0 points: {worst}; 100 points: {best}.",
        criterion=criterion.label,
        weight=exact_weight_texts(analysis.weights)[column],
        direction=direction,
        worst=worst,
        best=best,
    )
    about = plea_texts(analysis.case, criterion) if criterion.direction.contested else []
    between = bends_text(criterion, analysis.sense(criterion.id))
    bent = [with_capital(t("{sentence}.", sentence=between))] if between else []
    return " ".join([text, *bent, *to_confirm_texts(criterion), *about])


def _alternates(analysis: Analysis) -> Iterator[Block]:
    for other in analysis.alternates:
        yield Bullets((alternate_heading(analysis, other),))
        yield terminal_table(ranking_rows(analysis, other.ranking), 2)


def _shares_title(analysis: Analysis) -> str:
    if analysis.within.whole:
        return t("Share of all possible weights for which a lever is first")
    return t("Share of the weights allowed for which a lever is first")


def _shares(analysis: Analysis) -> tuple[Block, ...]:
    """Shares of the weights; with one criterion there are no other weights."""
    regions, rows = analysis.regions, [(t("Lever"), t("Share"))]
    levers, texts = [lever.label for lever in analysis.case.levers], first_texts(analysis)
    rows += [(f.name(levers), texts.bounds(f.rows[0])) for f in first_place_shares(regions)]
    notes = []
    if regions.undecided_share > TIE:
        share = texts.none_of_weights(whole=True)
        notes += [t("No lever is surely first for {share}.", share=share)]
    if not regions.exact:
        how = {"draws": number(regions.draws), "error": percent(regions.error, 1)}
        notes += [t("Estimated by {draws} random trials, standard error {error}.", **how)]
    return terminal_table(rows, 1), Bullets(tuple(notes))


def _moves(analysis: Analysis) -> list[TextRow]:
    """Where each weight keeps the leaders first, or those who may be first if none surely is."""
    ranking, case = analysis.ranking, analysis.case
    rows: list[TextRow] = [
        (t("Lever"), t("Criterion"), t("Surely first, alone or tied"), t("Possibly first"))
    ]
    for i in ranking.necessary_firsts or ranking.possible_firsts:
        for stability in (s for s in analysis.stability if s.alternative == case.levers[i].id):
            labels = case.levers[i].label, case.criterion(stability.criterion).label
            rows += [
                (*labels, _percents(stability.sure, sure=True), _percents(stability.possible))
            ]
    return rows


def _percents(interval: Interval | None, *, sure: bool = False) -> str:
    """An interval of weight, never wider than what is sure, never narrower than the possible."""
    if interval is None:
        return t("nowhere")
    # Float noise must not push an exact end to the next tenth.
    low, high = (round(1000 * end, 6) for end in interval)
    ends = (ceil(low), floor(high)) if sure else (floor(low), ceil(high))
    # Rounded inwards, an interval of less than a tenth would be turned round.
    low, high = ends if ends[0] <= ends[1] else (low, high)
    return f"{span(low / 10, high / 10, 1)}{NBSP}%"


def _scores(analysis: Analysis, scores: Iterable[Score]) -> Iterator[str]:
    """Scores of a same criterion and a same reason together."""
    levers_of: dict[tuple[str, str], list[str]] = {}
    for s in scores:
        criterion, lever = analysis.case.criterion(s.criterion), analysis.case.lever(s.lever).label
        score = score_text(criterion, s)
        text = lever if s.unknown else f"{lever} ({score})"
        levers_of.setdefault((criterion.label, why_missing(s)), []).append(text)
    for (label, reason), levers in levers_of.items():
        why = t("; {reason}", reason=reason) if reason else ""
        yield t("{criterion}: {levers}{why}.", criterion=label, levers=listed(levers), why=why)


__all__ = ["analysis_json", "analysis_text"]
