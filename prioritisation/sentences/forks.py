"""Variants: what each changes of the first, what that changes, and why ranks differ."""

from collections.abc import Iterator, Sequence

import numpy as np

from criteria.case import Case
from criteria.model import Criterion
from criteria.scales import WordScale
from prioritisation.analysis.comparison import Column, moved_most, score_change
from prioritisation.analysis.crossing import ChoiceKind, OpenChoice, crossing_of, order_text
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.whatif import Fork, Trial
from prioritisation.sentences.counted import counted_first, other_method_first, with_choices
from prioritisation.sentences.firsts import First, first_text, same_answer
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.methods import method_name, method_note
from prioritisation.sentences.phrases import (
    all_of,
    direction_label,
    lever_labels,
    points_text,
    score_text,
)
from prioritisation.sentences.shares import first_texts, is_moved, weight_texts
from prioritisation.sentences.weighting import elicitation_text
from prioritisation.wording import NBSP, listed, number, points, span, t, tn
from prioritisation.wording.numbers import with_capital

_LOCAL = frozenset({Method.TOPSIS, Method.VIKOR, Method.PROMETHEE_II})
"""Methods whose ranks depend on the levers compared."""


def depends_on_levers(method: Method) -> bool:
    """Whether adding or withdrawing a lever may change how this method ranks the others (W1)."""
    return method in _LOCAL


def local_method_text(method: Method) -> str:
    """That a method's ranks depend on the levers compared; empty for the others (W1)."""
    if not depends_on_levers(method):
        return ""
    return t(
        "With this method, adding or withdrawing a lever may change the order of the others: a "
        "second opinion, never the ranking of the meeting. Other calculations test it, lever by "
        "lever."
    )


_MOST_TOLD = 3
"""Levers whose move is told; the others are counted, and in the table."""


def reasons_of(reference: Column, column: Column) -> list[str]:
    """Why a column differs from the ranking of the screen, one sentence per thing changed."""
    change, reasons = column.change, []
    if change.equal:
        reasons.append(_weights_reason(reference.analysis, column.analysis))
    if change.readings:
        reasons += _reading_reasons(reference.analysis, column.analysis)
    kept = column.analysis.matrix.criteria
    reasons += [_sense_reason(column.analysis, c) for c in kept if c in change.reversed]
    if change.method is not Method.ADDITIVE:
        reasons += [method_note(change.method), local_method_text(change.method)]
    return [reason for reason in reasons if reason]


def _weights_reason(reference: Analysis, other: Analysis) -> str:
    """The weights that move, the largest moves first."""
    if np.allclose(reference.weights, other.weights, atol=1e-12):
        return ""
    before, after = weight_texts(reference.weights), weight_texts(other.weights)
    moves = [
        weight_move(reference.case.criteria[j], before[j], after[j])
        for j in np.argsort(-np.abs(other.weights - reference.weights), kind="stable").tolist()
        if before[j] != after[j] and is_moved(reference.weights[j], other.weights[j])
    ]
    return weight_moves_text(moves)


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


def _left(count: int) -> list[str]:
    return [tn("{n} other score", "{n} other scores", count)] if count else []


def _moved_scores(
    reference: Analysis, other: Analysis
) -> Iterator[tuple[float, int, Criterion, str]]:
    """Minus the size of the change, the lever, the criterion, and the change in words."""
    for i, lever in enumerate(reference.case.levers):
        for j, criterion in enumerate(reference.case.criteria):
            before, after = reference.score(i, j), other.score(i, j)
            if (before.low, before.high) == (after.low, after.high) or not other.weights[j] > 0:
                continue
            sentence = move_text(
                lever.label,
                score_text(criterion, before),
                score_text(criterion, after),
            )
            yield -score_change(reference, other, i, j), i, criterion, sentence


def _sense_reason(other: Analysis, criterion: str) -> str:
    """Whose points a direction read the other way changes most, the rest being as it is there."""
    senses = {**other.scenario.senses, criterion: other.sense(criterion).opposite}
    before = additive(decision_matrix(other.table, senses), other.weights)
    name = other.case.criterion(criterion).in_sentence
    if other.weights[other.matrix.criteria.index(criterion)] == 0:
        return t("{criterion} weighs nothing: its direction changes no point.", criterion=name)
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


def fork_changes(case: Case, before: Trial, after: Trial) -> list[str]:
    """What a scenario changes of another, one sentence for each thing.

    Parameters
    ----------
    case
        The case both are forked from.
    """
    return list(_changes(case, before, after))


def _changes(case: Case, before: Trial, after: Trial) -> Iterator[str]:
    old, new = before.fork, after.fork
    for question in case.live_questions:
        answers = [question.answer(fork.scenario.combination) for fork in (old, new)]
        if answers[0] is not answers[1]:
            label = answers[1].label
            yield t("{name}: {label}.", name=question.name, label=label)
    yield from _weights(case, before, after)
    yield from _directions(case, old, new)
    if old.method is not new.method:
        yield t("Method: {method}.", method=method_name(new.method))
    yield from _levers(case, old, new)
    yield from _scores(case, before, after)


def _weights(case: Case, before: Trial, after: Trial) -> Iterator[str]:
    old, new = (_written_weights(x) for x in (before, after))
    out = 0.0, t("left out")
    moves = [
        weight_move(c, was[1], now[1])
        for c in case.criteria
        for was, now in [(old.get(c.id, out), new.get(c.id, out))]
        if was[1] != now[1] and (is_moved(was[0], now[0]) or out in (was, now))
    ]
    if moves:
        yield weight_moves_text(moves)
    if before.fork.elicitation != after.fork.elicitation:
        yield elicitation_text(after.fork.elicitation, {c.id: c.label for c in case.criteria})


def _written_weights(trial: Trial) -> dict[str, tuple[float, str]]:
    """Criterion id -> its weight, and as it is written."""
    weights = [float(weight) for weight in trial.analysis.weights]
    written = zip(weights, weight_texts(weights), strict=True)
    return dict(zip(trial.analysis.matrix.criteria, written, strict=True))


def _directions(case: Case, old: Fork, new: Fork) -> Iterator[str]:
    for criterion in case.criteria:
        default = criterion.direction.default
        was, now = (f.scenario.senses.get(criterion.id, default) for f in (old, new))
        if was is not now:
            yield t("Direction: {label}.", label=direction_label(criterion, now))


def _levers(case: Case, old: Fork, new: Fork) -> Iterator[str]:
    withdrawn = [case.lever(v).label for v in new.withdrawn if v not in old.withdrawn]
    back = [case.lever(v).label for v in old.withdrawn if v not in new.withdrawn]
    added = [a.label for a in new.added if a not in old.added]
    removed = [a.label for a in old.added if a not in new.added]
    for levers, sentence in (
        (withdrawn, t("Withdrawn: {levers}.", levers=listed(withdrawn))),
        (back, t("Back among the levers: {levers}.", levers=listed(back))),
        (added, t("Added: {levers}.", levers=listed(added))),
        (removed, t("No longer added: {levers}.", levers=listed(removed))),
    ):
        if levers:
            yield sentence


def _scores(case: Case, before: Trial, after: Trial) -> Iterator[str]:
    """The scores written in one and not in the other, as they now stand."""
    old = {(s.lever, s.criterion): s for s in before.fork.scores}
    new = {(s.lever, s.criterion): s for s in after.fork.scores}
    sentences = [_score(case, after, *cell) for cell in new if old.get(cell) != new[cell]]
    sentences += [_score(case, after, *cell) for cell in old if cell not in new]
    sentences = [words for words in sentences if words]
    if sentences:
        yield t("Scores: {scores}.", scores=listed(sentences))


def _score(case: Case, trial: Trial, lever: str, criterion: str) -> str:
    table = trial.analysis.table
    if (lever, criterion) not in table.scores:
        return ""
    counted = case.criterion(criterion)
    score = score_text(counted, table.scores[lever, criterion])
    label = next(v.label for v in table.levers if v.id == lever)
    return t("{lever}, {criterion} ({score})", lever=label, criterion=counted.label, score=score)


def fork_effects(before: Trial, after: Trial) -> list[str]:
    """What a scenario does to the first place and the ranks; how solid it is in its order."""
    effects = [_first_effect(before, after)]
    moved = list(_moved(before, after))
    if moved:
        effects.append(t("Ranks that move: {moves}.", moves=listed(moved)))
    return [*effects, *_in_order(after)]


def _in_order(trial: Trial) -> Iterator[str]:
    """For how many of the weights that respect the order that was told its first one is first.

    The order is told of the weights, whatever ranks the levers: shares are additive, and are told
    of an additive ranking alone. Where it leaves one set of weights there is no share of it.
    """
    analysis = trial.analysis
    additive = trial.fork.method is Method.ADDITIVE
    if len(analysis.within.corners) < 2 or not additive or len(analysis.verdict.leaders) != 1:  # noqa: PLR2004 (one corner is a point)
        return
    row = analysis.verdict.leaders[0]
    share = first_texts(analysis).of_weights(row, whole=False)
    (lever,) = _names(trial, (analysis.region(row).alternative,))
    sentence = t(
        "{lever} is first for {share}: those that respect this order.", lever=lever, share=share
    )
    yield with_capital(with_choices(analysis, sentence))


def fork_first(trial: Trial, first: Trial | None = None) -> str:
    """Who is first in a scenario, or that nobody can say; a sentence without its full stop.

    Parameters
    ----------
    first
        What it is compared with: what it answers otherwise is not counted among what is open.
    """
    ids = [lever.id for lever in trial.analysis.case.levers]
    sure, possible = (
        tuple(ids.index(lever) for lever in levers)
        for levers in (trial.firsts, trial.possible_firsts)
    )
    placed = First(sure, possible)
    supposed = _otherwise(first or trial, trial)
    if trial.fork.method is Method.ADDITIVE:
        return counted_first(trial.analysis, placed, supposed)
    labels = [lever.label for lever in trial.analysis.case.levers]
    return other_method_first(trial.analysis, first_text(labels, placed), supposed)


def _otherwise(first: Trial, trial: Trial) -> dict[OpenChoice, str] | None:
    """The choices still open that a scenario answers otherwise than the first; None for none."""
    here, answers = _answers(first.analysis), _answers(trial.analysis)
    crossing = crossing_of(trial.analysis)
    if here == answers:
        return None
    return {
        choice: choice.options[0]
        for choice in (crossing.choices if crossing else ())
        if here.get((choice.kind, choice.about)) != answers[choice.kind, choice.about]
    }


def _answers(analysis: Analysis) -> dict[tuple[ChoiceKind, str], str]:
    """What each criterion and each question of reading is counted by; of the whole case."""
    case, scenario = analysis.case, analysis.scenario
    senses = {(ChoiceKind.DIRECTION, c.id): analysis.sense(c.id).value for c in case.criteria}
    orders = {
        (ChoiceKind.ORDER, c.id): order_text(c.scale.order)
        for c in case.criteria
        if isinstance(c.scale, WordScale)
    }
    return (
        senses
        | orders
        | {
            (ChoiceKind.READING, q.id): q.answer(scenario.combination).id
            for q in case.live_questions
        }
    )


def _first_effect(before: Trial, after: Trial) -> str:
    here, there = fork_first(before), fork_first(after, before)
    if _answer(before) == _answer(after):
        return same_answer(there)
    return t("The answer changes: {there}; in the first variant, {here}.", there=there, here=here)


def _answer(trial: Trial) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is first in a scenario, for sure and at best."""
    return trial.firsts, trial.possible_firsts


def _moved(before: Trial, after: Trial) -> Iterator[str]:
    was = _ranks(before)
    for lever, now in _ranks(after).items():
        if lever in was and was[lever] != now:
            yield move_text(_names(after, (lever,))[0], span(*was[lever]), span(*now))


def _ranks(trial: Trial) -> dict[str, tuple[int, int]]:
    opinion = trial.opinion
    spans = zip(opinion.best.tolist(), opinion.worst.tolist(), strict=True)
    return dict(zip(opinion.alternatives, spans, strict=True))


def _names(trial: Trial, ids: tuple[str, ...]) -> list[str]:
    labels = {v.id: v.label for v in trial.analysis.case.levers}
    return [labels[i] for i in ids]


def forks_answer(trials: tuple[Trial, ...], start: Fork | None = None) -> Headline:
    """Whether the variants agree on the first place.

    Parameters
    ----------
    start
        Where variants begin: nobody has tried anything yet while it is alone.
    """
    question, (first, *others) = t("What if?"), trials
    if not others:
        who = with_capital(t("{first}. Copy it to try something else.", first=fork_first(first)))
        begun = start is not None and is_same_fork(first.fork, start)
        loud = t("Nothing has been tried yet.") if begun else t("Only one variant so far.")
        return Headline(question, loud, who)
    if all(is_same_fork(o.fork, first.fork) for o in others):
        return _copied(question, first, len(others))
    differing = [o for o in others if _answer(o) != _answer(first)]
    if not differing:
        return _same(question, trials)
    loud = tn(
        "{n} variant out of {all} gives another answer.",
        "{n} variants out of {all} give another answer.",
        len(differing),
        all=number(len(trials)),
    )
    return Headline(question, loud, _each(first, differing))


def is_same_fork(one: Fork, other: Fork) -> bool:
    """Whether two variants are the same, whatever each is called."""
    return one.named("") == other.named("")


def _copied(question: str, first: Trial, n: int) -> Headline:
    """That nothing is tried yet: what was copied is as it was."""
    loud = tn(
        "The copy is still the same: change it.", "The copies are still the same: change them.", n
    )
    return Headline(question, loud, with_capital(t("{first}.", first=fork_first(first))))


def _same(question: str, trials: tuple[Trial, ...]) -> Headline:
    """That all agree; counted so where other answers to what is open are not alike in each."""
    first, *others = trials
    here, n = fork_first(first), number(len(trials))
    unlike = [one for one in others if fork_first(one, first) != here]
    if unlike:
        return Headline(
            question, t("Counted so, the {n} variants say the same.", n=n), _each(first, unlike)
        )
    loud = t("Nothing changes: the {n} variants say the same.", n=n)
    return Headline(question, loud, with_capital(t("{first}.", first=here)))


def _each(first: Trial, others: Sequence[Trial]) -> str:
    parts = f"{NBSP}; ".join(
        t("« {name} »: {first}", name=x.fork.name, first=fork_first(x, first))
        for x in (first, *others)
    )
    return t("{parts}.", parts=parts)


def sampled_note(trials: tuple[Trial, ...]) -> str:
    """Whether some ranks were found over cases examined, and not proved."""
    sampled = [x for x in trials if not x.opinion.exhaustive]
    names = listed(list(dict.fromkeys(method_name(x.fork.method) for x in sampled)))
    if not sampled:
        return ""
    return t(
        "{methods}: ranks found in the cases examined, not in all; the true span may be wider.",
        methods=with_capital(names),
    )
