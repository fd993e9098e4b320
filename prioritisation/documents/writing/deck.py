"""Decision record -> slides: messages first, then what they rest on."""

from collections.abc import Iterator

from prioritisation.documents.writing import content, result
from prioritisation.documents.writing.cleaning import CUT
from prioritisation.documents.writing.decision import (
    consent_line,
    departures,
    findings,
    objection_lines,
    objections,
    paragraphs,
    proposal_line,
    proposed_line,
    steps_table,
)
from prioritisation.documents.writing.method import voters, weights_line
from prioritisation.documents.writing.result import hangs_on
from prioritisation.documents.writing.subject import Subject
from prioritisation.record.model import Kind, Record
from prioritisation.sentences.decision import answered_text, vote_sentence
from prioritisation.sentences.dossier_changes import minority_remark, motives_remark
from prioritisation.sentences.phrases import points_text, rank_text
from prioritisation.sentences.robustness import solid_headline
from prioritisation.sentences.verdict import conclusion
from prioritisation.wording import NBSP, t, tn

_MOST_ROWS, _MOST_TESTS = 8, 4
GLANCE = 130
"""Characters of a title."""


def slides_of(
    record: Record, subject: Subject | None, picture: content.Picture | None
) -> tuple[content.Slide, ...]:
    """The ranking, its solidity, the decision, the objections; no ranking where there is none."""
    decided = (_decision(record, subject), *_objections(record))
    if subject is None or picture is None:
        return decided
    return _ranking(record, subject, picture), _solidity(subject), *decided


def _ranking(record: Record, subject: Subject, picture: content.Picture) -> content.Slide:
    analysis, ranking = subject.analysis, subject.analysis.ranking
    rows = tuple(
        (rank_text(ranking, i), analysis.case.levers[i].short_label, points_text(ranking, i))
        for i in ranking.order[:_MOST_ROWS]
    )
    more = len(ranking.order) - len(rows)
    if more > 0:
        left = tn("{n} other lever, in the minutes", "{n} other levers, in the minutes", more)
        rows = (*rows, (CUT, left, ""))
    table = content.Table("", (t("Rank"), t("Lever"), t("Points")), rows, (0.22, 0.53, 0.25))
    answer = conclusion(analysis, ours=record.kind is Kind.MEETING)
    about = (hangs_on(subject), *voters(record, subject), weights_line(subject))
    notes = [str(answer), *filter(None, about), picture.alt]
    return content.Slide(_message(answer.answer, ""), (table, picture), "\n".join(notes))


def _message(loud: str, rest: str) -> str:
    """A title: as much of a sentence as one reads at a glance."""
    whole = f"{loud} {rest}".strip()
    short = whole.split(f"{NBSP};", maxsplit=1)[0].rstrip(".")
    if len(short) <= GLANCE:
        return short
    return loud.rstrip(f":;,{NBSP} ")


def _solidity(subject: Subject) -> content.Slide:
    sentences = tuple(result.tests(subject))
    headline = solid_headline(subject.analysis, subject.robustness)
    answer = str(headline)
    two = result.one_or_two_line(subject)
    notes = "\n".join([answer, *sentences])
    message = _message(headline.answer, headline.reservation)
    if message == _message(conclusion(subject.analysis).answer, ""):
        # The slide before has said it in its title.
        message = t("How far does it hold?")
    # What the first tests have already said is not said again.
    few = (*_beyond(message, answer), *sentences[:_MOST_TESTS], *filter(None, [two]))
    return content.Slide(message, (content.Bullets(tuple(dict.fromkeys(few))),), notes)


def _beyond(message: str, answer: str) -> tuple[str, ...]:
    """What an answer says more than the title that begins it, as a sentence; nothing if none."""
    rest = answer.removeprefix(message).lstrip(f" :;.{NBSP}")
    return (rest[:1].upper() + rest[1:],) if rest else ()


def _decision(record: Record, subject: Subject | None) -> content.Slide:
    """The proposal is the message; then where it departs from the ranking, why, what is next."""
    decision = record.decision
    reasons = (*departures(record, subject), *_why(record))
    table = steps_table(decision)
    blocks: list[content.Block] = (
        [content.Bullets(reasons)]
        if reasons
        else [content.Paragraph(t("Reasons: to be written."))]
    )
    notes = dict.fromkeys((proposal_line(record), *reasons, *objections(record)))
    return content.Slide(
        proposed_line(record), (*blocks, *([table] if table else [])), "\n".join(notes)
    )


def _why(record: Record) -> Iterator[str]:
    decision = record.decision
    if decision.body.strip():
        yield t("To be validated by: {body}", body=decision.body.strip())
    labels = record.lever_labels
    for text in paragraphs(decision.motives):
        yield t("Reasons: {text}", text=text)
    yield from filter(None, (motives_remark(decision, labels),))
    if not decision.current_objections:
        yield from filter(None, (consent_line(record), vote_sentence(decision)))
    for text in paragraphs(decision.minority):
        yield t("Minority view: {text}", text=text)
    yield from filter(None, (minority_remark(decision, labels),))
    for text in findings(record):
        yield t("To find out first: {text}", text=text)


def _objections(record: Record) -> Iterator[content.Slide]:
    """What was objected, named so, each with its answer; the vote with them."""
    decision = record.decision
    if not decision.objections:
        return
    named = [t("Objection: {text}", text=text) for text in objection_lines(record)]
    items = (*filter(None, (vote_sentence(decision),)), *named)
    message = consent_line(record) or answered_text(decision)
    yield content.Slide(
        message.rstrip("."), (content.Bullets(items),), "\n".join((message, *items))
    )
