"""Analyses for tests of sentences: the Normandie case, and small ones made from values."""

from dataclasses import replace
from functools import cache
from string import ascii_lowercase

import numpy as np

from criteria.load import load_case
from criteria.model import Score, Standing, Status
from criteria.scales import LinearScale
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.scenario import Scenario
from prioritisation.sentences.change import change_lines, holds_while
from tests.conftest import INTERVALS
from tests.strategies import case_of, criterion_of
from tests.thresholds import analyse

LEVERS = [tens + unit for tens in ("", *"ab") for unit in ascii_lowercase]


@cache
def case():
    return load_case(INTERVALS)


def normandie(points=(50, 50, 50), combination="gt", **senses):
    ids = [c.id for c in case().criteria if c.active]
    return analyse(case(), Scenario(dict(zip(ids, points, strict=True)), combination, senses))


def ranking(low, high, weights):
    low, high = np.array(low, float), np.array(high, float)
    levers = tuple(f"lever_{i}" for i in range(len(low)))
    criteria = tuple(f"criterion_{j}" for j in range(low.shape[1]))
    return additive(known_matrix(levers, criteria, low, high), np.array(weights, float))


def plain(text):
    """A sentence with ordinary spaces, to compare with what one types."""
    return str(text).replace("\u00a0", " ")


def small(*rows, points=None):
    """An analysis of levers A, B… with scores from 0 to 100, (lowest, highest) or None, on c1…"""
    points = points or [1] * len(rows[0])
    criteria = [criterion_of(f"c{j}", LinearScale(0, 100)) for j, _ in enumerate(points, 1)]
    scores = {
        (lever, c.id): scored(lever, c.id, found)
        for lever, row in zip(LEVERS, rows, strict=False)
        for c, found in zip(criteria, row, strict=True)
    }
    chosen = Scenario(dict(zip([c.id for c in criteria], points, strict=True)), "here")
    return analyse(case_of(criteria, scores), chosen)


def held(analysis):
    """How far each weight may move before the leader is no longer surely first, line by line."""
    leaders = [analysis.matrix.alternatives[row] for row in analysis.verdict.leaders]
    moved = [s for s in analysis.stability if [s.alternative] == leaders]
    return [plain(holds_while(analysis, stability)) for stability in moved]


def moving(analysis):
    """What can change the answer, line by line."""
    return [plain(f"{line.about} {line.effect}") for line in change_lines(analysis)]


def scored(lever, criterion, found):
    if found is None:
        return Score(lever, criterion, None, None, Status.UNKNOWN, "", reason="nobody knows")
    low, high = found if isinstance(found, tuple) else (found, found)
    return Score(lever, criterion, float(low), float(high), Status.OPINION, "someone")


def settled(analysis):
    """The same once the group has confirmed what is in force: no choice is open any more."""
    case, combination = analysis.case, analysis.scenario.combination
    criteria = tuple(
        replace(
            c,
            direction=replace(c.direction, status=Standing.CONFIRMED),
            scale_status=Standing.CONFIRMED,
        )
        for c in case.criteria
    )
    questions = tuple(q.settled(q.answer(combination).id) for q in case.questions)
    return replace(analysis, case=replace(case, criteria=criteria, questions=questions))
