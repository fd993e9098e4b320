"""The smallest changes of weights that put each lever first."""

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.weight_changes import WeightMove
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.counted import with_choices
from prioritisation.sentences.moves import PrintedMove, printed_move
from prioritisation.sentences.phrases import all_of, lever_labels
from prioritisation.sentences.rounding import less_than
from prioritisation.wording import percent, t, tn

_SMALLEST = 0.0005
"""Changes of weights below this are not written."""


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
        lines.append(_never(analysis, robustness, never))
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
    values = _told(analysis, printed) | {"lever": lever_labels(analysis, (row,))[0]}
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


def _never(analysis: Analysis, robustness: Robustness, rows: tuple[int, ...]) -> str:
    """The levers that no weights put first, whatever the scores are."""
    said = tn(
        "No weights put this lever first, whatever is found out: {levers}.",
        "No weights put these levers first, whatever is found out: {levers}.",
        len(rows),
        levers=all_of(lever_labels(analysis, rows)),
    )
    if robustness.within.whole:
        return said
    small = said[:1].lower() + said[1:]
    return t("Among the weights allowed, {said}", said=small)


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
    printed = printed_move(robustness, row, move, sure=surely)
    lever = lever_labels(analysis, (row,))[0]
    values = _told(analysis, printed) | {"lever": lever}
    if surely:
        return t("Moving {share} of the weight puts {lever} first, or tied: {example}.", **values)
    if row in tied_at_best(robustness):
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
        return less_than(percent(_SMALLEST, 2))
    share = percent(printed.moved, printed.digits)
    return t("about {share}", share=share) if printed.about else share


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
            before=printed.text(printed.before[column]),
            after=t("{share} %", share=printed.text(printed.after[column])),
        )
        for column, criterion in enumerate(analysis.case.criteria)
        if printed.before[column] != printed.after[column]
    ]
    return t("for example {moves}", moves=all_of(parts))
