"""Figures that scores were drawn for: a sentence or a sign says so beside each."""

from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.wording import t
from prioritisation.wording.asserted import with_capital


def draws_convention(robustness: Robustness) -> str:
    """What a figure rests on that scores were drawn for; empty when all are known."""
    if not (scores := doubtful_scores(robustness.question.matrix)):
        return ""
    what = with_capital(scores)
    return t(
        "{scores} picked at random, all as likely: it is a convention, not a forecast.",
        scores=what,
    )


def marked_share(robustness: Robustness, share: str) -> str:
    """A written share with the sign of a drawn figure, where the sign is explained once.

    « Less than 1 % » is about enough without it.
    """
    drawn = bool(robustness.question.matrix.open_cells) and share[:1].isdigit()
    return t("≈ {share}", share=share) if drawn else share
