"""What could settle the first place, and what would change it."""

from dataclasses import dataclass
from math import ceil, floor, inf, isinf

from prioritisation.analysis.anchors import AnchorSpan, anchor_spans
from prioritisation.analysis.changing import AnswerEffect, DecidingChoice, deciding_choice
from prioritisation.analysis.comparison import Change, ScoreChange
from prioritisation.analysis.crossing import ChoiceKind, choices_left
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.robustness.information import DecidingCell, by_cell
from prioritisation.analysis.robustness.weight_changes import Stability
from prioritisation.analysis.scenario import Analysis, Lead
from prioritisation.analysis.weights import with_weight
from prioritisation.sentences.counted import said_with_choices, with_choices
from prioritisation.sentences.crossing import choice_name, option_text
from prioritisation.sentences.phrases import amounts, anchor_text, lever_labels
from prioritisation.sentences.weight_limits import WeightRange, nearest_range, weight_range
from prioritisation.wording import NBSP, number, t
from prioritisation.wording.numbers import either, with_capital


def anchor_lines(analysis: Analysis) -> list[str]:
    """How far each anchor still to confirm may move before the first place changes."""
    return [_anchor_line(analysis, span) for span in anchor_spans(analysis)]


def _anchor_line(analysis: Analysis, span: AnchorSpan) -> str:
    criterion = analysis.case.criteria[span.column]
    near, digits = _inside(span.near, towards=span.here)
    nearest = number(near, digits)
    values = {
        "criterion": criterion.in_sentence,
        "worth": t("100 points") if span.best else t("0 points"),
        "here": anchor_text(criterion, span.here),
    }
    smallest = min(map(float, criterion.anchors(analysis.sense(criterion.id))))
    last = span.far
    if last is None:
        last = -inf if span.here == smallest else inf
    if smallest >= 0:
        # A quantity whose scale has no negative end is never told to be negative.
        last = max(last, 0.0)
    if isinf(last):
        amounts = t("{amount} or more", amount=nearest), t("{amount} or less", amount=nearest)
        return t(
            "What is worth {worth} on {criterion} ({here}) may be {amounts}: the first stays "
            "first, the weights being what they are.",
            **values,
            amounts=amounts[last < 0],
        )
    far, fine = _inside(last, towards=span.here)
    finest = max(digits, fine)
    if (near - far) * (span.near - last) <= 0:
        return t(
            "What is worth {worth} on {criterion} ({here}) cannot move by {step} without the "
            "first changing, or a score leaving the scale, the weights being what they are.",
            **values,
            step=number(10.0**-finest, finest),
        )
    least, most = nearest, number(far, fine)
    if far < near:
        least, most = most, least
    return t(
        "What is worth {worth} on {criterion} ({here}) may stand anywhere from {least} to {most}: "
        "the first stays first, the weights being what they are.",
        **values,
        least=least,
        most=most,
    )


_FINE = 20
"""Anchors below this are written with a decimal."""


def _inside(end: float, *, towards: float) -> tuple[float, int]:
    """An end of a span, rounded so that it is still inside, and its decimals."""
    digits = 0 if max(abs(end), abs(towards)) >= _FINE or end == round(end) else 1
    scale = 10**digits
    return (floor if end > towards else ceil)(round(end * scale, 6)) / scale, digits


_SEMICOLON = f"{NBSP}; "


def _to_learn(analysis: Analysis, cell: DecidingCell) -> str:
    """Which score to find out, or to check; no capital and no full stop."""
    criterion = analysis.case.criteria[cell.column].in_sentence
    (lever,) = lever_labels(analysis, (cell.row,))
    if analysis.score(cell.row, cell.column).unknown:
        return t("find out {criterion} of {lever}", criterion=criterion, lever=lever)
    return t("check {criterion} of {lever}", criterion=criterion, lever=lever)


def _learned(analysis: Analysis, cells: tuple[DecidingCell, ...]) -> str:
    """Who is then first, for which scores."""
    first = cells[0]
    criterion = analysis.case.criteria[first.column]
    if not first.settles:
        who = either(_winners(analysis, cells))
        some = t("For some of its possible values, {who} is surely first.", who=who)
        return said_with_choices(analysis, some)
    parts = [
        t("{enough}: {who} first", enough=amounts(criterion, d.settles), who=who)
        for d, who in zip(cells, _winners(analysis, cells), strict=True)
    ]
    if choices_left(analysis):
        parts[-1] = t("{sentence}, with the choices as they are", sentence=parts[-1])
    parts += [t("otherwise it stays open")] * bool(first.leaves_open)
    return t("{sentence}.", sentence=with_capital(_SEMICOLON.join(parts)))


def _winners(analysis: Analysis, cells: tuple[DecidingCell, ...]) -> list[str]:
    """Who a cell could put first: by name, unless it is the cell's own lever and no other."""
    if [d.winner for d in cells] == [cells[0].row]:
        return [t("this lever")]
    return lever_labels(analysis, tuple(d.winner for d in cells))


def holds_while(analysis: Analysis, stability: Stability) -> str:
    """How far one weight may move before the leader is no longer surely first, then who may be."""
    held = _holds_while(analysis, weight_range(analysis, stability))
    return with_capital(with_choices(analysis, held))


def _holds_while(analysis: Analysis, reach: WeightRange) -> str:
    leader = lever_labels(analysis, analysis.verdict.leaders)[0]
    criterion = analysis.case.criteria[reach.column]
    if reach.slight_move:
        return t(
            "{move} of the weight {of_criterion} may put another ahead of {leader}.",
            move=reach.slight_move,
            of_criterion=criterion.of_sentence,
            leader=leader,
        )
    rows, written = analysis.verdict.leaders, reach.written
    first = _first(alone=_alone(analysis, rows[0], reach.column, written.inner))
    values = {"leader": leader, "first": first}
    if reach.low <= 0 and reach.high >= 1:
        of_criterion = criterion.of_sentence
        return t(
            "{leader} stays {first} whatever the weight {of_criterion}.",
            of_criterion=of_criterion,
            **values,
        )
    share = written.span
    if written.here:
        share = t("{range} ({weight} here)", range=share, weight=written.here)
    start = t(
        "{leader} stays {first} as long as {criterion} weighs {share}, the others varying in "
        "proportion.",
        criterion=criterion.in_sentence,
        share=share,
        **values,
    )
    if not reach.rooms:
        return start
    others = either(lever_labels(analysis, reach.others))
    if reach.below:
        return " ".join((start, t("Below, {who} may come first.", who=others)))
    return " ".join((start, t("Above, {who} may come first.", who=others)))


def _first(*, alone: bool) -> str:
    return t("first") if alone else t("first, alone or tied,")


def _alone(analysis: Analysis, row: int, column: int, ends: tuple[float, float]) -> bool:
    """Whether a row is first alone, whatever is unknown, at both ends of a range of one weight.

    It then is between them, its lead over each other being a straight line.
    """
    for share in ends:
        there = additive(analysis.matrix, with_weight(analysis.weights, column, share))
        if not there.necessary_firsts == there.possible_firsts == (row,):
            return False
    return True


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One thing that can change the answer.

    Attributes
    ----------
    about
        What it is: a choice to settle, a score to find out, a weight.
    effect
        What it does to the first place.
    setting
        What shows it beside the present ranking; None where no setting does.
    """

    about: str
    effect: str
    setting: Change | None


def change_lines(analysis: Analysis) -> list[ChangeLine]:
    """What can change the answer, at most one of each: an open choice, a score, a weight."""
    lines = []
    if (deciding := deciding_choice(analysis)) is not None:
        lines.append(_choice_line(analysis, deciding))
    if analysis.deciding and analysis.verdict.lead is not Lead.TIED:
        lines.append(_score_line(analysis, by_cell(analysis.deciding)[0]))
    alone = len(analysis.verdict.leaders) == 1 and len(analysis.matrix.alternatives) > 1
    nearest = nearest_range(analysis) if alone else None
    if nearest is not None:
        lines.append(_weight_line(analysis, nearest))
    return lines


def _choice_line(analysis: Analysis, deciding: DecidingChoice) -> ChangeLine:
    case, choice = analysis.case, deciding.choice
    effects = " ".join(_effect(analysis, deciding, effect) for effect in deciding.effects)
    other, setting = deciding.effects[1].option, None
    if choice.kind is ChoiceKind.DIRECTION:
        setting = Change(reversed=frozenset({choice.about}))
    elif choice.kind is ChoiceKind.READING:
        setting = Change(readings=(other,))
    return ChangeLine(t("{sentence}.", sentence=choice_name(case, choice)), effects, setting)


def _effect(analysis: Analysis, deciding: DecidingChoice, effect: AnswerEffect) -> str:
    """Who is first with one answer, and how often where other choices are open."""
    answer = with_capital(option_text(analysis.case, deciding.choice, effect.option))
    if effect.leader is None:
        return t("{answer}: nobody is surely first.", answer=answer)
    (lever,) = lever_labels(analysis, (effect.leader,))
    if effect.is_settled and effect.ways > 1:
        return t("{answer}: always {lever}.", answer=answer, lever=lever)
    if effect.is_settled:
        return t("{answer}: {lever} first.", answer=answer, lever=lever)
    return t(
        "{answer}: {lever}, {k} ways out of {n}.",
        answer=answer,
        lever=lever,
        k=effect.count,
        n=effect.ways,
    )


def _score_line(analysis: Analysis, cells: tuple[DecidingCell, ...]) -> ChangeLine:
    cell = cells[0]
    setting = None
    if cell.settles:
        lever, criterion = analysis.case.levers[cell.row], analysis.case.criteria[cell.column]
        amount = cell.settles[-1]
        setting = Change(scores=(ScoreChange(lever.id, criterion.id, amount, amount),))
    about = with_capital(_to_learn(analysis, cell))
    return ChangeLine(t("{sentence}.", sentence=about), _learned(analysis, cells), setting)


def _weight_line(analysis: Analysis, reach: WeightRange) -> ChangeLine:
    """The weight that has the least room left, and who may come first past it."""
    criterion, written = analysis.case.criteria[reach.column], reach.written
    there = with_weight(analysis.weights, reach.column, written.beyond(below=reach.below))
    points = zip(analysis.matrix.criteria, (100 * there).tolist(), strict=True)
    about = t("The weight {of_criterion}", of_criterion=criterion.of_sentence)
    effect = reach.slight_move and t(
        "{move} may put another first.", move=with_capital(reach.slight_move)
    )
    if not effect:
        limit = written.limit(below=reach.below)
        who = either(lever_labels(analysis, reach.others))
        effect = (
            t("Below {limit}, {who} may come first.", limit=limit, who=who)
            if reach.below
            else t("Above {limit}, {who} may come first.", limit=limit, who=who)
        )
    return ChangeLine(
        t("{sentence}.", sentence=about),
        said_with_choices(analysis, effect),
        Change(points=tuple(points)),
    )
