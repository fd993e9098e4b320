"""What to find out first, and how the figures of robustness are computed."""

from itertools import groupby

from prioritisation.analysis.robustness.information import Information
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.sentences.counted import said_with_choices
from prioritisation.sentences.phrases import all_of, joined, lever_labels, word_limits
from prioritisation.sentences.shares import equal_levers_text, near_percent, possible_share
from prioritisation.sentences.weight_limits import allowed_text
from prioritisation.wording import number, percent, t, tn

_NO_DRAW = 1e-4
"""Stands for a chance that is in none of the draws."""


_HAIR = 1e-6
"""Share of the values of a score that is written as some."""


def learning_answer(analysis: Analysis, robustness: Robustness) -> str:
    """How many scores could change the first place, with the choices in force."""
    answer = _learning_answer(robustness)
    return said_with_choices(analysis, answer) if robustness.information else answer


def _learning_answer(robustness: Robustness) -> str:
    if not robustness.information:
        return t(
            "Every score is known and none is doubted: the calculation points to none to check."
        )
    changing = [c for c in robustness.information if c.first and not c.only_ties]
    useful, checked = len(changing), sum(cell.weak for cell in robustness.information)
    if not useful and any(cell.only_ties for cell in robustness.information):
        return t("Scores can only make or break a tie for first place, with these weights.")
    if not useful:
        return t("No score could change the first place, with these weights.")
    if checked < len(robustness.information) and all(c.weak for c in changing):
        return tn(
            "{n} score to check could change the first place with these weights; no missing or "
            "uncertain one could.",
            "{n} scores to check could change the first place with these weights; no missing or "
            "uncertain one could.",
            useful,
        )
    return _useful_text(useful, len(robustness.information), checked=bool(checked))


def _useful_text(useful: int, every: int, *, checked: bool) -> str:
    """How many scores could change the first place; ``checked``: whether some are to check."""
    if checked:
        return tn(
            "{n} score out of {all}, uncertain or to check, could change the first place, with "
            "these weights.",
            "{n} scores out of {all}, uncertain or to check, could change the first place, with "
            "these weights.",
            useful,
            all=every,
        )
    return tn(
        "{n} score out of {all} could change the first place, with these weights.",
        "{n} scores out of {all} could change the first place, with these weights.",
        useful,
        all=every,
    )


def learning_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """One sentence per useful score, those of the first place before; the useless ones together.

    Within each, doubted scores come after the unknown ones; what a chance is ends the list. Each
    says by itself that it is so with the choices in force, where any is open: a score that is
    useless with these answers may be useful with others.
    """
    useful = [c for c in robustness.information if c.first or c.second]
    # Those that the answer above counts, then the ties; within each, the most useful before.
    useful.sort(key=lambda c: (not (c.first and not c.only_ties), not c.first))
    lines = [_useful(analysis, c) for c in useful]
    chances = any((c.first or c.second) and not c.only_ties for c in robustness.information)
    convention = t(
        "Chance: that two values of the score, picked at random like the other scores that "
        "are not known, all as likely, give different answers. It is a convention, not a "
        "forecast."
    )
    useless = [c for c in robustness.information if not (c.first or c.second)]
    if useless:
        what = joined(_by_criterion(analysis, useless))
        lines.append(t("Can change neither the first nor the second place: {what}.", what=what))
    return [*(said_with_choices(analysis, line) for line in lines), *[convention] * chances]


def _useful(analysis: Analysis, cell: Information) -> str:
    values = {"start": _start(analysis, cell)}
    if cell.only_ties:
        return _tying(analysis, cell)
    if cell.first:
        sentence = t(
            "{start} may change the first place (chance: {chance})",
            chance=_chance(cell.first_chance),
            **values,
        )
        if not cell.settling_share:
            return t("{said}, but never settles it alone.", said=sentence)
        # One value that leaves a tie is next to nothing, and yet not all of them settle.
        share = near_percent(min(cell.settling_share, 1 - _HAIR * (cell.settling_share < 1)))
        return t(
            "{said}, and settles it alone for {share} of its values.", said=sentence, share=share
        )
    return t(
        "{start} may change the second place, not the first (chance: {chance}).",
        chance=_chance(cell.second_chance),
        **values,
    )


def _tying(analysis: Analysis, cell: Information) -> str:
    """A tie that any value breaks; or one that a single value would make."""
    start, firsts = _start(analysis, cell), analysis.ranking.necessary_firsts
    listed = analysis.matrix.doubted.get((cell.row, cell.column))
    others = 1 - 1 / len(listed) if listed else 1.0
    if len(firsts) > 1 and cell.row in firsts and cell.settling_share > others - _HAIR:
        return t(
            "{start}: the tie for first place is at one exact value; any other breaks it.",
            start=start,
        )
    return t("{start} can only make a tie for first place, at one exact value.", start=start)


def _chance(chance: float) -> str:
    """Never none of what can happen, be it in no draw or as a tie only."""
    return possible_share(chance) if chance > 0 else near_percent(_NO_DRAW)


def _start(analysis: Analysis, cell: Information) -> str:
    about = {
        "criterion": analysis.case.criteria[cell.column].in_sentence,
        "lever": lever_labels(analysis, (cell.row,))[0],
    }
    if cell.weak:
        return t(
            "Checking {criterion} of {lever} (doubted, no bounds: its whole scale tried)", **about
        )
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
            lever=all_of(lever_labels(analysis, tuple(c.row for c in group))),
        )
        for column, group in groupby(ranked, key=lambda c: c.column)
    ]


def method_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """One sentence per figure of the page."""
    lines = _words(robustness)
    if len(analysis.case.criteria) > 1:
        lines += [
            *_shares(robustness),
            *_constraints(analysis, robustness),
            t(
                "The two uncertainties: only one varies, the rest keeps the values tried, and "
                "the first places before and after are compared, {draws} times.",
                draws=number(robustness.uncertainties.draws),
            ),
            possible_ranks_text(robustness),
        ]
        labels = [lever.label for lever in analysis.case.levers]
        lines += filter(None, [equal_levers_text(robustness.regions, labels)])
    return [
        *lines,
        t(
            "Scores that are not known, when they are picked at random: each listed score is "
            "as likely as the others, an interval is uniform, cells are independent. No score "
            "picked at random enters a ranking."
        ),
        t("A score settles the first place alone: one lever is then surely first, and alone."),
    ]


def _words(robustness: Robustness) -> list[str]:
    """The thresholds of the word, and what it is said from."""
    if robustness.word is RobustnessWord.ALONE:
        return []
    return [
        t("The word is that of the share of the weights, less twice its standard error."),
        t(
            "Solid from {solid}, fairly solid from {fair}, not very solid from {shared}; "
            "below, the first place stays open: a convention of ours.",
            **word_limits(robustness.thresholds),
        ),
    ]


def _shares(robustness: Robustness) -> list[str]:
    """Whether first-place shares are exact; over which weights."""
    whole, regions = robustness.within.whole, robustness.regions
    if regions.exact and whole:
        return [t("Shares of first place over all weights: exact, from the regions of weights.")]
    if regions.exact:
        return [t("Shares of first place over the weights allowed: exact, from their regions.")]
    error = percent(regions.error, 2)
    sentence = (
        t(
            "Shares of first place over all weights: estimated, standard error at most {error}.",
            error=error,
        )
        if whole
        else t(
            "Shares of first place over the weights allowed: estimated, standard error at most "
            "{error}.",
            error=error,
        )
    )
    return [sentence]


def _constraints(analysis: Analysis, robustness: Robustness) -> list[str]:
    sentence = allowed_text(robustness, [c.label for c in analysis.case.criteria])
    return [sentence] if sentence else []


def possible_ranks_text(robustness: Robustness) -> str:
    """Over which weights ranks are possible, and what a question mark tells."""
    if robustness.within.whole:
        return t("Possible ranks: over all weights and scores; « ? » where not proven.")
    return t("Possible ranks: over the weights allowed, all scores; « ? » where not proven.")
