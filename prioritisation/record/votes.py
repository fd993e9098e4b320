"""What was voted -> what a record tells of it: each round as it was, whatever came since.

Of a round that was shown one by one the ballots are written, without who, when it is the last that
is not void: they are matched with identifiers drawn before, by content, and written by identifier.
Of others, how the shares of each criterion spread, in whole percents: with more, trying all
combinations could give their ballots back.
"""

import json
from collections.abc import Iterator, Mapping

from prioritisation.analysis.ballots.ballot import Ballot, from_json, to_json
from prioritisation.analysis.ballots.group import coarse_spreads, group_weights
from prioritisation.analysis.thresholds import GroupThresholds
from prioritisation.meeting.rules.state import RoundFacts, Shown, people_present
from prioritisation.record.facts import MeetingFacts
from prioritisation.record.votes_part import (
    AttendancePart,
    BallotPart,
    NamedPart,
    RoundPart,
    SharesPart,
    VotesPart,
    WeightPart,
)


def votes_part(facts: MeetingFacts) -> VotesPart:
    """Everything that a record may tell of a vote, or of the one person who chose the weights."""
    last = next((r for r in reversed(facts.rounds) if not r.void), None)
    thresholds = facts.thresholds.group
    return VotesPart(
        wording=facts.wording,
        mode=facts.mode,
        form=facts.form,
        rounds=tuple(_round(r, thresholds, decides=r is last) for r in facts.rounds),
        groups=last.groups if last else (),
        weights=() if last else tuple(_chosen(facts)),
        chosen_by=None if last else facts.chosen_by,
        attendance=_attendance(facts),
        moved=facts.moved,
        unlike=facts.unlike,
    )


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


def _round(facts: RoundFacts, thresholds: GroupThresholds, *, decides: bool) -> RoundPart:
    listed = decides and facts.shown is Shown.ALL
    return RoundPart(
        number=facts.number,
        matrix=facts.matrix,
        criteria=tuple(NamedPart(id=c, label=name) for c, name in facts.criteria.items()),
        back=facts.back,
        opened=facts.opened,
        closed=facts.closed,
        void=facts.void,
        count=max(facts.count, len(facts.ballots)),
        paper=facts.typed,
        shown=facts.shown,
        ballots=tuple(sorted(_lines(facts), key=lambda line: line.id)) if listed else (),
        reasons=tuple(sorted(facts.reasons)),
        shares=() if listed or not facts.ballots else tuple(_shares(facts, thresholds)),
    )


def _shares(facts: RoundFacts, thresholds: GroupThresholds) -> Iterator[SharesPart]:
    """How the shares of each criterion spread; nothing of one that nobody weighs."""
    criteria = tuple(facts.criteria)
    weights = group_weights(facts.ballots, criteria).coarse().by_criterion()
    for spread in coarse_spreads(facts.ballots, criteria, thresholds):
        yield SharesPart(
            criterion=spread.criterion,
            given=spread.given,
            weight=weights[spread.criterion],
            median=spread.median,
            low_quartile=spread.low_quartile,
            high_quartile=spread.high_quartile,
            deviation=spread.deviation,
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
