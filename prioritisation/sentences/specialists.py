"""What specialists call the rules of the pages: one line each, below « Comment c'est calculé »."""

from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.wording import t


def mode_rule(mode: Mode) -> str:
    """The rule that makes weights of the places of a ballot; empty for a ballot in points."""
    return order_rule() if mode.ordered else ""


def order_rule() -> str:
    """What makes weights of an order."""
    return t(
        "Order of importance (ROC): the mean of all the weights that keep this order; the first "
        "weighs much more than the last."
    )


def scaling_rule() -> str:
    """What brings criteria to one scale."""
    return t(
        "Scaling (scaling): each criterion goes from 0 to 100 between two bounds fixed in the "
        "case, whatever the levers compared."
    )


def word_rule() -> str:
    """What makes numbers of words."""
    return t(
        "Numbers given to words (coding): the worst word is worth 0, the best 100, the others are "
        "between, in their order."
    )


def other_mean_rule() -> str:
    """The other way to take the mean of the votes."""
    return t(
        "Another way to take the mean (geometric): the shares are multiplied rather than added; a "
        "share below half a point counts as half a point."
    )


def control_number_rule() -> str:
    """What a control number is made of."""
    return t(
        "Computed from the whole proof file (by SHA-256): it changes as soon as one character "
        "does."
    )
