"""Figures that unknown scores were drawn for: a sentence or a sign says so beside each."""

from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.wording import t


def draws_scores(robustness: Robustness) -> bool:
    """Whether a score is unknown, so that it is drawn."""
    return bool(robustness.question.matrix.open_cells)


def draws_convention(robustness: Robustness) -> str:
    """What a figure rests on that unknown scores were drawn for; empty when none is unknown."""
    if not draws_scores(robustness):
        return ""
    return t("Unknown scores drawn at random, all as likely: a convention, not a forecast.")


def marked_share(robustness: Robustness, share: str) -> str:
    """A written share with the sign of a drawn figure, where the sign is explained once.

    « Less than 1 % » is about enough without it.
    """
    drawn = draws_scores(robustness) and share[:1].isdigit()
    return t("≈ {share}", share=share) if drawn else share
