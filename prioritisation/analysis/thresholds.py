"""From which figures a word is said: a convention, which results carry; none is a target.

Whoever asks for an analysis gives them (``settings`` reads those of the environment, a decision
record has its own): nothing that computes reads a setting, and none has a value of its own here.
"""

from dataclasses import dataclass
from enum import StrEnum

_NOISE = 1e-9
"""Of floats: a share that is less than a limit by this little is the limit."""


@dataclass(frozen=True, slots=True)
class RobustnessThresholds:
    """Shares from which a first place is said to be solid, fairly solid, shared.

    Below the last it is open.

    Raises
    ------
    ValueError
        Unless 1 >= solid >= fair >= shared >= 0.5: a lever first for less than half of the
        weights is announced by no setting (refusal R6 of the method reference).
    """

    solid: float
    fair: float
    shared: float

    def __post_init__(self) -> None:
        """Refuse what would announce too much, or what is no order."""
        if not 1 >= self.solid >= self.fair >= self.shared >= 0.5:  # noqa: PLR2004 (half of all)
            levels = f"{self.solid:g}, {self.fair:g}, {self.shared:g}"
            fault = f"three shares from 1 down to 0.5 are needed, not {levels}"
            raise ValueError(fault)


@dataclass(frozen=True, slots=True)
class GroupThresholds:
    """From which figures a word is said about a group.

    Attributes
    ----------
    flagged, shared
        Normalised standard deviations from which a criterion is « marked disagreement » (the
        settings start from 0.3, as MeetingSphere does) and « opinions differ » (0.2, ours).
    silhouette
        Mean silhouette from which ballots form camps; above 0.5 Kaufman and Rousseeuw (1990) speak
        of a reasonable structure.
    apart
        Share by which the mean weights of any two camps differ on one criterion at least: groups
        that weigh alike are no camps. Without it, one simulated group in five drawn around one
        opinion had "camps"; with 0.2, one in a hundred, and real camps were still found.
    """

    flagged: float
    shared: float
    silhouette: float
    apart: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which figures the words of results are said: of a first place, and of a group."""

    robustness: RobustnessThresholds
    group: GroupThresholds


@dataclass(frozen=True, slots=True)
class WarningThresholds:
    """From which figures the group is warned.

    Attributes
    ----------
    correlation
        Rank correlation of two criteria above which, in either sense, they may count twice.
    equal_margin, equal_share
        A ballot is close to equal weights when no share is further than the margin from them; the
        share of such ballots from which it is said.
    few
        Ballots, or people, below which a group is small.
    quorum
        Share of the people present below whom too few have voted.
    """

    correlation: float
    equal_margin: float
    equal_share: float
    few: int
    quorum: float


class RobustnessWord(StrEnum):
    """How far the first place holds over all weights, for one lever that has it alone.

    ``OPEN``: for less than half of the weights; with others, another lever may come first.
    ``ALONE``: one criterion only, so there are no other weights to hold over. ``NONE``: no lever
    is alone and surely first with these weights (uncertain scores, or a tie): nothing to hold.
    """

    SOLID = "solid"
    FAIR = "fair"
    SHARED = "shared"
    OPEN = "open"
    ALONE = "alone"
    NONE = "none"


def robustness_word(share: float, thresholds: RobustnessThresholds) -> RobustnessWord:
    """The word for a share, in [0, 1], already lowered by twice its standard error.

    A share that is the limit but for float noise reaches it, as it is written.

    Examples
    --------
    >>> robustness_word(0.72, RobustnessThresholds(0.9, 0.7, 0.5)).value
    'fair'
    >>> robustness_word(0.8999999999999999, RobustnessThresholds(0.9, 0.7, 0.5)).value
    'solid'
    """
    levels = (thresholds.solid, thresholds.fair, thresholds.shared)
    words = zip(
        levels, (RobustnessWord.SOLID, RobustnessWord.FAIR, RobustnessWord.SHARED), strict=True
    )
    return next((word for least, word in words if share >= least - _NOISE), RobustnessWord.OPEN)
