"""The weights of a group: three means of its ballots; and for how many each lever is first.

With an additive value the overall values at the arithmetic mean of the weights are the means of
the voters' own values (method reference, section 1); a ballot that abstains is completed as
``ballots.abstention`` says; weights being compositions, the geometric
mean and the median are given beside (Mohammadi, Tamburri and Rezaei 2023): when they name
another first lever, it is said.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from prioritisation.analysis.ballots.abstention import (
    Abstention,
    completed,
    mean_weights,
    rule_in_force,
)
from prioritisation.analysis.ballots.anonymity import may_show, shown_colleges
from prioritisation.analysis.ballots.ballot import Ballot, ballot_shares_of, share_table
from prioritisation.analysis.ballots.modes import NoBallots
from prioritisation.analysis.matrix import DecisionMatrix, Floats
from prioritisation.analysis.ranking import FirstsAnswer, Ranking, additive

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
    geometric = [0.0 if c is None else _geometric(c) for c in columns]
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


def _geometric(shares: Floats) -> float:
    return float(np.exp(np.log(np.maximum(shares, _LEAST)).mean()))


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
