"""Decision record -> note: everything in it comes from the record, and from nothing else."""

from collections.abc import Iterable

from prioritisation.documents.writing.annex import annex_of, trace_of
from prioritisation.documents.writing.boards import board_of
from prioritisation.documents.writing.content import Heading, Note, Table
from prioritisation.documents.writing.dates import long_date
from prioritisation.documents.writing.decided import (
    context_section,
    decision_section,
    state_of,
    steps_section,
    steps_table,
)
from prioritisation.documents.writing.deck import slides_of
from prioritisation.documents.writing.dissent import dissent_section
from prioritisation.documents.writing.illustrations import pictures_of
from prioritisation.documents.writing.standing import (
    ranking_section,
    ranking_table,
    solidity_section,
)
from prioritisation.documents.writing.subject import Subject, subject_of
from prioritisation.documents.writing.weighed import method_section, weights_table
from prioritisation.record.model import Kind, Record, text_of
from prioritisation.record.voted import VotesPart
from prioritisation.sentences import assumptions, conclusion
from prioritisation.sentences.decision import state_text
from prioritisation.wording import listed, t, tn

BLANK = "\N{HORIZONTAL ELLIPSIS}" * 12
"""A line to be filled in by hand."""


def note_of(record: Record, text: str = "") -> Note:
    """The note of a record.

    Parameters
    ----------
    text
        The record as the file that is attached; written again from the record when empty.

    Raises
    ------
    Differs
        When the record does not compute here as it says.
    """
    subject = subject_of(record)
    pictures = pictures_of(subject)
    ranking = pictures[0] if pictures else None
    return Note(
        _heading(record),
        tuple(_first(subject)),
        (
            decision_section(record),
            context_section(record),
            method_section(record, subject),
            ranking_section(subject, ranking),
            solidity_section(subject),
            dissent_section(record),
            steps_section(record),
        ),
        annex_of(record, subject, pictures[1:]),
        trace_of(record),
        slides_of(record, subject, pictures),
        board_of(record, subject),
        pictures,
        _tables(record, subject),
        text or text_of(record),
        record.sha256,
    )


def _heading(record: Record) -> Heading:
    meeting = record.meeting
    lines = [
        (t("Body"), record.case.group),
        (_dated(record), long_date(meeting.date)),
        (t("Object"), t("{title}. {label}", title=record.case.title, label=meeting.title)),
    ]
    if record.kind is Kind.SCENARIO:
        lines.append((t("Participants"), t("none: a scenario of one person")))
    else:
        lines.append((t("Participants"), _participants(record.votes)))
        lines.append((t("Excused"), BLANK))
    lines.append((t("Written by"), BLANK))
    status = t("rehearsal") if record.rehearsal else state_text(state_of(record))
    return Heading(
        t("Prioritisation note: {title}", title=record.case.group),
        status,
        tuple(lines),
        meeting.date,
        record.case.group,
        _mark(record),
    )


def _dated(record: Record) -> str:
    return t("Date") if record.kind is Kind.SCENARIO else t("Date of the meeting")


def _mark(record: Record) -> str:
    marks = []
    if record.fictitious:
        marks.append(t("Fictitious example: nothing in it happened."))
    if record.rehearsal:
        marks.append(t("Rehearsal: the ballots are simulated, nothing is decided."))
    return " ".join(marks)


def _participants(votes: VotesPart) -> str:
    """How many were there; by college, the ballots of each group that may be told."""
    if votes.attendance is None:
        return BLANK
    there = votes.attendance.present
    told = tn("{n} person present", "{n} people present", there)
    lines = votes.deciding.ballots if votes.deciding else ()
    parts = [
        t("{colleges} {n}", colleges=_named(names), n=sum(line.group == k for line in lines))
        for k, names in enumerate(votes.groups)
    ]
    if not parts:
        return told
    return t("{told}; ballots by college: {parts}", told=told, parts=" ; ".join(parts))


def _named(colleges: Iterable[str]) -> str:
    return listed([college or t("no college given") for college in colleges])


def _first(subject: Subject | None) -> list[str]:
    """What must be known before anything else."""
    if subject is None:
        return [t("Too few ballots: nothing is ranked.")]
    hangs = t("It hangs on: {text}.", text=" · ".join(assumptions(subject.analysis)))
    return [str(conclusion(subject.analysis)), hangs]


def _tables(record: Record, subject: Subject | None) -> dict[str, Table]:
    steps = steps_table(record.decision)
    found = {t("steps-table"): steps} if steps else {}
    if subject is not None:
        found[t("ranking-table")] = ranking_table(subject)
        found[t("weights-table")] = weights_table(subject)
    return found
