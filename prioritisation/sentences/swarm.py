"""What the pictures of ballots say, for who does not see them; and their captions."""

from prioritisation.analysis.ballots.spread import Flag, Spread, whole_band
from prioritisation.wording import NBSP, number, percent, t


def caption(text: str, *, rehearsal: bool) -> str:
    """A caption; in a rehearsal it says that the ballots are simulated."""
    return t("{text} Simulated ballots.", text=text) if rehearsal else text


def flag_text(flag: Flag) -> str:
    """How far the ballots differ on a criterion."""
    return {
        Flag.CLOSE: t("opinions are close"),
        Flag.SHARED: t("opinions differ"),
        Flag.FLAGGED: t("marked disagreement"),
    }[flag]


def swarm_text(found: Spread, group: int, label: str, *, rehearsal: bool = False) -> str:
    """What the picture of one criterion's weights says, for who does not see it.

    Parameters
    ----------
    group
        The group's weight in whole percents, as written beside the picture.
    """
    low, high = whole_band(found.low_quartile, found.high_quartile)
    text = t(
        "{criterion}: group {group}, median {median}, at least half of the ballots between {low} "
        "and {high}; {flag}.",
        criterion=label,
        group=percent(group / 100),
        median=percent(found.median),
        low=number(low),
        high=f"{number(high)}{NBSP}%",
        flag=flag_text(found.flag),
    )
    return caption(text, rehearsal=rehearsal)
