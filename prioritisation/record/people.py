"""Who voted on what, as a record of a meeting tells it in several places that must agree.

Since ``AS_NOW``; what earlier ones tell of it is given.
"""

import json
import re
from collections.abc import Iterator, Sequence

from prioritisation.analysis.ballots.anonymity import COARSE
from prioritisation.analysis.ballots.modes import FULL, Mode
from prioritisation.analysis.ballots.rounds import weight_order
from prioritisation.analysis.ballots.spread import shown_deviations
from prioritisation.analysis.matrix import SAME
from prioritisation.meeting.room.setup import Setup, setup_from
from prioritisation.meeting.rules.decision import Decision
from prioritisation.record.case_part import CasePart
from prioritisation.record.facts import Admission
from prioritisation.record.votes import ballot_of, coarse
from prioritisation.record.votes_part import BallotPart, MovementPart, RoundPart, Shown, VotesPart

_IDENTIFIER = re.compile("[0-9a-f]{16}")
_FEWEST = 2
"""Criteria that a ballot weighs at least."""

_HALF = 0.5 * 10**-COARSE
"""Most that a weight of a round before is rounded by."""


def frozen_setup(case: CasePart) -> Setup | None:
    """The choices of the meeting that were frozen with its scores.

    None where nothing was, or where the text frozen is not one that a meeting freezes.
    """
    try:
        setup = setup_from(json.loads(case.frozen.content)["setup"]) if case.frozen else None
    except (AttributeError, ValueError, LookupError, TypeError):
        return None
    return setup if setup and all(isinstance(name, str) for name in setup.colleges) else None


def people_faults(case: CasePart, votes: VotesPart, decision: Decision | None) -> Iterator[str]:
    """Paths of what is said of those who voted, and cannot be.

    Parameters
    ----------
    case, votes
        Those of a record in which ballots are counted right.
    decision
        Of a meeting; None for a scenario of one person.
    """
    if decision is None:
        yield from _scenario_faults(case, votes)
        return
    faults = [*_room_faults(case, votes, decision), *_setup_faults(case, votes)]
    yield from faults
    # From ballots that hold: others cannot be computed with.
    if not faults:
        yield from _movement_faults(case, votes)


def _room_faults(case: CasePart, votes: VotesPart, decision: Decision) -> Iterator[str]:
    """What is counted of the people present, and what each of their ballots is about."""
    if votes.attendance is None:
        yield "votes.attendance"
        return
    present = votes.attendance.present
    for k, one in enumerate(votes.rounds):
        if one.count > present:
            yield f"votes.rounds[{k}].count"
        yield from _criteria_faults(one, [c.id for c in case.criteria], f"votes.rounds[{k}]")
    if decision.vote is not None and decision.vote.hands > present:
        yield "decision.vote"


def _scenario_faults(case: CasePart, votes: VotesPart) -> Iterator[str]:
    """Paths of what a scenario of one person says of people, of whom there was none."""
    for name in ("rounds", "groups", "attendance", "movement"):
        if getattr(votes, name):
            yield f"votes.{name}"
    if votes.mode is not Admission.OPEN:
        yield "votes.mode"
    for k, criterion in enumerate(case.criteria):
        if criterion.direction.confirmed_by is not None:
            yield f"case.criteria[{k}].direction.confirmed_by"


def _criteria_faults(one: RoundPart, criteria: Sequence[str], path: str) -> Iterator[str]:
    """Ballots, and what is told of some that are not listed, are about the criteria frozen."""
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
    for k, spread in enumerate(one.shares):
        if spread.criterion not in criteria:
            yield f"{path}.shares[{k}].criterion"
        if not 0 <= spread.low_quartile <= spread.median <= spread.high_quartile <= 1:
            yield f"{path}.shares[{k}].median"
    weights = [spread.weight for spread in one.shares]
    # Each is in whole percents.
    if len(weights) == len(criteria) and abs(sum(weights) - 1) > _HALF * len(weights) + SAME:
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


def _setup_faults(case: CasePart, votes: VotesPart) -> Iterator[str]:
    """What the meeting had chosen before the vote, and the vote."""
    setup, deciding = frozen_setup(case), votes.deciding
    if setup is None and case.frozen is not None:
        yield "case.frozen.content"
    if setup is None or deciding is None:
        return
    if (votes.mode is Admission.INVITED) is not setup.invited:
        yield "votes.mode"
    named = [college for group in votes.groups for college in group]
    if (
        not all(votes.groups)
        or len(set(named)) < len(named)
        or not set(named) <= {"", *setup.colleges}
    ):
        yield "votes.groups"
    path = f"votes.rounds[{votes.rounds.index(deciding)}]"
    for k, ballot in enumerate(deciding.ballots):
        if ballot.mode is not setup.weighting:
            yield f"{path}.ballots[{k}].mode"
        # A partition: every ballot is of one of its groups.
        if (ballot.group is None) is bool(votes.groups):
            yield f"{path}.ballots[{k}].group"


def _movement_faults(case: CasePart, votes: VotesPart) -> Iterator[str]:
    """Paths of what is said to have moved, and that the two rounds told contradict."""
    pair = [r for r in votes.rounds if not r.void][-2:]
    comparable = [r.shown for r in pair] == [Shown.SHARES, Shown.ALL] and not votes.unlike
    if comparable is not (votes.movement is not None):
        yield "votes.movement"
    elif votes.movement is not None:
        yield from _moves(votes.movement, pair[0], pair[1], [c.id for c in case.criteria])


def _moves(
    movement: MovementPart, before: RoundPart, after: RoundPart, criteria: list[str]
) -> Iterator[str]:
    """Spreads and orders, again from what each round tells of its ballots."""
    if [c.criterion for c in movement.changes] != criteria:
        yield "votes.movement.changes"
        return
    ballots = [ballot_of(line) for line in after.ballots]
    spreads, last = {s.criterion: s for s in before.shares}, shown_deviations(ballots, criteria)
    for k, change in enumerate(movement.changes):
        spread = spreads.get(change.criterion)
        known = None not in (movement.both, change.before, change.after)
        checks = {
            "before": change.before == (spread and spread.deviation),
            "after": change.after == coarse(last.get(change.criterion)),
            "mean_change": known or change.mean_change is None,
        }
        yield from (f"votes.movement.changes[{k}].{n}" for n, holds in checks.items() if not holds)
    weights = [spreads[c].weight for c in movement.order_before if c in spreads]
    if sorted(movement.order_before) != sorted(criteria) or weights != sorted(weights)[::-1]:
        yield "votes.movement.order_before"
    if movement.order_after != weight_order(ballots, criteria):
        yield "votes.movement.order_after"
