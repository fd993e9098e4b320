"""What was voted -> what a record may tell of it, by the rules of ``ballots.anonymity``.

Below five ballots nothing but their number is written. The ballots of the last revealed round are
written, without who: they are matched with identifiers drawn before, by content, and written by
identifier. Of the rounds before, only how the shares of each criterion spread, with two decimals:
with more, trying all combinations could give their ballots back.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from prioritisation.analysis.ballots.anonymity import COARSE
from prioritisation.analysis.ballots.ballot import Ballot, from_json, to_json
from prioritisation.analysis.ballots.group import group_weights
from prioritisation.analysis.ballots.rounds import Movement
from prioritisation.analysis.ballots.spread import spreads
from prioritisation.analysis.thresholds import GroupThresholds
from prioritisation.meeting.rules.rounds import RoundFacts, people_present
from prioritisation.record.facts import MeetingFacts
from prioritisation.record.votes_part import (
    AttendancePart,
    BallotPart,
    ChangePart,
    MovementPart,
    Origin,
    RoundPart,
    SharesPart,
    Shown,
    VotesPart,
    WeightPart,
)


def votes_part(facts: MeetingFacts) -> VotesPart:
    """Everything that a record may tell of a vote, or of the one person who chose the weights."""
    criteria = tuple(c.id for c in facts.case.criteria)
    last = next((r for r in reversed(facts.rounds) if not r.void), None)
    thresholds = facts.thresholds.group
    groups = last.groups if last and _may_tell(last.ballots, criteria) else ()
    return VotesPart(
        origin=_origin(last, criteria),
        wording=facts.wording,
        mode=facts.mode,
        form=facts.form,
        rounds=tuple(_round(r, criteria, thresholds, decides=r is last) for r in facts.rounds),
        decisive=last.number if last else None,
        groups=groups,
        weights=() if last else tuple(_chosen(facts)),
        chosen_by=None if last else facts.chosen_by,
        attendance=_attendance(facts),
        movement=_movement(facts.movement) if facts.movement else None,
        unlike=facts.unlike,
    )


def _may_tell(ballots: Sequence[Ballot], criteria: Sequence[str]) -> bool:
    return bool(ballots) and group_weights(ballots, criteria).shown


def _origin(last: RoundFacts | None, criteria: Sequence[str]) -> Origin:
    if last is None:
        return Origin.PERSON
    return Origin.BALLOTS if _may_tell(last.ballots, criteria) else Origin.NONE


def _chosen(facts: MeetingFacts) -> Iterator[WeightPart]:
    for criterion in facts.case.criteria:
        yield WeightPart(criterion=criterion.id, value=facts.scenario.points[criterion.id])


def _attendance(facts: MeetingFacts) -> AttendancePart | None:
    if facts.present is None:
        return None
    counts = (max(r.count, len(r.ballots)) for r in facts.rounds)
    vote = facts.decision.vote
    there = people_present(facts.present, counts, vote.hands if vote else 0)
    return AttendancePart(present=there)


def _round(
    facts: RoundFacts, criteria: Sequence[str], thresholds: GroupThresholds, *, decides: bool
) -> RoundPart:
    bare = RoundPart(
        number=facts.number,
        matrix=facts.matrix,
        opened=facts.opened,
        closed=facts.closed,
        void=facts.void,
        count=max(facts.count, len(facts.ballots)),
        paper=0,
        shown=Shown.COUNT,
        ballots=(),
        reasons=(),
    )
    if facts.void or not _may_tell(facts.ballots, criteria):
        return bare
    if not decides:
        shares = tuple(_shares(facts.ballots, criteria, thresholds))
        return bare.model_copy(update={"shown": Shown.SHARES, "shares": shares})
    lines = sorted(_lines(facts), key=lambda line: line.id)
    return bare.model_copy(
        update={
            "count": len(facts.ballots),
            "paper": facts.typed,
            "shown": Shown.ALL,
            "ballots": tuple(lines),
            "reasons": tuple(sorted(facts.reasons)),
        }
    )


def _shares(
    ballots: Sequence[Ballot], criteria: Sequence[str], thresholds: GroupThresholds
) -> Iterator[SharesPart]:
    """How the shares of each criterion spread; nothing of one that nobody weighs."""
    means = group_weights(ballots, criteria).mean.tolist()
    spread_of_each = spreads(ballots, criteria, thresholds)
    for spread, mean in zip(spread_of_each, means, strict=True):
        if spread.shown:
            yield SharesPart(
                criterion=spread.criterion,
                given=spread.given,
                weight=round(mean, COARSE),
                median=round(spread.median, COARSE),
                low_quartile=round(spread.low_quartile, COARSE),
                high_quartile=round(spread.high_quartile, COARSE),
                deviation=round(spread.deviation, COARSE),
            )


def _lines(facts: RoundFacts) -> Iterator[BallotPart]:
    if len(set(facts.identifiers)) < len(facts.ballots):
        fault = f"{len(facts.ballots)} ballots need as many identifiers, drawn when revealed"
        raise ValueError(fault)
    index = {college: k for k, group in enumerate(facts.groups) for college in group}
    read = [
        (to_json(ballot), index.get(college, -1))
        for college, ballots in facts.by_college.items()
        for ballot in ballots
    ]
    # By content: the order in which ballots came would tell who cast them.
    for ident, (text, group) in zip(facts.identifiers, sorted(read), strict=False):
        ballot: Mapping[str, object] = {"mode": "swing", **json.loads(text)}
        yield BallotPart(id=ident, group=None if group < 0 else group, **ballot)


def ballot_of(line: BallotPart) -> Ballot:
    """The ballot that a line of a record tells."""
    fields = {"first": line.first, "points": line.points, "mode": line.mode}
    return from_json(json.dumps(fields))


def _movement(movement: Movement) -> MovementPart:
    changes = tuple(
        ChangePart(
            criterion=c.criterion,
            mean_change=coarse(c.mean_change),
            before=coarse(c.before),
            after=coarse(c.after),
        )
        for c in movement.changes
    )
    return MovementPart(
        both=movement.both,
        moved=movement.moved,
        changes=changes,
        order_before=movement.order_before,
        order_after=movement.order_after,
    )


def coarse(value: float | None) -> float | None:
    """A figure of ballots that are not written, as it is told."""
    return None if value is None else round(value, COARSE)
