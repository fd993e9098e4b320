"""The annex: the matrix with its sources, what was assumed, how all this can be checked."""

from collections.abc import Iterator

from criteria.model import Score
from criteria.readings import ReadingQuestion
from prioritisation.analysis.crossing import crossing_of
from prioritisation.documents.writing import content
from prioritisation.documents.writing.board import rule_text
from prioritisation.documents.writing.decision import paragraphs, warnings_of_the_case
from prioritisation.documents.writing.method import movement_line
from prioritisation.documents.writing.result import alternates, more_tests, voting_lines
from prioritisation.documents.writing.subject import Subject
from prioritisation.record.model import Record
from prioritisation.sentences.criteria import official_names_text, plea_texts, set_aside_texts
from prioritisation.sentences.crossing import (
    branch_text,
    moving_text,
    open_choices_text,
    path_text,
)
from prioritisation.sentences.lacking import why_missing
from prioritisation.sentences.meeting import role_name, vote_name
from prioritisation.sentences.one_or_two import argument_lines
from prioritisation.sentences.phrases import score_text, status_text
from prioritisation.sentences.ranking import (
    caveats,
    counting_text,
    method,
    missing_scores,
    to_confirm_texts,
)
from prioritisation.wording import date_text, listed, number, t
from prioritisation.wording.numbers import with_capital

_MOST_ACROSS = 4
"""Criteria side by side in a table of the matrix; beyond, there is a second table."""


def annex_of(
    record: Record, subject: Subject | None, picture: content.Picture | None
) -> tuple[content.Section, ...]:
    """The sections of the annex that have something to say."""
    if subject is None:
        title, reasons = t("Reasons written on votes"), _reasons(record)
        return (content.Section(title, (content.Bullets(reasons),)),) if reasons else ()
    sections = [
        content.Section(t("Table of the scores"), tuple(matrix_tables(subject))),
        content.Section(
            t("What the scores rest on"), (content.Bullets(tuple(source_lines(subject))),)
        ),
        content.Section(
            t("Ways to count, directions and caveats"), tuple(_assumed(record, subject))
        ),
    ]
    if choices := tuple(_open_choices(subject)):
        sections.append(content.Section(t("Choices still open"), choices))
    if picture:
        sections.append(content.Section(t("Picture of the ranking"), (picture,)))
    sections += [
        content.Section(title, (content.Bullets(items),))
        for title, items in _lists(record, subject)
        if items
    ]
    return tuple(sections)


def _lists(record: Record, subject: Subject) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Title -> sentences of the sections that are lists, empty ones included."""
    return (
        (
            t("Criteria not counted"),
            set_aside_texts((c.label, c.why) for c in record.case.set_aside),
        ),
        (t("Warnings about the case"), tuple(warnings_of_the_case(record))),
        (t("Other tests"), tuple(filter(None, (movement_line(record), *more_tests(subject))))),
        (t("The method of work proposed"), tuple(_method(subject))),
        (t("Arguments on one lever or two"), tuple(_argued(subject))),
        (t("Reasons written on votes"), _reasons(record)),
        (t("How points are made"), tuple(_computed(subject))),
    )


def _argued(subject: Subject) -> Iterator[str]:
    """What the case says for one lever or two, then what the group adds."""
    yield from argument_lines(subject.official)
    yield from paragraphs(subject.record.decision.arguments)


def _computed(subject: Subject) -> Iterator[str]:
    """How points are made, then what specialists call what the minutes say in plain words."""
    yield from method(subject.thresholds.robustness)
    yield from voting_lines(subject)


def matrix_tables(subject: Subject) -> Iterator[content.Table]:
    """Levers by criteria, the scores as people read them."""
    case, _combination = subject.analysis.case, subject.analysis.scenario.combination
    for first in range(0, len(case.criteria), _MOST_ACROSS):
        columns = range(first, min(first + _MOST_ACROSS, len(case.criteria)))
        rows = tuple(
            (
                lever.label,
                *(score_text(case.criteria[j], subject.analysis.score(i, j)) for j in columns),
            )
            for i, lever in enumerate(case.levers)
        )
        header = (t("Lever"), *(case.criteria[j].label for j in columns))
        each = 0.68 / len(columns)
        yield content.Table("", header, rows, (0.32, *(each for _ in columns)))


def source_lines(subject: Subject) -> Iterator[str]:
    """Scores of a criterion with the same status, source and reason, together."""
    levers_of: dict[tuple[str, str, str, str, str], list[str]] = {}
    for i, lever in enumerate(subject.analysis.case.levers):
        for j, criterion in enumerate(subject.analysis.case.criteria):
            score = subject.analysis.score(i, j)
            key = criterion.label, status_text(score.status), *_rests(subject, score)
            levers_of.setdefault(key, []).append(lever.short_label)
    for (label, status, source, confidence, reason), levers in levers_of.items():
        about = [status, source, t("confidence: {word}", word=confidence) if confidence else ""]
        sentence = ", ".join(filter(None, about))
        # What begins with a capital is a sentence by itself.
        sentence += f". {reason}" if reason[:1].isupper() else f", {reason}" if reason else ""
        yield t(
            "{criterion} ({levers}): {about}.",
            criterion=label,
            levers=listed(levers),
            # A reason may have its own full stop.
            about=sentence.rstrip("."),
        )


def _rests(subject: Subject, score: Score) -> tuple[str, str, str]:
    source = subject.analysis.case.sources.get(score.source)
    named = score.source
    if source:
        # Who says something is title and publisher at once.
        parts = dict.fromkeys((source.title, source.publisher, date_text(source.date)))
        named = ", ".join(filter(None, parts))
    return named, score.confidence, why_missing(score)


def _assumed(record: Record, subject: Subject) -> Iterator[content.Block]:
    """What the ranking hangs on, and the caveats of its sources."""
    analysis, case = subject.analysis, subject.analysis.case
    combination = analysis.scenario.combination
    for question, own in zip(case.questions, subject.official.questions, strict=True):
        counting = counting_text(question, combination)
        yield content.Paragraph(" ".join(filter(None, (counting, _official_names(question, own)))))
    lines = []
    for j, c in enumerate(case.criteria):
        rule = rule_text(subject, j) + _standing(record, subject, j)
        lines.append(t("{name}: {label}", name=c.label, label=rule))
        lines += [t("{name}: {label}", name=c.label, label=plea) for plea in plea_texts(case, c)]
    yield content.Bullets((*lines, *missing_scores(analysis.table), *caveats(analysis)))


def _official_names(question: ReadingQuestion, own: ReadingQuestion) -> str:
    """What the case itself calls a question of reading and each reading; empty where the same."""
    readings = zip(question.readings, own.readings, strict=True)
    names = [(question.name, own.name), *((r.label, o.label) for r, o in readings)]
    return official_names_text(names)


def _standing(record: Record, subject: Subject, j: int) -> str:
    """What is still to be confirmed of a criterion, and why it counts that way.

    A direction that was confirmed for the meeting is no more that of the case, which left it open.
    """
    criterion = subject.analysis.case.criteria[j]
    direction = criterion.direction
    sure = not direction.contested
    by = next(
        (c.direction.confirmed_by for c in record.case.criteria if c.id == criterion.id), None
    )
    why = (
        t("Direction confirmed for this meeting ({who}).", who=role_name(by))
        if by
        else t("Why this direction? {reason}", reason=direction.reason)
    )
    return ". " + " ".join([*([why] if sure else []), *to_confirm_texts(criterion)])


def _open_choices(subject: Subject) -> Iterator[content.Block]:
    """Who is first by what the group settles, and how the share of the weights moves with it."""
    analysis, crossing = subject.analysis, crossing_of(subject.analysis)
    if sentence := open_choices_text(analysis, beside_table=True):
        texts = (sentence, moving_text(analysis))
        yield content.Paragraph(" ".join(filter(None, texts)))
    if crossing is not None and len(crossing.branches) > 1:
        rows = tuple(
            (
                path_text(analysis.case, crossing, branch),
                branch_text(analysis, branch),
                number(branch.count),
            )
            for branch in crossing.branches
        )
        header = (t("If the group takes"), t("First"), t("Ways"))
        yield content.Table("", header, rows, (0.52, 0.36, 0.12), frozenset({2}))
    if sentence and (others := tuple(alternates(subject))):
        yield content.Bullets(others)


def _method(subject: Subject) -> Iterator[str]:
    """The steps of the group's method of work, each in the words of its source."""
    case = subject.analysis.case
    for n, step in enumerate(case.method, 1):
        yield t(
            "{n}. {label}: « {quote} » ({source}, {place})",
            n=n,
            label=step.label,
            quote=step.quote,
            source=case.sources[step.source].short_name,
            place=step.place,
        )


def _reasons(record: Record) -> tuple[str, ...]:
    """Those of every vote; of which one, where there are several."""
    told = [(r.number, reason) for r in record.votes.rounds for reason in r.reasons]
    if len({number for number, _ in told}) < len(("before", "after")):
        return tuple(reason for _, reason in told)
    names = {n: with_capital(vote_name(n)) for n, _ in told}
    return tuple(t("{name}: {why}", name=names[n], why=reason) for n, reason in told)
