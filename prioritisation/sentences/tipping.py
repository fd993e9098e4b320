"""The smallest changes of weights that put each lever first."""

from enum import Enum

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.weight_changes import TippingPoint
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.assertions import Never, Quantity, WrittenFigure
from prioritisation.sentences.counted import with_choices
from prioritisation.sentences.moves import PrintedMove, printed_move
from prioritisation.sentences.phrases import all_of, lever_labels
from prioritisation.sentences.rounding import less_than
from prioritisation.wording import percent, t, tn
from prioritisation.wording.asserted import asserting, carrying

_SMALLEST = 0.0005
"""Changes of weights below this are not written."""


def tipping_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """The smallest change of weights that puts each lever first, the smallest before."""
    if len(analysis.case.criteria) == 1:
        return [t("One criterion only: there are no other weights to try.")]
    if robustness.outside:
        return []
    moved = [r for r in robustness.reversals if _does_something(r)]
    lines = [_moved(analysis, robustness, r) for r in sorted(moved, key=_size)]
    lines += _groups(analysis, robustness)
    if lines and not robustness.within.whole:
        lines.append(t("These changes stay among the weights allowed."))
    return lines


def tied_at_best(robustness: Robustness) -> tuple[int, ...]:
    """Rows that some weights make level with the first, but that no share of them puts first."""
    regions = robustness.regions.regions
    return tuple(
        r.row
        for r in robustness.reversals
        if r.possible is not None and regions[r.row].possible_share <= TIE
    )


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
    values = _told(analysis, printed) | {
        "lever": asserting(lever_labels(analysis, (row,))[0], printed.placed)
    }
    change = (
        t("moving {share} of the weight may put {lever} first, tied, {example}.", **values)
        if row in tied_at_best(robustness)
        else t("moving {share} of the weight may put {lever} first, {example}.", **values)
    )
    return with_choices(analysis, change)


def change_answer(robustness: Robustness) -> str:
    """How many levers some change of weights may put first, in a few words."""
    if robustness.outside:
        return t("Of weights that are not allowed, no change is told.")
    reached = {r.row: r.possible.distance for r in robustness.reversals if r.possible is not None}
    moved = [row for row, distance in reached.items() if distance > TIE]
    count, tied = len(moved), len({*moved} & {*tied_at_best(robustness)})
    if count and tied == count:
        return tn(
            "{n} other lever, tied only, with other weights.",
            "{n} other levers, tied only, with other weights.",
            count,
        )
    if tied:
        return tn(
            "{n} other lever, with other weights, {tied} of them tied only.",
            "{n} other levers, with other weights, {tied} of them tied only.",
            count,
            tied=tied,
        )
    if count:
        return tn(
            "{n} other lever, with other weights.", "{n} other levers, with other weights.", count
        )
    if len(reached) > 1:
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
        values = _told(analysis, printed) | {"lever": asserting(lever, printed.placed)}
        if possible.distance > TIE:
            return t(
                "Moving {share} of the weight puts {lever} first, or tied: {example}.", **values
            )
        return t(
            "{lever} may be first already; moving {share} of the weight makes it sure: {example}.",
            **values,
        )
    printed = printed_move(robustness, change.row, possible, sure=False)
    values = _told(analysis, printed) | {"lever": asserting(lever, printed.placed)}
    if sure is None:
        return _hoped(values, tied=change.row in tied_at_best(robustness))
    return t(
        "Moving {share} of the weight would let {lever} be first ({example}); {sure} would make "
        "it sure.",
        sure=moved_share(printed_move(robustness, change.row, sure, sure=True)),
        **values,
    )


def _hoped(values: dict[str, str], *, tied: bool) -> str:
    """What no weights make sure."""
    if tied:
        return t(
            "Moving {share} of the weight would let {lever} be tied for first at best, without "
            "being sure: {example}.",
            **values,
        )
    return t(
        "Moving {share} of the weight would let {lever} be first, without being sure: {example}.",
        **values,
    )


def _told(analysis: Analysis, printed: PrintedMove) -> dict[str, str]:
    return {"share": moved_share(printed), "example": _example(analysis, printed)}


def moved_share(printed: PrintedMove) -> str:
    """How much weight has to move: what the example moves."""
    if is_next_to_nothing(printed):
        share = less_than(percent(_SMALLEST, 2))
    else:
        share = percent(printed.moved, printed.digits)
        share = t("about {share}", share=share) if printed.about else share
    figure = WrittenFigure(Quantity.MOVED, printed.smallest, printed.moved, share)
    return asserting(share, figure)


def is_next_to_nothing(printed: PrintedMove) -> bool:
    """Whether a change is too small for its weights to be written."""
    return printed.smallest < _SMALLEST


def _example(analysis: Analysis, printed: PrintedMove) -> str:
    """Where the weights go: those that change."""
    if is_next_to_nothing(printed):
        return t("by next to nothing")
    if printed.sole is not None:
        sole = analysis.case.criteria[printed.sole].in_sentence
        return t("for example all the weight on {criterion}", criterion=sole)
    parts = [
        t(
            "{criterion} from {before} to {after}",
            criterion=criterion.in_sentence,
            before=_before(printed, column),
            after=t("{share} %", share=_after(printed, column)),
        )
        for column, criterion in enumerate(analysis.case.criteria)
        if printed.before[column] != printed.after[column]
    ]
    return t("for example {moves}", moves=all_of(parts))


def _before(printed: PrintedMove, column: int) -> str:
    """A weight of now in percent, as it is written."""
    here, written = printed.here[column], printed.text(printed.before[column])
    return asserting(written, WrittenFigure(Quantity.WEIGHT, here, here, written, column=column))


def _after(printed: PrintedMove, column: int) -> str:
    """The weight it becomes: as it is typed, or moved from what it exactly is."""
    low, high = sorted((float(printed.weights[column]), float(printed.exact_after()[column])))
    written = printed.text(printed.after[column])
    return asserting(written, WrittenFigure(Quantity.WEIGHT, low, high, written, column=column))
