"""The smallest changes of weights that put each lever first."""

import numpy as np

from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.weight_changes import WeightMove
from prioritisation.analysis.robustness.weight_sets import broken
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences import phrases
from prioritisation.sentences.counted import said_with_choices
from prioritisation.sentences.lacking import lacking_text
from prioritisation.sentences.phrases import all_of, lever_labels, points_text
from prioritisation.sentences.rounding import Rounded, less_than, rounded_nearest, rounded_to
from prioritisation.sentences.shares import FirstShare, first_place_shares, first_texts
from prioritisation.wording import number, percent, t, tn

_STEPS = (1, 1.0003, 1.001, 1.003, 1.01, 1.03, 1.06, 1.1, 1.15, 1.2)
"""How far past the smallest change one looks for weights that can be written."""

_MOST_DIGITS = 2
"""Decimals of a percent with which weights are written where whole ones do not do."""

_SMALLEST, _WHOLE = 0.0005, 0.01
"""Changes of weights below the first are not written, below the second in whole percents."""


def written_weights(robustness: Robustness, row: int, move: WeightMove, *, sure: bool) -> Rounded:
    """The weights nearest to the smallest change that, typed as they are written, put a row first.

    In whole percents where some do, else with decimals; where none do, the nearest.

    Parameters
    ----------
    sure
        Whether the row is first whatever the uncertain scores are, or for some of them.
    """
    question, there = robustness.question, np.array(move.weights)
    for digits in range(_MOST_DIGITS + 1):
        before = rounded_nearest(question.weights.tolist(), digits)
        for step in _STEPS:
            past = np.maximum(question.weights + step * (there - question.weights), 0.0)
            after = rounded_to((past / past.sum()).tolist(), digits)
            typed = np.array(after.units) / sum(after.units)
            ranking = additive(question.matrix, typed)
            firsts = ranking.necessary_firsts if sure else ranking.possible_firsts
            if after != before and row in firsts and not broken(question.constraints, typed):
                return after
    return rounded_to(move.weights, _MOST_DIGITS)


def tipping_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """The smallest change of weights that may put each lever first, the smallest before.

    What may be first already needs no other weights: no weights stand for a score to find out.
    """
    if len(analysis.case.criteria) == 1:
        return [t("One criterion only: there are no other weights to try.")]
    if robustness.outside:
        return []
    moved = [
        (r.possible.distance, r.row, _moved(analysis, robustness, r.row, r.possible, r.sure))
        for r in robustness.reversals
        if r.possible is not None and r.possible.distance > TIE
    ]
    lines = [line for *_, line in sorted(moved)]
    never = tuple(r.row for r in robustness.reversals if r.possible is None)
    if never:
        lines.append(_never(analysis, never))
    if lines and not robustness.within.whole:
        lines.append(t("Weights stay among those allowed."))
    return lines


def tied_at_best(robustness: Robustness) -> tuple[int, ...]:
    """Rows that some weights make level with the first, but that no share of them puts first."""
    regions = robustness.regions.regions
    return tuple(
        r.row
        for r in robustness.reversals
        if r.possible is not None and regions[r.row].possible_share <= TIE
    )


def change_answer(robustness: Robustness) -> str:
    """How many levers some change of weights may put first, in a few words."""
    if robustness.outside:
        return t("Of weights that are not allowed, no change is told.")
    reached = {r.row: r.possible.distance for r in robustness.reversals if r.possible is not None}
    moved = [row for row, distance in reached.items() if distance > TIE]
    if moved:
        return tn(
            "{n} other lever, with other weights.",
            "{n} other levers, with other weights.",
            len(moved),
        )
    if len(reached) > 1:
        return t("Several levers may already be first.")
    return t("No other weights put another lever first.")


def _never(analysis: Analysis, rows: tuple[int, ...]) -> str:
    """The levers that no weights put first, whatever the scores are."""
    return tn(
        "No weights put this lever first, whatever is found out: {levers}.",
        "No weights put these levers first, whatever is found out: {levers}.",
        len(rows),
        levers=all_of(lever_labels(analysis, rows)),
    )


def _moved(
    analysis: Analysis,
    robustness: Robustness,
    row: int,
    possible: WeightMove,
    sure: WeightMove | None,
) -> str:
    """The smallest change that may put a lever first, and whether it is then sure."""
    surely = sure is not None and sure.distance - possible.distance <= TIE
    move = sure if surely and sure else possible
    values = _told(analysis, robustness, row, move, sure=surely)
    if surely:
        return t("Moving {share} of the weight puts {lever} first, or tied: {example}.", **values)
    return t(
        "Moving {share} of the weight would let {lever} be first, without being sure: {example}.",
        **values,
    )


def _told(
    analysis: Analysis, robustness: Robustness, row: int, move: WeightMove, *, sure: bool
) -> dict[str, str]:
    """How much weight moves, which lever it puts first, and where the weights go for example."""
    after = written_weights(robustness, row, move, sure=sure)
    before = rounded_nearest(robustness.question.weights.tolist(), after.digits)
    share = percent(move.distance, max(after.digits, int(move.distance < _WHOLE)))
    told = {"lever": lever_labels(analysis, (row,))[0], "share": t("about {share}", share=share)}
    if move.distance < _SMALLEST:
        return told | {
            "share": less_than(percent(_SMALLEST, 2)),
            "example": t("by next to nothing"),
        }
    if after.whole in after.units:
        sole = analysis.case.criteria[after.units.index(after.whole)].in_sentence
        return told | {"example": t("for example all the weight on {criterion}", criterion=sole)}
    written = [[number(u / 10**r.digits, r.digits) for u in r.units] for r in (before, after)]
    parts = [
        t(
            "{criterion} from {before} to {after}",
            criterion=criterion.in_sentence,
            before=here,
            after=t("{share} %", share=there),
        )
        for criterion, here, there in zip(analysis.case.criteria, *written, strict=True)
        if here != there
    ]
    return told | {"example": t("for example {moves}", moves=all_of(parts))}


def other_weights_text(analysis: Analysis) -> str:
    """For which share of the weights the leader, or who is first most often, is first.

    A sentence; empty where there is one criterion or one lever.
    """
    if len(analysis.weights) == 1 or len(analysis.matrix.alternatives) == 1:
        return ""
    level = _level(analysis)
    text = _each_text(analysis, level) if level else _share_text(analysis, _one(analysis))
    return said_with_choices(analysis, text)


def _level(analysis: Analysis) -> list[FirstShare]:
    """The shares of levers that are level with these weights but not with others; or none."""
    leaders, shares = {*analysis.verdict.leaders}, first_place_shares(analysis.regions)
    level = [one for one in shares if leaders & {*one.rows}]
    return level if len(level) > 1 else []


def _each_text(analysis: Analysis, level: list[FirstShare]) -> str:
    """Each of several, with its share: none is ahead of the others."""
    labels, written = [lever.label for lever in analysis.case.levers], first_texts(analysis)
    sentences = []
    for one in level:
        share = written.of_weights(one.rows[0], whole=analysis.within.whole)
        sentences.append(one.sentence(labels, share))
    return t("{told}.", told=phrases.joined(sentences))


def _share_text(analysis: Analysis, one: FirstShare | None) -> str:
    """The share of the weights of some rows; that no weights settle anything, without any."""
    if one is None:
        return t("Whatever the weights, the uncertain scores leave the first place open.")
    labels = phrases.lever_labels(analysis, one.rows)
    share = first_texts(analysis).of_weights(one.rows[0], whole=analysis.within.whole)
    values = {"levers": phrases.all_of(labels), "share": share}
    if len(one.rows) > 1:
        return t("{levers} are tied for first for {share}.", **values)
    if one.rivals:
        return t("{levers} is first, alone or tied, for {share}.", **values)
    return t("{levers} is first for {share}.", **values)


def details_texts(analysis: Analysis) -> list[str]:
    """What a headline has no room for: its share of the weights, and which scores are missing."""
    return [*filter(None, (other_weights_text(analysis), lacking_text(analysis)))]


def _one(analysis: Analysis) -> FirstShare | None:
    """The share of who is first with these weights, or else of who is so most often, for sure."""
    leaders, shares = analysis.verdict.leaders, first_place_shares(analysis.regions)
    here = [one for one in shares if leaders and leaders[0] in one.rows]
    return max(here or shares, key=lambda one: one.sure) if here or _sure(shares) else None


def _sure(shares: tuple[FirstShare, ...]) -> bool:
    return any(one.sure > 0 for one in shares)


Answered = tuple[str, str]
"""A question, and its answer in one line; the answer may be empty."""


def weights_answered(analysis: Analysis) -> Answered:
    """Who is first with other weights."""
    question = t("And with other weights?")
    if len(analysis.weights) == 1:
        return question, t("One criterion only: there are no other weights to try.")
    return question, other_weights_text(analysis)


def order_answered(analysis: Analysis) -> Answered:
    """Why the levers come in this order: the points of the first, told one criterion at a time."""
    first = analysis.ranking.order[0]
    answer = t(
        "{lever}: {points} points, criterion by criterion.",
        lever=analysis.case.levers[first].short_label,
        points=points_text(analysis.ranking, first),
    )
    return t("Why this order?"), answer
