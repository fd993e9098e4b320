"""Who voted on what, as a record of a meeting tells it in several places that must agree."""

import re
from collections.abc import Iterator, Sequence

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import group_weights
from prioritisation.analysis.ballots.modes import FULL, Mode
from prioritisation.analysis.ballots.rounds import Unlike
from prioritisation.analysis.matrix import SAME
from prioritisation.meeting.rules.decision import Decision
from prioritisation.meeting.rules.rounds import Shown
from prioritisation.record.case_part import CasePart
from prioritisation.record.facts import Admission
from prioritisation.record.frozen import frozen_setup
from prioritisation.record.votes import ballot_of
from prioritisation.record.votes_part import BallotPart, RoundPart, VotesPart

_IDENTIFIER = re.compile("[0-9a-f]{16}")
_FEWEST = 2
"""Criteria that a ballot weighs at least."""


def people_faults(
    case: CasePart, votes: VotesPart, decision: Decision, *, meeting: bool
) -> Iterator[str]:
    """Paths of what is said of those who voted, and cannot be.

    Parameters
    ----------
    case, votes
        Those of a record in which ballots are counted right.
    meeting
        Whether it is of one; else it is a scenario of one person.
    """
    if not meeting:
        yield from _scenario_faults(case, votes, decision)
        return
    faults = [
        f for k in range(len(votes.rounds)) for f in _criteria_faults(case, votes.rounds[k], k)
    ]
    faults += _setup_faults(case, votes)
    if votes.attendance is None:
        faults.append("votes.attendance")
    faults += [*_attendance_faults(votes, decision), *_choice_faults(case, votes)]
    yield from faults
    # From ballots that hold: others cannot be computed with.
    if not faults:
        yield from _withheld_faults(case, votes)
        yield from _movement_faults(votes)


def _attendance_faults(votes: VotesPart, decision: Decision) -> Iterator[str]:
    """Votes that are more than the people present."""
    present = votes.attendance.present if votes.attendance else 0
    for k, one in enumerate(votes.rounds):
        if one.count > present:
            yield f"votes.rounds[{k}].count"
    if decision.vote is not None and decision.vote.hands > present:
        yield "decision.vote"


def _scenario_faults(case: CasePart, votes: VotesPart, decision: Decision) -> Iterator[str]:
    """Paths of what a scenario of one person says of people, of whom there was none."""
    for name in ("rounds", "groups", "attendance", "moved"):
        if getattr(votes, name):
            yield f"votes.{name}"
    if votes.mode is not Admission.OPEN:
        yield "votes.mode"
    if case.frozen is not None:
        yield "case.frozen"
    if decision != Decision():
        yield "decision"
    for k, criterion in enumerate(case.criteria):
        if criterion.direction.confirmed_by is not None:
            yield f"case.criteria[{k}].direction.confirmed_by"


def _criteria_faults(case: CasePart, one: RoundPart, index: int) -> Iterator[str]:
    """Ballots, and what is told of some that are not listed, are about the criteria frozen."""
    criteria, path = [c.id for c in one.criteria], f"votes.rounds[{index}]"
    if one.ballots and criteria != [c.id for c in case.criteria]:
        yield f"{path}.criteria"
    ids = [ballot.id for ballot in one.ballots]
    if ids != sorted(ids):
        yield f"{path}.ballots"
    if list(one.reasons) != sorted(one.reasons):
        yield f"{path}.reasons"
    for k, ballot in enumerate(one.ballots):
        checks = {
            "id": _IDENTIFIER.fullmatch(ballot.id),
            "points": ballot.points.keys() == set(criteria) and _weighs(ballot),
            "first": (ballot.mode is Mode.SWING) is bool(ballot.first)
            and ballot.points.get(ballot.first, FULL) == FULL,
        }
        yield from (f"{path}.ballots[{k}].{name}" for name, holds in checks.items() if not holds)
    yield from _spread_faults(one, criteria, path)


def _spread_faults(one: RoundPart, criteria: Sequence[str], path: str) -> Iterator[str]:
    """How ballots that are not listed spread: criteria in their order, figures that can be."""
    for k, spread in enumerate(one.shares):
        if spread.criterion not in criteria:
            yield f"{path}.shares[{k}].criterion"
        if not 0 <= spread.low_quartile <= spread.median <= spread.high_quartile <= 1:
            yield f"{path}.shares[{k}].median"
    about = [spread.criterion for spread in one.shares]
    if about != [c for c in criteria if c in about]:
        yield f"{path}.shares"
    if one.shares and abs(sum(spread.weight for spread in one.shares) - 1) > SAME:
        yield f"{path}.shares"


def _weighs(ballot: BallotPart) -> bool:
    """Whether a ballot answers what its mode asks, on two criteria at least."""
    given = [points for points in ballot.points.values() if points is not None]
    if ballot.mode.ordered:
        fits = all(1 <= place <= len(ballot.points) for place in given)
    else:
        fits = max(given, default=0) <= FULL
    total = sum(given) == FULL or ballot.mode is not Mode.POINTS
    return fits and total and len(given) >= _FEWEST


def _choice_faults(case: CasePart, votes: VotesPart) -> Iterator[str]:
    """How people came in, and their colleges, as the meeting had chosen before the vote."""
    setup = frozen_setup(case)
    if setup is None:
        return
    if (votes.mode is Admission.INVITED) is not setup.invited:
        yield "votes.mode"
    if not {college for group in votes.groups for college in group} <= {"", *setup.colleges}:
        yield "votes.groups"


def _setup_faults(case: CasePart, votes: VotesPart) -> Iterator[str]:
    """What the meeting had chosen before the vote, and the ballots."""
    setup, deciding = frozen_setup(case), votes.deciding
    if setup is None and case.frozen is not None:
        yield "case.frozen.content"
    if setup is None or deciding is None:
        return
    named = [college for group in votes.groups for college in group]
    if not all(votes.groups) or len(set(named)) < len(named):
        yield "votes.groups"
    path = f"votes.rounds[{votes.rounds.index(deciding)}]"
    for k, ballot in enumerate(deciding.ballots):
        if ballot.mode is not setup.weighting:
            yield f"{path}.ballots[{k}].mode"
        # A partition: every ballot is of one of its groups.
        if (ballot.group is None) is bool(votes.groups):
            yield f"{path}.ballots[{k}].group"


def _withheld_faults(case: CasePart, votes: VotesPart) -> Iterator[str]:
    """Ballots, and groups of colleges, of which too few weigh a criterion for any to be told."""
    deciding, criteria = votes.deciding, [c.id for c in case.criteria]
    if deciding is None or not deciding.ballots:
        return
    groups: dict[int | None, list[Ballot]] = {k: [] for k in range(len(votes.groups))}
    for line in deciding.ballots:
        groups.setdefault(line.group, []).append(ballot_of(line))
    every = [ballot for group in groups.values() for ballot in group]
    if not group_weights(every, criteria).shown:
        yield f"votes.rounds[{votes.rounds.index(deciding)}].ballots"
    several = len(votes.groups) != 1
    if not (several and all(g and group_weights(g, criteria).shown for g in groups.values())):
        yield "votes.groups"


def _movement_faults(votes: VotesPart) -> Iterator[str]:
    """Paths of what is said to have moved, or why not, and that the two rounds told contradict."""
    pair = [r for r in votes.rounds if not r.void][-2:]
    comparable = [r.shown for r in pair] == [Shown.ALL, Shown.ALL] and not votes.unlike
    if comparable is not (votes.moved is not None) or (votes.moved or 0) > pair[-1].count:
        yield "votes.moved"
    elif votes.unlike and not _differ(votes.unlike, *pair):
        yield "votes.unlike"


def _differ(unlike: Sequence[Unlike], before: RoundPart, after: RoundPart) -> bool:
    """Whether two rounds can be so unlike: what one table asks is alike, reasons have an order."""
    others = {c.id for c in before.criteria} != {c.id for c in after.criteria}
    ordered = list(unlike) == [reason for reason in Unlike if reason in unlike]
    return before.matrix != after.matrix and ordered and others is (Unlike.CRITERIA in unlike)
