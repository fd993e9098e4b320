"""Constraints on weights in words: what they ask, what they leave, which weights break them."""

from collections.abc import Sequence

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.robustness.constraints import AtLeast, AtMost, Constraint, Order
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.sentences.phrases import all_of
from prioritisation.sentences.shares import near_percent
from prioritisation.wording import NBSP, listed, t
from prioritisation.wording.numbers import plain

_CLOSE = 5e-4
"""Shares nearer to each other than this are written with more decimals."""


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
    """A share with the decimals that it has."""
    return f"{plain(100 * share)}{NBSP}%"


def conflict_text(constraints: Sequence[Constraint], labels: Sequence[str]) -> str:
    """That no weights satisfy constraints which contradict each other."""
    sentence = all_of([constraint_text(c, labels) for c in constraints])
    return t("no weights satisfy all of this: {constraints}", constraints=sentence)


def allowed_text(robustness: Robustness, labels: Sequence[str]) -> str:
    """Which weights are allowed, and how many of all they are; empty without a constraint."""
    constraints = dict.fromkeys(robustness.question.constraints)
    if not constraints:
        return ""
    sentence = all_of([constraint_text(c, labels) for c in constraints])
    if robustness.within.whole:
        return t("This excludes no weights: {constraints}.", constraints=sentence)
    if len(robustness.within.corners) == 1:
        return t(
            "Only one way to share out the weights is such that: {constraints}.",
            constraints=sentence,
        )
    if robustness.within.flat:
        return t("Only weights such that: {constraints}.", constraints=sentence)
    share = near_percent(robustness.share)
    share = t("about {share}", share=share) if robustness.share_error else share
    return t(
        "Only weights such that: {constraints} ({share} of all weights).",
        constraints=sentence,
        share=share,
    )


def outside_text(robustness: Robustness, labels: Sequence[str]) -> str:
    """That the weights given are not allowed: by which constraints, by how much; may be empty."""
    weights = robustness.question.weights
    parts = [_missed(c, weights, labels) for c in dict.fromkeys(robustness.outside)]
    if not parts:
        return ""
    return t(
        "These weights are not among those allowed: {constraints}. The ranking is theirs; what is "
        "said of its solidity is about the weights allowed.",
        constraints=listed(parts),
    )


def _missed(constraint: Constraint, weights: Floats, labels: Sequence[str]) -> str:
    """A constraint, and the weights that break it."""
    sentence = constraint_text(constraint, labels)
    digits = 1 if constraint.room(weights) < -_CLOSE else 3
    if isinstance(constraint, Order):
        more, less = (
            _percent(round(float(weights[k]), 2 + digits))
            for k in (constraint.more, constraint.less)
        )
        return t(
            "{constraint} (here {more} and {less})", constraint=sentence, more=more, less=less
        )
    share = _percent(round(float(weights[constraint.column]), 2 + digits))
    return t("{constraint} (here {share})", constraint=sentence, share=share)
