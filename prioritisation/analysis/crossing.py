"""Open choices crossed: who is first in each combination of what the group has still to settle.

Directions, readings and orders of words to be confirmed are answered in every way at once.
Weights are those given. In each combination the lever surely first, and those possibly first, are
exact: scores vary independently of each other within one reading.

What matters is told by a tree of the choices (``choice_tree``): of those in which each choice in
turn is asked first, at each step, the one with the fewest leaves.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import product
from math import prod

import numpy as np

from criteria.case import Case
from criteria.model import Criterion, Score, Sense, Standing
from criteria.readings import ReadingQuestion
from criteria.scales import WordScale
from prioritisation.analysis.matrix import DecisionMatrix, Floats, decision_matrix
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.robustness.regions import Regions, first_regions
from prioritisation.analysis.robustness.weight_sets import WeightSet
from prioritisation.analysis.scenario import Analysis, Lead, Scenario
from prioritisation.analysis.weights import shares
from prioritisation.memory import cached_with

Firsts = tuple[int | None, tuple[int, ...], tuple[int, ...]]
"""The row surely first, or None; the rows possibly first; those surely tied for first, or none."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Some combinations that say the same of who is surely first.

    Attributes
    ----------
    path
        OpenChoice -> the options of it that lead here, in the order asked; a choice that does not
        matter here is not there.
    sure
        Row surely first in all of them; None when no row is in any.
    possible
        The rows possibly first in each of them: several answers where they are not the same.
    count
        How many combinations.
    tied
        Rows surely tied for first, alone, in all of them; none when they are not in any.
    """

    path: tuple[tuple[int, tuple[str, ...]], ...]
    sure: int | None
    possible: frozenset[tuple[int, ...]]
    count: int
    tied: tuple[int, ...] = ()


_Box = tuple[tuple[str, ...], ...]
"""For each choice, the options that are still possible: all of them, or one."""


class ChoiceTree:
    """The choices asked in the order that tells answers apart with the fewest branches.

    Parameters
    ----------
    options
        Of each choice, those there are.
    firsts
        Combination of options, one per choice -> the row surely first, or None, and the rows
        possibly first.
    """

    def __init__(self, options: _Box, firsts: Mapping[tuple[str, ...], Firsts]) -> None:
        self._options, self._firsts = options, firsts
        self._kept: dict[_Box, tuple[Branch, ...]] = {}

    def branches(self) -> tuple[Branch, ...]:
        """A partition of the combinations, each part with its answer."""
        return self._under(self._options)

    def _under(self, box: _Box) -> tuple[Branch, ...]:
        if box not in self._kept:
            self._kept[box] = self._leaf(box) or min(self._splits(box), key=_length)
        return self._kept[box]

    def _leaf(self, box: _Box) -> tuple[Branch, ...]:
        firsts = [self._firsts[options] for options in product(*box)]
        sure, _, tied = firsts[0]
        if any((one, together) != (sure, tied) for one, _, together in firsts):
            return ()
        possible = frozenset(rows for _, rows, _ in firsts)
        return (Branch((), sure, possible, len(firsts), tied),)

    def _splits(self, box: _Box) -> Iterator[tuple[Branch, ...]]:
        for k, options in enumerate(box):
            if len(options) > 1:
                yield tuple(self._split(box, k))

    def _split(self, box: _Box, choice: int) -> Iterator[Branch]:
        """The branches of each option; options that lead to the same answers told together."""
        alike: dict[_Answers, tuple[list[str], tuple[Branch, ...]]] = {}
        for option in box[choice]:
            part = self._under((*box[:choice], (option,), *box[choice + 1 :]))
            options, before = alike.setdefault(_answers(part), ([], ()))
            options.append(option)
            merged = tuple(map(_merged, before, part)) if before else part
            alike[_answers(part)] = options, merged
        # What is told in one line comes first.
        for options, part in sorted(alike.values(), key=lambda kept: len(kept[1]) > 1):
            yield from (_asked(choice, tuple(options), branch) for branch in part)


_Answers = tuple[tuple[tuple[tuple[int, tuple[str, ...]], ...], int | None, tuple[int, ...]], ...]


def _answers(part: tuple[Branch, ...]) -> _Answers:
    return tuple((branch.path, branch.sure, branch.tied) for branch in part)


def _length(branches: tuple[Branch, ...]) -> tuple[int, int]:
    """How long a tree is to tell: its branches, then the answers in their paths.

    A choice that changes nothing adds no branch, its options being told together: it adds answers.
    """
    return len(branches), sum(len(branch.path) for branch in branches)


def _merged(one: Branch, other: Branch) -> Branch:
    """Two branches of one path and one answer."""
    return replace(one, possible=one.possible | other.possible, count=one.count + other.count)


def _asked(choice: int, options: tuple[str, ...], branch: Branch) -> Branch:
    return replace(branch, path=((choice, options), *branch.path))


MOST_CROSSED = 256
"""Combinations of open choices that are looked at."""


class ChoiceKind(StrEnum):
    """What is still to be chosen: a direction, a way of counting, an order of words."""

    DIRECTION = "direction"
    READING = "reading"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """One thing that the group has still to settle.

    Attributes
    ----------
    about
        Id of the criterion whose direction or order of words is open, or of the question of
        reading.
    options
        Values of ``Sense``, ids of readings, or ids of words in an order: the one in force first.
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
    case, scenario
        What is ranked in it.
    sure
        Row first, and not tied, whatever the uncertain scores are; None when there is none.
    possible
        Rows first, alone or tied, for some of them.
    tied
        Rows tied for first, and no other with them, whatever the uncertain scores are; or none.
    """

    options: tuple[str, ...]
    case: Case
    scenario: Scenario
    sure: int | None
    possible: tuple[int, ...]
    tied: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Crossing:
    """The open choices, and who is first in each combination: the one in force comes first.

    Attributes
    ----------
    untold
        Questions of reading that are open, and whose other readings the case does not tell.
    """

    choices: tuple[OpenChoice, ...]
    outcomes: tuple[CrossedOutcome, ...]
    untold: tuple[ReadingQuestion, ...] = ()

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

    @cached_property
    def winner(self) -> int | None:
        """The row surely first in more than half of the combinations; None when none is."""
        row = self.leader
        mostly = row is not None and 2 * self.sure_count(row) > len(self.outcomes)
        return row if mostly else None

    @property
    def first_asked(self) -> OpenChoice:
        """The choice that matters first, where not all combinations have one answer."""
        return self.choices[self.branches[0].path[0][0]]

    def sure_count(self, row: int) -> int:
        """In how many combinations a row is surely first."""
        return sum(outcome.sure == row for outcome in self.outcomes)

    @cached_property
    def ties(self) -> Mapping[tuple[int, ...], int]:
        """Rows surely tied for first -> in how many combinations, the most of them first."""
        counted = Counter(outcome.tied for outcome in self.outcomes if outcome.tied)
        return dict(sorted(counted.items(), key=lambda tie: (-tie[1], tie[0])))

    def is_sure(self, row: int) -> bool:
        """Whether a row is surely first whatever the group settles, as far as all is told."""
        return self.sure_count(row) == len(self.outcomes) and not self.untold

    def supposing(self, options: Mapping[OpenChoice, str]) -> "Crossing":
        """What is left to settle once some choices are answered so, and who is then first."""
        wanted = [options.get(choice) for choice in self.choices]
        left = [k for k, option in enumerate(wanted) if option is None]
        outcomes = [
            replace(outcome, options=tuple(outcome.options[k] for k in left))
            for outcome in self.outcomes
            if all(w in (None, o) for w, o in zip(wanted, outcome.options, strict=True))
        ]
        return Crossing(tuple(self.choices[k] for k in left), tuple(outcomes), self.untold)

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """The combinations by what decides between them, the fewest branches there can be."""
        firsts = {o.options: (o.sure, o.possible, o.tied) for o in self.outcomes}
        return ChoiceTree(tuple(c.options for c in self.choices), firsts).branches()

    @cached_property
    def idle(self) -> tuple[int, ...]:
        """Choices that change nothing of who is surely first, nor of who may be."""
        firsts = {o.options: (o.sure, o.possible, o.tied) for o in self.outcomes}
        return tuple(
            k
            for k, choice in enumerate(self.choices)
            if all(
                first == firsts[*options[:k], choice.options[0], *options[k + 1 :]]
                for options, first in firsts.items()
            )
        )


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
    choices += [
        OpenChoice(ChoiceKind.ORDER, c.id, (order_text(c.scale.order), order_text(other)))
        for c in case.criteria
        if c.id in weighing and c.scale_status is Standing.TO_CONFIRM
        if isinstance(c.scale, WordScale) and (other := c.scale.other_order)
    ]
    for question in _open_questions(case, scenario):
        here = question.answer(scenario.combination).id
        if others := _others_told(case, scenario, question):
            choices.append(OpenChoice(ChoiceKind.READING, question.id, (here, *others)))
    return tuple(choices)


def order_text(order: Sequence[str]) -> str:
    """Words in an order as one option; ``words_of`` reads it."""
    return ",".join(order)


def words_of(option: str) -> tuple[str, ...]:
    """Ids of the words of an option, as they run."""
    return tuple(option.split(","))


def _open_questions(case: Case, scenario: Scenario) -> list[ReadingQuestion]:
    """The open questions of the criteria that weigh something."""
    weighing = {c for c, points in scenario.points.items() if points > 0}
    return [q for q in case.live_questions if q.open and weighing & {*q.criteria}]


def _others_told(case: Case, scenario: Scenario, question: ReadingQuestion) -> list[str]:
    """The readings that are not in force, of those whose scores the case tells."""
    here = question.answer(scenario.combination).id
    others = [r.id for r in question.readings if r.id != here]
    return [r for r in others if case.reread(scenario.combination, r) in case.tables]


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
    untold = [q for q in _open_questions(case, scenario) if not _others_told(case, scenario, q)]
    return Crossing(choices, outcomes, tuple(untold))


def share_range(analysis: Analysis, row: int) -> tuple[float, float]:
    """Smallest and largest share of the weights allowed for which a row is first, in [0, 1].

    Alone and surely so, in each combination of the open choices: that in force when nothing is
    open.
    """
    crossing = crossing_of(analysis)
    shares_first = [analysis.region(row).alone_share]
    for outcome in crossing.outcomes[1:] if crossing else ():
        senses = tuple(sorted(outcome.scenario.senses.items()))
        regions = _regions(outcome.case, outcome.scenario.combination, senses, analysis.within)
        shares_first.append(regions.regions[row].alone_share)
    return min(shares_first), max(shares_first)


@lru_cache(maxsize=MOST_CROSSED)
def _regions(
    case: Case, combination: str, senses: tuple[tuple[str, Sense], ...], within: WeightSet
) -> Regions:
    return first_regions(crossed_matrix(case, combination, senses), within)


@cached_with
def crossing_of(analysis: Analysis) -> Crossing | None:
    """The open choices of an analysis crossed, kept for all that is said of them.

    Those of weights that are not allowed are not.
    """
    return cross(analysis.case, analysis.scenario) if analysis.admitted else None


def answered(
    case: Case, scenario: Scenario, options: Mapping[OpenChoice, str]
) -> tuple[Case, Scenario]:
    """The case and the scenario with these answers."""
    senses = dict(scenario.senses)
    readings = []
    for choice, option in options.items():
        if choice.kind is ChoiceKind.DIRECTION:
            senses[choice.about] = Sense(option)
        elif choice.kind is ChoiceKind.ORDER:
            case = case.in_order(choice.about, words_of(option))
        else:
            readings.append(option)
    combination = case.reread(scenario.combination, *readings)
    # A direction may be kept for a criterion that is left out.
    defaults = {c.id: c.direction.default for c in case.criteria}
    kept = {c: s for c, s in senses.items() if s is not defaults.get(c)}
    return case, replace(scenario, combination=combination, senses=kept)


def _outcome(
    case: Case, scenario: Scenario, choices: Sequence[OpenChoice], options: tuple[str, ...]
) -> CrossedOutcome:
    case, other = answered(case, scenario, dict(zip(choices, options, strict=True)))
    weights = shares({c.id: scenario.points[c.id] for c in case.criteria})
    senses = tuple(sorted(other.senses.items()))
    matrix = crossed_matrix(case, other.combination, senses)
    ranking = additive(matrix, weights)
    firsts, sure = ranking.necessary_firsts, None
    if len(firsts) == 1:
        others = [row for row in range(len(ranking.low)) if row != firsts[0]]
        ahead = all(ranking.low[firsts[0]] > ranking.high[row] + TIE for row in others)
        sure = firsts[0] if ahead else None
    tied = firsts if len(firsts) > 1 and firsts == ranking.possible_firsts else ()
    return CrossedOutcome(options, case, other, sure, ranking.possible_firsts, tied)


# As many as are crossed: a slider moves the weights only.
@lru_cache(maxsize=2 * MOST_CROSSED)
def crossed_matrix(
    case: Case, combination: str, senses: tuple[tuple[str, Sense], ...]
) -> DecisionMatrix:
    """The values of a case under some readings and directions."""
    return decision_matrix(case.tables[combination], dict(senses))


_NOTICED = 0.005
"""Advantages that differ by less than half a point are the same."""


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceAnswer:
    """One answer to an open choice.

    Attributes
    ----------
    scores
        For each criterion that the choice bears on, the score of each lever with this answer.
    combination
        The readings that these scores are under.
    helped
        Rows of the levers that it helps.
    """

    option: str
    combination: str
    scores: tuple[tuple[Score, ...], ...]
    helped: tuple[int, ...]


def concerned(case: Case, choice: OpenChoice) -> tuple[Criterion, ...]:
    """The criteria of the case that a choice bears on."""
    ids: tuple[str, ...] = (choice.about,)
    if choice.kind is ChoiceKind.READING:
        ids = next(q.criteria for q in case.questions if q.id == choice.about)
    return tuple(c for c in case.criteria if c.id in ids)


def choice_answers(case: Case, scenario: Scenario, choice: OpenChoice) -> tuple[ChoiceAnswer, ...]:
    """Each answer to a choice, the other choices being as the scenario has them."""
    criteria = concerned(case, choice)
    each = [answered(case, scenario, {choice: option}) for option in choice.options]
    scenarios = [other for _, other in each]
    values = np.stack([_values(*one, criteria) for one in each])
    # What is not known with every answer is compared with nothing.
    values[:, np.isnan(values).any(axis=0)] = np.nan
    known = ~np.isnan(values[0])
    means = np.stack([[_mean(column) for column in one.T] for one in values])
    advantages = np.where(known, values - means[:, None], 0.0).sum(axis=2)
    best, worst = advantages.max(axis=0), advantages.min(axis=0)
    own_values = np.where(known, values, 0.0).sum(axis=2)
    better = own_values > own_values.min(axis=0) + _NOTICED
    if choice.kind is ChoiceKind.DIRECTION:
        # The score is the same: only its place among the others speaks.
        better = np.ones_like(better)
    return tuple(
        ChoiceAnswer(
            option,
            other.combination,
            tuple(_scores(case, other, c) for c in criteria),
            tuple(
                row
                for row, own in enumerate(advantage.tolist())
                if gains[row] and own >= best[row] - _NOTICED and best[row] - worst[row] > _NOTICED
            ),
        )
        for option, other, advantage, gains in zip(
            choice.options, scenarios, advantages, better, strict=True
        )
    )


def _scores(case: Case, scenario: Scenario, criterion: Criterion) -> tuple[Score, ...]:
    table = case.tables[scenario.combination]
    return tuple(table.score(lever.id, criterion.id) for lever in case.levers)


def _values(case: Case, scenario: Scenario, criteria: tuple[Criterion, ...]) -> Floats:
    """Array (m, c): values; NaN where none is sure."""
    senses = tuple(sorted(scenario.senses.items()))
    matrix = crossed_matrix(case, scenario.combination, senses)
    places = {c.id: k for k, c in enumerate(case.criteria)}
    columns = [places[c.id] for c in criteria]
    low, high = matrix.low[:, columns], matrix.high[:, columns]
    return np.asarray(np.where(high > low, np.nan, low))


def _mean(column: Floats) -> float:
    """The mean of what is known; 0 when nothing is."""
    known = column[~np.isnan(column)]
    return float(known.mean()) if len(known) else 0.0


def stands_alone(analysis: Analysis) -> bool:
    """Whether one lever is ahead of all others with these weights, whatever the uncertain scores.

    No word of solidity is for a lever that is tied, or that another may equal.
    """
    return analysis.verdict.lead in (Lead.AHEAD, Lead.NECK_AND_NECK)


def withstands(analysis: Analysis) -> bool:
    """Whether the sole lever surely first is so whatever the group settles of what is open.

    What cannot be crossed is not known to keep it first.
    """
    leaders, crossing = analysis.verdict.leaders, crossing_of(analysis)
    if len(leaders) != 1 or crossing is None:
        return False
    return not choices_left(analysis) or crossing.is_sure(leaders[0])


def choices_left(analysis: Analysis) -> bool:
    """Whether anything is still open, whatever it changes of the first place with these weights.

    What is said of other weights, or of a score once known, may hold with some answers alone.
    """
    crossing = crossing_of(analysis)
    return crossing is None or len(crossing.outcomes) > 1 or bool(crossing.untold)


def choices_matter(analysis: Analysis) -> bool:
    """Whether another answer to what is open changes who is first, or who may be."""
    return changes_first(crossing_of(analysis), analysis.verdict.leaders)


def changes_first(crossing: Crossing | None, sure: Sequence[int]) -> bool:
    """Whether one of the answers crossed changes who is first, or who may be.

    What cannot be crossed, or compared, is not known to change nothing.

    Parameters
    ----------
    crossing
        None when there are too many.
    sure
        Rows surely first with the answers in force, alone or tied.
    """
    if crossing is None or crossing.untold:
        return True
    # An outcome does not say who is level with the others for some of the scores only.
    if sure and crossing.here.sure is None and not crossing.here.tied:
        return len(crossing.outcomes) > 1
    firsts = {(o.sure, frozenset(o.possible), o.tied) for o in crossing.outcomes}
    return len(firsts) > 1
