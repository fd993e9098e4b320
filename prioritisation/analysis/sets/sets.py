"""Every set of levers up to a size, and the terms that make its value.

Sets are listed while there are at most ``LISTED``: the singles and pairs of 31 levers. Beyond,
``prioritisation.analysis.sets.programme`` finds the best ones by an exact integer programme.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from math import comb, inf

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.question import (
    WHOLE_EFFECT,
    InvalidQuestion,
    Question,
    QuestionFault,
    QuestionProblem,
)


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """What makes the value of a set besides the values of its levers.

    Attributes
    ----------
    candidates
        Rows that no date excludes.
    most
        The largest size of a set.
    synergy
        Array (m, m), symmetric, 0 on the diagonal.
    loads, capacity
        Array (m,) and what the group can bear; zeros and infinity when workload does not count.
    hard
        Whether sets beyond the capacity are excluded.
    unsaid
        Candidates whose load is not said, when a capacity is: workload then does not count.
    """

    candidates: tuple[int, ...]
    most: int
    synergy: Floats
    loads: Floats
    capacity: float
    hard: bool
    unsaid: tuple[int, ...]

    def fits(self, rows: tuple[int, ...]) -> bool:
        """Whether a set may be chosen: always, unless the capacity is a limit."""
        return not self.hard or self._excess(rows) <= TIE

    def bonus(self, rows: tuple[int, ...]) -> float:
        """Synergies of a set less its workload beyond the capacity."""
        block = self.synergy[np.ix_(rows, rows)]
        # Each pair stands on both sides of the diagonal.
        return float(block.sum() / 2) - (0.0 if self.hard else self._excess(rows))

    def bonuses(self, belongs: Floats) -> Floats:
        """The same of many sets: array (k, m) of 0 and 1, whether each lever belongs to each."""
        synergies: Floats = ((belongs @ self.synergy) * belongs).sum(axis=1) / 2
        if not self.hard:
            synergies -= np.maximum(0.0, belongs @ self.loads - self.capacity)
        return synergies

    def _excess(self, rows: tuple[int, ...]) -> float:
        return max(0.0, float(self.loads[list(rows)].sum()) - self.capacity)


def question_terms(question: Question, levers: tuple[str, ...]) -> Terms:
    """The terms of a question about these levers.

    Raises
    ------
    InvalidQuestion
        With every problem: a lever that is not there, a pair or a load said twice, values that
        are not finite or not in the order of the words, no size.
    """
    if problems := _problems(question, set(levers)):
        raise InvalidQuestion(problems)
    row = {lever: i for i, lever in enumerate(levers)}
    waiting = {w.lever for w in question.waits if w.excludes(question.day)}
    candidates = tuple(i for i, lever in enumerate(levers) if lever not in waiting)
    synergy, loads = np.zeros((len(levers), len(levers))), np.zeros(len(levers))
    for statement in question.synergies:
        value = question.values.synergy(statement.word)
        i, j = row[statement.first], row[statement.second]
        synergy[i, j] = synergy[j, i] = value
    known = {s.lever: question.values.load(s.word) for s in question.loads}
    unsaid: tuple[int, ...] = ()
    capacity = inf
    if question.capacity is not None:
        unsaid = tuple(i for i in candidates if levers[i] not in known)
    # A lever of unknown load would look light: as long as there is one, no load counts.
    if question.capacity is not None and not unsaid:
        capacity = question.values.capacity(question.capacity)
        loads[:] = [known.get(lever, 0.0) for lever in levers]
    hard = question.hard and capacity < inf
    for array in (synergy, loads):
        array.setflags(write=False)
    return Terms(candidates, question.most, synergy, loads, capacity, hard, unsaid)


def _problems(question: Question, levers: set[str]) -> list[QuestionProblem]:
    named = [(s.first, s.second) for s in question.synergies]
    singles = [[s.lever for s in question.loads], [w.lever for w in question.waits]]
    strangers = {x for pair in named for x in pair}.union(*singles) - levers
    problems = [QuestionProblem(QuestionFault.UNKNOWN_LEVER, (x,)) for x in sorted(strangers)]
    problems += [QuestionProblem(QuestionFault.SAME_LEVER, (a,)) for a, b in named if a == b]
    pairs = Counter(tuple(sorted(pair)) for pair in named)
    problems += [
        QuestionProblem(QuestionFault.SAID_TWICE, pair) for pair, n in pairs.items() if n > 1
    ]
    for sentences in singles:
        problems += [
            QuestionProblem(QuestionFault.SAID_TWICE, (x,))
            for x, n in Counter(sentences).items()
            if n > 1
        ]
    if question.most < 1:
        problems.append(QuestionProblem(QuestionFault.SIZE))
    if not question.values.ordered:
        problems.append(QuestionProblem(QuestionFault.VALUES))
    if question.dilution is not None and not 0 <= question.dilution <= WHOLE_EFFECT:
        problems.append(QuestionProblem(QuestionFault.DILUTION))
    return problems


LISTED = 500
"""Sets up to which all are listed and compared over 100,000 weights."""

LeverSet = tuple[int, ...]
"""A set: rows of the matrix, in increasing order."""


@dataclass(frozen=True, slots=True, eq=False)
class Sets:
    """N sets of levers, by size then in table order.

    Attributes
    ----------
    belongs
        Array (N, m): 1 where a lever is in a set.
    sizes, bonus
        Arrays (N,): number of levers; synergies less workload beyond the capacity.
    excluded
        Sets beyond a capacity that is a limit.
    """

    members: tuple[LeverSet, ...]
    belongs: Floats
    sizes: NDArray[np.int64]
    bonus: Floats
    excluded: tuple[LeverSet, ...]

    def of_size(self, size: int) -> tuple[int, ...]:
        """Indexes of the sets of a size."""
        return tuple(np.flatnonzero(self.sizes == size).tolist())

    @property
    def all_sizes(self) -> tuple[int, ...]:
        """The sizes there are, in increasing order."""
        return tuple(np.unique(self.sizes).tolist())


def count_sets(terms: Terms) -> int:
    """How many sets there are before the capacity excludes any."""
    there = len(terms.candidates)
    return sum(comb(there, size) for size in range(1, min(terms.most, there) + 1))


def listed_sets(terms: Terms) -> Sets:
    """All the sets."""
    there = terms.candidates
    sizes = range(1, min(terms.most, len(there)) + 1)
    every = [rows for size in sizes for rows in combinations(there, size)]
    kept = tuple(rows for rows in every if terms.fits(rows))
    belongs = np.zeros((len(kept), len(terms.loads)))
    for index, rows in enumerate(kept):
        belongs[index, list(rows)] = 1
    return Sets(
        kept,
        belongs,
        np.array([len(rows) for rows in kept], dtype=np.int64),
        terms.bonuses(belongs),
        tuple(rows for rows in every if not terms.fits(rows)),
    )
