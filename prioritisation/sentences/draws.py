"""Figures that scores were drawn for: a sentence or a sign says so beside each."""

from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.wording import t
from prioritisation.wording.numbers import with_capital


def scores_varied_name() -> str:
    """What scores are called that are uncertain, or to check, and vary together."""
    return t("scores, uncertain or to check")


def draws_convention(robustness: Robustness, *, checked: bool = False) -> str:
    """What a figure rests on that scores were drawn for; empty when all are known.

    Parameters
    ----------
    checked
        Whether scores to check were drawn for it too.
    """
    matrix = robustness.question.matrix
    scores = scores_varied_name() if checked and matrix.doubted else doubtful_scores(matrix)
    if not scores:
        return ""
    return t(
        "{scores} picked at random, all as likely: it is a convention, not a forecast.",
        scores=with_capital(scores),
    )


def marked_share(robustness: Robustness, share: str, *, checked: bool = False) -> str:
    """A written share with the sign of a drawn figure, where the sign is explained once.

    « Less than 1 % » is about enough without it.
    """
    drawn = draws_convention(robustness, checked=checked) and share[:1].isdigit()
    return t("≈ {share}", share=share) if drawn else share
