"""Constraints on weights, as sentences."""

from collections.abc import Sequence

from prioritisation.analysis.robustness.constraints import AtLeast, AtMost, Constraint
from prioritisation.sentences.ranks import all_of
from prioritisation.wording import NBSP, t
from prioritisation.wording.numbers import plain


def constraint_text(constraint: Constraint, labels: Sequence[str]) -> str:
    """What one constraint asks: « A weighs at least as much as B ».

    Parameters
    ----------
    labels
        What people call the criteria, by column.
    """
    if isinstance(constraint, AtLeast):
        criterion, share = labels[constraint.column], _percent(constraint.share)
        return t("{criterion} weighs {share} at least", criterion=criterion, share=share)
    if isinstance(constraint, AtMost):
        criterion, share = labels[constraint.column], _percent(constraint.share)
        return t("{criterion} weighs {share} at most", criterion=criterion, share=share)
    more, less = labels[constraint.more], labels[constraint.less]
    return t("{more} weighs at least as much as {less}", more=more, less=less)


def _percent(share: float) -> str:
    """A bound with the decimals it has."""
    return f"{plain(100 * share)}{NBSP}%"


def conflict_text(constraints: Sequence[Constraint], labels: Sequence[str]) -> str:
    """That no weights satisfy constraints which contradict each other."""
    told = all_of([constraint_text(c, labels) for c in constraints])
    return t("no weights satisfy all of this: {constraints}", constraints=told)
