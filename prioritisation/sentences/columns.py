"""Rankings side by side: what each column is, who is first in it, how far it agrees."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import isclose

import numpy as np

from criteria.case import Case
from criteria.model import Criterion
from prioritisation.analysis.comparison import (
    Change,
    Column,
    ColumnEffect,
    column_effect,
    moved_most,
    score_change,
)
from prioritisation.analysis.crossing import OpenChoice, choices_matter, crossing_of
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.scenario import Analysis, Scenario
from prioritisation.sentences.counted import (
    First,
    counted_first,
    first_text,
    other_method_first,
    same_answer,
)
from prioritisation.sentences.explained import comparing_question, method_name, method_note
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.lacking import nothing_known
from prioritisation.sentences.phrases import (
    all_of,
    direction_label,
    lever_labels,
    perhaps_with,
    points_text,
    score_text,
)
from prioritisation.sentences.shares import is_moved, weight_texts
from prioritisation.wording import listed, number, points, span, t, tn
from prioritisation.wording.numbers import with_capital


def _change_parts(case: Case, scenario: Scenario, change: Change) -> list[str]:
    """What a column changes of the ranking of the screen; empty for that ranking itself."""
    parts = [t("equal weights")] if change.equal else []
    parts += [t("other weights")] if change.points else []
    parts += [method_name(change.method)] if change.method is not Method.ADDITIVE else []
    parts += [case.readings[r].label for r in change.readings]
    parts += [
        direction_label(
            case.criterion(c), scenario.senses.get(c, case.criterion(c).direction.default).opposite
        )
        for c in sorted(change.reversed)
    ]
    return parts + ([t("other scores")] if change.scores else [])


def change_label(case: Case, scenario: Scenario, change: Change) -> str:
    """The heading of a column."""
    if change.name:
        return change.name
    parts = _change_parts(case, scenario, change)
    label = " + ".join(parts) if parts else t("present ranking")
    return label[:1].upper() + label[1:]


def column_told(column: Column, reference: Column) -> str:
    """The weights of a column, under its heading; empty where they are those of the reference."""
    analysis, first = column.analysis, reference.analysis
    same = analysis.matrix.criteria == first.matrix.criteria
    if column is not reference and same and np.allclose(analysis.weights, first.weights):
        return ""
    if analysis.scenario.equal:
        return t("equal weights")
    written = zip(analysis.case.criteria, weight_texts(analysis.weights), strict=True)
    return ", ".join(t("{criterion} {share}", criterion=c.label, share=w) for c, w in written)


def column_first(column: Column) -> str:
    """Who is first in a column, or that nobody can say.

    Over the cases examined, and said so, when they are not all there are: but that any lever may
    be first is proved by those that were.
    """
    analysis = column.analysis
    first = First(_placed(column, column.firsts), _placed(column, column.possible_firsts))
    if column.change.method is Method.ADDITIVE and column.opinion.exhaustive:
        return counted_first(analysis, first, _supposed(column))
    sentence = first_text([lever.label for lever in analysis.case.levers], first)
    anybody = not column.firsts and len(column.possible_firsts) == len(analysis.case.levers)
    if not column.opinion.exhaustive and not anybody:
        sentence = t(
            "{told} in the {n} cases examined", told=sentence, n=number(column.opinion.completions)
        )
    return other_method_first(analysis, sentence, _supposed(column))


def _supposed(column: Column) -> dict[OpenChoice, str] | None:
    """The choices still open that a column answers otherwise; None for the others."""
    change, crossing = column.change, crossing_of(column.analysis)
    if not change.reversed and not change.readings:
        return None
    answers = (*change.reversed, *change.readings)
    return {
        choice: choice.options[0]
        for choice in (crossing.choices if crossing else ())
        if choice.about in answers or choice.options[0] in answers
    }


def _placed(column: Column, rows: tuple[int, ...]) -> tuple[int, ...]:
    """Rows, the best ranked in the column first."""
    middles = column.best + column.worst
    return tuple(sorted(rows, key=lambda i: (int(middles[i]), i)))


def what_changes(reference: Column, column: Column) -> str:
    """What a column does to the first place."""
    here = column_first(column)
    if reference.answer == column.answer:
        return same_answer(here)
    return t("{first}.", first=with_capital(here))


def comparison_answer(columns: tuple[Column, ...]) -> Headline:
    """Whether the answer resists what the columns change."""
    question = comparing_question()
    reference, *others = columns
    if not others:
        return Headline(question, t("Nothing is compared yet."), t("Choose one below."))
    if nothing_known(reference.analysis.matrix, reference.analysis.weights):
        return Headline(question, t("Nothing to compare: no score is known yet."), "")
    differing = [c for c in others if c.answer != reference.answer]
    first = column_first(reference)
    if not differing:
        same = with_capital(t("{first}.", first=first))
        return Headline(question, _unchanged(len(others)), same)
    effects = Counter(column_effect(reference, column) for column in others)
    tallied = _tallied(columns)
    if any(choices_matter(column.analysis) for column in columns):
        tallied += f" {t('All this with the choices as they are.')}"
    return Headline(question, _changed(effects, len(others)), tallied)


def _unchanged(count: int) -> str:
    """That the answer is the same in as many columns."""
    return tn(
        "Nothing changes: the other ranking gives the same answer.",
        "Nothing changes: the {n} other rankings give the same answer.",
        count,
    )


def _changed(effects: Mapping[ColumnEffect, int], count: int) -> str:
    """In how many columns the answer changes; who may be first, when it changes in none."""
    changed, unsure = effects[ColumnEffect.OTHER], effects[ColumnEffect.UNSURE]
    if changed and unsure:
        return tn(
            "The answer changes in {n} other ranking out of {all}, is no longer sure in {unsure}.",
            "The answer changes in {n} other rankings out of {all}, is no longer sure in "
            "{unsure}.",
            changed,
            all=number(count),
            unsure=number(unsure),
        )
    if unsure:
        return tn(
            "The answer is no longer sure in {n} other ranking out of {all}.",
            "The answer is no longer sure in {n} other rankings out of {all}.",
            unsure,
            all=number(count),
        )
    if changed:
        return tn(
            "The answer changes in {n} other ranking out of {all}.",
            "The answer changes in {n} other rankings out of {all}.",
            changed,
            all=number(count),
        )
    return tn(
        "Who may be first changes in {n} other ranking out of {all}.",
        "Who may be first changes in {n} other rankings out of {all}.",
        effects[ColumnEffect.POSSIBLE],
        all=number(count),
    )


def _tallied(columns: Sequence[Column]) -> str:
    """Who is first in how many columns, in one sentence."""
    parts = ", ".join(_tally(columns))
    return t("Out of {all} rankings: {parts}.", all=number(len(columns)), parts=parts)


def _tally(columns: Sequence[Column]) -> list[str]:
    """Who is first in how many columns, the present ranking first."""
    # A counter keeps the order of arrival, that of the columns.
    counts = Counter((c.firsts, c.firsts != c.possible_firsts) for c in columns)
    labels, parts = [lever.label for lever in columns[0].analysis.case.levers], []
    for (firsts, perhaps), count in counts.items():
        who = t("several levers may be first")
        if firsts:
            who = first_text(labels, First(firsts, firsts))
            who = perhaps_with(who, [t("others")] * perhaps, tied=len(firsts) > 1)
        where = t("all") if count == len(columns) else number(count)
        parts.append(t("{who} in {n}", who=who, n=where))
    return parts


def exactness_note(columns: Sequence[Column]) -> str:
    """What the ranks of some columns rest on; nothing when they are exact in all."""
    methods, n = _sampled(columns)
    if not methods:
        return ""
    return t(
        "{methods}: ranks found in {n} cases, not in all (a case gives one possible value to "
        "each uncertain score); the true span may be wider.",
        methods=with_capital(methods),
        n=n,
    )


def _sampled(columns: Sequence[Column]) -> tuple[str, str]:
    """The methods whose ranks are found and not proved, and over how many cases."""
    sampled = [c for c in columns if not c.opinion.exhaustive]
    counts = [c.opinion.completions for c in sampled] or [0]
    methods = dict.fromkeys(method_name(c.change.method) for c in sampled)
    return listed(list(methods)), span(min(counts), max(counts))


_MOST_TOLD = 3
"""Levers whose move is told; the others are counted, and in the table."""


def reasons_of(reference: Column, column: Column) -> list[str]:
    """Why a column differs from the ranking of the screen, one sentence per thing changed."""
    change, reasons = column.change, []
    if change.equal or change.points:
        reasons.append(_weights_reason(reference.analysis, column.analysis))
    if change.readings:
        reasons += _reading_reasons(reference.analysis, column.analysis)
    reasons += _score_reasons(column)
    kept = column.analysis.matrix.criteria
    reasons += [_sense_reason(column.analysis, c) for c in kept if c in change.reversed]
    if change.method is not Method.ADDITIVE:
        reasons += [method_note(change.method)]
    return [reason for reason in reasons if reason]


def _weights_reason(reference: Analysis, other: Analysis) -> str:
    """The weights that move, the largest moves first."""
    out = 0.0, t("left out")
    was, now = _written_weights(reference), _written_weights(other)
    criteria = {c.id: c for c in (*reference.case.criteria, *other.case.criteria)}
    pairs = {c: (was.get(c, out), now.get(c, out)) for c in criteria}
    moved = [
        c
        for c, (before, after) in pairs.items()
        if before[1] != after[1] and (is_moved(before[0], after[0]) or out in (before, after))
    ]
    if was.keys() == now.keys() and all(isclose(a[0], b[0]) for a, b in pairs.values()):
        return ""
    moved.sort(key=lambda c: -abs(pairs[c][1][0] - pairs[c][0][0]))
    return weight_moves_text(
        [weight_move(criteria[c], pairs[c][0][1], pairs[c][1][1]) for c in moved]
    )


def _written_weights(analysis: Analysis) -> dict[str, tuple[float, str]]:
    """Criterion id -> its weight, and as it is written."""
    weights = [float(weight) for weight in analysis.weights]
    written = zip(weights, weight_texts(weights), strict=True)
    return dict(zip(analysis.matrix.criteria, written, strict=True))


def weight_move(criterion: Criterion, before: str, after: str) -> str:
    """The share of a criterion, as it was and as it is."""
    return t(
        "{criterion} from {before} to {after}",
        criterion=criterion.in_sentence,
        before=before,
        after=after,
    )


def weight_moves_text(moves: list[str]) -> str:
    """How weights move; or that no move of theirs can be read."""
    if not moves:
        return t("The weights move by less than one percent.")
    return t("Weights move: {moves}.", moves=all_of(moves))


def move_text(lever: str, before: str, after: str) -> str:
    """What a lever has now, and what it had: ranks, points, a score."""
    return t("{lever} {after} instead of {before}", lever=lever, after=after, before=before)


def _reading_reasons(reference: Analysis, other: Analysis) -> list[str]:
    """The scores that another reading changes where there is weight."""
    moves = sorted(_moved_scores(reference, other), key=lambda move: move[:2])
    if not moves:
        return [t("Nothing that has weight changes with this way of counting.")]
    # « And one other » would take the place of that one.
    count = len(moves) if len(moves) == _MOST_TOLD + 1 else _MOST_TOLD
    sentences = [words for _, _, _, words in moves[:count]]
    sentences += _left(len(moves) - len(sentences))
    criteria = listed(list(dict.fromkeys(c.in_sentence for _, _, c, _ in moves)))
    return [
        t(
            "Counting otherwise changes {criteria}: {moves}.",
            criteria=criteria,
            moves=listed(sentences),
        )
    ]


def _score_reasons(column: Column) -> list[str]:
    """The scores that somebody changed, as they now stand; of a criterion that counts."""
    case, table = column.analysis.case, column.analysis.table
    criteria = {c.id: c for c in case.criteria}
    told = [
        t(
            "{lever}, {criterion} ({score})",
            lever=case.lever(s.lever).label,
            criterion=criteria[s.criterion].label,
            score=score_text(criteria[s.criterion], table.score(s.lever, s.criterion)),
        )
        for s in column.change.scores
        if s.criterion in criteria
    ]
    return [t("Scores: {scores}.", scores=listed(told))] if told else []


def _left(count: int) -> list[str]:
    return [tn("{n} other score", "{n} other scores", count)] if count else []


def _moved_scores(
    reference: Analysis, other: Analysis
) -> Iterator[tuple[float, int, Criterion, str]]:
    """Minus the size of the change, the lever, the criterion, and the change in words."""
    for i, lever in enumerate(reference.case.levers):
        for j, criterion in enumerate(reference.case.criteria):
            if criterion.id not in other.matrix.criteria:
                continue
            k = other.matrix.criteria.index(criterion.id)
            before, after = reference.score(i, j), other.score(i, k)
            if (before.low, before.high) == (after.low, after.high) or not other.weights[k] > 0:
                continue
            sentence = move_text(
                lever.label, score_text(criterion, before), score_text(criterion, after)
            )
            yield -score_change(reference, other, i, (j, k)), i, criterion, sentence


def _sense_reason(other: Analysis, criterion: str) -> str:
    """Whose points a direction read the other way changes most, the rest being as it is there."""
    senses = {**other.scenario.senses, criterion: other.sense(criterion).opposite}
    before = additive(decision_matrix(other.table, senses), other.weights)
    name = other.case.criterion(criterion).in_sentence
    rows = moved_most(before, other.ranking)
    if not rows:
        return t("Reading {criterion} the other way changes no point.", criterion=name)
    moves = [
        move_text(
            lever_labels(other, (i,))[0],
            points_text(before, i),
            points(points_text(other.ranking, i)),
        )
        for i in rows[:_MOST_TOLD]
    ]
    left = len(rows) - len(moves)
    moves += [tn("{n} other lever", "{n} other levers", left)] if left else []
    return t("Reading {criterion} the other way: {moves}.", criterion=name, moves=listed(moves))
