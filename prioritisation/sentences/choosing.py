"""Sentences on methods and on the decision: W1, W15 and W17 of the method reference."""

from math import ceil

from prioritisation.cautions.choosing import depends_on_levers
from prioritisation.cautions.deciding import Lack
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


def lack_text(lack: Lack) -> str:
    """What is missing before a text may be exported as a decision, and what to write (W17)."""
    return {
        Lack.CHOICE: t("Write what the group decides, in a sentence."),
        Lack.MOTIVE: t("Write why: figures alone decide nothing."),
        Lack.OBJECTIONS: t("Ask for objections, and write them, or that there is none."),
        Lack.ANSWERS: t("Answer each objection in writing."),
    }[lack]
