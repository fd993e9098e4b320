"""The word said of a first place: solid, fairly solid, shared, or undecidable."""

from enum import StrEnum

from prioritisation.settings import Thresholds


class Solidity(StrEnum):
    """How far the first place holds over all weights.

    ``ALONE``: one criterion only, so there are no other weights to hold over.
    """

    SOLID = "solid"
    FAIR = "fair"
    SHARED = "shared"
    UNDECIDABLE = "undecidable"
    ALONE = "alone"


def solidity(share: float, thresholds: Thresholds) -> Solidity:
    """The word for a share, in [0, 1], already lowered by twice its standard error.

    Examples
    --------
    >>> solidity(0.72, Thresholds()).value
    'fair'
    """
    levels = (thresholds.solid, thresholds.fair, thresholds.shared)
    words = zip(levels, (Solidity.SOLID, Solidity.FAIR, Solidity.SHARED), strict=True)
    return next((word for least, word in words if share >= least), Solidity.UNDECIDABLE)
