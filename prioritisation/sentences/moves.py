"""A change of weights as it is written: what falls is what rises, and is what is said to move.

Weights before the change are written to the nearest; after it they have as many units more or
less. Typed as they are written, and divided by their sum as any points are, they do what is said
of them; so do the exact weights, moved by as much.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.robustness.constraints import broken
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.robustness.weight_changes import WeightMove
from prioritisation.sentences.rounding import rounded_nearest, units_of_whole
from prioritisation.wording import number

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
