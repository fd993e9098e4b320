"""What could settle the first place, and what would change it."""

from collections.abc import Mapping

from criteria.model import Criterion
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.robustness.deciding import by_cell
from prioritisation.analysis.robustness.weight_changes import Stability
from prioritisation.analysis.scenario import Analysis, Lead
from prioritisation.analysis.solidity import choices_left
from prioritisation.analysis.weights import with_weight
from prioritisation.sentences.anchors import anchor_lines
from prioritisation.sentences.assertions import Placed, Quantity, WrittenFigure
from prioritisation.sentences.counted import with_choices
from prioritisation.sentences.headline import Settling
from prioritisation.sentences.phrases import all_of, lever_labels
from prioritisation.sentences.ranges import WrittenRange, written_range
from prioritisation.sentences.rounding import MOST_DIGITS
from prioritisation.sentences.settling import settles
from prioritisation.wording import percent, t
from prioritisation.wording.asserted import asserting, joined_by, with_capital
from prioritisation.wording.numbers import either

_BEYOND = 0.005
"""How far past a threshold one looks for who takes over, in share of weight."""


def what_settles(analysis: Analysis) -> Settling | None:
    """What would settle the first place, or may change it; None when nothing is to be said."""
    if analysis.verdict.lead is Lead.TIED:
        return None
    if analysis.verdict.lead is Lead.OPEN:
        return Settling(t("What would settle it"), _would_settle(analysis))
    if not _of_leader(analysis):
        return None
    return Settling(t("What may change the answer"), _may_change(analysis))


def _may_change(analysis: Analysis) -> str:
    """How far the nearest weight may move before another may come first."""
    nearest = _nearest(analysis)
    if nearest is not None:
        return with_choices(analysis, _holds_while(analysis, nearest))
    leader = lever_labels(analysis, analysis.verdict.leaders)[0]
    columns = range(len(analysis.weights))
    if all(_alone(analysis, analysis.verdict.leaders[0], j, (0.0, 1.0)) for j in columns):
        stays = t("{leader} stays first whichever weight one moves.", leader=leader)
    else:
        stays = t(
            "{leader} stays first, alone or tied, whichever weight one moves.", leader=leader
        )
    return with_choices(analysis, stays)


def _would_settle(analysis: Analysis) -> str:
    if not analysis.deciding:
        none = t("no uncertain score, once known, would be enough alone.")
        return with_choices(analysis, none)
    return settles(analysis, by_cell(analysis.deciding)[0])


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
    return with_capital(with_choices(analysis, _holds_while(analysis, stability)))


def _holds_while(analysis: Analysis, stability: Stability) -> str:
    leader = lever_labels(analysis, analysis.verdict.leaders)[0]
    column = analysis.matrix.criteria.index(stability.criterion)
    criterion, (low, high) = analysis.case.criteria[column], _ends(stability)
    rooms = _rooms(analysis, stability)
    weight = float(analysis.weights[column])
    written = written_range(low, high, weight)
    if written.digits > MOST_DIGITS:
        # It holds at this weight, and over less than can be written around it.
        return t(
            "the slightest change of the weight {of_criterion} may put another ahead of {leader}.",
            of_criterion=criterion.of_sentence,
            leader=leader,
        )
    alone = _alone(analysis, analysis.verdict.leaders[0], column, written.ends)
    if not rooms:
        return _stays_whatever(leader, criterion, alone=alone)
    rows = analysis.verdict.leaders
    share = _range_text(written, stability, rows, (column, weight))
    start = _stays_while(leader, criterion, (high, share), alone=alone)
    end = _beyond_text(analysis, stability, below=min(rooms)[1])
    return joined_by(" ", (start, end)) if end else start


def _beyond_text(analysis: Analysis, stability: Stability, *, below: bool) -> str:
    """Who else may come first a little past an end of a range; empty when nobody does."""
    column, (low, high) = analysis.matrix.criteria.index(stability.criterion), _ends(stability)
    past = min(max(low - _BEYOND if below else high + _BEYOND, 0.0), 1.0)
    after = _takes_over(analysis, column, past)
    if not after:
        return ""
    placed = Placed(after, sure=False, under=("weight", column, past))
    people = asserting(either(lever_labels(analysis, after)), placed)
    if below:
        return t("Below, {who} may come first.", who=people)
    return t("Above, {who} may come first.", who=people)


def _stays_whatever(leader: str, criterion: Criterion, *, alone: bool) -> str:
    values = {"leader": leader, "of_criterion": criterion.of_sentence}
    if alone:
        return t("{leader} stays first whatever the weight {of_criterion}.", **values)
    return t("{leader} stays first, alone or tied, whatever the weight {of_criterion}.", **values)


def _stays_while(leader: str, criterion: Criterion, end: tuple[float, str], *, alone: bool) -> str:
    values = {"leader": leader, "criterion": criterion.in_sentence, "share": end[1]}
    if end[1] == percent(0):
        nothing = t("nothing") if end[0] <= TIE else t("by next to nothing")
        return _stays_without({**values, "nothing": nothing}, alone=alone)
    if alone:
        return t(
            "{leader} stays first as long as {criterion} weighs {share}, the "
            "others varying in proportion.",
            **values,
        )
    return t(
        "{leader} stays first, alone or tied, as long as {criterion} weighs {share}, the "
        "others varying in proportion.",
        **values,
    )


def _stays_without(values: Mapping[str, str], *, alone: bool) -> str:
    if alone:
        return t(
            "{leader} stays first only if {criterion} weighs {nothing} ({share}), the "
            "others varying in proportion.",
            **values,
        )
    return t(
        "{leader} stays first, alone or tied, only if {criterion} weighs {nothing} ({share}), the "
        "others varying in proportion.",
        **values,
    )


def _takes_over(analysis: Analysis, column: int, share: float) -> tuple[int, ...]:
    """Who else may be first once one weight has moved to a share."""
    there = with_weight(analysis.weights, column, share)
    return tuple(
        i
        for i in additive(analysis.matrix, there).possible_firsts
        if i not in analysis.verdict.leaders
    )


def _alone(analysis: Analysis, row: int, column: int, ends: tuple[float, float]) -> bool:
    """Whether a row is first alone, whatever is unknown, at both ends of a range of one weight.

    It then is between them, its lead over each other being a straight line.
    """
    for share in ends:
        there = additive(analysis.matrix, with_weight(analysis.weights, column, share))
        if not there.necessary_firsts == there.possible_firsts == (row,):
            return False
    return True


def _range_text(
    written: WrittenRange, stability: Stability, rows: tuple[int, ...], place: tuple[int, float]
) -> str:
    """A range of one weight, and that rows are surely first over it; then the present weight.

    Parameters
    ----------
    place
        The column of the criterion, and its weight.
    """
    column, weight = place
    span = WrittenFigure(Quantity.RANGE, *_ends(stability), written.span, rows, column)
    text = asserting(written.span, span)
    if not written.here:
        return text
    figure = WrittenFigure(Quantity.WEIGHT, weight, weight, written.here, column=column)
    here = asserting(written.here, figure)
    return t("{range} ({weight} here)", range=text, weight=here)


def changes(analysis: Analysis) -> list[str]:
    """Everything that would settle or change the first place, anchors too, one sentence each.

    The last one says that all hold with the choices in force, where any is still open.
    """
    sentences, anchors = _of_scores_and_weights(analysis), anchor_lines(analysis)
    closing = [t("All this with the choices as they are.")] * choices_left(analysis)
    if not sentences and not anchors:
        closing = []
    if not sentences and analysis.verdict.leaders:
        sentences = [t("One criterion has all the weight: there is nothing to move.")]
    lines = [*(sentences or [_would_settle(analysis)]), *anchors, *closing]
    return [with_capital(line) for line in lines]


def _of_scores_and_weights(analysis: Analysis) -> list[str]:
    """What a score, once known, or a weight does to the first place."""
    if len(analysis.verdict.leaders) > 1:
        return [t("No figure separates the tied levers: the group decides.")]
    cells, moves = by_cell(analysis.deciding), _moves(analysis)
    within = [t("Weights stay among those allowed.")] * (bool(moves) and not analysis.within.whole)
    return [*(settles(analysis, cell) for cell in cells), *moves, *within]


def _moves(analysis: Analysis) -> list[str]:
    """What weights do to the first place: how far it holds, or where somebody would have it."""
    if analysis.verdict.leaders:
        return [_holds_while(analysis, s) for s in _of_leader(analysis)]
    # Equal levers are told together.
    groups = {rows[0]: rows for rows in analysis.regions.groups}
    return [
        _would_be_first(analysis, s, groups[row])
        for s in analysis.stability
        for row in [analysis.matrix.alternatives.index(s.alternative)]
        if s.sure and s.sure[1] - s.sure[0] > _BEYOND and row in groups
    ]


def _would_be_first(analysis: Analysis, stability: Stability, rows: tuple[int, ...]) -> str:
    """Where a weight would have to stand for levers, equal if several, to be surely first."""
    column = analysis.matrix.criteria.index(stability.criterion)
    weight = float(analysis.weights[column])
    written = written_range(*_ends(stability), weight)
    values = {
        "levers": all_of(lever_labels(analysis, rows)),
        "criterion": analysis.case.criteria[column].in_sentence,
        "share": _range_text(written, stability, rows, (column, weight)),
    }
    if len(rows) > 1:
        return t(
            "{levers} would be tied for first if {criterion} weighed {share}, the "
            "others varying in proportion.",
            **values,
        )
    if not _alone(analysis, rows[0], column, written.ends):
        return t(
            "{levers} would be first, alone or tied, if {criterion} "
            "weighed {share}, the others varying in proportion.",
            **values,
        )
    return t(
        "{levers} would be first if {criterion} weighed {share}, the "
        "others varying in proportion.",
        **values,
    )
