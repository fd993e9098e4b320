"""What the ballots of the last revealed round say; what may not be shown is None."""

import random
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TypeVar

from criteria.case import Case
from prioritisation.analysis.ballots.anonymity import may_show, may_split
from prioritisation.analysis.ballots.ballot import Ballot, Mode
from prioritisation.analysis.ballots.group import (
    FirstCounts,
    GroupWeights,
    Movement,
    Spread,
    Unlike,
    by_college_equal,
    coarse_spreads,
    first_counts,
    group_weights,
    movement,
    own_ranking,
    shown_groups,
    spreads,
)
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.matrix import DecisionMatrix, Floats, decision_matrix
from prioritisation.analysis.ranking import Ranking, additive
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis, Scenario, analyse
from prioritisation.analysis.thresholds import Thresholds
from prioritisation.meeting.rules.state import Shown
from prioritisation.meeting.store import StoredBallot
from prioritisation.memory import cached_with


def unread_ballots(cast: Sequence[StoredBallot]) -> Sequence[StoredBallot]:
    """The ballots that hide each other, as ``hidden_together`` counts them."""
    return [one for one in cast if not one.typed] or list(cast)


def shown_of(rounds: Sequence[Sequence[StoredBallot]]) -> tuple[Shown, ...]:
    """What is shown of each of these rounds.

    Parameters
    ----------
    rounds
        The ballots of every round that was ever revealed, in order, those declared void since
        included: people have seen them. A ballot typed in is another voter in each.
    """
    listed: AbstractSet[str] | None = None
    shown = []
    for cast in rounds:
        voters = voters_of(cast)
        if not _enough(cast):
            shown.append(Shown.COUNT)
        elif listed in (None, voters):
            listed = voters
            shown.append(Shown.ALL)
        else:
            shown.append(Shown.FIGURES)
    return tuple(shown)


def voters_of(cast: Sequence[StoredBallot]) -> AbstractSet[str]:
    """The people of a round, as far as it can be known."""
    return {one.token_hash for one in cast}


def _enough(cast: Sequence[StoredBallot]) -> bool:
    if not may_show(len(unread_ballots(cast))):
        return False
    return group_weights([one.ballot for one in cast], tuple(cast[0].ballot.points)).shown


def college_ballots(cast: Sequence[StoredBallot]) -> Mapping[tuple[str, ...], Sequence[Ballot]]:
    """Colleges, alone or merged because they are small -> their ballots.

    Of a round whose single ballots are shown; none when colleges may not be told. The one
    partition of a round: nothing else is told by college.
    """
    typed = len(cast) - len(unread_ballots(cast))
    return shown_groups(ballots_by_college(cast), tuple(cast[0].ballot.points), typed)


def carriers_of(cast: Sequence[StoredBallot]) -> int | None:
    """How many come from carriers of action sheets; None when it may not be told."""
    hidden = unread_ballots(cast)
    carriers = sum(bool(one.carries) for one in hidden)
    return carriers if may_split(carriers, len(hidden) - carriers) else None


def ballots_by_college(cast: Sequence[StoredBallot]) -> Mapping[str, Sequence[Ballot]]:
    """College -> its ballots, in the order given; empty for who named none."""
    colleges: dict[str, list[Ballot]] = {}
    for one in cast:
        colleges.setdefault(one.college or "", []).append(one.ballot)
    return colleges


_NO_COLLEGE = ""
One = TypeVar("One")


@dataclass(frozen=True, slots=True, eq=False)
class Colleges:
    """Group weights by college, where every one shown has enough ballots.

    Attributes
    ----------
    groups
        Colleges, alone or merged because they are small -> the weights of their ballots.
    equal
        One group, one vote; None when there is one group only.
    ballots
        The ballots of each of these groups, in random order.
    """

    groups: Mapping[tuple[str, ...], GroupWeights]
    equal: Floats | None
    ballots: Mapping[tuple[str, ...], tuple[Ballot, ...]]


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class RoundResults:
    """The last revealed round, as far as it may be shown (``shown``).

    Below ``MIN_SHOWN`` ballots, nothing but how many there are. Where ballots are not shown one by
    one, weights and spreads are in whole percents, and what follows from single ballots is absent.

    Attributes
    ----------
    case
        Its criteria in plain words: results are read on screens and phones.
    thresholds
        What the words of these results are said from.
    analysis
        With the group's mean weights.
    spreads
        Of each criterion that any ballot weighs; none where nothing is shown.
    ballots
        In random order; none where they are not shown one by one.
    leaders
        Rankings with the mean, the geometric mean and the median (None when there is none).
    colleges
        None when nothing may be told by college.
    carriers
        How many ballots come from carriers of action sheets; None when it may not be told.
    reasons
        In random order, tied to no ballot.
    typed
        How many ballots were typed in; where nothing is shown, how many hide no other.
    thin
        Criteria that too few ballots weigh: for want of these, nothing is shown.
    before
        Number of the revealed round before; 0 without one.
    movement
        What moved since then, in aggregate; None when it may not be told.
    shown
        How much of the ballots is shown.
    weighting
        How the ballots asked for weights.
    unlike
        Why the revealed round before does not compare with this one; none when it does, or when
        there is none.
    """

    code: str
    number: int
    n: int
    simulated: bool
    case: Case
    scenario: Scenario
    thresholds: Thresholds
    shown: Shown = Shown.COUNT
    analysis: Analysis | None = None
    group: GroupWeights | None = None
    spreads: tuple[Spread, ...] = ()
    leaders: tuple[Ranking, Ranking, Ranking | None] | None = None
    firsts: FirstCounts | None = None
    ballots: tuple[Ballot, ...] = ()
    colleges: Colleges | None = None
    carriers: int | None = None
    reasons: tuple[str, ...] = ()
    typed: int = 0
    thin: tuple[str, ...] = ()
    before: int = 0
    movement: Movement | None = None
    weighting: Mode = Mode.SWING
    unlike: tuple[Unlike, ...] = ()

    @property
    def matrix(self) -> DecisionMatrix:
        """The scores that ballots rank the levers by."""
        if self.analysis is not None:
            return self.analysis.matrix
        return decision_matrix(self.case.tables[self.scenario.combination], self.scenario.senses)

    @property
    def votes(self) -> Mapping[str, Sequence[Ballot]]:
        """The ballots by college where colleges are shown, together otherwise; none if few.

        The names of colleges that are shown together only are one key, a line each.
        """
        if self.colleges is not None:
            return _keyed(self.colleges.ballots)
        return {_NO_COLLEGE: self.ballots} if self.ballots else {}


def results_of(
    bare: RoundResults,
    cast: Sequence[StoredBallot],
    earlier: Sequence[Sequence[StoredBallot]] = (),
    before: Sequence[StoredBallot] = (),
) -> RoundResults:
    """Everything that may be shown of the last revealed round.

    Parameters
    ----------
    bare
        What the round was about, with nothing of its ballots.
    earlier
        The ballots of every round ever revealed before this one, in order, void since or not.
    before
        Those of the revealed round before, when it compares with this one.
    """
    case = bare.case.in_plain_words(bare.scenario.senses)
    bare = replace(bare, n=len(cast), case=case)
    criteria = tuple(c.id for c in case.criteria)
    ballots = [c.ballot for c in cast]
    hidden = unread_ballots(cast)
    if not may_show(len(hidden)):
        read = len(cast) - len(hidden) if may_show(len(cast)) else 0
        return replace(bare, typed=read)
    group = group_weights(ballots, criteria)
    if not group.shown:
        return replace(bare, thin=group.thin)
    bare = replace(bare, typed=sum(c.typed for c in cast))
    words = bare.thresholds.group
    if shown_of([*earlier, cast])[-1] is Shown.FIGURES:
        figures = replace(
            bare, shown=Shown.FIGURES, spreads=coarse_spreads(ballots, criteria, words)
        )
        return _ranked(figures, group.coarse())
    mixed = _mixed(ballots)
    every = _ranked(replace(bare, spreads=spreads(mixed, criteria, words)), group)
    return replace(
        every,
        shown=Shown.ALL,
        firsts=first_counts(every.matrix, mixed),
        ballots=mixed,
        colleges=_colleges(college_ballots(cast), criteria),
        carriers=carriers_of(cast),
        reasons=_mixed([c.reason for c in cast if c.reason]),
        movement=movement(by_voter(before), by_voter(cast), criteria),
    )


def _ranked(results: RoundResults, group: GroupWeights) -> RoundResults:
    """With the weights of the group, and the rankings that they give."""
    scenario = _weighted(results.scenario, group)
    analysis = analyse(results.case, scenario, results.thresholds.robustness)
    return replace(results, analysis=analysis, group=group, leaders=_leaders(analysis, group))


def by_voter(cast: Sequence[StoredBallot]) -> Mapping[str, Ballot]:
    """Voter -> ballot."""
    return {c.token_hash: c.ballot for c in cast}


def _mixed(things: list[One]) -> tuple[One, ...]:
    """The same in an order that says nothing of who or when."""
    # Not the generator that a seed makes again: the order could be undone.
    return tuple(random.SystemRandom().sample(things, len(things)))


def _weighted(scenario: Scenario, group: GroupWeights) -> Scenario:
    points = {c: 100 * w for c, w in group.by_criterion().items()}
    return Scenario(points, scenario.combination, scenario.senses)


def _leaders(analysis: Analysis, group: GroupWeights) -> tuple[Ranking, Ranking, Ranking | None]:
    geometric = additive(analysis.matrix, group.geometric)
    median = None if group.median is None else additive(analysis.matrix, group.median)
    return analysis.ranking, geometric, median


def _colleges(
    cut: Mapping[tuple[str, ...], Sequence[Ballot]], criteria: tuple[str, ...]
) -> Colleges | None:
    """None when the question was not asked, or nothing may be told by college."""
    if not cut:
        return None
    parts = {names: _mixed(list(group)) for names, group in cut.items()}
    groups = {names: group_weights(part, criteria) for names, part in parts.items()}
    equal = by_college_equal(_keyed(parts), criteria)
    return Colleges(groups, equal, parts)


def _keyed(parts: Mapping[tuple[str, ...], One]) -> Mapping[str, One]:
    """The names of colleges that are told together only are one key, a line each."""
    return {"\n".join(names): part for names, part in parts.items()}


@cached_with
def group_robustness(results: RoundResults) -> Robustness | None:
    """How far the first place holds over the ballots of a round; None while they are too few."""
    analysis = results.analysis
    return None if analysis is None else assess_robustness(analysis, results.votes)


@dataclass(frozen=True, slots=True, eq=False)
class OwnResult:
    """One voter's ballot of a round, and the ranking that its weights give."""

    ballot: Ballot
    ranking: Ranking


def own_of(ballot: Ballot, results: RoundResults) -> OwnResult:
    """The result of who cast a ballot of the round."""
    return OwnResult(ballot, own_ranking(results.matrix, ballot))
