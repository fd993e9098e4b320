"""What a group was warned of, found again from the record: all but what only the meeting knew."""

from collections.abc import Iterator, Mapping

from prioritisation.analysis.ballots.group import first_counts, group_weights
from prioritisation.analysis.ballots.rounds import CriterionMovement, Movement
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
from prioritisation.record.computing import Computed
from prioritisation.record.model import Kind, Record
from prioritisation.record.same_case import case_of, senses_of
from prioritisation.record.votes_part import MovementPart

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
    return MeetingFigures((changed and record.votes.decisive) or 0, opened)


def _of_ballots(
    record: Record, computed: Computed | None, thresholds: _Thresholds
) -> Iterator[WarningNote]:
    deciding, present = record.votes.deciding, record.votes.attendance
    if deciding is None or present is None:
        return
    # Of ballots that are not listed, only the warning says how many were typed in.
    paper = deciding.paper if deciding.ballots else _count(record, WarningKind.MIXED)
    turnout = Turnout(deciding.number, deciding.count, present.present, paper)
    revealed = None if computed is None else _revealed(record, computed, thresholds[1])
    yield from ballot_warnings(turnout, revealed, thresholds[0])


def _revealed(
    record: Record, computed: Computed, thresholds: GroupThresholds
) -> RevealedBallots | None:
    """The ballots listed, as the results of the meeting told of them."""
    ballots = [ballot for group in computed.ballots.values() for ballot in group]
    deciding, change = record.votes.deciding, record.votes.movement
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
        None if change is None else movement_of(change),
        bool(deciding.reasons),
    )


def movement_of(part: MovementPart) -> Movement:
    """What moved, as a record tells it."""
    changes = tuple(CriterionMovement(**change.model_dump()) for change in part.changes)
    return Movement(part.both, part.moved, changes, part.order_before, part.order_after)
