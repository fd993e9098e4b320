"""The smallest changes of weights that put each lever first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import product
from math import ceil

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.robustness.constraints import broken
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.weight_changes import TippingPoint, WeightMove
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.assertions import Never, Placed, Quantity, WrittenFigure
from prioritisation.sentences.counted import with_choices
from prioritisation.sentences.phrases import all_of, lever_labels
from prioritisation.sentences.rounding import units_of_whole
from prioritisation.sentences.shares import rounded_weights
from prioritisation.wording import number, percent, t, tn
from prioritisation.wording.asserted import asserting, carrying
from prioritisation.wording.numbers import half_up

_SMALLEST = 0.0005
"""Changes of a weight below this are not written."""


def tipping_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """The smallest change of weights that puts each lever first, the smallest before."""
    if len(analysis.case.criteria) == 1:
        return [t("One criterion only: there are no other weights to try.")]
    moved = [r for r in robustness.reversals if _does_something(r)]
    lines = [_moved(analysis, robustness, r) for r in sorted(moved, key=_size)]
    lines += _groups(analysis, robustness)
    if lines and not robustness.within.whole:
        lines.append(t("These changes stay among the weights allowed."))
    return lines


def smallest_change(analysis: Analysis, robustness: Robustness) -> str:
    """The smallest change of weights that may put another lever first; empty when none does.

    Begins without a capital.
    """
    if len(analysis.case.criteria) == 1:
        return ""
    moves = [(r.row, r.possible) for r in robustness.reversals if r.possible is not None]
    others = [(row, move) for row, move in moves if move.distance > TIE]
    if not others:
        return ""
    row, move = min(others, key=lambda one: one[1].distance)
    printed = printed_move(robustness, row, move, sure=False)
    values = _told(analysis, robustness, printed) | {
        "lever": asserting(lever_labels(analysis, (row,))[0], printed.placed)
    }
    change = t("moving {share} of the weight may put {lever} first, {example}.", **values)
    return with_choices(analysis, change)


def change_answer(robustness: Robustness) -> str:
    """How many levers some change of weights may put first, in a few words."""
    distances = [r.possible.distance for r in robustness.reversals if r.possible is not None]
    count = sum(distance > TIE for distance in distances)
    if count:
        return tn(
            "{n} other lever, with other weights.", "{n} other levers, with other weights.", count
        )
    if len(distances) > 1:
        return t("Several levers may already be first.")
    return t("No other weights put another lever first.")


def _groups(analysis: Analysis, robustness: Robustness) -> list[str]:
    """The levers that no weights put first, surely or at all."""
    kinds: dict[_Never, list[int]] = {}
    for r in robustness.reversals:
        if r.possible is None:
            kinds.setdefault(_Never.AT_ALL, []).append(r.row)
        elif r.sure is None:
            already = r.possible.distance <= TIE
            kinds.setdefault(_Never.SURE if not already else _Never.SURER, []).append(r.row)
    never = {kind: _never(analysis, kind, kinds[kind]) for kind in _Never if kind in kinds}
    if robustness.within.whole:
        return list(never.values())
    # Inside a sentence the first letter is that of a name, or small.
    return [
        t(
            "Among the weights allowed, {said}",
            said=line if kind is _Never.SURER else carrying(line[:1].lower() + line[1:], (line,)),
        )
        for kind, line in never.items()
    ]


class _Never(Enum):
    """What no weights do for a lever: make sure of a first place it may have, or give it one."""

    SURER = "surer"
    SURE = "sure"
    AT_ALL = "at all"


def _never(analysis: Analysis, kind: _Never, rows: list[int]) -> str:
    count, never = len(rows), Never(tuple(rows), sure=kind is not _Never.AT_ALL)
    people = asserting(all_of(lever_labels(analysis, tuple(rows))), never)
    if kind is _Never.SURER:
        return tn(
            "{levers} may be first already; scores are too uncertain for any weights to make "
            "it sure.",
            "{levers} may each be first already; scores are too uncertain for any weights to "
            "make it sure.",
            count,
            levers=people,
        )
    if kind is _Never.SURE:
        return tn(
            "Scores are too uncertain for any weights to put this lever surely first: {levers}.",
            "Scores are too uncertain for any weights to put these levers surely first: {levers}.",
            count,
            levers=people,
        )
    return tn(
        "No weights put this lever first, whatever is found out: {levers}.",
        "No weights put these levers first, whatever is found out: {levers}.",
        count,
        levers=people,
    )


def _does_something(tipping_point: TippingPoint) -> bool:
    """Whether some change of weights does something for the lever."""
    return any(
        move is not None and move.distance > TIE
        for move in (tipping_point.possible, tipping_point.sure)
    )


def _size(tipping_point: TippingPoint) -> tuple[float, float]:
    # A distance is 1 at most: what no weights do comes last.
    possible, sure = (
        2.0 if m is None else m.distance for m in (tipping_point.possible, tipping_point.sure)
    )
    return possible, sure


def _moved(analysis: Analysis, robustness: Robustness, change: TippingPoint) -> str:
    """The smallest change for one lever: what it takes to hope, and to be sure."""
    possible, sure = change.possible, change.sure
    assert possible is not None  # noqa: S101 (some change does something)
    (lever,) = lever_labels(analysis, (change.row,))
    if sure is not None and min(possible.distance, sure.distance - possible.distance) <= TIE:
        printed = printed_move(robustness, change.row, sure, sure=True)
        values = _told(analysis, robustness, printed) | {"lever": asserting(lever, printed.placed)}
        if possible.distance > TIE:
            return t(
                "Moving {share} of the weight puts {lever} first, or tied: {example}.", **values
            )
        return t(
            "{lever} may be first already; moving {share} of the weight makes it sure: {example}.",
            **values,
        )
    printed = printed_move(robustness, change.row, possible, sure=False)
    values = _told(analysis, robustness, printed) | {"lever": asserting(lever, printed.placed)}
    if sure is None:
        return t(
            "Moving {share} of the weight would let {lever} be first, without being sure: "
            "{example}.",
            **values,
        )
    return t(
        "Moving {share} of the weight would let {lever} be first ({example}); {sure} would make "
        "it sure.",
        sure=moved_share(printed_move(robustness, change.row, sure, sure=True)),
        **values,
    )


@dataclass(frozen=True, slots=True)
class PrintedMove:
    """A change of weights as it is written: where it leads does what is said of it.

    Attributes
    ----------
    distance
        Share of all the weight that moves, in [0, 1]: at least that of the smallest change.
    smallest
        That of the smallest change, which needs more decimals to be written.
    weights
        Where the written one leads, adding up; ``digits`` decimals of a percent.
    """

    placed: Placed
    distance: float
    smallest: float
    weights: tuple[float, ...]
    digits: int

    def texts(self, least: int = 0) -> tuple[str, ...]:
        """The weights in percent, without their sign; ``least`` decimals or more."""
        digits = max(least, self.digits)
        return tuple(number(100 * weight, digits) for weight in self.weights)


_STEPS = (1, 1.0003, 1.001, 1.003, 1.01, 1.03, 1.1, 1.3)
"""How far past the smallest change one looks for weights that can be written."""

_DECIMALS = (1, 2, 4)


def printed_move(robustness: Robustness, row: int, move: WeightMove, *, sure: bool) -> PrintedMove:
    """The smallest change that does, as it is written with the fewest decimals that can do."""
    exact = Placed((row,), sure=sure, under=("weights", move.weights))
    doing = [p for p in _printed(robustness, move, exact) if _does(robustness, p)]
    nothing = PrintedMove(exact, move.distance, move.distance, move.weights, _DECIMALS[-1])
    return min(doing, key=lambda p: (p.digits, p.distance), default=nothing)


def _printed(robustness: Robustness, move: WeightMove, exact: Placed) -> Iterator[PrintedMove]:
    """Changes from the smallest on, as they can be written."""
    here, there = robustness.question.weights, np.array(move.weights)
    for digits, step in product(_DECIMALS, _STEPS):
        past = np.maximum(here + step * (there - here), 0.0)
        written = _adding_up(past / past.sum(), digits)
        moved = float(np.maximum(np.array(written) - here, 0.0).sum())
        placed = replace(exact, under=("weights", written))
        yield PrintedMove(placed, max(moved, move.distance), move.distance, written, digits)


def _does(robustness: Robustness, printed: PrintedMove) -> bool:
    """Whether weights as they are written put a row first, and are allowed."""
    question, weights = robustness.question, np.array(printed.weights)
    ranking = additive(question.matrix, weights)
    firsts = ranking.necessary_firsts if printed.placed.sure else ranking.possible_firsts
    return printed.placed.rows[0] in firsts and not broken(question.constraints, weights)


def _up(distance: float) -> int:
    """A share in tenths of a percent, rounded up."""
    return ceil(1000 * distance - 1e-6)


def _adding_up(weights: Floats, digits: int) -> tuple[float, ...]:
    """Weights with that many decimals of a percent, by largest remainder."""
    whole = units_of_whole(digits)
    units = np.floor(whole * weights + TIE)
    left = round(whole - units.sum())
    units[np.argsort(units - whole * weights, kind="stable")[:left]] += 1
    return tuple((units / whole).tolist())


def _told(analysis: Analysis, robustness: Robustness, printed: PrintedMove) -> dict[str, str]:
    return {"share": moved_share(printed), "example": _example(analysis, robustness, printed)}


def moved_share(printed: PrintedMove) -> str:
    """How much weight has to move: what the example moves, and never less than is enough."""
    moved = max(_up(printed.smallest) / 1000, half_up(100 * printed.distance, 1) / 100)
    share = percent(moved, 1)
    figure = WrittenFigure(Quantity.MOVED, printed.smallest, printed.distance, share)
    return asserting(share, figure)


def _example(analysis: Analysis, robustness: Robustness, printed: PrintedMove) -> str:
    """Where the weights go: those that change."""
    weights = robustness.question.weights.tolist()
    digits = max(printed.digits, rounded_weights(weights).digits)
    parts = [
        t(
            "{criterion} from {before} to {after}",
            criterion=analysis.case.criteria[column].in_sentence,
            before=_weight(before, column, number(100 * before, digits)),
            after=t("{share} %", share=_weight(after, column, text)),
        )
        for column, (before, after, text) in enumerate(
            zip(weights, printed.weights, printed.texts(digits), strict=True)
        )
        if abs(after - before) > _SMALLEST
    ]
    return t("for example {moves}", moves=all_of(parts)) if parts else t("by next to nothing")


def _weight(share: float, column: int, written: str) -> str:
    """A weight in percent, as it is written."""
    return asserting(written, WrittenFigure(Quantity.WEIGHT, share, share, written, column=column))
