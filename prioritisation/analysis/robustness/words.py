"""The word said of a first place: solid, fairly solid, shared, or undecidable."""

from enum import StrEnum

from prioritisation.settings import RobustnessThresholds


class RobustnessWord(StrEnum):
    """How far the first place holds over all weights.

    ``ALONE``: one criterion only, so there are no other weights to hold over.
    """

    SOLID = "solid"
    FAIR = "fair"
    SHARED = "shared"
    UNDECIDABLE = "undecidable"
    ALONE = "alone"


def robustness_word(share: float, thresholds: RobustnessThresholds) -> RobustnessWord:
    """The word for a share, in [0, 1], already lowered by twice its standard error.

    Examples
    --------
    >>> robustness_word(0.72, RobustnessThresholds()).value
    'fair'
    """
    levels = (thresholds.solid, thresholds.fair, thresholds.shared)
    words = zip(
        levels, (RobustnessWord.SOLID, RobustnessWord.FAIR, RobustnessWord.SHARED), strict=True
    )
    return next((word for least, word in words if share >= least), RobustnessWord.UNDECIDABLE)
