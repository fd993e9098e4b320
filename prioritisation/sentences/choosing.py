"""Sentences on methods and on judgements: W1 and W15 of the method reference."""

from math import ceil

from prioritisation.cautions.choosing import depends_on_levers
from prioritisation.matrix import SAME
from prioritisation.opinions import Method
from prioritisation.weights.pairwise import ACCEPTED
from prioritisation.wording import number, t

DECIMALS = 2


def local_method_text(method: Method) -> str:
    """That a method's ranks depend on the levers compared; empty for the others (W1)."""
    if not depends_on_levers(method):
        return ""
    return t(
        "With this method, adding or withdrawing a lever may change the order of the others: a "
        "second opinion, never the ranking of the meeting. Compare tests it, lever by lever."
    )


def inconsistent_text(ratio: float) -> str:
    """That pairwise judgements contradict each other, and what to do (W15)."""
    scale = 10**DECIMALS
    return t(
        "These judgements contradict each other (consistency ratio {ratio}, more than "
        "{accepted}): look at the most surprising one again, or write why they are kept.",
        ratio=number(ceil(ratio * scale - SAME) / scale, DECIMALS),
        accepted=number(ACCEPTED, DECIMALS),
    )
