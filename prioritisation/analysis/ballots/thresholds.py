"""Thresholds of the words said about a group: starting values, written into the record.

The settings may change them (docs/deployment.md); none is a target.
"""

from dataclasses import dataclass

from prioritisation.settings import CAMPS, DISAGREEMENT, numbers


@dataclass(frozen=True, slots=True)
class GroupThresholds:
    """From which figure a word is said.

    Attributes
    ----------
    flagged, shared
        Normalised standard deviations from which a criterion is « marked disagreement » (0.3, a
        starting value used by MeetingSphere) and « opinions differ » (0.2, ours).
    silhouette
        Mean silhouette from which ballots form camps; above 0.5 Kaufman and Rousseeuw (1990) speak
        of a reasonable structure.
    apart
        Share by which the mean weights of any two camps differ on one criterion at least: groups
        that weigh alike are no camps. Without it, one simulated group in five drawn around one
        opinion had "camps"; with 0.2, one in a hundred, and real camps were still found.
    """

    flagged: float = 0.3
    shared: float = 0.2
    silhouette: float = 0.5
    apart: float = 0.2


def group_thresholds() -> GroupThresholds:
    """The thresholds of the settings.

    Raises
    ------
    InvalidSetting
        When one of them is malformed.
    """
    found = (*numbers(DISAGREEMENT), *numbers(CAMPS))
    return GroupThresholds(*(share / 100 for share in found))
