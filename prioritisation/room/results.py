"""What the ballots of a revealed round say together; whatever may not be shown is None."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from criteria.case import Case
from prioritisation.ballots.anonymity import MIN_SHOWN, Shown, may_split, shown
from prioritisation.ballots.ballot import Ballot
from prioritisation.ballots.ballot import from_json as ballot_of
from prioritisation.ballots.comparability import Unlike
from prioritisation.ballots.firsts import FirstCounts, first_counts
from prioritisation.ballots.group import (
    GroupWeights,
    by_college_equal,
    college_groups,
    group_weights,
)
from prioritisation.ballots.modes import Mode
from prioritisation.matrix import DecisionMatrix, Floats, decision_matrix
from prioritisation.ranking import Ranking, additive
from prioritisation.scenario import Analysis, Scenario, analyse
from prioritisation.store import StoredBallot

NO_COLLEGE = ""
One = TypeVar("One")


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """A ballot with what its voter said of themselves; it never leaves this package."""

    ballot: Ballot
    token_hash: str
    reason: str
    kind: str
    college: str
    carries: bool | None


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
class Results:
    """A revealed round.

    Attributes
    ----------
    analysis
        With the group's mean weights; None below the number of ballots that allows it.
    ballots
        The ballots in random order, from ``MIN_SHOWN`` only; empty below.
    leaders
        Rankings with the mean, the geometric mean and the median (None when there is none).
    before
        (before, after) of those who voted in the round before too, in random order; none when
        the two rounds do not compare.
    carrying
        Weights of those who carry an action sheet, and of the others; not beside colleges, which
        would let a ballot be found by subtraction.
    reasons
        In random order, from ``MIN_SHOWN`` ballots only.
    paper
        How many ballots were typed in.
    others
        Numbers of the other revealed rounds.
    weighting
        How the ballots asked for weights.
    unlike
        Why the revealed round before does not compare with this one; none when it does, or when
        there is none.
    """

    code: str
    number: int
    n: int
    shown: Shown
    simulated: bool
    case: Case
    scenario: Scenario
    analysis: Analysis | None
    group: GroupWeights | None
    leaders: tuple[Ranking, Ranking, Ranking | None] | None
    firsts: FirstCounts | None
    ballots: tuple[Ballot, ...]
    before: tuple[tuple[Ballot, Ballot], ...]
    colleges: Colleges | None
    carrying: tuple[GroupWeights, GroupWeights] | None
    reasons: tuple[str, ...]
    paper: int
    others: tuple[int, ...]
    weighting: Mode = Mode.SWING
    unlike: tuple[Unlike, ...] = ()

    @property
    def matrix(self) -> DecisionMatrix:
        """The scores that ballots rank the levers by."""
        if self.analysis is not None:
            return self.analysis.matrix
        return decision_matrix(self.case.tables[self.scenario.perimeter], self.scenario.senses)

    @property
    def votes(self) -> Mapping[str, Sequence[Ballot]]:
        """The ballots by college where colleges are shown, together otherwise; none if few.

        The names of colleges that are shown together only are one key, a line each.
        """
        if self.colleges is not None:
            return {"\n".join(names): group for names, group in self.colleges.ballots.items()}
        return {NO_COLLEGE: self.ballots} if self.ballots else {}


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What a round was about."""

    code: str
    number: int
    simulated: bool
    case: Case
    scenario: Scenario
    others: tuple[int, ...]
    weighting: Mode = Mode.SWING


def results_of(frame: Frame, found: Sequence[Cast], earlier: Sequence[Cast]) -> Results:
    """Everything that may be shown of a round.

    Parameters
    ----------
    earlier
        The ballots of the revealed round before it, for the movement between the two; none when
        they do not compare.
    """
    ballots = [c.ballot for c in found]
    ids = tuple(c.id for c in frame.case.criteria)
    group = group_weights(ballots, ids) if ballots else None
    allowed = shown(len(ballots))
    if group is None or not group.shown:
        return _withheld(frame, len(ballots), Shown.COUNT)
    analysis = analyse(frame.case, _weighted(frame.scenario, group))
    if allowed is not Shown.ALL:
        return _withheld(frame, len(ballots), allowed, analysis, group)
    return _whole(frame, found, earlier, analysis, group)


def _whole(
    frame: Frame,
    found: Sequence[Cast],
    earlier: Sequence[Cast],
    analysis: Analysis,
    group: GroupWeights,
) -> Results:
    ballots = _mixed([c.ballot for c in found])
    colleges = _colleges(found, group.criteria)
    return Results(
        frame.code,
        frame.number,
        len(found),
        Shown.ALL,
        frame.simulated,
        frame.case,
        frame.scenario,
        analysis,
        group,
        _leaders(analysis, group),
        first_counts(analysis.matrix, ballots),
        ballots,
        _pairs(found, earlier),
        colleges,
        None if colleges else _carrying(found, group.criteria),
        _mixed([c.reason for c in found if c.reason]),
        sum(c.kind == "paper" for c in found),
        frame.others,
        frame.weighting,
    )


def _mixed(found: list[One]) -> tuple[One, ...]:
    """The same in an order that says nothing of who or when."""
    return tuple(random.SystemRandom().sample(found, len(found)))


def _withheld(
    frame: Frame,
    n: int,
    allowed: Shown,
    analysis: Analysis | None = None,
    group: GroupWeights | None = None,
) -> Results:
    nothing: tuple[()] = ()
    return Results(
        frame.code,
        frame.number,
        n,
        allowed,
        frame.simulated,
        frame.case,
        frame.scenario,
        analysis,
        group,
        None,
        None,
        nothing,
        nothing,
        None,
        None,
        nothing,
        0,
        frame.others,
        frame.weighting,
    )


def _weighted(scenario: Scenario, group: GroupWeights) -> Scenario:
    points = {c: 100 * w for c, w in group.by_criterion().items()}
    return Scenario(points, scenario.perimeter, scenario.senses)


def _leaders(analysis: Analysis, group: GroupWeights) -> tuple[Ranking, Ranking, Ranking | None]:
    geometric = additive(analysis.matrix, group.geometric)
    median = None if group.median is None else additive(analysis.matrix, group.median)
    return analysis.ranking, geometric, median


def _colleges(found: Sequence[Cast], criteria: tuple[str, ...]) -> Colleges | None:
    """None when the question was not asked, or nothing may be shown by college."""
    ballots: dict[str, list[Ballot]] = {}
    for cast in found:
        ballots.setdefault(cast.college, []).append(cast.ballot)
    if ballots.keys() <= {NO_COLLEGE}:
        return None
    parts = {names: _mixed(list(group)) for names, group in college_groups(ballots).items()}
    groups = {names: group_weights(part, criteria) for names, part in parts.items()}
    if not groups or not all(w.shown for w in groups.values()):
        return None
    return Colleges(groups, by_college_equal(ballots, criteria), parts)


def _carrying(
    found: Sequence[Cast], criteria: tuple[str, ...]
) -> tuple[GroupWeights, GroupWeights] | None:
    """Those who carry a sheet, and all the others, when both are numerous enough."""
    yes = [c.ballot for c in found if c.carries]
    others = [c.ballot for c in found if not c.carries]
    if not may_split(len(yes), len(others)):
        return None
    return group_weights(yes, criteria), group_weights(others, criteria)


def _pairs(found: Sequence[Cast], earlier: Sequence[Cast]) -> tuple[tuple[Ballot, Ballot], ...]:
    """(before, after) of those who voted in both rounds, in random order; empty if too few."""
    was = {c.token_hash: c.ballot for c in earlier}
    pairs = [(was[c.token_hash], c.ballot) for c in found if c.token_hash in was]
    return _mixed(pairs) if len(pairs) >= MIN_SHOWN else ()


def cast_of(stored: StoredBallot, college: str | None, carries: int | None) -> Cast:
    """A stored ballot, read."""
    return Cast(
        ballot_of(stored.points_json),
        stored.token_hash,
        stored.reason,
        stored.kind,
        college or NO_COLLEGE,
        None if carries is None else bool(carries),
    )
