"""From which figures the group is warned: the settings' starting values, none a target."""

from dataclasses import dataclass

from prioritisation.settings import CORRELATION, EQUALISING, FEW_VOTERS, QUORUM, numbers


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

    correlation: float = 0.9
    equal_margin: float = 0.05
    equal_share: float = 0.33
    few: int = 10
    quorum: float = 0.5


def warning_thresholds() -> WarningThresholds:
    """The limits of the settings.

    Raises
    ------
    InvalidSetting
        When one of them is malformed.
    """
    (correlation,) = numbers(CORRELATION)
    margin, share = numbers(EQUALISING)
    (few,) = numbers(FEW_VOTERS)
    (quorum,) = numbers(QUORUM)
    return WarningThresholds(correlation / 100, margin / 100, share / 100, int(few), quorum / 100)
