"""What was voted -> what a record may tell of it, by the rules of ``ballots.anonymity``.

Below five ballots none is written; below three, nor is their mean. A college is told beside a
ballot only where every group of colleges has enough of them. Ballots carry no order: they are
matched with identifiers drawn before, by content, and written by identifier. What is told of
ballots that are not written, or not told apart, has three decimals: with more, trying all
combinations could give them back.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from prioritisation.ballots.anonymity import Shown, may_split, shown, shown_colleges
from prioritisation.ballots.ballot import Ballot, from_json, to_json
from prioritisation.ballots.group import GroupWeights, college_groups, group_weights
from prioritisation.ballots.movement import Movement
from prioritisation.record.facts import Attendance, CastBallot, MeetingFacts, RoundFacts
from prioritisation.record.voted import (
    AttendancePart,
    BallotPart,
    CarryingPart,
    ChangePart,
    CollegeCount,
    MovementPart,
    Origin,
    RoundPart,
    SplitPart,
    VotesPart,
    WeightPart,
)

Groups = tuple[tuple[str, ...], ...]
NO_GROUP: Groups = ()
COARSE = 3
"""Decimals of the figures made from ballots that must stay hidden."""


def votes_part(facts: MeetingFacts) -> VotesPart:
    """Everything that a record may tell of a vote, or of the one person who chose the weights."""
    criteria = tuple(c.id for c in facts.case.criteria)
    last = next((r for r in reversed(facts.rounds) if not r.void), None)
    groups = told_groups(last.ballots, criteria) if last else NO_GROUP
    rounds = tuple(_round(r, criteria, groups if r is last else NO_GROUP) for r in facts.rounds)
    origin = _origin(last, criteria)
    return VotesPart(
        origin=origin,
        wording=facts.wording,
        mode=facts.mode,
        form=facts.form,
        rounds=rounds,
        decisive=last.number if last else None,
        groups=groups,
        weights=tuple(_given(facts, origin, last)),
        chosen_by=None if last else facts.chosen_by,
        attendance=attendance_part(facts.attendance) if facts.attendance else None,
        movement=_movement(facts.movement) if facts.movement else None,
        unlike=facts.unlike,
        carrying=_carrying(last, criteria) if last and not groups else None,
    )


def told(ballots: Sequence[CastBallot], criteria: Sequence[str]) -> Shown:
    """What may be told of ballots, no weight of the group coming from one or two of them."""
    if not ballots or not group_weights([c.ballot for c in ballots], criteria).shown:
        return Shown.COUNT
    return shown(len(ballots))


def told_groups(ballots: Sequence[CastBallot], criteria: Sequence[str]) -> Groups:
    """Groups of colleges that may be told apart; none when one may not, or nobody named one."""
    if told(ballots, criteria) is not Shown.ALL or not any(c.college for c in ballots):
        return NO_GROUP
    found: dict[str, list[Ballot]] = {}
    for cast in ballots:
        found.setdefault(cast.college, []).append(cast.ballot)
    groups = college_groups(found)
    every = all(group_weights(group, criteria).shown for group in groups.values())
    return tuple(groups) if every else NO_GROUP


def _origin(last: RoundFacts | None, criteria: Sequence[str]) -> Origin:
    if last is None:
        return Origin.PERSON
    allowed = told(last.ballots, criteria)
    return {Shown.ALL: Origin.BALLOTS, Shown.MEAN: Origin.MEAN, Shown.COUNT: Origin.NONE}[allowed]


def _given(facts: MeetingFacts, origin: Origin, last: RoundFacts | None) -> Iterator[WeightPart]:
    """The weights that no ballot of the record says."""
    criteria = tuple(c.id for c in facts.case.criteria)
    if origin is Origin.PERSON:
        for criterion in criteria:
            yield WeightPart(criterion=criterion, value=facts.scenario.points[criterion])
    elif origin is Origin.MEAN and last:
        yield from _weights(group_weights([c.ballot for c in last.ballots], criteria))


def _weights(group: GroupWeights) -> Iterator[WeightPart]:
    for criterion, value in group.by_criterion().items():
        yield WeightPart(criterion=criterion, value=round(value, COARSE))


def _round(found: RoundFacts, criteria: Sequence[str], groups: Groups) -> RoundPart:
    allowed = Shown.COUNT if found.void else told(found.ballots, criteria)
    whole = allowed is Shown.ALL
    lines = _lines(found, groups) if whole else ()
    return RoundPart(
        number=found.number,
        matrix=found.matrix,
        opened=found.opened,
        closed=found.closed,
        void=found.void,
        count=max(found.count, len(found.ballots)),
        paper=found.paper if whole else 0,
        shown=allowed,
        ballots=tuple(sorted(lines, key=lambda line: line.id)),
        reasons=tuple(sorted(found.reasons)) if whole else (),
    )


def _lines(found: RoundFacts, groups: Groups) -> Iterator[BallotPart]:
    if len(set(found.identifiers)) < len(found.ballots):
        fault = f"{len(found.ballots)} ballots need as many identifiers, drawn when revealed"
        raise ValueError(fault)
    index = {college: k for k, group in enumerate(groups) for college in group}
    read = [(to_json(c.ballot), index.get(c.college, -1)) for c in found.ballots]
    for ident, (text, group) in zip(found.identifiers, sorted(read), strict=False):
        ballot: Mapping[str, object] = {"mode": "swing", **json.loads(text)}
        yield BallotPart(id=ident, group=None if group < 0 else group, **ballot)


def ballot_of(line: BallotPart) -> Ballot:
    """The ballot that a line of a record tells."""
    told = {"first": line.first, "points": line.points, "mode": line.mode}
    return from_json(json.dumps(told))


def attendance_part(found: Attendance) -> AttendancePart:
    """How many were there; by college as ballots would be, small ones together."""
    counts = {college: n for college, n in found.by_college.items() if n}
    split = shown_colleges(counts)
    if not split.shown or counts.keys() <= {""}:
        return AttendancePart(present=found.present, colleges=())
    lines = [CollegeCount(colleges=(c,), n=counts[c]) for c in split.shown]
    if split.merged:
        lines.append(CollegeCount(colleges=split.merged, n=split.merged_n))
    return AttendancePart(present=found.present, colleges=tuple(lines))


def _movement(found: Movement) -> MovementPart:
    changes = tuple(
        ChangePart(
            criterion=c.criterion,
            mean_change=None if c.mean_change is None else round(c.mean_change, COARSE),
            before=c.before,
            after=c.after,
        )
        for c in found.changes
    )
    return MovementPart(
        both=found.both,
        moved=found.moved,
        changes=changes,
        order_before=found.order_before,
        order_after=found.order_after,
    )


def _carrying(last: RoundFacts, criteria: Sequence[str]) -> CarryingPart | None:
    yes = [c.ballot for c in last.ballots if c.carries]
    others = [c.ballot for c in last.ballots if not c.carries]
    asked = any(c.carries is not None for c in last.ballots)
    if not asked or not may_split(len(yes), len(others)):
        return None
    parts = [group_weights(part, criteria) for part in (yes, others)]
    if not all(part.shown for part in parts):
        return None
    carriers, rest = (SplitPart(n=part.n, weights=tuple(_weights(part))) for part in parts)
    return CarryingPart(carriers=carriers, others=rest)
