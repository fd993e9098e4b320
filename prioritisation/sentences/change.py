"""What could settle the first place, and what would change it."""

from collections.abc import Mapping
from math import ceil, floor

from prioritisation.analysis.anchors import AnchorSpan, anchor_spans
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.robustness.information import DecidingCell, by_cell
from prioritisation.analysis.robustness.weight_changes import Stability
from prioritisation.analysis.scenario import Analysis, Lead
from prioritisation.analysis.solidity import withstands
from prioritisation.analysis.weights import with_weight
from prioritisation.sentences.phrases import amounts, anchor_text, lever_labels
from prioritisation.wording import NBSP, number, percent, t
from prioritisation.wording.numbers import either

_SEMICOLON = f"{NBSP}; "
_BEYOND = 0.005
"""How far past a threshold one looks for who takes over, in share of weight."""


def what_could_settle(analysis: Analysis) -> str:
    """What could settle the first place, or what would change it."""
    if analysis.verdict.lead is Lead.OPEN:
        return _could_settle(analysis)
    if analysis.verdict.lead is Lead.TIED or not _of_leader(analysis):
        return ""
    nearest = _nearest(analysis)
    if nearest is None:
        leader = lever_labels(analysis, analysis.verdict.leaders)[0]
        stays = t("{leader} stays first whichever weight one moves.", leader=leader)
        return _with_choices(analysis, stays)
    return holds_while(analysis, nearest)


def _with_choices(analysis: Analysis, sentence: str) -> str:
    """A whole sentence, told to be true with the answers in force where others may undo it."""
    if withstands(analysis):
        return sentence
    return t("With the choices as they are, {sentence}", sentence=sentence)


def _could_settle(analysis: Analysis) -> str:
    if not analysis.deciding:
        return t(
            "No unknown or uncertain score, once known, would be enough alone to settle "
            "the first place."
        )
    return t("What could settle it: {what}", what=settles(analysis, by_cell(analysis.deciding)[0]))


def settles(analysis: Analysis, cells: tuple[DecidingCell, ...]) -> str:
    """What knowing one cell would do, for every lever it could put first, as a sentence."""
    first = cells[0]
    criterion = analysis.case.criteria[first.column]
    lever = lever_labels(analysis, (first.row,))[0]
    unknown = analysis.score(first.row, first.column).unknown
    start = (
        t("knowing {criterion} of {lever}.", criterion=criterion.in_sentence, lever=lever)
        if unknown
        else t("specifying {criterion} of {lever}.", criterion=criterion.in_sentence, lever=lever)
    )
    if not first.settles:
        who = either(_winners(analysis, cells))
        end = t("For part of its possible values, {who} is first whatever the rest.", who=who)
        return f"{start} {end}"
    parts = [
        t(
            "with {enough}, {who} is first whatever the rest",
            enough=amounts(criterion, d.settles, analysis.table.combination),
            who=who,
        )
        for d, who in zip(cells, _winners(analysis, cells), strict=True)
    ]
    parts += [t("otherwise the question stays open")] * bool(first.leaves_open)
    text = _SEMICOLON.join(parts)
    return f"{start} {text[:1].upper()}{text[1:]}."


def _winners(analysis: Analysis, cells: tuple[DecidingCell, ...]) -> list[str]:
    """Who a cell could put first: by name, unless it is the cell's own lever and no other."""
    if [d.winner for d in cells] == [cells[0].row]:
        return [t("this lever")]
    return lever_labels(analysis, tuple(d.winner for d in cells))


def _ends(stability: Stability) -> tuple[float, float]:
    """The interval over which a lever is surely first, without float noise at 0 and 1."""
    # Without an interval, an empty one.
    low, high = stability.sure or (1.0, 0.0)
    return (0.0 if low <= TIE else low), (1.0 if high >= 1 - TIE else high)


def _of_leader(analysis: Analysis) -> list[Stability]:
    leader = analysis.matrix.alternatives[analysis.verdict.leaders[0]]
    return [s for s in analysis.stability if s.alternative == leader]


def _rooms(analysis: Analysis, stability: Stability) -> list[tuple[float, bool]]:
    """How far a weight may go down (True) and up (False) before something changes."""
    weight = float(analysis.weights[analysis.matrix.criteria.index(stability.criterion)])
    low, high = _ends(stability)
    rooms = [(weight - low, True)] if low > 0 else []
    return [*rooms, (high - weight, False)] if high < 1 else rooms


def _nearest(analysis: Analysis) -> Stability | None:
    """The leader's interval with the least room left; None when nothing bounds any weight."""
    nearest = [
        (min(rooms), k)
        for k, s in enumerate(_of_leader(analysis))
        if (rooms := _rooms(analysis, s))
    ]
    return _of_leader(analysis)[min(nearest)[1]] if nearest else None


def holds_while(analysis: Analysis, stability: Stability) -> str:
    """How far one weight may move before the leader is no longer surely first, then who may be."""
    return _with_choices(analysis, _holds_while(analysis, stability))


def _holds_while(analysis: Analysis, stability: Stability) -> str:
    leader = lever_labels(analysis, analysis.verdict.leaders)[0]
    column = analysis.matrix.criteria.index(stability.criterion)
    criterion, (low, high) = analysis.case.criteria[column], _ends(stability)
    rooms = _rooms(analysis, stability)
    if not rooms:
        return t(
            "{leader} stays first whatever the weight {of_criterion}.",
            leader=leader,
            of_criterion=criterion.of_sentence,
        )
    start = t(
        "{leader} stays first as long as {criterion} weighs {share}, the other weights "
        "keeping their proportions.",
        leader=leader,
        criterion=criterion.in_sentence,
        share=_share_span(low, high, float(analysis.weights[column])),
    )
    below = min(rooms)[1]
    after = _takes_over(analysis, column, low - _BEYOND if below else high + _BEYOND)
    if not after:
        return start
    people = either(lever_labels(analysis, after))
    end = (
        t("Below, {who} may come first.", who=people)
        if below
        else t("Above, {who} may come first.", who=people)
    )
    return f"{start} {end}"


def _takes_over(analysis: Analysis, column: int, share: float) -> tuple[int, ...]:
    """Who else may be first once one weight has moved to a share."""
    there = with_weight(analysis.weights, column, min(max(share, 0.0), 1.0))
    return tuple(
        i
        for i in additive(analysis.matrix, there).possible_firsts
        if i not in analysis.verdict.leaders
    )


def _share_span(low: float, high: float, weight: float = 0.5) -> str:
    """A range of weights in percent, rounded inward.

    With a decimal where whole percents would say nothing, or would leave out the present
    weight as the screen shows it.
    """
    rounded = round(100 * weight) / 100
    # A decimal only where whole percents would leave the present weight outside.
    digits = next(
        (d for d in (0, 1) if _inward(low, d, up=True) <= rounded <= _inward(high, d, up=False)), 1
    )
    least, most = _inward(low, digits, up=True), _inward(high, digits, up=False)
    if high >= 1:
        return t("at least {share}", share=percent(least, digits)) if low < 1 else percent(1)
    if low <= 0:
        return t("at most {share}", share=percent(most, digits)) if most > 0 else percent(0)
    return t("between {low} and {high}", low=percent(least, digits), high=percent(most, digits))


def _inward(share: float, digits: int, *, up: bool) -> float:
    """A share rounded up or down to that many decimals of its percentage."""
    scale = 100 * 10**digits
    whole = ceil(scale * share - TIE) if up else floor(scale * share + TIE)
    return float(whole / scale)


def changes(analysis: Analysis) -> list[str]:
    """Everything that would settle or change the first place, one sentence each."""
    cells = [settles(analysis, cell) for cell in by_cell(analysis.deciding)]
    if len(analysis.verdict.leaders) == 1:
        moves = [_holds_while(analysis, s) for s in _of_leader(analysis)]
        if moves and not withstands(analysis):
            moves.append(t("All this with the choices as they are."))
    elif analysis.verdict.leaders:
        return [t("No figure separates the tied levers: the group decides.")]
    else:
        moves = [
            _would_be_first(analysis, s)
            for s in analysis.stability
            if s.sure and s.sure[1] - s.sure[0] > _BEYOND
        ]
    if moves and not analysis.within.whole:
        moves.append(t("Weights stay among those allowed."))
    # Not ``capitalize``, which would lower the names in the rest.
    sentences = [sentence[:1].upper() + sentence[1:] for sentence in (*cells, *moves)]
    if not sentences and analysis.verdict.leaders:
        return [t("One criterion has all the weight: there is nothing to move.")]
    return sentences or [_could_settle(analysis)]


def anchor_lines(analysis: Analysis) -> list[str]:
    """How far each anchor still to confirm may move before the first place changes."""
    return [_anchor_line(analysis, span) for span in anchor_spans(analysis)]


def _anchor_line(analysis: Analysis, span: AnchorSpan) -> str:
    criterion, combination = analysis.case.criteria[span.column], analysis.table.combination
    near, digits = _inside(span.near, towards=span.here)
    values = {
        "criterion": criterion.in_sentence,
        "worth": t("100 points") if span.best else t("0 points"),
        "here": anchor_text(criterion, span.here, combination),
        "near": number(near, digits),
    }
    if span.far is None:
        return t(
            "What is worth {worth} on {criterion} ({here}) may come to {near}, or go away as far "
            "as one likes: the first stays first, the weights being what they are.",
            **values,
        )
    far, fine = _inside(span.far, towards=span.here)
    finest = max(digits, fine)
    if (near - far) * (span.near - span.far) <= 0:
        return _still_line(values, number(10.0**-finest, finest))
    ends = values["near"], number(far, fine)
    least, most = ends if near < far else ends[::-1]
    return t(
        "What is worth {worth} on {criterion} ({here}) may stand anywhere from {least} to {most}: "
        "the first stays first, the weights being what they are.",
        **values,
        least=least,
        most=most,
    )


def _still_line(values: Mapping[str, str], step: str) -> str:
    """That an anchor cannot move, as finely as it is written."""
    return t(
        "What is worth {worth} on {criterion} ({here}) cannot move by {step} without the first "
        "changing, or a score leaving the scale, the weights being what they are.",
        **values,
        step=step,
    )


_FINE = 20
"""Anchors below this are written with a decimal."""


def _inside(end: float, *, towards: float) -> tuple[float, int]:
    """An end of a span, rounded so that it is still inside, and its decimals."""
    digits = 0 if max(abs(end), abs(towards)) >= _FINE or end == round(end) else 1
    scale = 10**digits
    return (floor if end > towards else ceil)(round(end * scale, 6)) / scale, digits


def _would_be_first(analysis: Analysis, stability: Stability) -> str:
    """Where a weight would have to stand for a lever to be surely first."""
    row = analysis.matrix.alternatives.index(stability.alternative)
    criterion = analysis.case.criterion(stability.criterion).in_sentence
    low, high = _ends(stability)
    return t(
        "{lever} would be first whatever is unknown if {criterion} weighed {share}, "
        "the other weights keeping their proportions.",
        lever=lever_labels(analysis, (row,))[0],
        criterion=criterion,
        share=_share_span(low, high),
    )
