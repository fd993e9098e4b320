"""Random matrices, weights and cases, shared by the property tests.

Values are on a grid, so that ties happen and no lead is smaller than a tie unless it is zero.
"""

import datetime as dt
from dataclasses import replace
from itertools import product
from string import ascii_lowercase

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from criteria.case import Case
from criteria.model import (
    Criterion,
    Direction,
    Lever,
    PerformanceTable,
    Score,
    Sense,
    Standing,
    Status,
    Unit,
)
from criteria.readings import Reading, ReadingQuestion
from criteria.scales import LinearScale, PiecewiseScale, WordLevel, WordScale
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.weights import shares

GRID = 60
BOTH_WAYS = {Sense.MAX: "the more the better", Sense.MIN: "the less the better"}

ENOUGH = settings(max_examples=max(60, settings().max_examples))
"""For a property that says at its end what it came across (``reached``)."""

values = st.integers(0, GRID).map(lambda k: k / GRID)
points = st.integers(0, 100)
known = values.map(lambda v: (v, v))
between = st.tuples(values, values).map(lambda pair: tuple(sorted(pair)))
unknown = st.just((0.0, 1.0))


def names(prefix, count):
    return tuple(prefix + letter for letter in ascii_lowercase[:count])


def matrix_of(low, high=None):
    low = np.array(low, dtype=float)
    high = low if high is None else np.array(high, dtype=float)
    return known_matrix(names("a", len(low)), names("c", low.shape[1]), low, high)


def ranked_without(matrix, weights, column):
    """The ranking of a matrix that never had one of its columns."""
    low, high = (np.delete(values, column, axis=1) for values in (matrix.low, matrix.high))
    others = np.delete(weights, column)
    return additive(matrix_of(low, high), others / others.sum())


@st.composite
def matrices(draw, rows=(2, 5), columns=(1, 3), cells=known | between | unknown):
    shape = draw(st.integers(*rows)), draw(st.integers(*columns))
    count = shape[0] * shape[1]
    bounds = np.array(draw(st.lists(cells, min_size=count, max_size=count)))
    return matrix_of(bounds[:, 0].reshape(shape), bounds[:, 1].reshape(shape))


@st.composite
def weights(draw, count):
    drawn = draw(st.lists(points, min_size=count, max_size=count).filter(any))
    return shares(dict(enumerate(drawn)))


@st.composite
def weighted(draw, **kinds):
    """A matrix and weights of its criteria."""
    matrix = draw(matrices(**kinds))
    return matrix, draw(weights(len(matrix.criteria)))


@st.composite
def completions(draw, matrix):
    """Values that all the cells of a matrix may have at the same time."""
    where = values | st.sampled_from([0.0, 1.0])
    count = matrix.low.size
    t = np.array(draw(st.lists(where, min_size=count, max_size=count))).reshape(matrix.low.shape)
    return matrix.low + t * (matrix.high - matrix.low)


@st.composite
def narrower(draw, matrix):
    """The same matrix, knowing more: intervals inside the intervals."""
    first, last = draw(completions(matrix)), draw(completions(matrix))
    return matrix_of(np.minimum(first, last), np.maximum(first, last))


def simplex(count, draws, seed=7):
    """Array (draws, count) of weights uniform on the simplex, drawn apart from the product's."""
    return np.random.default_rng(seed).dirichlet(np.ones(count), draws)


@st.composite
def scales(draw):
    """A scale of any kind, and the scores it accepts from its worst to its best."""
    kind = draw(st.sampled_from(["linear", "whole", "words", "piecewise"]))
    if kind == "words":
        inner = draw(st.lists(st.integers(1, GRID - 1), max_size=3, unique=True).map(sorted))
        steps = [0, *inner, GRID]
        levels = [
            WordLevel(n, n, k / GRID) for n, k in zip(names("v", len(steps)), steps, strict=True)
        ]
        return WordScale(tuple(levels)), [level.id for level in levels]
    if kind == "piecewise":
        inner = sorted(draw(st.lists(values, max_size=2)))
        ends = [0.0, *inner, 1.0]
        ends = ends if draw(st.booleans()) else ends[::-1]
        cutoffs = tuple(10.0 * k for k in range(len(ends)))
        return PiecewiseScale(cutoffs, tuple(ends)), [2.5 * k for k in range(4 * len(ends) - 3)]
    worst, best = draw(st.sampled_from([(0, 10), (10, 0), (-5, 5), (12, 0)]))
    scores = [float(k) for k in range(min(worst, best), max(worst, best) + 1)]
    return LinearScale(worst, best, whole=kind == "whole"), scores


@st.composite
def scores_on(draw, accepted, lever, criterion):
    kind = draw(st.sampled_from(["known", "between", "unknown"]))
    if kind == "unknown":
        return Score(lever, criterion, None, None, Status.UNKNOWN, reason="nobody knows")
    ranks = st.integers(0, len(accepted) - 1)
    first = draw(ranks)
    last = draw(ranks) if kind == "between" else first
    low, high = sorted([first, last])
    return Score(lever, criterion, accepted[low], accepted[high], Status.OPINION, "someone")


def criterion_of(ident, scale, status=Standing.TO_CONFIRM):
    default = Sense.MAX if scale.more_is_better else Sense.MIN
    direction = Direction(BOTH_WAYS, default, status, "because")
    return Criterion(ident, ident, ident, f"of {ident}", f"{ident}?", "", direction, Unit(), scale)


HERE = ReadingQuestion(
    "perimeter", "Perimeter", "Which?", (Reading("here", "Here", "All", Standing.CONFIRMED),), ()
)
"""One question of reading that changes nothing."""


def case_of(criteria, scores):
    """A case with one reading from its criteria and (lever, criterion) -> score."""
    idents = dict.fromkeys(lever for lever, _ in scores)
    levers = tuple(Lever(i, i.title(), i, "#000000") for i in idents)
    table = PerformanceTable("here", levers, tuple(criteria), scores)
    return Case(
        id="random",
        title="Random",
        group="Nobody",
        updated=dt.date(2026, 1, 1),
        questions=(HERE,),
        axes={},
        levers=levers,
        criteria=table.criteria,
        tables={"here": table},
        evidence=(),
        sheets=(),
        official_rows=(),
        sources={},
        unknowns=(),
    )


@st.composite
def cases(draw, rows=(2, 4), columns=(1, 3)):
    criteria, scores = [], {}
    levers = names("lever_", draw(st.integers(*rows)))
    for ident in names("criterion_", draw(st.integers(*columns))):
        scale, accepted = draw(scales())
        criteria.append(criterion_of(ident, scale, draw(st.sampled_from(Standing))))
        for lever in levers:
            scores[lever, ident] = draw(scores_on(accepted, lever, ident))
    ordered = {(lever, c.id): scores[lever, c.id] for lever in levers for c in criteria}
    return case_of(criteria, ordered)


@st.composite
def tied_cases(draw, rows=(2, 4), columns=(1, 3)):
    """Cases in which two levers are equal, or have the same scores on other criteria.

    The latter are tied where all the criteria have the same points.
    """
    count = draw(st.integers(*columns))
    criteria = [criterion_of(c, LinearScale(0, 10)) for c in names("criterion_", count)]
    first, second, *others = names("lever_", draw(st.integers(*rows)))
    accepted = [float(k) for k in range(11)]
    scores = {
        (lever, c.id): draw(scores_on(accepted, lever, c.id))
        for lever in (first, *others)
        for c in criteria
    }
    idents = [c.id for c in criteria]
    for here, there in zip(idents, draw(st.permutations(idents)), strict=True):
        scores[second, here] = replace(scores[first, there], lever=second, criterion=here)
    levers = (first, second, *others)
    return case_of(criteria, {(v, c): scores[v, c] for v in levers for c in idents})


def scored_or_unknown(lever, ident, amount):
    status = Status.UNKNOWN if amount is None else Status.OPINION
    bound = None if amount is None else float(amount)
    return Score(lever, ident, bound, bound, status, "someone")


@st.composite
def crossed_cases(draw):
    """A case of two criteria, each under readings of its own question, some of them open."""
    levers = "abc"[: draw(st.integers(2, 3))]
    amounts = st.sampled_from([*range(11), None])
    names, columns, questions, criteria = [], {}, [], []
    for k in range(2):
        readings = [f"r{k}{j}" for j in range(draw(st.integers(1, 3)))]
        status = draw(st.sampled_from(list(Standing)))
        ident = f"c{k}"
        for reading in readings:
            given_ = [draw(amounts) for _ in levers]
            columns[reading] = {
                (v, ident): scored_or_unknown(v, ident, s)
                for v, s in zip(levers, given_, strict=True)
            }
        made = tuple(Reading(r, r, r, status) for r in readings)
        questions.append(ReadingQuestion(f"q{k}", f"q{k}", "?", made, (ident,)))
        direction = draw(st.sampled_from(list(Standing)))
        criteria.append(criterion_of(ident, LinearScale(0, 10), direction))
        names.append(readings)
    case = case_of(criteria, {**columns[names[0][0]], **columns[names[1][0]]})
    tables = {}
    for chosen in product(*names):
        cells = {**columns[chosen[0]], **columns[chosen[1]]}
        scores = {(v.id, c.id): cells[v.id, c.id] for v in case.levers for c in case.criteria}
        combination = "-".join(chosen)
        table = next(iter(case.tables.values()))
        tables[combination] = replace(table, combination=combination, scores=scores)
    return replace(case, questions=tuple(questions), tables=tables)


def points_for(case):
    """Points for each criterion, none for some, equal often."""
    count = len(case.criteria)
    drawn = st.lists(st.sampled_from([0, 1, 20, 50, 100]), min_size=count, max_size=count)
    return drawn.filter(any).map(
        lambda p: dict(zip([c.id for c in case.criteria], p, strict=True))
    )
