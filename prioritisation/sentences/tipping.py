"""The smallest changes of weights that put each lever first."""

from collections.abc import Iterator
from enum import Enum
from math import ceil

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.weight_changes import TippingPoint, WeightMove
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.assertions import Never, Placed, Quantity, WrittenFigure
from prioritisation.sentences.phrases import all_of, lever_labels
from prioritisation.sentences.shares import weight_texts
from prioritisation.wording import NBSP, number, percent, t, tn
from prioritisation.wording.asserted import asserting, carrying

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
            "{levers} may be first already; for want of knowing, no weights make it sure.",
            "{levers} may each be first already; for want of knowing, no weights make it sure.",
            count,
            levers=people,
        )
    if kind is _Never.SURE:
        return tn(
            "For want of knowing, no weights put this lever surely first: {levers}.",
            "For want of knowing, no weights put these levers surely first: {levers}.",
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
    values: dict[str, str] = {"lever": asserting(lever, *_reached(change))}
    if sure is not None and min(possible.distance, sure.distance - possible.distance) <= TIE:
        values |= {"share": _share(sure), "example": _example(analysis, robustness, sure)}
        if possible.distance > TIE:
            return t(
                "Moving {share} of the weight puts {lever} first, or tied: {example}.", **values
            )
        return t(
            "{lever} may be first already; moving {share} of the weight makes it sure: {example}.",
            **values,
        )
    values |= {"share": _share(possible), "example": _example(analysis, robustness, possible)}
    if sure is None:
        return t(
            "Moving {share} of the weight would let {lever} be first, without being sure: "
            "{example}.",
            **values,
        )
    return t(
        "Moving {share} of the weight would let {lever} be first ({example}); {sure} would make "
        "it sure.",
        sure=_share(sure),
        **values,
    )


def _weight(share: float, column: int, written: str) -> str:
    """A weight in percent, as it is written."""
    return asserting(written, WrittenFigure(Quantity.WEIGHT, share, share, written, column=column))


def _reached(change: TippingPoint) -> Iterator[Placed]:
    """That the weights of each change put the lever first, alone or tied."""
    if change.possible is not None:
        yield Placed((change.row,), sure=False, under=("weights", change.possible.weights))
    if change.sure is not None:
        yield Placed((change.row,), sure=True, under=("weights", change.sure.weights))


def _share(move: WeightMove) -> str:
    """How much weight has to move, rounded up: enough."""
    share = percent(ceil(1000 * move.distance - 1e-6) / 1000, 1)
    return asserting(share, WrittenFigure(Quantity.MOVED, move.distance, move.distance, share))


def _example(analysis: Analysis, robustness: Robustness, move: WeightMove) -> str:
    """Where the weights go: those that change."""
    weights = robustness.question.weights.tolist()
    parts = [
        t(
            "{criterion} from {before} to {after}",
            criterion=criterion.in_sentence,
            before=_weight(before, column, written.removesuffix(f"{NBSP}%")),
            after=t("{share} %", share=_weight(after, column, number(100 * after, 1))),
        )
        for column, (criterion, before, written, after) in enumerate(
            zip(
                analysis.case.criteria,
                weights,
                weight_texts(weights),
                move.weights,
                strict=True,
            )
        )
        if abs(after - before) > _SMALLEST
    ]
    return t("for example {moves}", moves=all_of(parts)) if parts else t("by next to nothing")
