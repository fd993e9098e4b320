"""What to find out first: which score, known better, could change the first two places."""

from itertools import groupby

from prioritisation.analysis.robustness.information import Information
from prioritisation.analysis.robustness.whole import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.leading import joined
from prioritisation.sentences.ranks import all_of, names, possible_percent
from prioritisation.sentences.solidity import near
from prioritisation.wording import t, tn

NO_DRAW = 1e-4
"""Stands for a chance that is in none of the draws."""


def learning_answer(found: Robustness) -> str:
    """How many scores could change the first place."""
    if not found.information:
        return t("Every score is known and none is doubted: there is nothing to find out.")
    useful = sum(cell.first for cell in found.information)
    if not useful:
        return t("With these weights, no score could change the first place.")
    return tn(
        "{n} score out of {all} could change the first place, with these weights.",
        "{n} scores out of {all} could change the first place, with these weights.",
        useful,
        all=len(found.information),
    )


def learning_lines(analysis: Analysis, found: Robustness) -> list[str]:
    """One sentence per useful score, the most useful before; the useless ones together."""
    lines = [_useful(analysis, c) for c in found.information if c.first or c.second]
    useless = [c for c in found.information if not (c.first or c.second)]
    if useless:
        what = joined(_by_criterion(analysis, useless))
        lines.append(t("Can change neither the first nor the second place: {what}.", what=what))
    return lines


def _useful(analysis: Analysis, cell: Information) -> str:
    told = {"start": _start(analysis, cell)}
    if cell.first:
        chance = _chance(cell.first_chance)
        return t("{start} may change the first place (chance: {chance}).", chance=chance, **told)
    chance = _chance(cell.second_chance)
    return t(
        "{start} may change the second place, not the first (chance: {chance}).",
        chance=chance,
        **told,
    )


def _chance(found: float) -> str:
    """Never none of what can happen, be it in no draw or as a tie only."""
    return possible_percent(found) if found > 0 else near(NO_DRAW)


def _start(analysis: Analysis, cell: Information) -> str:
    about = {
        "criterion": analysis.case.criteria[cell.column].in_sentence,
        "lever": names(analysis, (cell.row,))[0],
    }
    if cell.weak:
        return t("Checking {criterion} of {lever}", **about)
    if analysis.score(cell.row, cell.column).unknown:
        return t("Knowing {criterion} of {lever}", **about)
    return t("Specifying {criterion} of {lever}", **about)


def _by_criterion(analysis: Analysis, cells: list[Information]) -> list[str]:
    """« l'impact GES de A et B »."""
    ranked = sorted(cells, key=lambda c: c.column)
    return [
        t(
            "{criterion} of {lever}",
            criterion=analysis.case.criteria[column].in_sentence,
            lever=all_of(names(analysis, tuple(c.row for c in group))),
        )
        for column, group in groupby(ranked, key=lambda c: c.column)
    ]
