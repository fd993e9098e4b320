"""The weights of a group: three means of its ballots; and for how many each lever is first.

With an additive value the overall values at the arithmetic mean of the weights are the means of
the voters' own values (method reference, section 1); a ballot that abstains is completed as
``ballots.abstention`` says; weights being compositions, the geometric
mean and the median are given beside (Mohammadi, Tamburri and Rezaei 2023): when they name
another first lever, it is said.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from criteria.model import Criterion, Sense
from criteria.scales import Amount
from prioritisation.analysis.ballots.anonymity import COARSE, MIN_SHOWN, may_show, shown_colleges
from prioritisation.analysis.ballots.ballot import (
    Ballot,
    Mode,
    NoBallots,
    ballot_shares_of,
    share_table,
)
from prioritisation.analysis.matrix import SAME, DecisionMatrix, Floats
from prioritisation.analysis.ranking import TIE, FirstsAnswer, Ranking, additive
from prioritisation.analysis.thresholds import GroupThresholds

_Truths = NDArray[np.bool_]


class Abstention(StrEnum):
    """What is made of the ballots that abstain on a criterion.

    ``COMPLETED``: as above. ``MEAN``: the mean of the shares given, divided by their sum, by which
    an abstention takes weight away from the criterion; where too few ballots compare the criteria.
    """

    COMPLETED = "completed"
    MEAN = "mean"


def rule_in_force(table: Floats, least: int = MIN_SHOWN) -> Abstention:
    """``COMPLETED``; ``MEAN`` where too few ballots compare two parts of the criteria.

    Parameters
    ----------
    table
        As in ``mean_weights``.
    least
        Ballots that must weigh both criteria of a pair for it to count.
    """
    given = ~np.isnan(table)
    linked = given.all() or _linked(_pairs(given), least)
    return Abstention.COMPLETED if linked else Abstention.MEAN


def linked_without(table: Floats) -> _Truths:
    """Array (k,): whether enough ballots compare all criteria without each ballot in turn."""
    given, pairs = np.unique(~np.isnan(table), axis=0, return_inverse=True)
    ones = given.astype(float)
    left = _pairs(~np.isnan(table)) - ones[:, :, None] * ones[:, None, :]
    return np.asarray(_linked(left, MIN_SHOWN)[pairs.reshape(-1)])


def _pairs(weighed: _Truths) -> Floats:
    """Array (n, n) of how many ballots weigh both criteria; on the diagonal, each."""
    return np.asarray(weighed.T.astype(float) @ weighed)


def _linked(pairs: Floats, least: int) -> _Truths:
    """Whether pairs that enough ballots weigh link all criteria that anybody weighs."""
    weighed = np.diagonal(pairs, axis1=-2, axis2=-1) > 0
    reached = _reached(pairs >= least)
    return np.asarray((reached | ~weighed[..., None, :]).all(axis=-1).any(axis=-1))


def mean_weights(table: Floats, least: int = MIN_SHOWN) -> Floats:
    """Array (n,) of weights summing to 1.

    Parameters
    ----------
    table
        Array (k, n) of shares, k >= 1, each row summing to 1; an abstention is NaN. A criterion
        that nobody weighs has weight 0.
    least
        As in ``rule_in_force``.
    """
    parts = parts_of(table, rule_in_force(table, least))
    return weights_of_sums(parts.sum(axis=0), table.shape[1])


def parts_of(table: Floats, rule: Abstention = Abstention.COMPLETED) -> Floats:
    """What each ballot brings to the weights: they follow from the sum of these rows.

    Returns
    -------
    Array (k, 2 n), shares given and whether they are; with n * n more columns, those of M_b, where
    a ballot abstains and is completed.
    """
    given = ~np.isnan(table)
    shares = np.where(given, table, 0.0)
    both = np.hstack([shares, given])
    if rule is Abstention.MEAN or given.all():
        return both
    stays = np.where(given, 0.0, 1.0)[:, None, :] * np.eye(table.shape[1])
    moves = shares[:, :, None] * given[:, None, :] + stays
    return np.hstack([both, moves.reshape(len(table), -1)])


def weights_of_sums(sums: Floats, n: int) -> Floats:
    """Array (..., n) of weights, from sums of the rows of ``parts_of``."""
    means = sums[..., :n] / np.maximum(sums[..., n : 2 * n], 1.0)
    total = means.sum(axis=-1, keepdims=True)
    means = means / np.where(total > 0, total, 1.0)
    if sums.shape[-1] == 2 * n:
        return np.asarray(means)
    moves = sums[..., 2 * n :].reshape(*sums.shape[:-1], n, n)
    # A criterion that nobody weighs keeps nothing of the weight that it is given.
    nobody = sums[..., None, n : 2 * n] <= 0
    moves = np.where(nobody, means[..., :, None], moves)
    moves = moves / moves.sum(axis=-2, keepdims=True)
    compared = _compared(moves)[..., None]
    moves = np.where(compared[..., None], moves, means[..., :, None])
    system = np.eye(n) - moves + 1.0
    # What nobody weighs is zero but for rounding.
    weights = np.maximum(np.linalg.solve(system, np.ones((*moves.shape[:-1], 1)))[..., 0], 0.0)
    weights = np.where(nobody[..., 0, :], 0.0, weights)
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def _compared(moves: Floats) -> _Truths:
    """Whether one distribution is stationary: weight reaches some criterion from all others."""
    return np.asarray(_reached(moves > 0).all(axis=-1).any(axis=-1))


def _reached(steps: _Truths) -> _Truths:
    """Array (..., n, n): whether steps lead from the column to the row, one after the other."""
    n = steps.shape[-1]
    once = (steps | np.eye(n, dtype=bool)).astype(float)
    return np.asarray(np.linalg.matrix_power(once, n) > 0)


def completed(table: Floats, weights: Floats) -> Floats:
    """The same table, each abstention being given the weight of the group (n,)."""
    missing = np.isnan(table)
    left = 1 - (missing * weights).sum(axis=1, keepdims=True)
    return np.asarray(np.where(missing, weights, table * left))


_LEAST = 0.005
"""Half a point of share: stands for zero, and for less, where a logarithm is needed."""

_TWO = 2


@dataclass(frozen=True, slots=True, eq=False)
class GroupWeights:
    """The weights of n ballots, in the order of ``criteria``.

    Attributes
    ----------
    mean, geometric, median
        Arrays of shares summing to 1; the median is None when it is zero on every criterion.
    given
        How many ballots weigh each criterion; a criterion that none weighs has weight 0.
    rule
        What was made of the ballots that abstain.
    """

    criteria: tuple[str, ...]
    mean: Floats
    geometric: Floats
    median: Floats | None
    given: tuple[int, ...]
    n: int
    rule: Abstention

    @property
    def abstentions(self) -> tuple[int, ...]:
        """How many ballots abstain on each criterion."""
        return tuple(self.n - g for g in self.given)

    @property
    def partial(self) -> bool:
        """Whether some ballot leaves a criterion that another weighs."""
        return any(0 < given < self.n for given in self.given)

    @property
    def thin(self) -> tuple[str, ...]:
        """Criteria that some ballots weigh, but too few for a weight made of them to be shown."""
        given = zip(self.criteria, self.given, strict=True)
        return tuple(c for c, n in given if n and not may_show(n))

    @property
    def shown(self) -> bool:
        """Whether anything may be shown: enough ballots, on each criterion that any weighs."""
        return may_show(self.n) and not self.thin

    def by_criterion(self) -> Mapping[str, float]:
        """Criterion -> its share in the arithmetic mean."""
        return dict(zip(self.criteria, self.mean.tolist(), strict=True))

    def coarse(self) -> "GroupWeights":
        """The same in whole percents: what is told of ballots that are not shown one by one."""
        median = None if self.median is None else whole_shares(self.median)
        mean, geometric = whole_shares(self.mean), whole_shares(self.geometric)
        return replace(self, mean=mean, geometric=geometric, median=median)


def whole_shares(shares: Floats) -> Floats:
    """Shares that sum to 1, in whole percents that do too (largest remainders).

    Examples
    --------
    >>> whole_shares(np.array([1, 1, 1]) / 3).tolist()
    [0.34, 0.33, 0.33]
    """
    # Rounded: what is whole but for noise is whole.
    percents = (100 * shares).round(9)
    whole = np.floor(percents)
    left = round(100 - whole.sum())
    whole[np.argsort(whole - percents, kind="stable")[:left]] += 1
    return np.asarray(whole / 100)


def group_weights(ballots: Sequence[Ballot], criteria: Sequence[str]) -> GroupWeights:
    """Aggregate ballots, one person one vote.

    The mean, geometric mean and median of the ballots, those that abstain being completed; each
    of the three is then divided by its sum. In the geometric mean a share below half a point
    (0.005) counts as half a point: one voter's zero must not be a veto on a criterion.

    Raises
    ------
    NoBallots
        If there is none.
    """
    table = share_table(ballots, criteria)
    if not len(table):
        raise NoBallots
    rule, mean = rule_in_force(table), mean_weights(table)
    counts = tuple((~np.isnan(table)).sum(axis=0).tolist())
    whole = completed(table, mean) if rule is Abstention.COMPLETED else table
    columns = [_given(whole, j) if n else None for j, n in enumerate(counts)]
    geometric = [
        0.0 if c is None else float(np.exp(np.log(np.maximum(c, _LEAST)).mean())) for c in columns
    ]
    median = np.array([0.0 if c is None else np.median(c) for c in columns], dtype=float)
    return GroupWeights(
        tuple(criteria),
        mean,
        _closed(np.array(geometric, dtype=float)),
        _closed(median) if median.any() else None,
        counts,
        len(table),
        rule,
    )


def by_college_equal(
    ballots: Mapping[str, Sequence[Ballot]], criteria: Sequence[str]
) -> Floats | None:
    """Weights when each college has one vote: the mean of the colleges' own means.

    Small colleges are merged as ``shown_colleges`` says and then count as one: otherwise the mean
    of all ballots and this one would give away a small college's. A college where nobody weighs a
    criterion is completed as a ballot is.

    Parameters
    ----------
    ballots
        College -> its ballots.

    Returns
    -------
    Array (n,) of shares summing to 1; None when fewer than two groups are left.
    """
    groups = college_groups(ballots)
    if len(groups) < _TWO:
        return None
    rows = np.array([_own(share_table(group, criteria)) for group in groups.values()])
    # Each row is that of ballots enough to be shown: one alone may link criteria.
    return mean_weights(rows, least=1)


def college_groups(
    ballots: Mapping[str, Sequence[Ballot]], typed: int = 0
) -> Mapping[tuple[str, ...], Sequence[Ballot]]:
    """Colleges that may be shown, alone or merged -> the ballots of each group.

    Empty when nothing may be shown by college; ``typed`` is that of ``shown_colleges``.
    """
    cut = shown_colleges({college: len(group) for college, group in ballots.items()}, typed)
    groups: dict[tuple[str, ...], Sequence[Ballot]] = {(c,): ballots[c] for c in cut.shown}
    if cut.merged and cut.shown:
        groups[cut.merged] = [b for c in cut.merged for b in ballots[c]]
    return groups


def shown_groups(
    ballots: Mapping[str, Sequence[Ballot]], criteria: Sequence[str], typed: int = 0
) -> Mapping[tuple[str, ...], Sequence[Ballot]]:
    """The one partition of a round by college: ballots, results and documents use it.

    Empty when there would be one group only, or when too few ballots of one weigh a criterion:
    then nothing is told by college.
    """
    groups = college_groups(ballots, typed)
    every = all(group_weights(group, criteria).shown for group in groups.values())
    return groups if len(groups) >= _TWO and every else {}


def _own(table: Floats) -> Floats:
    """Weights of a college, NaN for a criterion that nobody of it weighs: missing, not zero."""
    return np.where(np.isnan(table).all(axis=0), np.nan, mean_weights(table))


def _given(table: Floats, column: int) -> Floats:
    """The shares given in a column."""
    return np.asarray(table[~np.isnan(table[:, column]), column])


def _closed(parts: Floats) -> Floats:
    """Parts divided by their sum."""
    return np.asarray(parts / parts.sum())


@dataclass(frozen=True, slots=True)
class FirstCounts:
    """First levers, counted in ballots; ``sure``, ``tied`` and ``open`` sum to ``n``.

    Attributes
    ----------
    sure
        Row -> ballots for which it is first alone whatever the unknown scores are.
    possible
        Row -> ballots for which it is first, alone or tied, for some unknown scores at least.
    ties
        Rows tied for first whatever the unknown scores are -> ballots, the most of them first.
    open
        Ballots for which the first lever, or whether it is alone, depends on unknown scores.
    joined
        Rows first whatever the unknown scores are -> of those, ballots for which others may be
        tied with them: only the tie depends; the most of them first.
    """

    sure: tuple[int, ...]
    possible: tuple[int, ...]
    ties: Mapping[tuple[int, ...], int]
    open: int
    n: int
    joined: Mapping[tuple[int, ...], int] = field(default_factory=dict)

    @property
    def undecided(self) -> int:
        """Ballots for which the first lever itself depends on unknown scores."""
        return self.open - sum(self.joined.values())

    @property
    def tied(self) -> int:
        """Ballots for which several levers are tied for first whatever the unknown scores are."""
        return sum(self.ties.values())

    @property
    def shown(self) -> bool:
        """Whether there are enough ballots to show them."""
        return may_show(self.n)


def own_weights(matrix: DecisionMatrix, ballot: Ballot) -> Floats:
    """Array (n,) of a ballot's shares, in the order of the matrix; an abstention weighs nothing.

    That voter's own ranking rests on the criteria the voter weighs, and on no other.
    """
    parts = ballot_shares_of(ballot)
    return np.array([parts[c] or 0.0 for c in matrix.criteria], dtype=float)


def own_ranking(matrix: DecisionMatrix, ballot: Ballot) -> Ranking:
    """The levers ranked with one ballot's weights."""
    return additive(matrix, own_weights(matrix, ballot))


def first_counts(matrix: DecisionMatrix, ballots: Sequence[Ballot]) -> FirstCounts:
    """Rank the levers with each ballot and count who is first."""
    rankings = [own_ranking(matrix, ballot) for ballot in ballots]
    sure, possible = [0] * len(matrix.alternatives), [0] * len(matrix.alternatives)
    ties, joined = Counter[tuple[int, ...]](), Counter[tuple[int, ...]]()
    for ranking in rankings:
        for row in ranking.possible_firsts:
            possible[row] += 1
        if ranking.possible_firsts != ranking.necessary_firsts:
            joined[ranking.necessary_firsts] += 1
        elif len(ranking.necessary_firsts) == 1:
            sure[ranking.necessary_firsts[0]] += 1
        else:
            ties[ranking.necessary_firsts] += 1
    left = len(rankings) - sum(sure) - ties.total()
    # Without anybody surely first, the first itself depends on unknown scores.
    del joined[()]
    return FirstCounts(
        tuple(sure), tuple(possible), _ordered(ties), left, len(rankings), _ordered(joined)
    )


def _ordered(counts: Mapping[tuple[int, ...], int]) -> Mapping[tuple[int, ...], int]:
    """The order is that of the counts and of the rows, never that of the ballots."""
    return dict(sorted(counts.items(), key=lambda count: (-count[1], count[0])))


def means_differ(answers: Iterable[FirstsAnswer]) -> bool:
    """Whether several weights answer otherwise about the first place (W7, W13).

    Parameters
    ----------
    answers
        Who is surely first with each, and who may be: two of them with more than one.
    """
    return len(set(answers)) > 1


_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Backing:
    """How many voters have the lever that wins with the mean weights first themselves (W6).

    Attributes
    ----------
    row
        The lever surely first, alone, with the mean weights.
    sure, possible
        Ballots for which it is first alone whatever is unknown; first, or tied, for some scores.
    """

    row: int
    sure: int
    possible: int
    n: int

    @property
    def minority(self) -> bool:
        """Whether less than half of the voters have it first, whatever the unknown scores are."""
        return self.possible < _HALF * self.n

    @property
    def maybe_minority(self) -> bool:
        """Whether less than half surely have it first, and half or more may."""
        return self.sure < _HALF * self.n <= self.possible


def backing(ranking: Ranking, counts: FirstCounts) -> Backing | None:
    """Who backs the winner of the mean weights; None when no lever wins alone for sure.

    Parameters
    ----------
    ranking
        The ranking with the group's mean weights.
    """
    first = ranking.necessary_firsts
    if len(first) != 1 or first != ranking.possible_firsts:
        return None
    return Backing(first[0], counts.sure[first[0]], counts.possible[first[0]], counts.n)


_LARGEST = 0.5
"""Largest standard deviation of shares in [0, 1]: half of them 0 and half of them 1."""

_FOUR = 4


class Flag(StrEnum):
    """How far the ballots differ on a criterion, in words."""

    CLOSE = "close"
    SHARED = "shared"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Spread:
    """The shares given to one criterion.

    Attributes
    ----------
    given
        Ballots that weigh it.
    median, low_quartile, high_quartile
        Shares in [0, 1]; quartiles are those of ``quartiles``.
    deviation
        Standard deviation of the shares divided by the largest possible, 0.5: 0 is the same
        weight from all, 1 is half of the group at 0 and half at 1.
    """

    criterion: str
    given: int
    median: float
    low_quartile: float
    high_quartile: float
    deviation: float
    flag: Flag

    @property
    def shown(self) -> bool:
        """Whether enough ballots weigh the criterion to show their distribution."""
        return may_show(self.given)


def spreads(
    ballots: Sequence[Ballot], criteria: Sequence[str], thresholds: GroupThresholds
) -> tuple[Spread, ...]:
    """The spread of each criterion that at least one ballot weighs."""
    columns = _columns(ballots, criteria)
    return tuple(_spread(criterion, column, thresholds) for criterion, column in columns)


def coarse_spreads(
    ballots: Sequence[Ballot], criteria: Sequence[str], thresholds: GroupThresholds
) -> tuple[Spread, ...]:
    """The same in whole percents, the band taken outwards; of a criterion that few weigh, none."""
    return tuple(_coarse(s, thresholds) for s in spreads(ballots, criteria, thresholds) if s.shown)


def _coarse(spread: Spread, thresholds: GroupThresholds) -> Spread:
    # Rounded: what is whole but for noise is whole.
    low, high = (round(100 * s, 6) for s in (spread.low_quartile, spread.high_quartile))
    deviation = round(spread.deviation, COARSE)
    return replace(
        spread,
        median=round(spread.median, COARSE),
        low_quartile=floor(low) / 100,
        high_quartile=ceil(high) / 100,
        deviation=deviation,
        flag=_flag(deviation, thresholds),
    )


def shown_deviations(ballots: Sequence[Ballot], criteria: Sequence[str]) -> Mapping[str, float]:
    """Criterion -> its deviation, where enough ballots weigh it to show their distribution."""
    columns = _columns(ballots, criteria)
    return {c: _deviation(column) for c, column in columns if may_show(len(column))}


def _columns(ballots: Sequence[Ballot], criteria: Sequence[str]) -> Iterator[tuple[str, Floats]]:
    """Each criterion that a ballot weighs, with the shares given to it."""
    table = share_table(ballots, criteria)
    for j, criterion in enumerate(criteria):
        column = table[~np.isnan(table[:, j]), j]
        if len(column):
            yield criterion, column


def _deviation(shares: Floats) -> float:
    return float(shares.std()) / _LARGEST


def _spread(criterion: str, shares: Floats, thresholds: GroupThresholds) -> Spread:
    middle = float(np.median(shares))
    low, high = quartiles(shares.tolist())
    deviation = _deviation(shares)
    flag = _flag(deviation, thresholds)
    return Spread(criterion, len(shares), middle, low, high, deviation, flag)


def quartiles(shares: Sequence[float]) -> tuple[float, float]:
    """First and third quartile: shares that ballots gave, at least half of them between the two.

    Of n shares, the one at place n / 4, rounded up, from the smallest, then from the largest: the
    first is the smallest that at least a quarter of the ballots do not exceed (definition 1 of
    [1]_), the third the same from above. None is made up between two ballots. Screens, notes,
    workbooks and records all have these.

    Raises
    ------
    IndexError
        If there is no share.

    References
    ----------
    .. [1] Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages. The
       American Statistician, 50(4), 361-365.

    Examples
    --------
    >>> quartiles([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    (0.2, 0.5)
    """
    place, ranked = ceil(len(shares) / _FOUR), sorted(shares)
    return ranked[place - 1], ranked[-place]


def _flag(deviation: float, thresholds: GroupThresholds) -> Flag:
    if deviation >= thresholds.flagged - SAME:
        return Flag.FLAGGED
    return Flag.SHARED if deviation >= thresholds.shared - SAME else Flag.CLOSE


Margins = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Duels:
    """Each lever against each other one.

    Attributes
    ----------
    low, high
        Arrays (m, m): smallest and largest margin of the duel that the row has with the column, in
        ballots that prefer it minus ballots that prefer the other.
    """

    n: int
    low: Margins
    high: Margins

    @property
    def shown(self) -> bool:
        """Whether there are enough ballots to show them, and a duel."""
        return may_show(self.n) and len(self.low) > 1

    @property
    def winner(self) -> int | None:
        """The lever that wins all its duels whatever is unknown."""
        winners = _winners(self.low)
        return winners[0] if winners else None

    @property
    def contenders(self) -> tuple[int, ...]:
        """The levers that win all their duels for some unknown scores."""
        return _winners(self.high)

    @property
    def settled(self) -> bool:
        """Whether every duel has the same winner, or a tie, whatever is unknown."""
        return bool((np.sign(self.low) == np.sign(self.high)).all())


def duels(matrix: DecisionMatrix, ballots: Sequence[Ballot]) -> Duels:
    """The duels of the levers over at least one ballot."""
    low = np.array([_leads(matrix, ballot) for ballot in ballots]).sum(axis=0)
    # A duel at its best for the row is the same at its worst for the column.
    return Duels(len(ballots), low, -low.T)


def _leads(matrix: DecisionMatrix, ballot: Ballot) -> Margins:
    """Array (m, m) of 1, 0, -1: the row against the column, at its worst and the other's best."""
    ranking = own_ranking(matrix, ballot)
    gaps = ranking.low[:, None] - ranking.high[None, :]
    leads = np.where(np.abs(gaps) <= TIE, 0, np.sign(gaps)).astype(np.int64)
    np.fill_diagonal(leads, 0)
    return leads


def _winners(margins: Margins) -> tuple[int, ...]:
    wins = (margins > 0).sum(axis=1)
    return tuple(np.flatnonzero(wins == len(margins) - 1).tolist())


MOVE = 0.05
"""Change of a share from which a ballot has moved: five points."""


@dataclass(frozen=True, slots=True)
class CriterionMovement:
    """One criterion, from one round to the next.

    Attributes
    ----------
    before, after
        Normalised standard deviations of each round; None where too few gave a weight.
    """

    criterion: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved between two rounds of the same people.

    Attributes
    ----------
    both
        How many they are.
    moved
        Those with a share changed by five points or more, or with an abstention more or less.
    order_before, order_after
        Criteria by mean weight in whole percents, the heaviest first; equal ones in their order.
    """

    both: int
    moved: int
    changes: tuple[CriterionMovement, ...]
    order_before: tuple[str, ...]
    order_after: tuple[str, ...]


def movement(
    before: Mapping[str, Ballot], after: Mapping[str, Ballot], criteria: Sequence[str]
) -> Movement | None:
    """Compare two rounds, given as voter -> ballot.

    Returns
    -------
    Movement | None
        None when other people voted, or when one of the rounds may not be shown.
    """
    first, last = list(before.values()), list(after.values())
    shown = all(part and group_weights(part, criteria).shown for part in (first, last))
    if not shown or before.keys() != after.keys():
        return None
    pairs = [(ballot_shares_of(before[v]), ballot_shares_of(after[v])) for v in sorted(before)]
    spread_before, spread_after = (shown_deviations(part, criteria) for part in (first, last))
    changes = tuple(
        CriterionMovement(c, spread_before.get(c), spread_after.get(c)) for c in criteria
    )
    moved = sum(any(_moved(a[c], b[c]) for c in criteria) for a, b in pairs)
    orders = weight_order(first, criteria), weight_order(last, criteria)
    return Movement(len(pairs), moved, changes, *orders)


def _moved(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        # An abstention in both rounds is no move.
        return before is not after
    return abs(after - before) >= MOVE - SAME


def weight_order(ballots: Sequence[Ballot], criteria: Sequence[str]) -> tuple[str, ...]:
    """The criteria by mean weight in whole percents, the heaviest first; equal ones in order."""
    weights = group_weights(ballots, criteria).coarse().by_criterion()
    return tuple(sorted(criteria, key=lambda c: -weights[c]))


class Unlike(StrEnum):
    """Why two rounds do not compare.

    ``CRITERIA``: not the same ones. ``DIRECTION``: one of them counts the other way. ``ANCHORS``:
    one has other ends, as with its words in another order. ``ASKING``: weights were asked for in
    another way.
    """

    CRITERIA = "criteria"
    DIRECTION = "direction"
    ANCHORS = "anchors"
    ASKING = "asking"


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What the ballots of a round answered.

    Attributes
    ----------
    senses, ends
        Criterion -> which way it counts; -> the ends of its scale, as the data give them.
    """

    senses: Mapping[str, Sense]
    ends: Mapping[str, tuple[Amount, Amount]]
    mode: Mode


def questionnaire(
    criteria: Sequence[Criterion], senses: Mapping[str, Sense], mode: Mode
) -> Questionnaire:
    """What voters are asked; ``senses`` are those that are not the data's."""
    return Questionnaire(
        {c.id: senses.get(c.id, c.direction.default) for c in criteria},
        {c.id: c.anchors() for c in criteria},
        mode,
    )


def unlike(before: Questionnaire, after: Questionnaire) -> tuple[Unlike, ...]:
    """Why two rounds do not compare, the gravest reason first; none when they do."""
    both = before.senses.keys() & after.senses.keys()
    differences = {
        Unlike.CRITERIA: before.senses.keys() != after.senses.keys(),
        Unlike.DIRECTION: any(before.senses[c] is not after.senses[c] for c in both),
        Unlike.ANCHORS: any(before.ends[c] != after.ends[c] for c in both),
        Unlike.ASKING: before.mode is not after.mode,
    }
    return tuple(reason for reason, differs in differences.items() if differs)
