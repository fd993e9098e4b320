"""What the group says, as numbers on the rows of a matrix: the terms of every set's value."""

from collections import Counter
from dataclasses import dataclass
from math import inf

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.errors import Fault, InvalidQuestion, QuestionProblem
from prioritisation.analysis.sets.words import Question


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
        return float(block.sum() / 2) - (0.0 if self.hard else self._excess(rows))

    def _excess(self, rows: tuple[int, ...]) -> float:
        return max(0.0, float(self.loads[list(rows)].sum()) - self.capacity)


def compiled(question: Question, levers: tuple[str, ...]) -> Terms:
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
    for said in question.synergies:
        value = question.values.synergy(said.word)
        i, j = row[said.first], row[said.second]
        synergy[i, j] = synergy[j, i] = value
    known = {s.lever: question.values.load(s.word) for s in question.loads}
    unsaid: tuple[int, ...] = ()
    capacity = inf
    if question.capacity is not None:
        unsaid = tuple(i for i in candidates if levers[i] not in known)
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
    found = [QuestionProblem(Fault.UNKNOWN_LEVER, (x,)) for x in sorted(strangers)]
    found += [QuestionProblem(Fault.SAME_LEVER, (a,)) for a, b in named if a == b]
    pairs = Counter(tuple(sorted(pair)) for pair in named)
    found += [QuestionProblem(Fault.SAID_TWICE, pair) for pair, n in pairs.items() if n > 1]
    for said in singles:
        found += [
            QuestionProblem(Fault.SAID_TWICE, (x,)) for x, n in Counter(said).items() if n > 1
        ]
    if question.most < 1:
        found.append(QuestionProblem(Fault.SIZE))
    if not question.values.ordered:
        found.append(QuestionProblem(Fault.VALUES))
    return found
