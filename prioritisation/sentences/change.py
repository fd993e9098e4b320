"""What could settle the first place, and what would change it."""

from math import ceil, floor

from criteria.model import Criterion
from criteria.scales import WordScale
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.robustness.deciding import DecidingCell, by_cell
from prioritisation.analysis.robustness.weight_changes import Stability
from prioritisation.analysis.scenario import Analysis, Lead
from prioritisation.analysis.solidity import withstands
from prioritisation.analysis.weights import with_weight
from prioritisation.sentences.assertions import Figure, Placed, Quantity, Under
from prioritisation.sentences.phrases import amounts, lever_labels
from prioritisation.wording import NBSP, percent, t
from prioritisation.wording.asserted import asserting, carrying, joined_by
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
        who = asserting(either(_winners(analysis, cells)), *map(_settled_by, cells))
        end = t("For part of its possible values, {who} is first whatever the rest.", who=who)
        return joined_by(" ", (start, end))
    parts = [
        t(
            "with {enough}, {who} is first whatever the rest",
            enough=_enough(criterion, d, analysis.table.combination),
            who=asserting(who, _settled_by(d)),
        )
        for d, who in zip(cells, _winners(analysis, cells), strict=True)
    ]
    parts += [t("otherwise the question stays open")] * bool(first.leaves_open)
    return t("{start} {rest}.", start=start, rest=_capital(joined_by(_SEMICOLON, parts)))


def _capital(text: str) -> str:
    # Not ``capitalize``, which would lower the names in the rest.
    return carrying(text[:1].upper() + text[1:], (text,))


def _enough(criterion: Criterion, cell: DecidingCell, combination: str) -> str:
    """The scores of a cell that put a row surely first."""
    written = amounts(criterion, cell.settles, combination)
    if isinstance(criterion.scale(combination), WordScale):
        return written
    low, high = float(min(cell.settles)), float(max(cell.settles))
    figure = Figure(Quantity.AMOUNTS, low, high, written, (cell.row,), cell.column)
    return asserting(written, figure)


def _settled_by(cell: DecidingCell) -> Placed:
    """That a cell puts a row surely first: with the scores listed, or between two values."""
    under: Under = ("value between", cell.row, cell.column, cell.low, cell.high)
    if cell.settles:
        under = ("score among", cell.row, cell.column, cell.settles)
    return Placed((cell.winner,), sure=True, under=under)


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
        share=_range_text(analysis, stability),
    )
    below = min(rooms)[1]
    past = min(max(low - _BEYOND if below else high + _BEYOND, 0.0), 1.0)
    after = _takes_over(analysis, column, past)
    if not after:
        return start
    placed = Placed(after, sure=False, under=("weight", column, past))
    people = asserting(either(lever_labels(analysis, after)), placed)
    end = (
        t("Below, {who} may come first.", who=people)
        if below
        else t("Above, {who} may come first.", who=people)
    )
    return joined_by(" ", (start, end))


def _range_text(analysis: Analysis, stability: Stability) -> str:
    """Where a weight may stand for a lever to be surely first."""
    low, high = _ends(stability)
    row = analysis.matrix.alternatives.index(stability.alternative)
    column = analysis.matrix.criteria.index(stability.criterion)
    # Only for who leads now must the present weight be seen inside.
    here = float(analysis.weights[column]) if row in analysis.verdict.leaders else 0.5
    share = _share_span(low, high, here)
    return asserting(share, Figure(Quantity.RANGE, low, high, share, (row,), column))


def _takes_over(analysis: Analysis, column: int, share: float) -> tuple[int, ...]:
    """Who else may be first once one weight has moved to a share."""
    there = with_weight(analysis.weights, column, share)
    return tuple(
        i
        for i in additive(analysis.matrix, there).possible_firsts
        if i not in analysis.verdict.leaders
    )


def _share_span(low: float, high: float, weight: float) -> str:
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
    sentences = [_capital(sentence) for sentence in (*cells, *moves)]
    if not sentences and analysis.verdict.leaders:
        return [t("One criterion has all the weight: there is nothing to move.")]
    return sentences or [_could_settle(analysis)]


def _would_be_first(analysis: Analysis, stability: Stability) -> str:
    """Where a weight would have to stand for a lever to be surely first."""
    row = analysis.matrix.alternatives.index(stability.alternative)
    criterion = analysis.case.criterion(stability.criterion).in_sentence
    return t(
        "{lever} would be first whatever is unknown if {criterion} weighed {share}, "
        "the other weights keeping their proportions.",
        lever=lever_labels(analysis, (row,))[0],
        criterion=criterion,
        share=_range_text(analysis, stability),
    )
