"""What a group was warned of, found again from the record: all but what only the meeting knew."""

from collections.abc import Iterator, Mapping

from prioritisation.analysis.ballots.group import (
    CriterionMovement,
    Movement,
    first_counts,
    group_weights,
    shown_deviations,
    weight_order,
)
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.thresholds import GroupThresholds, WarningThresholds
from prioritisation.analysis.warnings import (
    MeetingFigures,
    RevealedBallots,
    Turnout,
    WarningKind,
    WarningNote,
    ballot_warnings,
    case_warnings,
    meeting_warnings,
)
from prioritisation.meeting.rules.state import Shown
from prioritisation.record.computing import Computed
from prioritisation.record.model import Kind, Record
from prioritisation.record.same_case import case_of, senses_of
from prioritisation.record.votes import ballot_of
from prioritisation.record.votes_part import VotesPart

_Thresholds = tuple[WarningThresholds, GroupThresholds]


def warnings_again(
    record: Record, computed: Computed | None, thresholds: _Thresholds
) -> Mapping[str, WarningNote]:
    """Id -> each warning that a record holds what is needed to find again, in their order.

    That the table was frozen again after the vote, and how many times a ranking was opened before
    it, only the log knows: the warnings that say so are taken at their word. Nobody is warned in
    a scenario of one person.
    """
    if record.kind is Kind.SCENARIO:
        return {}
    case = record.case
    notes = [
        *case_warnings(case_of(case), case.combination, senses_of(case), thresholds[0]),
        *meeting_warnings(_figures(record), thresholds[0]),
        *_of_ballots(record, computed, thresholds),
    ]
    return {note.id: note for note in notes}


def _count(record: Record, kind: WarningKind) -> int:
    """The count that a warning of a kind gives; 0 without one."""
    return next((w.n for w in record.warnings if w.kind is kind), 0)


def _figures(record: Record) -> MeetingFigures:
    changed = bool(_count(record, WarningKind.CHANGED))
    opened = max(0, _count(record, WarningKind.RANKING_SEEN))
    deciding = record.votes.deciding
    return MeetingFigures(deciding.number if changed and deciding else 0, opened)


def _of_ballots(
    record: Record, computed: Computed | None, thresholds: _Thresholds
) -> Iterator[WarningNote]:
    deciding, present = record.votes.deciding, record.votes.attendance
    if deciding is None or present is None:
        return
    # Where only their number was shown, only the warning says how many were typed in.
    told = deciding.shown is not Shown.COUNT
    paper = deciding.paper if told else _count(record, WarningKind.MIXED)
    turnout = Turnout(deciding.number, deciding.count, present.present, paper)
    revealed = None if computed is None else _revealed(record, computed, thresholds[1])
    yield from ballot_warnings(turnout, revealed, thresholds[0])


def _revealed(
    record: Record, computed: Computed, thresholds: GroupThresholds
) -> RevealedBallots | None:
    """The ballots listed, as the results of the meeting told of them."""
    ballots = [ballot for group in computed.ballots.values() for ballot in group]
    deciding = record.votes.deciding
    if not ballots or deciding is None:
        return None
    analysis = computed.analysis
    matrix, group = analysis.matrix, group_weights(ballots, analysis.matrix.criteria)
    median = None if group.median is None else additive(matrix, group.median)
    leaders = analysis.ranking, additive(matrix, group.geometric), median
    return RevealedBallots(
        analysis,
        leaders,
        first_counts(matrix, ballots),
        computed.ballots,
        thresholds,
        movement_of(record.votes),
        bool(deciding.reasons),
    )


def movement_of(votes: VotesPart) -> Movement | None:
    """What moved between the last two rounds, from what a record tells of each."""
    if votes.moved is None:
        return None
    before, after = [r for r in votes.rounds if not r.void][-2:]
    criteria, ballots = [c.id for c in after.criteria], list(map(ballot_of, after.ballots))
    told, last = {s.criterion: s for s in before.shares}, shown_deviations(ballots, criteria)
    changes = tuple(
        CriterionMovement(c, told[c].deviation if c in told else None, last.get(c))
        for c in criteria
    )
    heaviest = sorted(criteria, key=lambda c: -told[c].weight if c in told else 0.0)
    order = weight_order(ballots, criteria)
    return Movement(after.count, votes.moved, changes, tuple(heaviest), order)
