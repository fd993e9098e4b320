"""The ranking, and how far it holds: a sentence for each test."""

from collections.abc import Iterator, Sequence

from prioritisation.analysis.ballots.camps import are_enough
from prioritisation.analysis.ballots.group import duels, first_counts
from prioritisation.analysis.crossing import choices_left, crossing_of
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Analysis
from prioritisation.documents.writing.content import Bullets, Paragraph, Section, Table
from prioritisation.documents.writing.subject import Subject
from prioritisation.record.group_part import GroupPart, MeanPart
from prioritisation.sentences.change import anchor_lines
from prioritisation.sentences.counted import First, first_text, said_with_choices
from prioritisation.sentences.crossing import count_text
from prioritisation.sentences.explained import named_method, other_mean_rule
from prioritisation.sentences.group import (
    Way,
    abstained_text,
    camps_text,
    duels_text,
    firsts_text,
    no_camps_text,
    other_means,
    ways_text,
)
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.sentences.one_or_two import two_line
from prioritisation.sentences.phrases import joined, lever_labels, rank_text
from prioritisation.sentences.ranking import assumption_lines, ranking_rows
from prioritisation.sentences.robustness import (
    driver_sentence,
    learning_answer,
    learning_lines,
    solid_headline,
)
from prioritisation.sentences.robustness_tests import ballot_lines, leaving_lines
from prioritisation.sentences.tipping import tipping_lines
from prioritisation.sentences.verdict import alternate_heading
from prioritisation.wording import listed, t

_MOST_PARTS = 4
"""Criteria whose contributions have a column in the table of the ranking."""

_MOST_LEAVING = 1
"""Sentences told of what is left out; the annex has the others."""


def hangs_on(subject: Subject) -> str:
    """The ways to count and directions in force, and what is not known; empty when all is sure."""
    lines = assumption_lines(subject.analysis)
    return t("What it hangs on. {text}.", text=" · ".join(lines)) if lines else ""


def ranking_section(subject: Subject | None) -> Section:
    """The table; its picture is in the annex, and the conclusion is what must be known first."""
    title = t("4. Ranking")
    if subject is None:
        return Section(title, (Paragraph(t("Too few votes: nothing is ranked.")),))
    return Section(title, (ranking_table(subject),))


def ranking_table(subject: Subject) -> Table:
    """Rank, lever, points, and what each criterion brings when there are few."""
    count = len(subject.criteria)
    parts = count <= _MOST_PARTS
    header, *rows = ranking_rows(subject.analysis, subject.analysis.ranking, parts=parts)
    widths = (0.11, 0.34, 0.12, *[0.43 / count] * count) if parts else (0.14, 0.66, 0.2)
    figures = frozenset(range(2, len(header)))
    caption = t("Ranking, in points out of 100")
    return Table(caption, header, tuple(rows), widths, figures)


def robustness_section(subject: Subject | None) -> Section:
    """How far the first place holds."""
    title = t("5. Solidity of the result")
    if subject is None:
        return Section(title, (Paragraph(t("Too few votes: nothing can be tested.")),))
    sentence = str(solid_headline(subject.analysis, subject.robustness))
    return Section(title, (Paragraph(sentence, strong=True), Bullets(tuple(tests(subject)))))


def tests(subject: Subject) -> Iterator[str]:
    """One sentence a test."""
    analysis, robustness = subject.analysis, subject.robustness
    yield from _with_choices(analysis, tipping_lines(analysis, robustness)[:1])
    yield from _with_choices(analysis, leaving_lines(analysis, robustness)[:_MOST_LEAVING])
    yield from _open_choices(subject)
    yield from _of_ballots(subject)
    yield learning_answer(analysis, robustness)
    yield one_or_two_line(subject)


def one_or_two_line(subject: Subject) -> str:
    """Which two are most surely first, and what the second brings, in one paragraph."""
    text = two_line(subject.analysis, subject.one_or_two)
    if choices_left(subject.analysis):
        return t("One lever or several, with the choices as they are? {text}", text=text)
    return t("One lever or several? {text}", text=text)


def _with_choices(analysis: Analysis, lines: Sequence[str]) -> Iterator[str]:
    """Sentences that stand among others: each says by itself which choices it holds with."""
    return (said_with_choices(analysis, line) for line in lines)


def _open_choices(subject: Subject) -> Iterator[str]:
    """In how many ways to settle what is open the first stays so; the annex says which."""
    crossing = crossing_of(subject.analysis)
    if crossing is not None and len(crossing.outcomes) > 1:
        yield count_text(subject.analysis, crossing)
    else:
        yield from alternates(subject)


def more_tests(subject: Subject) -> Iterator[str]:
    """What the annex adds: the other changes that would count, ballots drawn again."""
    analysis, robustness = subject.analysis, subject.robustness
    yield from _with_choices(analysis, [driver_sentence(robustness)])
    yield from _with_choices(analysis, tipping_lines(analysis, robustness)[1:])
    yield from _with_choices(analysis, leaving_lines(analysis, robustness)[_MOST_LEAVING:])
    yield from _opinions(subject)
    yield from _with_choices(analysis, anchor_lines(analysis))
    yield from learning_lines(analysis, robustness)
    if subject.results.group is not None and subject.camps is None:
        yield _camps(subject)
    yield from _with_choices(analysis, ballot_lines(analysis, robustness))


def alternates(subject: Subject) -> Iterator[str]:
    """The ranking if a direction still to be confirmed were the other way."""
    for other in subject.analysis.alternates:
        rows = (
            f"{rank_text(other.ranking, i)} {lever_labels(subject.analysis, (i,))[0]}"
            for i in other.ranking.order
        )
        yield t(
            "{sentence}.",
            sentence=f"{alternate_heading(subject.analysis, other)} {' ; '.join(rows)}",
        )


def _of_ballots(subject: Subject) -> Iterator[str]:
    """For how many ballots each lever is first, what other ways to count say, and camps."""
    group = subject.results.group
    if group is not None:
        counts = first_counts(subject.analysis.matrix, subject.ballots)
        scores = doubtful_scores(subject.analysis.matrix)
        firsts = said_with_choices(subject.analysis, firsts_text(counts, subject.levers, scores))
        yield " ".join([*filter(None, (firsts, abstained_text(subject.ballots)))])
        yield _ways(subject, group)
        yield _duels(subject)
        if subject.camps is not None:
            yield _camps(subject)


def _camps(subject: Subject) -> str:
    matrix = subject.analysis.matrix
    if subject.camps is None:
        return no_camps_text(enough=are_enough(subject.ballots, matrix.criteria))
    scores = doubtful_scores(matrix)
    told = camps_text(subject.camps, subject.criteria, subject.levers, scores)
    return said_with_choices(subject.analysis, told)


def voting_lines(subject: Subject) -> tuple[str, ...]:
    """How another mean counts, and what it is called; nothing without votes."""
    return () if subject.results.group is None else (other_mean_rule(),)


def _duels(subject: Subject) -> str:
    counted = duels(subject.analysis.matrix, subject.ballots)
    scores = doubtful_scores(subject.analysis.matrix)
    told = duels_text(counted, subject.levers, scores)
    return told and said_with_choices(subject.analysis, told)


def _ways(subject: Subject, group: GroupPart) -> str:
    """Whether other ways to put ballots together say the same of the first place."""
    means = other_means(group.geometric, group.median, group.college_equal)
    others = [_way(subject, name, mean) for name, mean in means]
    answer = ways_text(_way(subject, t("mean"), group.mean), others, subject.levers)
    return said_with_choices(subject.analysis, answer)


def _way(subject: Subject, name: str, mean: MeanPart) -> Way:
    row = subject.analysis.matrix.alternatives.index
    return Way(name, frozenset(map(row, mean.firsts)), frozenset(map(row, mean.possible_firsts)))


def _opinions(subject: Subject) -> Iterator[str]:
    """Who is first by other methods on the same matrix, those of one mind together."""
    methods_of: dict[str, list[str]] = {}
    for opinion in subject.results.opinions:
        sure = [i for i, worst in enumerate(opinion.worst) if worst == 1]
        possible = [i for i, best in enumerate(opinion.best) if best == 1]
        who = first_text(subject.levers, First(tuple(sure), tuple(possible)))
        methods_of.setdefault(who, []).append(named_method(Method(opinion.method)))
    parts = [
        t("{name}: {label}", name=listed(methods), label=who)
        for who, methods in methods_of.items()
    ]
    if parts:
        answer = t("By other methods on the same table of scores, {parts}.", parts=joined(parts))
        yield said_with_choices(subject.analysis, answer)
