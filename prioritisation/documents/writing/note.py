"""Decision record -> note and slides: everything in them comes from the record alone."""

from collections.abc import Iterator

from prioritisation.documents.writing import content, result
from prioritisation.documents.writing.annex import annex_of, board_of, trace_of
from prioritisation.documents.writing.decision import (
    context_section,
    decision_section,
    decision_status,
    dissent_section,
    findings,
    objections,
    paragraphs,
    proposal_line,
    steps_section,
    steps_table,
)
from prioritisation.documents.writing.heading import (
    body_of,
    closing_section,
    control_number,
    heading_lines,
)
from prioritisation.documents.writing.method import method_section, voters, weights_table
from prioritisation.documents.writing.pictures import pictures_of
from prioritisation.documents.writing.subject import Subject, new_subject, subject_of
from prioritisation.record.computing import Computed
from prioritisation.record.model import Record, text_of
from prioritisation.sentences import assumption_lines, conclusion, points_text, rank_text
from prioritisation.sentences.ballots import colleges_text
from prioritisation.sentences.decision import state_text
from prioritisation.sentences.robustness import robustness_answer
from prioritisation.wording import NBSP, percent, t

_MOST_ROWS, _MOST_TESTS, _MOST_STEPS = 8, 4, 5
GLANCE = 130
"""Characters of a title."""


def slides_of(
    record: Record, subject: Subject | None, pictures: tuple[content.Picture, ...]
) -> tuple[content.Slide, ...]:
    """The slides; the last one alone when nothing could be ranked."""
    last = _decision(record)
    if subject is None:
        return (last,)
    drawn = {picture.kind: picture for picture in pictures}
    return (
        _ranking(record, subject, drawn["ranking"]),
        _solidity(subject, drawn.get("places")),
        last,
    )


def _ranking(record: Record, subject: Subject, picture: content.Picture) -> content.Slide:
    analysis, ranking = subject.analysis, subject.analysis.ranking
    rows = tuple(
        (rank_text(ranking, i), analysis.case.levers[i].short_label, points_text(ranking, i))
        for i in ranking.order[:_MOST_ROWS]
    )
    table = content.Table("", (t("Rank"), t("Lever"), t("Points")), rows, (0.22, 0.53, 0.25))
    answer = conclusion(analysis)
    about = (_hangs_on(subject), *voters(record), _weights(subject))
    notes = [str(answer), *about, picture.alt]
    return content.Slide(
        _message(answer.headline, answer.reservation), (table, picture), "\n".join(notes)
    )


def _message(loud: str, rest: str) -> str:
    """A title: as much of a sentence as one reads at a glance."""
    whole = f"{loud} {rest}"
    short = whole.split(f"{NBSP};", maxsplit=1)[0].rstrip(".")
    if len(short) <= GLANCE:
        return short
    return loud.rstrip(f":;,{NBSP} ")


def _weights(subject: Subject) -> str:
    sentence = ", ".join(
        t("{criterion} {share}", criterion=label, share=percent(w.value, 1))
        for label, w in zip(subject.criteria, subject.results.weights, strict=True)
    )
    return t("Weights: {list}.", list=sentence)


def _solidity(subject: Subject, picture: content.Picture | None) -> content.Slide:
    sentences = tuple(result.tests(subject))
    loud, rest = robustness_answer(subject.analysis, subject.robustness)
    answer = f"{loud} {rest}"
    two = result.one_or_two(subject)
    few = (*sentences[:_MOST_TESTS], *([two] if two else []))
    blocks: tuple[content.Block, ...] = (content.Bullets((answer, *few)),)
    notes = "\n".join([answer, *sentences, picture.alt if picture else ""])
    message = _message(loud, rest)
    return content.Slide(message, (*blocks, *([picture] if picture else [])), notes)


def _decision(record: Record) -> content.Slide:
    """The proposal is the message; then why, what was objected, what comes next."""
    reasons = tuple(_why(record))
    table = steps_table(record.decision)
    blocks: list[content.Block] = (
        [content.Bullets(reasons)]
        if reasons
        else [content.Paragraph(t("Reasons: to be written."))]
    )
    if table:
        blocks.append(
            content.Table(
                table.caption, table.header, table.rows[:_MOST_STEPS], table.widths, table.figures
            )
        )
    notes = [*paragraphs(record.decision.motives), *objections(record)]
    return content.Slide(proposal_line(record), tuple(blocks), "\n".join(notes))


def _why(record: Record) -> Iterator[str]:
    decision = record.decision
    for text in paragraphs(decision.motives)[:2]:
        yield t("Reasons: {text}", text=text)
    yield from objections(record)[:2]
    for text in paragraphs(decision.minority)[:1]:
        yield t("Minority view: {text}", text=text)
    for text in findings(record)[:2]:
        yield t("To find out first: {text}", text=text)


def note_of(record: Record, text: str = "") -> content.Note:
    """The note of a record that was read.

    Parameters
    ----------
    text
        The record as the file that is attached; written again from the record when empty.

    Raises
    ------
    Differs
        When the record does not compute here as it says.
    """
    return _note(record, subject_of(record), text)


def new_note(record: Record, computed: Computed | None) -> content.Note:
    """The note of a record just made, from what was computed for it."""
    return _note(record, new_subject(record, computed))


def _note(record: Record, subject: Subject | None, text: str = "") -> content.Note:
    pictures = pictures_of(subject)
    annex = annex_of(record, subject, pictures)
    return content.Note(
        _heading(record),
        tuple(_first(subject)),
        (
            decision_section(record, subject),
            context_section(record),
            method_section(record, subject),
            result.ranking_section(subject),
            result.robustness_section(subject),
            dissent_section(record),
            steps_section(record),
            closing_section(record, annex),
        ),
        annex,
        trace_of(record),
        slides_of(record, subject, pictures),
        board_of(record, subject),
        pictures,
        _tables(record, subject),
        text or text_of(record),
        record.sha256,
    )


def _heading(record: Record) -> content.Heading:
    status = t("rehearsal") if record.rehearsal else state_text(decision_status(record))
    body = body_of(record)
    return content.Heading(
        t("Prioritisation note: {title}", title=body) if body else t("Prioritisation note"),
        status,
        heading_lines(record),
        record.meeting.date,
        body or record.meeting.title,
        _mark(record),
        control_number(record.sha256),
    )


def _mark(record: Record) -> str:
    marks = []
    if record.fictitious:
        marks.append(t("Fictitious example: nothing in it happened."))
    if record.rehearsal:
        marks.append(t("Rehearsal: the ballots are simulated, nothing is decided."))
    return " ".join(marks)


def _first(subject: Subject | None) -> list[str]:
    """What must be known before anything else."""
    if subject is None:
        return [t("Too few ballots: nothing is ranked.")]
    return [str(conclusion(subject.analysis)), _hangs_on(subject)]


def _hangs_on(subject: Subject) -> str:
    """The ways to count and the directions in force, and what is not known."""
    return t("It hangs on: {text}.", text=" · ".join(assumption_lines(subject.analysis)))


def _tables(record: Record, subject: Subject | None) -> dict[str, content.Table]:
    steps = steps_table(record.decision)
    tables = {t("steps-table"): steps} if steps else {}
    if subject is not None:
        tables[t("ranking-table")] = result.ranking_table(subject)
        tables[t("weights-table")] = weights_table(subject)
    return tables
