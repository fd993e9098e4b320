"""The best sets by an exact integer programme, when they are too many to be listed.

A variable per lever, one per pair with a synergy, one for the workload beyond the capacity;
HiGHS solves it by branch and bound [1]_. It stops within an absolute gap of 1e-6, so values are
scaled; what it returns is valued again exactly, and sets are cut away one by one until none
as good is left: ties are found, not broken.

References
----------
.. [1] Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method.
   Mathematical Programming Computation, 10, 119-142.
"""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.plain import largest_sums
from prioritisation.analysis.sets.sets import LeverSet, Terms

_SCALE = 1e4
"""Factor of the values given to the solver: its gap becomes 1e-10 of a value."""

_NEAR = 1e-7
"""How far below the best, in value, the search for ties goes on: far above the solver's error."""

TIED = 20
"""Tied sets after which the search stops, and says that there may be others."""

_Row = tuple[Floats, float, float]
"""Coefficients of the variables, and what their sum must lie between."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best sets, all within a tie; ``complete`` when there are no others."""

    sets: tuple[LeverSet, ...]
    value: float
    complete: bool


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """Variables and constraints of a question, before any value is known.

    The columns are the candidates, the pairs, the excess and one more that is free for use.
    """

    terms: Terms
    pairs: tuple[tuple[int, int], ...]
    rows: tuple[_Row, ...]
    limits: tuple[Floats, Floats]

    @property
    def plain(self) -> bool:
        """Whether a set is worth the sum of its levers: no synergy, and no capacity."""
        return not self.pairs and self.terms.capacity == inf

    @property
    def count(self) -> int:
        """Number of columns."""
        return len(self.limits[0])

    def column(self, row: int) -> int:
        """The column of a lever."""
        return self.terms.candidates.index(row)

    def worth(self, values: Floats) -> Floats:
        """What each column adds to the value of a set."""
        worths = np.zeros(self.count)
        worths[: len(self.terms.candidates)] = values[list(self.terms.candidates)]
        for index, (i, j) in enumerate(self.pairs, len(self.terms.candidates)):
            worths[index] = self.terms.synergy[i, j]
        # A point of workload beyond the capacity costs a point.
        worths[-2] = -1
        return worths

    def sized(self, low: int, high: int) -> _Row:
        """So many levers."""
        chosen = np.zeros(self.count)
        chosen[: len(self.terms.candidates)] = 1
        return chosen, low, high

    def without(self, rows: LeverSet) -> _Row:
        """Any set but this one."""
        cut = np.zeros(self.count)
        cut[: len(self.terms.candidates)] = -1
        # Its levers less any others sum to their number for this set alone.
        cut[[self.column(i) for i in rows]] = 1
        return cut, -inf, len(rows) - 1

    def best(self, worth: Floats, rows: Sequence[_Row]) -> LeverSet | None:
        """A set of the largest worth under some more constraints; None when there is none."""
        matrix, low, high = zip(*self.rows, *rows, strict=True)
        there = len(self.terms.candidates)
        scipy = importlib.import_module("scipy.optimize")  # a second: not for those who list sets
        solution = scipy.milp(
            # The solver minimises.
            -_SCALE * worth,
            constraints=scipy.LinearConstraint(np.array(matrix), low, high),
            bounds=scipy.Bounds(*self.limits),
            # Levers alone are whole numbers: at the best, pairs then are by themselves.
            integrality=np.arange(self.count) < there,
            options={"mip_rel_gap": 0.0},
        )
        if solution.x is None:
            return None
        return tuple(i for i, x in zip(self.terms.candidates, solution.x, strict=False) if x > 0.5)  # noqa: PLR2004 (rounded)


def programme(terms: Terms) -> Programme:
    """The programme of a question."""
    pairs = tuple(p for p in combinations(terms.candidates, 2) if terms.synergy[p] != 0)
    there = len(terms.candidates)
    count = there + len(pairs) + 2
    place = {row: index for index, row in enumerate(terms.candidates)}
    rows: list[_Row] = []
    for index, (i, j) in enumerate(pairs, there):
        # The solver would leave a harm out, and count a help too soon: each is bound on its side.
        if terms.synergy[i, j] < 0:
            rows.append((_only(count, {place[i]: 1, place[j]: 1, index: -1}), -inf, 1))
        else:
            rows += [(_only(count, {index: 1, place[k]: -1}), -inf, 0) for k in (i, j)]
    if terms.capacity < inf:
        loads = {place[i]: float(terms.loads[i]) for i in terms.candidates}
        rows.append((_only(count, {**loads, count - 2: -1}), -inf, terms.capacity))
    high = np.ones(count)
    high[-2] = 0 if terms.hard else inf
    high[-1] = inf
    return Programme(terms, pairs, tuple(rows), (np.zeros(count), high))


def _only(count: int, cells: dict[int, float]) -> Floats:
    row = np.zeros(count)
    for index, value in cells.items():
        row[index] += value
    return row


def optimum(
    programme: Programme, values: Floats, sizes: tuple[int, int], cost: float = 0.0
) -> Optimum:
    """The best sets of these sizes, each lever beyond the first costing so much.

    Parameters
    ----------
    values
        Array (m,): the values of the levers.

    Returns
    -------
    No set, and minus infinity, when none is left.
    """
    terms = programme.terms
    if programme.plain:
        every = [
            rows
            for size in range(sizes[0], sizes[1] + 1)
            for rows in largest_sums(values, terms.candidates, size, TIED + 1)
        ]
        return _best_of({rows: set_value(terms, values, rows, cost) for rows in every})
    worth = programme.worth(values)
    # The first lever is charged too, which no comparison sees; values are taken again below.
    worth[: len(terms.candidates)] -= cost
    met: dict[LeverSet, float] = {}
    cuts: list[_Row] = []
    while len(met) <= TIED:
        rows = programme.best(worth, [programme.sized(*sizes), *cuts])
        if rows is None:
            break
        cuts.append(programme.without(rows))
        if not terms.fits(rows):
            continue  # within the solver's tolerance only
        met[rows] = set_value(terms, values, rows, cost)
        if met[rows] < max(met.values()) - _NEAR:
            break
    return _best_of(met)


def _best_of(met: dict[LeverSet, float]) -> Optimum:
    """The best of the sets met, with their values."""
    top = max(met.values(), default=-inf)
    tied = (rows for rows, value in met.items() if value >= top - TIE)
    best = tuple(sorted(tied, key=lambda rows: (len(rows), rows)))
    return Optimum(best[:TIED], top, len(best) <= TIED)


def set_value(terms: Terms, values: Floats, rows: LeverSet, cost: float = 0.0) -> float:
    """The value of a set."""
    return float(values[list(rows)].sum()) + terms.bonus(rows) - cost * (len(rows) - 1)


def surely_best(
    programme: Programme, low: Floats, high: Floats, sizes: tuple[int, int], cost: float = 0.0
) -> Optimum:
    """Those of the best sets that stay so whatever the values are between these bounds."""
    # What is best whatever the values are is so when all are at their lowest.
    candidates = optimum(programme, low, sizes, cost)
    if np.array_equal(low, high):
        return candidates
    sure = []
    for rows in candidates.sets:
        worst = high.copy()
        worst[list(rows)] = low[list(rows)]
        if optimum(programme, worst, sizes, cost).value <= candidates.value + TIE:
            sure.append(rows)
    return Optimum(tuple(sure), candidates.value, candidates.complete)


def smallest_threshold(programme: Programme, low: Floats, high: Floats) -> float:
    """The smallest threshold: each lever alone at its highest, the others at their lowest."""
    worth = {row: set_value(programme.terms, low, (row,)) for row in _singles(programme.terms)}
    rival = max(worth.values())
    known = [row for row in worth if low[row] == high[row] and worth[row] == rival]
    least = inf
    # Known levers tied for the best all give the same answer: one is enough.
    for row in [*known[:1], *(row for row in worth if low[row] < high[row])]:
        values = low.copy()
        values[row] = high[row]
        alone = set_value(programme.terms, values, (row,))
        if alone < rival - TIE:
            continue  # never the best lever
        tops = {k: optimum(programme, values, (k, k)).value for k in _larger(programme.terms)}
        least = min(least, max((top - alone) / (k - 1) for k, top in tops.items()))
    return least


def largest_threshold(programme: Programme, low: Floats, high: Floats) -> float:
    """The largest threshold: each set at its best, against the best lever then."""
    singles = {i: set_value(programme.terms, high, (i,)) for i in _singles(programme.terms)}
    rival = max(set_value(programme.terms, low, (i,)) for i in singles)
    most = -inf
    for k in _larger(programme.terms):
        if rows := _adds_most(programme, high, {i: v - rival for i, v in singles.items()}, k):
            alone = max(rival, *(singles[i] for i in rows))
            most = max(most, (set_value(programme.terms, high, rows) - alone) / (k - 1))
    return most


def _adds_most(
    programme: Programme, high: Floats, leads: dict[int, float], size: int
) -> LeverSet | None:
    """The set of a size that adds most to the best lever, its own levers at their highest.

    Parameters
    ----------
    leads
        By how much each lever, alone, exceeds the best of all at their lowest.
    """
    if programme.plain:
        # The levers of the largest values add most, whatever the best of them is alone.
        return largest_sums(high, programme.terms.candidates, size, 1)[0]
    worth, free = programme.worth(high), programme.count - 1
    # The column left free is the largest of these leads.
    worth[free] = -1
    beyond: list[_Row] = [
        (_only(programme.count, {programme.column(i): lead, free: -1}), -inf, 0)
        for i, lead in leads.items()
        if lead > 0
    ]
    cuts: list[_Row] = []
    while rows := programme.best(worth, [programme.sized(size, size), *beyond, *cuts]):
        if programme.terms.fits(rows):
            return rows
        cuts.append(programme.without(rows))
    return None


def _singles(terms: Terms) -> tuple[int, ...]:
    return tuple(i for i in terms.candidates if terms.fits((i,)))


def _larger(terms: Terms) -> range:
    return range(2, min(terms.most, len(terms.candidates)) + 1)
