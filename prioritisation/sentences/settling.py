"""What knowing one score would settle, in sentences."""

from criteria.model import Criterion
from criteria.scales import WordScale
from prioritisation.analysis.robustness.deciding import DecidingCell
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.assertions import Placed, Quantity, Under, WrittenFigure
from prioritisation.sentences.phrases import amounts, lever_labels
from prioritisation.wording import NBSP, t
from prioritisation.wording.asserted import asserting, joined_by, with_capital
from prioritisation.wording.numbers import either

_SEMICOLON = f"{NBSP}; "


def settles(analysis: Analysis, cells: tuple[DecidingCell, ...]) -> str:
    """What knowing one cell would do, for every lever it could put first, as a sentence."""
    first = cells[0]
    criterion = analysis.case.criteria[first.column]
    lever = lever_labels(analysis, (first.row,))[0]
    unknown = analysis.score(first.row, first.column).unknown
    start = (
        t("find out {criterion} of {lever}.", criterion=criterion.in_sentence, lever=lever)
        if unknown
        else t("check {criterion} of {lever}.", criterion=criterion.in_sentence, lever=lever)
    )
    if not first.settles:
        who = asserting(either(_winners(analysis, cells)), *map(_settled_by, cells))
        end = t(
            "For some of its possible values, {who} is first whatever the other scores.", who=who
        )
        return joined_by(" ", (start, end))
    parts = [
        t(
            "with {enough}, {who} is first whatever the other scores",
            enough=_enough(criterion, d, analysis.table.combination),
            who=asserting(who, _settled_by(d)),
        )
        for d, who in zip(cells, _winners(analysis, cells), strict=True)
    ]
    parts += [t("otherwise it is not known yet")] * bool(first.leaves_open)
    return t("{start} {rest}.", start=start, rest=with_capital(joined_by(_SEMICOLON, parts)))


def _enough(criterion: Criterion, cell: DecidingCell, combination: str) -> str:
    """The scores of a cell that put a row surely first."""
    written = amounts(criterion, cell.settles, combination)
    if isinstance(criterion.scale(combination), WordScale):
        return written
    low, high = float(min(cell.settles)), float(max(cell.settles))
    figure = WrittenFigure(Quantity.AMOUNTS, low, high, written, (cell.row,), cell.column)
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
