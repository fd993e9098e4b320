"""What a group was warned of, found again from the record: all but what only the meeting knew."""

from collections.abc import Iterator, Mapping

from prioritisation.analysis.ballots.abstention import Abstention
from prioritisation.analysis.ballots.group import first_counts, group_weights
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.thresholds import GroupThresholds, WarningThresholds
from prioritisation.analysis.warnings import (
    IN_THE_CASE,
    RevealedBallots,
    Turnout,
    WarningKind,
    WarningNote,
    ballot_warnings,
    case_warnings,
)
from prioritisation.record.case_part import CasePart
from prioritisation.record.computing import Computed
from prioritisation.record.same_case import case_of, senses_of
from prioritisation.record.votes_part import VotesPart

_GIVEN = frozenset(
    {
        # Of the log, or of the moment.
        WarningKind.CHANGED,
        WarningKind.RANKING_SEEN,
        WarningKind.FEW_PRESENT,
        # Of two rounds, of which one is told in whole percents.
        WarningKind.SUDDEN,
        # Of ballots that version 1 did not tell either.
        WarningKind.CARRIERS,
    }
)
"""Kinds whose figures no record holds what is needed to find again."""


def always_told(note: WarningNote) -> bool:
    """Whether a record that should tell of a warning cannot leave it out: those of the case."""
    return note.kind in IN_THE_CASE


def is_found_again(kind: WarningKind, votes: VotesPart) -> bool:
    """Whether a record holds what the figures of a kind of warning are made from."""
    if kind in IN_THE_CASE:
        return True
    deciding = votes.deciding
    # How many were typed in is told beside ballots that are listed, and nowhere else.
    listed = bool(deciding and deciding.ballots) or kind in (WarningKind.FEW, WarningKind.QUORUM)
    return kind not in _GIVEN and votes.attendance is not None and listed


def warnings_again(
    case: CasePart,
    votes: VotesPart,
    computed: Computed | None,
    thresholds: tuple[WarningThresholds, GroupThresholds],
) -> Mapping[str, WarningNote]:
    """Id -> each warning that a record holds what is needed to find again."""
    notes = [
        *case_warnings(case_of(case), case.combination, senses_of(case), thresholds[0]),
        *_of_ballots(votes, computed, thresholds),
    ]
    return {note.id: note for note in notes if is_found_again(note.kind, votes)}


def _of_ballots(
    votes: VotesPart,
    computed: Computed | None,
    thresholds: tuple[WarningThresholds, GroupThresholds],
) -> Iterator[WarningNote]:
    deciding, present = votes.deciding, votes.attendance
    if deciding is None or present is None:
        return
    turnout = Turnout(deciding.number, deciding.count, present.present, deciding.paper)
    revealed = None if computed is None else _revealed(computed, thresholds[1], votes.rule)
    yield from ballot_warnings(turnout, revealed, thresholds[0])


def _revealed(
    computed: Computed, thresholds: GroupThresholds, rule: Abstention
) -> RevealedBallots | None:
    """The ballots listed, as the results of the meeting told of them."""
    ballots = [ballot for group in computed.ballots.values() for ballot in group]
    if not ballots:
        return None
    analysis = computed.analysis
    matrix, group = analysis.matrix, group_weights(ballots, analysis.matrix.criteria, rule)
    median = None if group.median is None else additive(matrix, group.median)
    leaders = analysis.ranking, additive(matrix, group.geometric), median
    counts = first_counts(matrix, ballots)
    return RevealedBallots(analysis, leaders, counts, computed.ballots, thresholds, rule=rule)
