"""Questions, and brute force: every set valued one by one, over every extreme of the scores."""

import datetime as dt
from itertools import combinations, product

import numpy as np
from hypothesis import strategies as st

from prioritisation.analysis.sets.question import (
    Capacity,
    LeverLoad,
    Load,
    NothingLeft,
    PairSynergy,
    Question,
    Synergy,
    Wait,
)
from prioritisation.analysis.sets.sets import question_terms
from tests.strategies import matrices, names, weights
from tests.thresholds import compare_sets

TIE = 1e-9
TODAY = dt.date(2026, 3, 1)


@st.composite
def questions(draw, levers, most=(2, 3), waits=True):
    pairs = draw(st.lists(st.sampled_from(list(combinations(levers, 2))), unique=True, max_size=4))
    synergies = tuple(PairSynergy(*p, draw(st.sampled_from(Synergy)), "why") for p in pairs)
    loads = tuple(LeverLoad(x, draw(st.sampled_from(Load))) for x in levers)
    waiting = draw(st.lists(st.sampled_from(levers[1:]), unique=True, max_size=1)) if waits else ()
    return Question(
        draw(st.integers(*most)),
        synergies,
        loads,
        draw(st.none() | st.sampled_from([Capacity.FAIR, Capacity.LARGE])),
        draw(st.booleans()),
        tuple(Wait(x, "first results") for x in waiting),
    )


@st.composite
def problems(draw, rows=(2, 5), **kinds):
    """A matrix, weights and a question about its levers."""
    matrix = draw(matrices(rows=rows, **kinds))
    question = draw(questions(matrix.alternatives))
    return matrix, draw(weights(len(matrix.criteria))), question


def compared_sets(problem):
    """The sets of a problem compared; None, and none is allowed, where none can be chosen."""
    matrix, shares, question = problem
    try:
        return compare_sets(matrix, shares, question)
    except NothingLeft:
        assert not allowed(question, matrix.alternatives)
        return None


def excess(question, levers):
    """Workload of a set beyond the capacity, in thousandths."""
    if question.capacity is None:
        return 0
    loads = {s.lever: thousandths(question.values.load(s.word)) for s in question.loads}
    return max(
        0,
        sum(loads[x] for x in levers) - thousandths(question.values.capacity(question.capacity)),
    )


def thousandths(value):
    return round(1000 * value)


def allowed(question, levers):
    """Every set that nothing excludes, as names."""
    waiting = {w.lever for w in question.waits if w.excludes(question.day)}
    there = [x for x in levers if x not in waiting]
    every = [s for k in range(1, question.most + 1) for s in combinations(there, k)]
    return [s for s in every if not (question.hard and excess(question, s))]


def brute_value(question, values, levers, cost=0.0):
    """The value of a set of names, by its definition."""
    words = {frozenset((s.first, s.second)): s.word for s in question.synergies}
    bonus = sum(
        question.values.synergy(words[pair])
        for pair in map(frozenset, combinations(levers, 2))
        if pair in words
    )
    beyond = 0 if question.hard else excess(question, levers) / 1000
    return sum(values[x] for x in levers) + bonus - beyond - cost * (len(levers) - 1)


def corners(levers, low, high):
    """Every way for each lever to be at its lowest or at its highest value."""
    ends = [sorted({a, b}) for a, b in zip(low.tolist(), high.tolist(), strict=True)]
    return [dict(zip(levers, ends_of, strict=True)) for ends_of in product(*ends)]


def completions(levers, low, high, bonus):
    """The ends, and wherever a lever is worth what another one alone is at an end of its own."""
    own = {s[0]: b for s, b in bonus.items() if len(s) == 1}
    levels = [v + own.get(x, 0) for x, *vs in zip(levers, low, high, strict=True) for v in vs]
    points = [
        sorted({a, b, *(min(max(m - own.get(x, 0), a), b) for m in levels)})
        for x, a, b in zip(levers, low.tolist(), high.tolist(), strict=True)
    ]
    return [dict(zip(levers, one, strict=True)) for one in product(*points)]


def brute_best(question, levers, low, high, *, size=None, cost=0.0):
    """Sets surely and possibly best, as rows."""
    sets = [s for s in allowed(question, levers) if size in (None, len(s))]
    sure, possible = set(sets), set()
    for values in corners(levers, low, high):
        worths = {s: brute_value(question, values, s, cost) for s in sets}
        best = {s for s in sets if worths[s] >= max(worths.values()) - TIE}
        sure &= best
        possible |= best
    order = {x: i for i, x in enumerate(levers)}
    rows = ([tuple(order[x] for x in s) for s in worths] for worths in (sure, possible))
    return [tuple(sorted(worths, key=lambda s: (len(s), s))) for worths in rows]


def brute_threshold(question, levers, low, high):
    """Smallest and largest threshold; None without a larger set."""
    sets = allowed(question, levers)
    if not any(len(s) > 1 for s in sets):
        return None
    rows = []
    for values in corners(levers, low, high):
        worth = {s: brute_value(question, values, s) for s in sets}
        alone = max(v for s, v in worth.items() if len(s) == 1)
        rows.append(max((v - alone) / (len(s) - 1) for s, v in worth.items() if len(s) > 1))
    return min(rows), max(rows)


def terms_of(question, count):
    return question_terms(question, names("a", count))


def uniform(values):
    """The same question asked of values that are all known."""
    return np.array(values, float), np.array(values, float)
