"""Matrix, weights, question, ballots -> comparison: the one call about one lever or several.

What does not depend on the weights given (draws, dominance) is kept from one move of a
slider to the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite

import numpy as np

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import own_weights
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE, Ranking, additive
from prioritisation.analysis.robustness.draws import DRAWS, JOINT
from prioritisation.analysis.robustness.set_draws import sample_within
from prioritisation.analysis.robustness.set_pieces import extreme_weights
from prioritisation.analysis.robustness.weight_sets import EVERY_WEIGHT, WeightSet
from prioritisation.analysis.sets.best import (
    Choice,
    CoreIndex,
    RobustSets,
    choose_sets,
    core_indexes,
    robust_sets,
)
from prioritisation.analysis.sets.contest import Bundle
from prioritisation.analysis.sets.dilution import dilution_thresholds
from prioritisation.analysis.sets.question import (
    InvalidQuestion,
    NothingLeft,
    PairSynergy,
    Question,
    QuestionFault,
    QuestionProblem,
    Wait,
)
from prioritisation.analysis.sets.sets import (
    LISTED,
    LeverSet,
    Sets,
    Terms,
    count_sets,
    listed_sets,
    question_terms,
)
from prioritisation.analysis.sets.threshold import (
    DispersionThresholds,
    Sides,
    dispersion_thresholds,
)
from prioritisation.analysis.streams import SEED
from prioritisation.analysis.thresholds import RobustnessThresholds

_MANY = 231
"""Sets up to which ``DRAWS`` weights are drawn: the singles and pairs of 21 levers. With more,
fewer are, as many as for ranks; how many, and the error, stand beside each share."""


@dataclass(frozen=True, slots=True, eq=False)
class SetShares:
    """What many weight vectors say, all of them or those of the ballots.

    Attributes
    ----------
    thresholds
        In value; None when no set of several levers is left.
    losses
        The same as the share of the effect of each lever that several may lose.
    robust
        Size -> shares of the sets of that size, whatever dispersion costs.
    """

    thresholds: DispersionThresholds | None
    losses: DispersionThresholds | None
    robust: dict[int, RobustSets]

    def sides(self, cost: float) -> Sides | None:
        """Shares on each side of a cost of dispersion, in value (0.05 is 5 points)."""
        return self.thresholds.sides(_cost(cost)) if self.thresholds else None

    def sides_of_loss(self, loss: float) -> Sides | None:
        """Shares on each side of a loss of the effect of each lever (0.2 is a fifth of it)."""
        return self.losses.sides(_cost(loss)) if self.losses else None


@dataclass(frozen=True, slots=True, eq=False)
class SetComparison:
    """One lever or several: everything computed.

    Attributes
    ----------
    matrix, question, terms, ranking
        What it follows from; rows are those of the matrix.
    choice
        With the weights given: the best sets of each size, and the threshold.
    sets
        All the sets there are; None beyond ``LISTED``, or where nothing but ``choice`` was asked
        (``compare_sets_here``), and then so is what needs them.
    over_weights, over_voters
        Over the weights allowed (``DRAWS`` of them, ``JOINT`` with more than ``_MANY`` sets), and
        over the ballots when there are any.
    roles
        Core, borderline and exterior levers among the largest sets.
    thresholds
        What the word for a best set is said from.
    within
        The weights that are allowed.
    """

    matrix: DecisionMatrix
    question: Question
    terms: Terms
    ranking: Ranking
    choice: Choice
    sets: Sets | None
    over_weights: SetShares | None
    over_voters: SetShares | None
    roles: tuple[CoreIndex, ...]
    thresholds: RobustnessThresholds
    within: WeightSet = EVERY_WEIGHT

    @property
    def threshold(self) -> tuple[float, float] | None:
        """Smallest and largest cost of dispersion above which one lever alone is better."""
        return self.choice.threshold

    @property
    def dilution(self) -> tuple[float, float] | None:
        """Smallest and largest share of the effect of each lever that several may lose."""
        return self.choice.dilution

    @property
    def without_effect(self) -> bool:
        """Whether no lever that may be chosen has any effect with the weights given."""
        return float(self.ranking.high[list(self.terms.candidates)].max()) <= TIE

    @property
    def voters(self) -> int:
        """Number of ballots."""
        shares = self.over_voters and next(iter(self.over_voters.robust.values()))
        return shares.n if shares else 0

    @property
    def voters_shown(self) -> bool:
        """Whether there are enough ballots to show what they say."""
        return may_show(self.voters)

    @property
    def waiting(self) -> tuple[Wait, ...]:
        """Levers that a date excludes."""
        return tuple(w for w in self.question.waits if w.excludes(self.question.day))

    @property
    def too_heavy(self) -> tuple[LeverSet, ...]:
        """Sets that the capacity excludes."""
        return self.sets.excluded if self.sets else ()

    def synergies(self, rows: LeverSet) -> tuple[PairSynergy, ...]:
        """What is said of the pairs of levers of a set."""
        there = {self.matrix.alternatives[i] for i in rows}
        return tuple(s for s in self.question.synergies if {s.first, s.second} <= there)


def compare_sets(
    matrix: DecisionMatrix,
    weights: Floats,
    question: Question | None = None,
    ballots: Sequence[Ballot] = (),
    *,
    thresholds: RobustnessThresholds,
    within: WeightSet = EVERY_WEIGHT,
) -> SetComparison:
    """Every set of levers compared.

    Parameters
    ----------
    weights
        Array (n,) of shares summing to 1, in the order of the matrix's criteria.
    question
        What the group says; nothing by default, and sets of one or two levers.
    thresholds
        What the word for the best set is said from.
    within
        The weights that are allowed; those given may be others.

    Raises
    ------
    InvalidQuestion
        With every problem of the question, or if the weights are not shares.
    NothingLeft
        If dates and capacity exclude every lever.
    """
    question = question or Question()
    here = compare_sets_here(matrix, weights, question, thresholds=thresholds, within=within)
    if count_sets(here.terms) > LISTED:
        return here
    bundle, over_weights, roles = _grounds(matrix, _wordless(question), within)
    whole = replace(here, sets=bundle.sets, over_weights=over_weights, roles=roles)
    return replace(whole, over_voters=_over_voters(bundle, matrix, ballots)) if ballots else whole


def compare_sets_here(
    matrix: DecisionMatrix,
    weights: Floats,
    question: Question,
    *,
    thresholds: RobustnessThresholds,
    within: WeightSet = EVERY_WEIGHT,
) -> SetComparison:
    """The same with the weights given and no others: ``choice`` is known, quickly, and no share.

    Parameters and errors are those of ``compare_sets``.
    """
    terms, ranking = _terms(matrix, weights, question), additive(matrix, weights)
    choice = choose_sets(terms, ranking.low, ranking.high)
    basis = matrix, question, terms, ranking, choice
    return SetComparison(*basis, None, None, None, (), thresholds, within)


def _terms(matrix: DecisionMatrix, weights: Floats, question: Question) -> Terms:
    """The terms of a question that fits, in which a lever at least is left; raises as above."""
    terms = question_terms(question, matrix.alternatives)
    _check(matrix, weights)
    if not any(terms.fits((i,)) for i in terms.candidates):
        waiting = [w.lever for w in question.waits if w.excludes(question.day)]
        raise NothingLeft(waiting, [matrix.alternatives[i] for i in terms.candidates])
    return terms


def _over_voters(bundle: Bundle, matrix: DecisionMatrix, ballots: Sequence[Ballot]) -> SetShares:
    own = np.array([own_weights(matrix, ballot) for ballot in ballots])
    return _spread(bundle, own, None)


def _wordless(question: Question) -> Question:
    """The same without what computes nothing here: what people wrote is not kept with it."""
    return replace(
        question,
        dilution=None,
        synergies=tuple(replace(s, reason="") for s in question.synergies),
        loads=tuple(replace(s, reason="") for s in question.loads),
        waits=tuple(replace(w, reason="") for w in question.waits),
    )


_Grounds = tuple[Bundle, SetShares, tuple[CoreIndex, ...]]


@lru_cache(maxsize=8)
def _grounds(matrix: DecisionMatrix, question: Question, within: WeightSet) -> _Grounds:
    """What does not depend on the weights given; 2 MB each."""
    terms = question_terms(question, matrix.alternatives)
    bundle = Bundle(listed_sets(terms), matrix.low, matrix.high)
    largest = bundle.sets.of_size(bundle.sets.all_sizes[-1])
    draws = DRAWS if len(bundle.sets.members) <= _MANY else JOINT
    n = len(matrix.criteria)
    sample = sample_within(n, within)[:draws]
    ends = extreme_weights(n, within).T
    at_ends = Bundle(bundle.sets, matrix.low @ ends, matrix.high @ ends)
    return bundle, _spread(bundle, sample, SEED), core_indexes(at_ends, largest, terms.candidates)


def _spread(bundle: Bundle, weights: Floats, seed: int | None) -> SetShares:
    sets, drawn = bundle.sets, seed is not None
    return SetShares(
        dispersion_thresholds(bundle, weights, seed),
        dilution_thresholds(bundle, weights, seed),
        {k: robust_sets(bundle, sets.of_size(k), weights, sampled=drawn) for k in sets.all_sizes},
    )


def _check(matrix: DecisionMatrix, weights: Floats) -> None:
    """Values must be numbers, weights shares."""
    values = np.concatenate([matrix.low.ravel(), matrix.high.ravel()])
    right = np.shape(weights) == (len(matrix.criteria),) and bool(
        np.isfinite(weights).all() and (weights >= 0).all() and abs(weights.sum() - 1) < 1e-6  # noqa: PLR2004 (rounding)
    )
    faults = [QuestionFault.WEIGHTS] * (not right) + [QuestionFault.VALUES] * (
        not np.isfinite(values).all()
    )
    if faults:
        raise InvalidQuestion([QuestionProblem(fault) for fault in faults])


def _cost(cost: float) -> float:
    """A cost of dispersion, checked."""
    if not isfinite(cost):
        raise InvalidQuestion([QuestionProblem(QuestionFault.COST)])
    return cost
