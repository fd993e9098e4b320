"""Decision record -> note and slides: everything in them comes from the record alone."""

from collections.abc import Iterator

from criteria.case import Case
from prioritisation.documents.writing import content, result
from prioritisation.documents.writing.annex import annex_of
from prioritisation.documents.writing.board import board_of
from prioritisation.documents.writing.decision import (
    context_section,
    decision_section,
    decision_status,
    departure_sentence,
    departures,
    dissent_section,
    findings,
    objections,
    paragraphs,
    proposal_line,
    steps_section,
    steps_table,
)
from prioritisation.documents.writing.deck import slides_of
from prioritisation.documents.writing.heading import (
    body_of,
    closing_section,
    control_number,
    heading_lines,
    minutes_text,
    signatures,
)
from prioritisation.documents.writing.method import method_section, weights_line
from prioritisation.documents.writing.pictures import picture_of
from prioritisation.documents.writing.result import hangs_on
from prioritisation.documents.writing.subject import Subject, new_subject, subject_of
from prioritisation.documents.writing.trace import trace_of
from prioritisation.record.computing import Computed
from prioritisation.record.model import Kind, Record, text_of
from prioritisation.sentences.change import change_lines
from prioritisation.sentences.decision import state_sentence, state_text, vote_sentence
from prioritisation.sentences.dossier_changes import minority_remark, motives_remark
from prioritisation.sentences.tipping import details_texts
from prioritisation.sentences.verdict import conclusion
from prioritisation.wording import listed, t
from prioritisation.wording.nouns import speaking_of
from prioritisation.wording.numbers import long_date


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
        _page(record, subject),
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


def _page(record: Record, subject: Subject | None) -> tuple[content.Section, ...]:
    """The sections of the page that have something to say; the documents hold the rest."""
    parts = (
        (t("Decision"), _decided(record)),
        (t("Why"), _why(record, subject)),
        (t("How sure it is"), _how_sure(record, subject)),
        (t("Dissenting views"), _dissent(record)),
        (t("Next steps"), _next(record)),
    )
    sections = (content.Section(title, tuple(blocks)) for title, blocks in parts)
    return tuple(section for section in sections if section.blocks)


def _decided(record: Record) -> Iterator[content.Block]:
    decision = record.decision
    if record.meeting.question:
        yield content.Paragraph(t("Question: {text}", text=record.meeting.question))
    yield content.Paragraph(proposal_line(record), strong=True)
    if record.kind is Kind.SCENARIO:
        return
    yield content.Paragraph(state_sentence(decision_status(record), decision.body))
    if sentence := vote_sentence(decision):
        yield content.Paragraph(sentence)
    if decision.review:
        day = long_date(decision.review)
        yield content.Paragraph(t("The decision is looked at again on {day}.", day=day))


def _why(record: Record, subject: Subject | None) -> Iterator[content.Block]:
    remark = motives_remark(record.decision, record.lever_labels)
    lines = (*departures(record, subject), *paragraphs(record.decision.motives), remark)
    yield from (content.Paragraph(line) for line in lines if line)


def _how_sure(record: Record, subject: Subject | None) -> Iterator[content.Block]:
    if subject is None:
        yield content.Paragraph(t("Too few votes: nothing is ranked."))
    else:
        ours = record.kind is Kind.MEETING
        yield content.Paragraph(str(conclusion(subject.analysis, ours=ours)), strong=True)
        yield content.Paragraph(weights_line(subject))
        if lines := change_lines(subject.analysis):
            yield content.Paragraph(t("What may change the answer"))
            yield content.Bullets(tuple(f"{line.about} {line.effect}" for line in lines))
        if reservation := hangs_on(subject):
            yield content.Paragraph(reservation)
    if aside := listed([c.label for c in record.case.set_aside]):
        yield content.Paragraph(t("Criteria not counted: {criteria}.", criteria=aside))


def _dissent(record: Record) -> Iterator[content.Block]:
    if record.kind is Kind.MEETING:
        yield content.Bullets(objections(record))
    if minority := paragraphs(record.decision.minority):
        yield content.Paragraph(t("Minority view"), strong=True)
        remark = minority_remark(record.decision, record.lever_labels)
        yield from (content.Paragraph(line) for line in (*minority, remark) if line)


def _next(record: Record) -> Iterator[content.Block]:
    if table := steps_table(record.decision):
        yield table
    if unknowns := findings(record):
        yield content.Paragraph(t("To find out first:"))
        yield content.Bullets(unknowns)
    if record.kind is Kind.MEETING:
        yield content.Paragraph(signatures())
