"""Decision record -> note and slides: everything in them comes from the record alone."""

from criteria.case import Case
from prioritisation.documents.writing import content, result
from prioritisation.documents.writing.annex import annex_of
from prioritisation.documents.writing.board import board_of
from prioritisation.documents.writing.decision import (
    context_section,
    decision_section,
    decision_status,
    departure_sentence,
    dissent_section,
    proposal_line,
    steps_section,
)
from prioritisation.documents.writing.deck import slides_of
from prioritisation.documents.writing.heading import (
    body_of,
    closing_section,
    control_number,
    heading_lines,
    minutes_text,
)
from prioritisation.documents.writing.method import method_section
from prioritisation.documents.writing.pictures import picture_of
from prioritisation.documents.writing.result import hangs_on
from prioritisation.documents.writing.subject import Subject, new_subject, subject_of
from prioritisation.documents.writing.trace import trace_of
from prioritisation.record.computing import Computed
from prioritisation.record.model import Kind, Record, text_of
from prioritisation.sentences.decision import state_text
from prioritisation.sentences.tipping import details_texts
from prioritisation.sentences.verdict import conclusion
from prioritisation.wording import t
from prioritisation.wording.nouns import speaking_of


def note_of(record: Record, text: str = "") -> content.Note:
    """The note of a record that was read.

    Parameters
    ----------
    text
        The record as the file that is attached; written again from the record when empty.

    """
    with speaking_of(record.case.option):
        return _note(record, subject_of(record), text)


def new_note(
    record: Record, computed: Computed | None, spoken: Case | None = None
) -> content.Note:
    """The note of a record just made, from what was computed for it.

    Parameters
    ----------
    spoken
        The case that pages showed: a trial of one person keeps no file that says its words.
    """
    with speaking_of(record.case.option):
        return _note(record, new_subject(record, computed, spoken))


def _note(record: Record, subject: Subject | None, text: str = "") -> content.Note:
    picture = picture_of(subject)
    annex = annex_of(record, subject, picture)
    return content.Note(
        _heading(record),
        tuple(_first(subject, ours=record.kind is Kind.MEETING)),
        (
            decision_section(record, subject),
            context_section(record),
            method_section(record, subject),
            result.ranking_section(subject),
            result.robustness_section(subject),
            dissent_section(record, subject),
            steps_section(record),
            closing_section(record, annex),
        ),
        annex,
        trace_of(record),
        slides_of(record, subject, picture),
        board_of(record, subject),
        picture,
        text or text_of(record),
        record.sha256,
        minutes_text(record, (proposal_line(record), departure_sentence(record, subject))),
        record.case.option,
    )


def _heading(record: Record) -> content.Heading:
    body = body_of(record)
    return content.Heading(
        t("Minutes of the prioritisation: {title}", title=body)
        if body
        else t("Minutes of the prioritisation"),
        _status(record),
        heading_lines(record),
        record.meeting.date,
        body or record.meeting.title,
        _mark(record),
        control_number(record.sha256),
    )


def _status(record: Record) -> str:
    """What the note is worth, in a word or two."""
    if record.rehearsal:
        return t("rehearsal")
    if record.kind is Kind.SCENARIO:
        return t("project of one person")
    return state_text(decision_status(record), record.decision.body)


def _mark(record: Record) -> str:
    marks = []
    if record.fictitious:
        marks.append(t("Fictitious example: nothing in it happened."))
    if record.rehearsal:
        marks.append(t("Rehearsal: the votes are invented, nothing is decided."))
    return " ".join(marks)


def _first(subject: Subject | None, *, ours: bool) -> list[str]:
    """What must be known before anything else."""
    if subject is None:
        return [t("Too few votes: nothing is ranked.")]
    first = str(conclusion(subject.analysis, ours=ours))
    return [*filter(None, (first, " ".join(details_texts(subject.analysis)), hangs_on(subject)))]
