"""Reversal test: whether withdrawing a lever, or adding its twin, changes the others' order.

A ranking that changes with the levers compared answers another question each time. The additive
value on fixed anchors cannot: each lever's value is its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.opinions.methods import (
    Method,
    Ranks,
    check_matrix,
    competition,
    method_scores,
)
from prioritisation.analysis.opinions.normalisation import (
    FirstsChange,
    Scaling,
    example_of,
    scaled,
)
from prioritisation.analysis.opinions.opinion import Completions, weighed_completions

_EXAMINED = 24
VARIANTS = (
    (Method.ADDITIVE, Scaling.ANCHORS),
    (Method.ADDITIVE, Scaling.MIN_MAX),
    *((method, Scaling.ANCHORS) for method in Method if method is not Method.ADDITIVE),
)


class ReversalTest(StrEnum):
    """What is done to the set of levers: one withdrawn, or one added with the same values."""

    WITHDRAW = "withdraw"
    ADD_TWIN = "add_twin"


@dataclass(frozen=True, slots=True)
class Example:
    """One test that changes the first place, in one completion.

    Attributes
    ----------
    lever
        Row withdrawn or given a twin.
    was_first
        Whether that lever was itself first in that completion; given only when no test of
        another lever changes the first place.
    firsts
        Rows first among the levers of both situations, before and after.
    """

    kind: ReversalTest
    lever: int
    was_first: bool
    firsts: FirstsChange


@dataclass(frozen=True, slots=True)
class RankReversal:
    """What the tests of one method found.

    In each test only the levers of both situations are compared, and ranked among themselves:
    withdrawing the lever that is first is not a change by itself.

    Attributes
    ----------
    method, scaling
        The method; for the weighted sum, what its values are scaled by.
    tests
        Levers withdrawn, then levers given a twin, one at a time.
    first_changes, order_changes
        Tests in which, for at least one completion examined, the levers first are not the same,
        or two levers are no longer in the same order (a tie made or broken counts).
    example
        A test that changes the first place; None when none does.
    completions, exhaustive
        How many were examined, and whether they are all there are.
    """

    method: Method
    scaling: Scaling
    tests: int
    first_changes: int
    order_changes: int
    example: Example | None
    completions: int
    exhaustive: bool


def rank_reversals(
    matrix: DecisionMatrix, weights: Floats, most: int = _EXAMINED
) -> tuple[RankReversal, ...]:
    """The reversal test of each method, and of the weighted sum of min-max values.

    Parameters
    ----------
    weights
        Array (n,) of shares summing to 1.
    most
        Completions examined, at most.

    Raises
    ------
    InvalidOpinion
        If a value is outside [0, 1] or not a number, or the weights are not shares.
    """
    shares = check_matrix(matrix, weights)
    examined = weighed_completions(matrix, shares, most)
    return tuple(_tested(examined, shares, *variant) for variant in VARIANTS)


@dataclass(frozen=True, slots=True, eq=False)
class _Test:
    """Ranks (k, common levers) before and after one change of the set of levers.

    ``led``: in which completions (k,) the lever withdrawn or given a twin was first.
    """

    kind: ReversalTest
    lever: int
    led: NDArray[np.bool_]
    common: NDArray[np.int64]
    before: Ranks
    after: Ranks

    @property
    def first_changes(self) -> NDArray[np.bool_]:
        """In which completions the levers first are not the same."""
        return np.asarray(((self.before == 1) != (self.after == 1)).any(axis=1))

    @property
    def order_changes(self) -> NDArray[np.bool_]:
        """In which completions two levers are no longer in the same order."""
        return np.asarray((_orders(self.before) != _orders(self.after)).any(axis=(1, 2)))

    @property
    def example(self) -> Example | None:
        """A completion in which the levers first are not the same, in rows of the matrix."""
        before, after = self.before == 1, self.after == 1
        for led in (False, True):
            kept = self.led == led
            if change := example_of(before[kept], after[kept]):
                sides = (
                    self.common[list(rows)].tolist() for rows in (change.before, change.after)
                )
                return Example(self.kind, self.lever, led, FirstsChange(*map(tuple, sides)))
        return None


def _orders(ranks: Ranks) -> NDArray[np.int64]:
    """Array (k, m, m): who is before whom."""
    return np.asarray(np.sign(ranks[:, :, None] - ranks[:, None, :]))


def _tested(
    examined: Completions, weights: Floats, method: Method, scaling: Scaling
) -> RankReversal:
    tests = list(_tests(examined.values, weights, method, scaling))
    firsts = np.array([test.first_changes for test in tests])
    orders = np.array([test.order_changes for test in tests])
    examples = [test.example for test in tests if test.example]
    return RankReversal(
        method,
        scaling,
        len(tests),
        int(firsts.any(axis=1).sum()),
        int(orders.any(axis=1).sum()),
        min(examples, key=lambda example: example.was_first, default=None),
        len(examined),
        examined.exhaustive,
    )


def _tests(values: Floats, weights: Floats, method: Method, scaling: Scaling) -> Iterator[_Test]:
    """Each lever withdrawn (when another is left), then each given a twin."""

    def scored(levers: Floats) -> Floats:
        return method_scores(scaled(levers, scaling), weights, method)

    rows, whole = np.arange(values.shape[1]), scored(values)
    led = competition(whole) == 1
    withdrawn = (
        (ReversalTest.WITHDRAW, lever, np.delete(rows, lever), np.delete(values, lever, axis=1))
        for lever in rows.tolist()
        if len(rows) > 1
    )
    added = (
        (ReversalTest.ADD_TWIN, lever, rows, np.concatenate([values, values[:, [lever]]], axis=1))
        for lever in rows.tolist()
    )
    for kind, lever, common, changed in chain(withdrawn, added):
        before = competition(whole[:, common])
        after = competition(scored(changed)[:, : len(common)])
        yield _Test(kind, lever, led[:, lever], common, before, after)
