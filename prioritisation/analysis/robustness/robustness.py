"""Everything about the robustness of a first place, in one call and in one answer.

What does not depend on the weights is kept from one move of a slider to the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.ballot import Ballot, share_table
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE, Ranking, additive
from prioritisation.analysis.robustness import draws
from prioritisation.analysis.robustness.draws import JOINT, ScoreDraws, first_places, first_shares
from prioritisation.analysis.robustness.information import Information, value_of_information
from prioritisation.analysis.robustness.leave_one_out import (
    RESAMPLED,
    CollegeLeftOut,
    LeftOut,
    VotersLeftOut,
    resampled_means,
    without_colleges,
    without_criteria,
    without_levers,
    without_voters,
)
from prioritisation.analysis.robustness.places import PAIRED, tally_of
from prioritisation.analysis.robustness.polytopes import first_rank_volumes
from prioritisation.analysis.robustness.ranks import Extremes, extreme_ranks, widened
from prioritisation.analysis.robustness.regions import Regions, first_regions
from prioritisation.analysis.robustness.set_draws import pieces_of, sample_within, set_share
from prioritisation.analysis.robustness.weight_changes import (
    Stability,
    TippingPoint,
    stability_intervals,
    tipping_points,
)
from prioritisation.analysis.robustness.weight_sets import (
    EVERY_WEIGHT,
    Constraint,
    WeightSet,
    broken,
    weight_set,
)
from prioritisation.analysis.streams import SEED
from prioritisation.analysis.thresholds import (
    RobustnessThresholds,
    RobustnessWord,
    robustness_word,
)


def lead_shares(leads: Floats, draws: int) -> Floats:
    """Array (m, m): share of the draws in which a lever is ahead of another, ties a half each.

    Parameters
    ----------
    leads
        Array (m, m): draws in which a lever is ahead of another, less those in which it is behind.
    """
    shares = np.triu(0.5 + leads / (2 * draws))
    # What the upper half leaves, not counted again: the two then sum to 1 exactly.
    return np.tril(1 - shares.T, -1) + shares


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """Figures over k joint draws of the weights of n criteria and the scores of m levers.

    Attributes
    ----------
    ranks
        Array (m, m): share of the draws that give a lever (row) a rank (column); rows and columns
        sum to 1, ties being shared equally.
    pairs
        Array (m, m): share in which a lever (row) is ahead of another, a tie counting a half.
    central_weights
        Array (m, n): mean of the weights for which a lever is first; NaN when there are none.
    confidence
        Array (m,): share of the drawn scores, the first ``JOINT``, for which a lever is first with
        its central weights; NaN when it has none.
    draws
        Number of draws.
    """

    ranks: Floats
    pairs: Floats
    central_weights: Floats
    confidence: Floats
    draws: int

    @property
    def firsts(self) -> Floats:
        """Array (m,): share in which each lever is first."""
        return self.ranks[:, 0]

    def errors(self, shares: Floats) -> Floats:
        """Standard errors of shares of these draws."""
        return standard_errors(shares, self.draws)


def standard_errors(shares: Floats, draws: int) -> Floats:
    """Standard errors of shares of independent draws: the square root of p (1 - p) / k."""
    inside = np.clip(shares, 0.0, 1.0)
    return np.asarray(np.sqrt(inside * (1 - inside) / draws))


def joint_acceptability(scores: ScoreDraws, weights: Floats) -> Joint:
    """Everything that joint draws tell of the ranks.

    Parameters
    ----------
    weights
        Array (k, n): as many weight vectors as there are draws of scores.
    """
    m, n = len(scores.matrix.low), weights.shape[1]
    ranks, leads, first = np.zeros((m, m)), np.zeros((m, m)), np.zeros((m, n))
    for start in range(0, scores.draws, PAIRED):
        block = slice(start, start + PAIRED)
        tally = tally_of(scores.part(block).overall(weights[block]))
        ranks += tally.ranks
        leads += tally.leads
        first += tally.parts @ weights[block]
    times = ranks[:, :1]
    central = np.full(first.shape, np.nan)
    np.divide(first, times, out=central, where=times > 0)
    return Joint(
        ranks / scores.draws,
        lead_shares(leads, scores.draws),
        central,
        _confidence(scores.first(JOINT), central),
        scores.draws,
    )


def _confidence(scores: ScoreDraws, central: Floats) -> Floats:
    """For each lever, how often it is first at its central weights."""
    confidence = np.full(len(central), np.nan)
    for row in np.flatnonzero(~np.isnan(central[:, 0])).tolist():
        weights = central[row]
        # Whoever stays below what another surely has is never first, and need not be drawn.
        reach = scores.matrix.high @ weights >= (scores.matrix.low @ weights).max() - 2 * TIE
        reach[row], place = True, np.count_nonzero(reach[:row])
        overall = scores.only(reach).overall(weights)
        own = overall[place].copy()
        # So that the largest is the best of the others.
        overall[place] = -np.inf
        lead = own - overall.max(axis=0)
        if (np.abs(lead) > TIE).all():
            confidence[row] = np.count_nonzero(lead > 0) / scores.draws
        else:
            overall[place] = own
            confidence[row] = first_shares(overall)[place]
    return confidence


_Firsts = NDArray[np.bool_]


class UncertaintySource(StrEnum):
    """What varies."""

    WEIGHTS = "weights"
    SCORES = "scores"


@dataclass(frozen=True, slots=True)
class SoleFirst:
    """For which share of the weights the sole lever surely first stays first.

    Attributes
    ----------
    row
        That lever.
    weights
        Of the weights that are allowed, whatever the uncertain scores; None when there is one
        criterion.
    """

    row: int
    weights: float | None


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """One thing that varies.

    Attributes
    ----------
    changed
        Share of the draws in which the levers first are not the same when only this varies.
    error
        Its standard error.
    """

    source: UncertaintySource
    changed: float
    error: float


@dataclass(frozen=True, slots=True)
class Uncertainties:
    """The two, and what they do together.

    Attributes
    ----------
    each
        Weights, scores.
    together
        Share of the draws in which the first place changes when both vary at once.
    driver
        The one that changes it most, beyond the error of the draws; None when none does, or when
        two do as much.
    """

    each: tuple[Uncertainty, ...]
    together: float
    driver: UncertaintySource | None
    draws: int


def uncertainties(scores: ScoreDraws, weights: Floats, sample: Floats) -> Uncertainties:
    """Vary the weights, then the scores.

    Parameters
    ----------
    scores
        k draws of the scores that may be others: uncertain, or doubted.
    weights
        Array (n,) of the shares chosen.
    sample
        Array (k, n) of other weights: from the whole simplex, from ballots, within constraints.
    """
    before, moved = (first_places(scores.overall(w)) for w in (weights, sample))
    others = np.roll(before, 1, axis=1)  # the scores of another draw
    after = {UncertaintySource.WEIGHTS: moved, UncertaintySource.SCORES: others}
    changed = {source: _changed(before, firsts) for source, firsts in after.items()}
    each = tuple(
        Uncertainty(source, share, float(standard_errors(np.array(share), scores.draws)))
        for source, share in changed.items()
    )
    return Uncertainties(each, _changed(others, moved), _driver(each), scores.draws)


def _changed(before: _Firsts, after: _Firsts) -> float:
    return float((before != after).any(axis=0).mean())


def _driver(each: Sequence[Uncertainty]) -> UncertaintySource | None:
    """The largest, when two standard errors of the difference or more tell it from the next."""
    first, second = sorted(each, key=lambda u: u.changed, reverse=True)[:2]
    clear = 2 * (first.error**2 + second.error**2) ** 0.5
    return first.source if first.changed - second.changed > clear else None


_LEVERS, _CELLS = 30, 60
"""Levers and uncertain scores up to which ``DRAWS`` joint draws are made."""


@dataclass(frozen=True, slots=True, eq=False)
class AllowedWeights:
    """Figures over a set of weights; m levers, n criteria, rows and columns as in the matrix.

    Attributes
    ----------
    share, share_error
        Share of all weights that are in the set, in [0, 1], and its standard error; 0 when it is
        exact.
    regions
        Shares of the set for which each lever is first, exact where they can be.
    centres
        Array (m, n) of exact central weights; None when a score is not known or they cannot be
        proven (``joint.central_weights`` are then estimates).
    sure_pairs
        Array (m, m): share of the set for which a lever is ahead whatever the scores.
    extremes
        Best and worst rank in the set; not all of them are proven.
    joint
        Ranks over draws of the set and of the scores: ``DRAWS`` of them, ``JOINT`` with more than
        ``_LEVERS`` levers or ``_CELLS`` uncertain scores.
    """

    share: float
    share_error: float
    regions: Regions
    centres: Floats | None
    sure_pairs: Floats
    extremes: tuple[Extremes, ...]
    joint: Joint


# A matrix is compared by identity: whatever the weights, ``scenario`` hands on the same one of a
# case, its readings and directions.
@lru_cache(maxsize=16)
def allowed_weights(matrix: DecisionMatrix, within: WeightSet = EVERY_WEIGHT) -> AllowedWeights:
    """Everything that does not depend on the weights given."""
    small = len(matrix.low) <= _LEVERS and len(matrix.open_cells) <= _CELLS
    scores = draws.score_draws(matrix, draws.DRAWS if small else draws.JOINT)
    sample = sample_within(len(matrix.criteria), within)[: scores.draws]
    return AllowedWeights(
        *set_share(len(matrix.criteria), within),
        first_regions(matrix, within),
        _centres(matrix, within),
        sure_shares(matrix, within),
        extreme_ranks(matrix, within, sample),
        joint_acceptability(scores, sample),
    )


def _centres(matrix: DecisionMatrix, within: WeightSet) -> Floats | None:
    """Mean of the weights for which each lever is first, when every score is known."""
    if not np.array_equal(matrix.low, matrix.high):
        return None
    values = within.at_corners(matrix.low)
    volumes = first_rank_volumes(values, within.side_rows(values.shape[1]))
    return None if volumes is None else within.weights(volumes[1])


BallotsByCollege = Mapping[str, Sequence[Ballot]]


@dataclass(frozen=True, slots=True, eq=False)
class RobustnessInput:
    """What the robustness is asked of.

    Attributes
    ----------
    weights
        Array (n,) of shares summing to 1.
    thresholds
        What the word is said from.
    ballots
        College -> ballots on the criteria of the matrix; empty without a vote.
    constraints
        What weights must satisfy to be allowed; all of them are without any. ``weights`` may be
        others: everything else is about those that are allowed.
    """

    matrix: DecisionMatrix
    weights: Floats
    thresholds: RobustnessThresholds
    ballots: BallotsByCollege = field(default_factory=dict)
    constraints: tuple[Constraint, ...] = ()

    @property
    def every_ballot(self) -> list[Ballot]:
        """The ballots of all colleges."""
        return [ballot for college in self.ballots.values() for ballot in college]


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Robustness:
    """How far a first place holds; m levers, n criteria, rows and columns as in the matrix.

    Attributes
    ----------
    ranking
        Ranks and values at the weights given, necessary and possible.
    within, share, share_error
        The weights that are allowed, their share of all weights, and its standard error.
    outside
        The constraints that the weights given do not satisfy.
    regions, centres, sure_pairs, joint
        Over the weights that are allowed: as in ``AllowedWeights``.
    extremes
        The same, and what is not proven there holds the rank with the weights given, where they
        are allowed, and the first place of whatever a change of weights puts first.
    stability, reversals
        Where each weight may stand, among those allowed, for each lever to be first, and the
        smallest changes that put it first; none from weights that are not allowed.
    by_ballots
        The same over ``RESAMPLED`` draws of the ballots; None without enough of them.
    by_scores
        Array (m,): share of the drawn scores for which each is first at the weights given.
    sole_first, word, thresholds
        For a sole lever surely first; the word for it, « none » for any other situation, and
        what the word was said from. A share counts less twice its error.
    """

    question: RobustnessInput
    ranking: Ranking
    within: WeightSet
    share: float
    share_error: float
    outside: tuple[Constraint, ...]
    regions: Regions
    centres: Floats | None
    sure_pairs: Floats
    extremes: tuple[Extremes, ...]
    joint: Joint
    stability: tuple[Stability, ...]
    by_ballots: Joint | None
    by_scores: Floats
    uncertainties: Uncertainties
    reversals: tuple[TippingPoint, ...]
    without_levers: tuple[LeftOut, ...]
    without_criteria: tuple[LeftOut, ...]
    without_voters: VotersLeftOut | None
    without_colleges: tuple[CollegeLeftOut, ...]
    information: tuple[Information, ...]
    sole_first: SoleFirst | None
    word: RobustnessWord
    thresholds: RobustnessThresholds
    seed: int = SEED


def robustness(question: RobustnessInput) -> Robustness:
    """Everything about the robustness of the first place.

    Raises
    ------
    InconsistentConstraints, NarrowConstraints
        When no weights satisfy the constraints asked for, or too few to be exact on.
    """
    matrix, weights = question.matrix, question.weights
    within = weight_set(len(matrix.criteria), question.constraints)
    over, scores = allowed_weights(matrix, within), draws.score_draws(matrix)
    ranking = additive(matrix, weights)
    sole_first = _sole_first(question, ranking, over.regions)
    outside = broken(question.constraints, weights)
    reversals = tipping_points(matrix, weights, within)
    extremes = _extremes(over.extremes, reversals, None if outside else ranking)
    return Robustness(
        question=question,
        ranking=ranking,
        within=within,
        # Each of its figures has the same name here.
        **{f.name: getattr(over, f.name) for f in fields(over)} | {"extremes": extremes},
        outside=outside,
        stability=() if outside else stability_intervals(matrix, weights, within),
        by_ballots=_by_ballots(question, scores),
        by_scores=draws.first_shares(scores.overall(weights)),
        uncertainties=uncertainties(
            draws.score_draws(matrix.doubting(matrix.doubted)),
            weights,
            sample_within(len(matrix.criteria), within)[: draws.JOINT],
        ),
        reversals=() if outside else reversals,
        without_levers=without_levers(matrix, weights),
        without_criteria=without_criteria(matrix, weights),
        without_voters=without_voters(matrix, question.every_ballot),
        without_colleges=without_colleges(matrix, question.ballots),
        information=value_of_information(matrix, weights),
        sole_first=sole_first,
        word=_word(question, sole_first, over.regions),
        thresholds=question.thresholds,
    )


def _extremes(
    known: tuple[Extremes, ...], reversals: Sequence[TippingPoint], ranking: Ranking | None
) -> tuple[Extremes, ...]:
    """Possible ranks that hold the changes of weights, and the ranking when it is allowed."""
    ends = [(e.best, e.worst) for e in known]
    if ranking is not None:
        ends = list(zip(ranking.best.tolist(), ranking.worst.tolist(), strict=True))
    firsts = [change.possible is not None for change in reversals]
    return tuple(
        widened(e, 1 if first else best, worst, len(known))
        for e, first, (best, worst) in zip(known, firsts, ends, strict=True)
    )


def _by_ballots(question: RobustnessInput, scores: draws.ScoreDraws) -> Joint | None:
    ballots = question.every_ballot
    if not may_show(len(ballots)):
        return None
    table = share_table(ballots, question.matrix.criteria)
    means = resampled_means(table)
    return joint_acceptability(scores.first(RESAMPLED), means)


def _sole_first(question: RobustnessInput, ranking: Ranking, regions: Regions) -> SoleFirst | None:
    if len(ranking.necessary_firsts) != 1:
        return None
    row = ranking.necessary_firsts[0]
    several = len(question.matrix.criteria) > 1
    share = regions.regions[row].sure_share if several else None
    return SoleFirst(row, share)


def _word(
    question: RobustnessInput, sole_first: SoleFirst | None, regions: Regions
) -> RobustnessWord:
    """The word of the share of the weights allowed."""
    if sole_first is None:
        return RobustnessWord.NONE
    if sole_first.weights is None:
        return RobustnessWord.ALONE
    return robustness_word(sole_first.weights - 2 * regions.error, question.thresholds)


_CHUNK = 2_000


def sure_shares(matrix: DecisionMatrix, within: WeightSet = EVERY_WEIGHT) -> Floats:
    """Share of the weights for which a lever is ahead of another whatever the scores are.

    Parameters
    ----------
    within
        The weights that are allowed: shares are shares of these.

    Returns
    -------
    Array (m, m): 1 minus the share across the diagonal is the one for which it may be ahead, or
    tied. Exact, or counted over ``JOINT`` draws where the set cannot be cut.
    """
    at_corners = within.matrix_at_corners(matrix)
    gaps = at_corners.low[:, None] - at_corners.high
    pieces = pieces_of(within) if within.sides else None
    if within.sides and pieces is None:
        return _drawn(matrix, within)
    if pieces is None:
        shares = ahead_shares(gaps)
    else:
        corners, sizes = pieces
        # Of each piece, then of all of them.
        parts = [ahead_shares(gaps @ corners[k].T) * size for k, size in enumerate(sizes)]
        shares = np.minimum(np.sum(parts, axis=0) / sizes.sum(), 1.0)
    np.fill_diagonal(shares, 0.0)
    return shares


def _drawn(matrix: DecisionMatrix, within: WeightSet) -> Floats:
    """The same counted over ``JOINT`` draws of the weights: two by two, levers are many."""
    sample, m = sample_within(len(matrix.criteria), within)[:JOINT], len(matrix.low)
    counts = np.zeros((m, m))
    for start in range(0, JOINT, _CHUNK):
        weights = sample[start : start + _CHUNK].T
        low, high = matrix.low @ weights, matrix.high @ weights
        for row in range(m):
            counts[row] += (low[row] > high + TIE).sum(axis=1)
    np.fill_diagonal(counts, 0.0)
    return counts / JOINT


def ahead_shares(gaps: Floats) -> Floats:
    """Share of the simplex where ``gaps . w > 0``, in closed form [1]_.

    Parameters
    ----------
    gaps
        Array (..., n): leads per criterion, of any sign.

    Returns
    -------
    Array (...) of shares in [0, 1].

    References
    ----------
    .. [1] Varsi, G. (1973). The multidimensional content of the frustum of the simplex. Pacific
       Journal of Mathematics, 46(1), 303-314; Ali, M. M. (1973). Content of the frustum of a
       simplex. Pacific Journal of Mathematics, 48(2), 313-322.
    """
    gaps = np.where(np.abs(gaps) <= TIE, 0.0, gaps)
    ahead, n = gaps > 0, gaps.shape[-1]
    behind = np.ones(gaps.shape)  # [k]: share on the wrong side, with the criteria up to h and k
    for h in range(n):
        before = np.zeros(gaps.shape[:-1])
        for k in range(n):
            apart = gaps[..., h] - gaps[..., k]
            mixed = (gaps[..., h] * before - gaps[..., k] * behind[..., k]) / np.where(
                apart > 0, apart, 1.0
            )
            used = ahead[..., h] & ~ahead[..., k]
            behind[..., k] = np.where(used, mixed, behind[..., k])
            before = np.where(ahead[..., k], before, behind[..., k])
    last = n - 1 - np.argmin(ahead[..., ::-1], axis=-1)  # the last criterion that is not ahead
    share = 1 - np.take_along_axis(behind, last[..., None], axis=-1)[..., 0]
    share = np.where(ahead.any(axis=-1), share, 0.0)
    return np.where(ahead.all(axis=-1), 1.0, np.clip(share, 0.0, 1.0))
