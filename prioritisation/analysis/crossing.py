"""Open choices crossed: who is first in each combination of what the group has still to settle.

Directions and readings that are to be confirmed are answered in every way at once. Weights are
those given, carried to each reading so that one unit of a criterion is worth the same
(``exchange``). In each combination the lever surely first, and those possibly first, are exact:
scores vary independently of each other within one reading.

What matters is told by a tree of the choices: the one with the fewest leaves, by trying each
choice first at each step.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import product
from math import prod

from criteria.case import Case
from criteria.model import Sense
from prioritisation.analysis.exchange import carried_points
from prioritisation.analysis.matrix import DecisionMatrix, Floats, decision_matrix
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.scenario import Analysis, Scenario
from prioritisation.analysis.weights import shares

MOST_CROSSED = 256
"""Combinations of open choices that are looked at."""


class ChoiceKind(StrEnum):
    """What is still to be chosen: which way a criterion counts, or how it is counted."""

    DIRECTION = "direction"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """One thing that the group has still to settle.

    Attributes
    ----------
    about
        Id of the criterion whose direction is open, or of the question of reading.
    options
        Values of ``Sense``, or ids of readings: the one in force first.
    """

    kind: ChoiceKind
    about: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CrossedOutcome:
    """Who is first in one combination of the open choices.

    Attributes
    ----------
    options
        One per choice.
    weights
        Array (n,) of shares: those given, one unit being worth the same.
    sure
        Row first, and not tied, whatever the uncertain scores are; None when there is none.
    possible
        Rows first, alone or tied, for some of them.
    """

    options: tuple[str, ...]
    scenario: Scenario
    weights: Floats
    sure: int | None
    possible: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """Some combinations that have one answer.

    Attributes
    ----------
    path
        OpenChoice -> the options of it that lead here, in the order asked; a choice that does not
        matter here is not there.
    sure
        Row surely first in all of them; None when no row is in any.
    possible
        Rows possibly first in one of them at least.
    count
        How many combinations.
    """

    path: tuple[tuple[int, tuple[str, ...]], ...]
    sure: int | None
    possible: tuple[int, ...]
    count: int


@dataclass(frozen=True, eq=False)
class Crossing:
    """The open choices, and who is first in each combination: the one in force comes first."""

    choices: tuple[OpenChoice, ...]
    outcomes: tuple[CrossedOutcome, ...]

    @property
    def here(self) -> CrossedOutcome:
        """What the scenario in force gives."""
        return self.outcomes[0]

    @cached_property
    def leader(self) -> int | None:
        """The row surely first in most combinations, that of the one in force if as many are."""
        counts: dict[int, int] = {}
        for outcome in self.outcomes:
            if outcome.sure is not None:
                counts[outcome.sure] = counts.get(outcome.sure, 0) + 1
        return max(counts, key=lambda row: (counts[row], row == self.here.sure), default=None)

    def sure_count(self, row: int) -> int:
        """In how many combinations a row is surely first."""
        return sum(outcome.sure == row for outcome in self.outcomes)

    def is_sure(self, row: int) -> bool:
        """Whether a row is surely first whatever the group settles."""
        return self.sure_count(row) == len(self.outcomes)

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """The combinations by what decides between them, the fewest branches there can be."""
        return _Tree(self.choices, self.outcomes).branches()

    @cached_property
    def idle(self) -> tuple[int, ...]:
        """Choices that change nothing of who is surely first."""
        deciding = {choice for branch in self.branches for choice, _ in branch.path}
        return tuple(k for k in range(len(self.choices)) if k not in deciding)


def open_choices(case: Case, scenario: Scenario) -> tuple[OpenChoice, ...]:
    """What is to be confirmed of the criteria that weigh something, in the order of the case.

    A reading whose scores the case does not tell (an old record) is not crossed.
    """
    weighing = {c for c, points in scenario.points.items() if points > 0}
    choices = [
        OpenChoice(ChoiceKind.DIRECTION, c.id, (sense.value, sense.opposite.value))
        for c in case.criteria
        if c.id in weighing and c.direction.contested
        for sense in [scenario.senses.get(c.id, c.direction.default)]
    ]
    for question in case.live_questions:
        if question.open and weighing & {*question.criteria}:
            here = question.answer(scenario.combination).id
            others = [r.id for r in question.readings if r.id != here]
            known = [r for r in others if case.reread(scenario.combination, r) in case.tables]
            if known:
                choices.append(OpenChoice(ChoiceKind.READING, question.id, (here, *known)))
    return tuple(choices)


def cross(case: Case, scenario: Scenario) -> Crossing | None:
    """The open choices of a scenario crossed; None when they make too many combinations.

    Raises
    ------
    InvalidPoints
        If no criterion has any weight.
    """
    case = case.keeping(tuple(c.id for c in case.criteria if c.id in scenario.points))
    choices = open_choices(case, scenario)
    if prod(len(choice.options) for choice in choices) > MOST_CROSSED:
        return None
    every = product(*(choice.options for choice in choices))
    outcomes = tuple(_outcome(case, scenario, choices, options) for options in every)
    return Crossing(choices, outcomes)


@lru_cache(maxsize=8)
def crossing_of(analysis: Analysis) -> Crossing | None:
    """The open choices of an analysis crossed, kept for all that is said of them."""
    return cross(analysis.case, analysis.scenario)


def answered(case: Case, scenario: Scenario, options: Mapping[OpenChoice, str]) -> Scenario:
    """The scenario with these answers, one unit of each criterion being worth the same."""
    senses = dict(scenario.senses)
    readings = []
    for choice, option in options.items():
        if choice.kind is ChoiceKind.DIRECTION:
            senses[choice.about] = Sense(option)
        else:
            readings.append(option)
    combination = case.reread(scenario.combination, *readings)
    points = carried_points(case, scenario.points, scenario.combination, combination)
    kept = {c: s for c, s in senses.items() if s is not case.criterion(c).direction.default}
    return replace(scenario, points=points, combination=combination, senses=kept)


def _outcome(
    case: Case, scenario: Scenario, choices: Sequence[OpenChoice], options: tuple[str, ...]
) -> CrossedOutcome:
    other = answered(case, scenario, dict(zip(choices, options, strict=True)))
    weights = shares({c.id: other.points[c.id] for c in case.criteria})
    senses = tuple(sorted(other.senses.items()))
    matrix = crossed_matrix(case, other.combination, senses)
    ranking = additive(matrix, weights)
    firsts, sure = ranking.necessary_firsts, None
    if len(firsts) == 1:
        others = [row for row in range(len(ranking.low)) if row != firsts[0]]
        ahead = all(ranking.low[firsts[0]] > ranking.high[row] + TIE for row in others)
        sure = firsts[0] if ahead else None
    return CrossedOutcome(options, other, weights, sure, ranking.possible_firsts)


# As many as are crossed: a slider moves the weights only.
@lru_cache(maxsize=2 * MOST_CROSSED)
def crossed_matrix(
    case: Case, combination: str, senses: tuple[tuple[str, Sense], ...]
) -> DecisionMatrix:
    """The values of a case under some readings and directions."""
    return decision_matrix(case.tables[combination], dict(senses))


_Box = tuple[tuple[str, ...], ...]
"""For each choice, the options that are still possible: all of them, or one."""


class _Tree:
    """The choices asked in the order that tells outcomes apart with the fewest branches."""

    def __init__(self, choices: Sequence[OpenChoice], outcomes: Sequence[CrossedOutcome]) -> None:
        self._choices = choices
        self._by_options = {outcome.options: outcome for outcome in outcomes}
        self._kept: dict[_Box, tuple[Branch, ...]] = {}

    def branches(self) -> tuple[Branch, ...]:
        return self._under(tuple(choice.options for choice in self._choices))

    def _under(self, box: _Box) -> tuple[Branch, ...]:
        if box not in self._kept:
            self._kept[box] = self._leaf(box) or min(self._splits(box), key=len)
        return self._kept[box]

    def _leaf(self, box: _Box) -> tuple[Branch, ...]:
        outcomes = [self._by_options[options] for options in product(*box)]
        if len({outcome.sure for outcome in outcomes}) > 1:
            return ()
        possible = sorted({row for outcome in outcomes for row in outcome.possible})
        return (Branch((), outcomes[0].sure, tuple(possible), len(outcomes)),)

    def _splits(self, box: _Box) -> Iterator[tuple[Branch, ...]]:
        for k, options in enumerate(box):
            if len(options) > 1:
                yield tuple(self._split(box, k))

    def _split(self, box: _Box, choice: int) -> Iterator[Branch]:
        """The branches of each option; options that lead to one and the same leaf together."""
        leaves: dict[int | None, tuple[list[str], Branch]] = {}
        below: list[Branch] = []
        for option in box[choice]:
            part = self._under((*box[:choice], (option,), *box[choice + 1 :]))
            if len(part) > 1:
                below += [_asked(choice, (option,), branch) for branch in part]
            elif part[0].sure in leaves:
                options, leaf = leaves[part[0].sure]
                possible = sorted({*leaf.possible, *part[0].possible})
                count = leaf.count + part[0].count
                merged = replace(leaf, possible=tuple(possible), count=count)
                leaves[part[0].sure] = [*options, option], merged
            else:
                leaves[part[0].sure] = [option], part[0]
        yield from (_asked(choice, tuple(options), leaf) for options, leaf in leaves.values())
        yield from below


def _asked(choice: int, options: tuple[str, ...], branch: Branch) -> Branch:
    return replace(branch, path=((choice, options), *branch.path))
