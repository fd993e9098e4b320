"""The smallest changes of weights that put each lever first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.weight_changes import WeightMove
from prioritisation.analysis.robustness.weight_sets import broken
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences import phrases
from prioritisation.sentences.counted import said_with_choices, with_choices
from prioritisation.sentences.lacking import lacking_text
from prioritisation.sentences.phrases import all_of, lever_labels, points_text
from prioritisation.sentences.rounding import less_than, rounded_nearest, units_of_whole
from prioritisation.sentences.shares import FirstShare, first_place_shares, first_texts
from prioritisation.wording import number, percent, t, tn

_STEPS = (1, 1.0003, 1.001, 1.003, 1.01, 1.03, 1.06, 1.1, 1.15, 1.2)
"""How far past the smallest change one looks for weights that can be written."""

_DECIMALS = (0, 1, 2, 4)

_MORE = 1.2
"""How many times the smallest change may be what is said to move, and at most a unit more."""


@dataclass(frozen=True, slots=True)
class PrintedMove:
    """A change of weights as it is written: where it leads does what is said of it.

    Attributes
    ----------
    smallest
        Share of all the weight that the smallest change moves, in [0, 1].
    moved
        That of the written one: at least as much, unless ``about``.
    row, sure
        The row that it puts first: whatever the uncertain scores are, or for some of them.
    about
        Whether less is written than is enough: no decimals write the weights exactly.
    before, after
        Weights in units, by column: as many units are taken as given.
    digits
        Decimals of a percent that a unit has.
    here
        The exact weights.
    """

    row: int
    sure: bool
    smallest: float
    moved: float
    about: bool
    before: tuple[int, ...]
    after: tuple[int, ...]
    digits: int
    here: tuple[float, ...]

    @property
    def weights(self) -> Floats:
        """Array (n,) of the shares that the weights make, typed as they are written."""
        return np.asarray(np.array(self.after) / sum(self.after))

    @property
    def sole(self) -> int | None:
        """The column that gets all the weight, if one does."""
        return next((j for j, units in enumerate(self.after) if units == sum(self.after)), None)

    def texts(self) -> tuple[str, ...]:
        """The weights it leads to in percent, without their sign."""
        return tuple(self.text(units) for units in self.after)

    def text(self, units: int) -> str:
        """A weight in percent, without its sign."""
        return number(units / 10**self.digits, self.digits)

    def exact_after(self) -> Floats:
        """The exact weights once moved by what is written; below 0 where one has less."""
        steps = np.array(self.after) - np.array(self.before)
        moved: Floats = np.array(self.here) + steps / units_of_whole(self.digits)
        return moved


def printed_move(robustness: Robustness, row: int, move: WeightMove, *, sure: bool) -> PrintedMove:
    """The smallest change that does, as it is written with the fewest decimals that can do."""
    if max(move.weights) >= 1 - TIE:
        return _all_on_one(robustness, row, move, sure=sure)
    doing: list[PrintedMove] = []
    for digits in _DECIMALS:
        every = list(_printed(robustness, row, move, digits, sure=sure))
        doing += [printed for printed in every if _near(printed) and _does(robustness, printed)]
        # More decimals are looked for only where they could be preferred.
        if doing and (digits == 1 or not all(printed.about for printed in doing)):
            break
    # Where no decimals do, the change is next to nothing, or ends where a criterion is nothing.
    return min(doing, key=_preference, default=replace(every[-1], about=True))


def _all_on_one(robustness: Robustness, row: int, move: WeightMove, *, sure: bool) -> PrintedMove:
    """All the weight on one criterion: no weights are written, and what moves is rounded up."""
    digits = next(d for d in _DECIMALS if _up(move.distance, d) <= _MORE * move.distance or d > 1)
    whole = units_of_whole(digits)
    here = robustness.question.weights.tolist()
    after = tuple(round(whole * share) for share in move.weights)
    before = rounded_nearest(here, digits).units
    moved = _up(move.distance, digits)
    return PrintedMove(
        row,
        sure,
        move.distance,
        moved,
        about=False,
        before=before,
        after=after,
        digits=digits,
        here=tuple(here),
    )


def _up(share: float, digits: int) -> float:
    """A share rounded up, with so many decimals of a percent."""
    whole = units_of_whole(digits)
    return ceil(whole * share - TIE) / whole


def _preference(printed: PrintedMove) -> tuple[bool, bool, int, float]:
    return printed.digits > 1, printed.about, printed.digits, printed.moved


def _printed(
    robustness: Robustness, row: int, move: WeightMove, digits: int, *, sure: bool
) -> Iterator[PrintedMove]:
    """Changes as they can be written with so many decimals, the smallest one last."""
    here = robustness.question.weights
    there = np.array(move.weights)
    before = rounded_nearest(here.tolist(), digits).units
    for step in sorted(_STEPS, reverse=True):
        past = np.maximum(here + step * (there - here), 0.0)
        after = _whole_steps(np.array(before), here, past / past.sum(), units_of_whole(digits))
        moved = sum(max(b - a, 0) for b, a in zip(before, after, strict=True))
        share = moved / units_of_whole(digits)
        about = share < move.distance - TIE
        yield PrintedMove(
            row, sure, move.distance, share, about, before, after, digits, tuple(here.tolist())
        )


def _whole_steps(before: Floats, present: Floats, goal: Floats, whole: int) -> tuple[int, ...]:
    """Weights after a change, in units: those before and whole steps that sum to nothing.

    What becomes nothing is written so; the steps of the others are shared out by remainder.
    """
    wanted = whole * (goal - present)
    ends = goal <= TIE
    steps = np.where(ends, -before, np.maximum(np.floor(wanted + TIE * whole), -before))
    # What moves already takes what is left, that which lacks most first.
    order = np.lexsort((steps - wanted, ends | (np.abs(wanted) <= TIE * whole)))
    left = -round(float(steps.sum()))
    for k in range(abs(left)):
        steps[order[k % len(order)] if left > 0 else order[-1 - k % len(order)]] += np.sign(left)
    return tuple(int(max(units, 0)) for units in before + steps)


def _near(printed: PrintedMove) -> bool:
    """Whether no more is said to move than it takes, by much; and as much is taken as given."""
    unit = 1 / units_of_whole(printed.digits)
    most = min(_MORE * printed.smallest, printed.smallest + unit)
    least = printed.smallest - unit
    same = sum(printed.before) == sum(printed.after)
    return same and printed.moved > 0 and least - TIE <= printed.moved <= most + TIE


def _does(robustness: Robustness, printed: PrintedMove) -> bool:
    """Whether weights as they are written put a row first, and are allowed: read in either way."""
    exact = printed.exact_after()
    ways = [printed.weights]
    if not printed.about and (exact >= -TIE).all():
        ways.append(np.maximum(exact, 0.0))
    return all(_puts_first(robustness, printed, weights) for weights in ways)


def _puts_first(robustness: Robustness, printed: PrintedMove, weights: Floats) -> bool:
    ranking = additive(robustness.question.matrix, weights)
    firsts = ranking.necessary_firsts if printed.sure else ranking.possible_firsts
    return printed.row in firsts and not broken(robustness.question.constraints, weights)


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
    change = t("moving {share} of the weight may put {lever} first, or tied, {example}.", **values)
    return with_choices(analysis, change)


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
    printed = printed_move(robustness, row, move, sure=surely)
    lever = lever_labels(analysis, (row,))[0]
    values = _told(analysis, printed) | {"lever": lever}
    if surely:
        return t("Moving {share} of the weight puts {lever} first, or tied: {example}.", **values)
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
