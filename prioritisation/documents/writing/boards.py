"""The figures of a record as the workbook and the tables show them."""

from collections.abc import Sequence

from prioritisation.analysis.ballots.ballot import Ballot, shares
from prioritisation.documents.pictures.theme import CRITERIA
from prioritisation.documents.writing.content import Board, Bulletin, Cell, Column, Row
from prioritisation.documents.writing.subject import Subject
from prioritisation.record.model import Record
from prioritisation.record.polling import ballot_of
from prioritisation.sentences import anchor_text, direction_label, score_text
from prioritisation.wording import date_text, t

NOTHING = Board((), ())


def board_of(record: Record, subject: Subject | None) -> Board:
    """The figures; an empty board when there are too few ballots for any."""
    if subject is None:
        return NOTHING
    columns = tuple(_column(subject, j) for j in range(len(subject.criteria)))
    order = subject.analysis.ranking.order
    return Board(columns, tuple(_row(subject, i) for i in order), ballots_shown(record))


def _column(subject: Subject, j: int) -> Column:
    criterion = subject.analysis.case.criteria[j]
    weight = subject.results.weights[j].value
    return Column(
        criterion.id,
        criterion.label,
        100 * weight,
        weight,
        rule_text(subject, j),
        CRITERIA[subject.analysis.case.places[j]],
    )


def rule_text(subject: Subject, j: int) -> str:
    """The direction of a criterion, and what its two anchors are."""
    criterion = subject.analysis.case.criteria[j]
    perimeter, sense = subject.record.case.perimeter, subject.analysis.sense(criterion.id)
    worst, best = criterion.anchors(perimeter, sense)
    return t(
        "{direction}; 0: {worst}; 100: {best}",
        direction=direction_label(criterion, sense),
        worst=anchor_text(criterion, worst, perimeter),
        best=anchor_text(criterion, best, perimeter),
    )


def _row(subject: Subject, i: int) -> Row:
    lever = subject.analysis.case.levers[i]
    place = subject.results.ranking.places[i]
    return Row(
        lever.id,
        lever.label,
        lever.short_label,
        lever.colour,
        tuple(_cell(subject, i, j) for j in range(len(subject.criteria))),
        tuple(part.low for part in place.contributions),
        place.value.low,
        place.value.high,
        place.best_rank,
        place.worst_rank,
    )


def _cell(subject: Subject, i: int, j: int) -> Cell:
    case, matrix = subject.analysis.case, subject.analysis.matrix
    score = subject.analysis.score(i, j)
    source = case.sources.get(score.source)
    return Cell(
        score_text(case.criteria[j], score, subject.record.case.perimeter),
        float(matrix.low[i, j]),
        float(matrix.high[i, j]),
        score.status.value,
        source.title if source else score.source,
        date_text(score.date),
        score.confidence,
        score.reason,
    )


def ballots_shown(record: Record) -> tuple[Bulletin, ...]:
    """The ballots that give the weights, when the record tells them."""
    deciding, criteria = record.votes.deciding, record.case.criteria
    lines = deciding.ballots if deciding else ()
    ids = [c.id for c in criteria]
    return tuple(Bulletin(line.id, _pointed(ballot_of(line), ids)) for line in lines)


def _pointed(ballot: Ballot, criteria: Sequence[str]) -> tuple[float | None, ...]:
    """Its points; for places, the weights they make: a place is not a weight."""
    if not ballot.mode.ordered:
        return tuple(ballot.points.get(c) for c in criteria)
    found = shares(ballot)
    return tuple(None if (s := found.get(c)) is None else round(100 * s, 9) for c in criteria)
