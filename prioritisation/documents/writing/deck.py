"""The three slides of a note: the ranking, how far it holds, the decision and what comes next."""

from collections.abc import Iterator

from prioritisation.documents.writing.content import (
    Block,
    Bullets,
    Paragraph,
    Picture,
    Slide,
    Table,
)
from prioritisation.documents.writing.decided import findings, paragraphs, proposal, steps_table
from prioritisation.documents.writing.dissent import objections
from prioritisation.documents.writing.standing import tests
from prioritisation.documents.writing.subject import Subject
from prioritisation.documents.writing.weighed import voters
from prioritisation.record.model import Record
from prioritisation.sentences import conclusion, points_text, rank_text
from prioritisation.sentences.solidity import solidity_answer
from prioritisation.wording import NBSP, percent, t

MOST_ROWS, MOST_TESTS, MOST_STEPS = 8, 4, 5
GLANCE = 130
"""Characters of a title."""


def slides_of(
    record: Record, subject: Subject | None, pictures: tuple[Picture, ...]
) -> tuple[Slide, ...]:
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


def _ranking(record: Record, subject: Subject, picture: Picture) -> Slide:
    analysis, ranking = subject.analysis, subject.analysis.ranking
    rows = tuple(
        (rank_text(ranking, i), analysis.case.levers[i].short_label, points_text(ranking, i))
        for i in ranking.order[:MOST_ROWS]
    )
    table = Table("", (t("Rank"), t("Lever"), t("Points")), rows, (0.22, 0.53, 0.25))
    said = conclusion(analysis)
    notes = [str(said), *voters(record), _weights(subject), picture.alt]
    return Slide(_message(said.loud, said.rest), (table, picture), "\n".join(notes))


def _message(loud: str, rest: str) -> str:
    """A title: as much of a sentence as one reads at a glance."""
    whole = f"{loud} {rest}"
    short = whole.split(f"{NBSP};", maxsplit=1)[0].rstrip(".")
    if len(short) <= GLANCE:
        return short
    return loud.rstrip(f":;,{NBSP} ")


def _weights(subject: Subject) -> str:
    told = ", ".join(
        t("{criterion} {share}", criterion=label, share=percent(w.value, 1))
        for label, w in zip(subject.criteria, subject.results.weights, strict=True)
    )
    return t("Weights: {list}.", list=told)


def _solidity(subject: Subject, picture: Picture | None) -> Slide:
    said = tuple(tests(subject))
    loud, rest = solidity_answer(subject.analysis, subject.robustness)
    answer = f"{loud} {rest}"
    blocks: tuple[Block, ...] = (Bullets((answer, *said[:MOST_TESTS])),)
    notes = "\n".join([answer, *said, picture.alt if picture else ""])
    message = _message(loud, rest)
    return Slide(message, (*blocks, *([picture] if picture else [])), notes)


def _decision(record: Record) -> Slide:
    """The proposal is the message; then why, what was objected, what comes next."""
    told = tuple(_why(record))
    table = steps_table(record.decision)
    blocks: list[Block] = [Bullets(told)] if told else [Paragraph(t("Reasons: to be written."))]
    if table:
        blocks.append(
            Table(
                table.caption, table.header, table.rows[:MOST_STEPS], table.widths, table.figures
            )
        )
    notes = [*paragraphs(record.decision.motives), *objections(record)]
    return Slide(proposal(record), tuple(blocks), "\n".join(notes))


def _why(record: Record) -> Iterator[str]:
    decision = record.decision
    for text in paragraphs(decision.motives)[:2]:
        yield t("Reasons: {text}", text=text)
    yield from objections(record)[:2]
    for text in paragraphs(decision.minority)[:1]:
        yield t("Minority view: {text}", text=text)
    for text in findings(record)[:2]:
        yield t("To find out first: {text}", text=text)
