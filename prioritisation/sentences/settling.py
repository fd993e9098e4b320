"""What knowing one score would settle, in sentences."""

from prioritisation.analysis.robustness.deciding import DecidingCell
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.solidity import choices_left
from prioritisation.sentences.phrases import amounts, lever_labels
from prioritisation.wording import NBSP, t
from prioritisation.wording.numbers import either, with_capital

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
        who = either(_winners(analysis, cells))
        return " ".join((start, _for_some(who, left=choices_left(analysis))))
    parts = [
        t(
            "with {enough}, {who} is first whatever the other scores",
            enough=_with_choices(analysis, amounts(criterion, d.settles), once=d is first),
            who=who,
        )
        for d, who in zip(cells, _winners(analysis, cells), strict=True)
    ]
    parts += [t("otherwise it is not known yet")] * bool(first.leaves_open)
    return t("{start} {rest}.", start=start, rest=with_capital(_SEMICOLON.join(parts)))


def _for_some(who: str, *, left: bool) -> str:
    """That some values of a cell, not listed, put somebody first; with which choices."""
    if left:
        return t(
            "For some of its possible values and with the choices as they are, {who} is first "
            "whatever the other scores.",
            who=who,
        )
    return t("For some of its possible values, {who} is first whatever the other scores.", who=who)


def _with_choices(analysis: Analysis, scores: str, *, once: bool) -> str:
    """The scores that settle, and the choices they settle with; once for all that follow."""
    if once and choices_left(analysis):
        return t("{scores} and the choices as they are", scores=scores)
    return scores


def _winners(analysis: Analysis, cells: tuple[DecidingCell, ...]) -> list[str]:
    """Who a cell could put first: by name, unless it is the cell's own lever and no other."""
    if [d.winner for d in cells] == [cells[0].row]:
        return [t("this lever")]
    return lever_labels(analysis, tuple(d.winner for d in cells))
