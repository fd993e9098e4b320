"""The figures of a note: criteria and their weights, levers and their scores, ballots."""

from collections.abc import Sequence

from criteria.scales import Amount, WordScale
from prioritisation.analysis.ballots.ballot import Ballot, ballot_shares_of
from prioritisation.documents.pictures.theme import CRITERION_COLOURS
from prioritisation.documents.writing import content
from prioritisation.documents.writing.method import full_name
from prioritisation.documents.writing.subject import Subject
from prioritisation.record.model import Record
from prioritisation.record.votes import ballot_of
from prioritisation.sentences.criteria import bends_text
from prioritisation.sentences.lacking import why_missing
from prioritisation.sentences.phrases import points_digits, score_text, status_text
from prioritisation.sentences.ranking import reading_texts
from prioritisation.sentences.shares import rounded_weights
from prioritisation.wording import t

EMPTY_BOARD = content.Board((), ())


def board_of(record: Record, subject: Subject | None) -> content.Board:
    """The figures; an empty board when there are too few ballots for any."""
    if subject is None:
        return EMPTY_BOARD
    columns = tuple(_column(subject, j) for j in range(len(subject.criteria)))
    order = subject.analysis.ranking.order
    rows = tuple(_row(subject, i) for i in order)
    return content.Board(
        columns,
        rows,
        recorded_ballots(record),
        rounded_weights([weight.value for weight in subject.results.weights]).digits,
        points_digits(subject.analysis.ranking),
    )


def _column(subject: Subject, j: int) -> content.BoardColumn:
    criterion = subject.analysis.case.criteria[j]
    weight = subject.results.weights[j].value
    in_words = isinstance(criterion.scale, WordScale)
    return content.BoardColumn(
        criterion.id,
        criterion.label,
        100 * weight,
        weight,
        rule_text(subject, j),
        CRITERION_COLOURS[subject.analysis.case.places[j]],
        # Whoever reads « 2 » there, a program too, is told whether it is a word.
        t("in words") if in_words else criterion.unit.several or criterion.unit.one,
        criterion.official or criterion.label,
        full_name(criterion),
    )


def rule_text(subject: Subject, j: int) -> str:
    """The direction of a criterion, what its two anchors are, and the scores it bends at."""
    analysis, criterion = subject.analysis, subject.analysis.case.criteria[j]
    direction, worst, best = reading_texts(analysis, criterion)
    rule = t("{direction}; 0: {worst}; 100: {best}", direction=direction, worst=worst, best=best)
    between = bends_text(criterion, analysis.sense(criterion.id))
    return t("{rule}; {more}", rule=rule, more=between) if between else rule


def _row(subject: Subject, i: int) -> content.BoardRow:
    lever = subject.analysis.case.levers[i]
    place = subject.results.ranking.places[i]
    return content.BoardRow(
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


def _cell(subject: Subject, i: int, j: int) -> content.BoardCell:
    case, matrix = subject.analysis.case, subject.analysis.matrix
    score = subject.analysis.score(i, j)
    source = case.sources.get(score.source)
    return content.BoardCell(
        score_text(case.criteria[j], score),
        float(matrix.low[i, j]),
        float(matrix.high[i, j]),
        status_text(score.status),
        source.title if source else score.source,
        score.date,
        score.confidence,
        why_missing(score),
        *(_raw(subject, j, end) for end in (score.low, score.high)),
    )


def _raw(subject: Subject, j: int, amount: Amount | None) -> Amount | None:
    """A bound of a score, a level by its word."""
    scale = subject.analysis.case.criteria[j].scale
    if amount is None or not isinstance(scale, WordScale):
        return amount
    return scale.level(amount).label


def recorded_ballots(record: Record) -> tuple[tuple[str, content.BallotPoints], ...]:
    """The ballots that give the weights, when the record tells them."""
    deciding, criteria = record.votes.deciding, record.case.criteria
    lines = deciding.ballots if deciding else ()
    ids = [c.id for c in criteria]
    return tuple((line.id, _pointed(ballot_of(line), ids)) for line in lines)


def _pointed(ballot: Ballot, criteria: Sequence[str]) -> content.BallotPoints:
    """Its points; for places, the weights they make: a place is not a weight."""
    if not ballot.mode.ordered:
        return tuple(ballot.points.get(c) for c in criteria)
    shares = ballot_shares_of(ballot)
    # Parts of whole numbers, without the noise of dividing them.
    return tuple(None if (s := shares.get(c)) is None else round(100 * s, 9) for c in criteria)
