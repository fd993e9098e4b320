"""For which share of the weights a lever is first: levers that are equal have it together."""

from collections.abc import Sequence
from dataclasses import dataclass

from prioritisation.analysis.robustness.regions import Regions
from prioritisation.sentences.phrases import all_of, joined, one_of
from prioritisation.wording import t


@dataclass(frozen=True, slots=True)
class FirstShare:
    """One lever, or several that are known and equal, and the weights for which they are first.

    Attributes
    ----------
    rows
        In table order; several are tied whatever the weights.
    sure, possible
        Shares in [0, 1]: whatever the uncertain scores, and for some of them.
    rivals
        Rows of others that may be tied with them wherever they are surely first.
    """

    rows: tuple[int, ...]
    sure: float
    possible: float
    rivals: tuple[int, ...]

    def name(self, levers: Sequence[str]) -> str:
        """Whose share it is, and with whom it is or may be tied.

        Parameters
        ----------
        levers
            Labels in the order of the rows.
        """
        people = all_of([levers[i] for i in self.rows])
        who = t("{levers}, tied", levers=people) if len(self.rows) > 1 else people
        if not self.rivals:
            return who
        others = one_of([levers[i] for i in self.rivals])
        return t("{who}, perhaps tied with {others}", who=who, others=others)

    def sentence(self, levers: Sequence[str], share: str) -> str:
        """Who is first for which share of the weights, said as one, without a full stop."""
        if len(self.rows) > 1:
            people = all_of([levers[i] for i in self.rows])
            return t("{levers} tied for first for {share}", levers=people, share=share)
        return t("{lever} first for {share}", lever=self.name(levers), share=share)

    def among(self, levers: Sequence[str], share: str) -> str:
        """Who is first in a share of what was tried, without a full stop."""
        if len(self.rows) > 1:
            people = all_of([levers[i] for i in self.rows])
            return t("{levers} tied for first in {n}", levers=people, n=share)
        return t("{lever} first in {share}", lever=self.name(levers), share=share)


def out_of_hundred_text(*, whole: bool, short: bool = False) -> str:
    """What the shares of the first place answer.

    Parameters
    ----------
    whole
        Whether they are shares of all weights, not of those allowed.
    short
        Below an answer that has said of what they are shares.
    """
    if short and whole:
        return t("Who is first, out of 100 ways?")
    if short:
        return t("Who is first, out of 100 allowed ways?")
    if whole:
        return t("Who is first, out of 100 ways to share out the weights?")
    return t("Who is first, out of 100 ways to share out the weights allowed?")


def first_place_shares(regions: Regions) -> tuple[FirstShare, ...]:
    """The shares in table order, those of equal levers in one.

    The sure ones and what is undecided sum to 1.
    """
    return tuple(_together(regions, rows) for rows in regions.groups)


def _together(regions: Regions, rows: tuple[int, ...]) -> FirstShare:
    parts = [regions.regions[i] for i in rows]
    sure, possible = (
        sum(part.sure_share for part in parts),
        sum(part.possible_share for part in parts),
    )
    return FirstShare(rows, sure, possible, tuple(i for i in parts[0].rivals if i not in rows))


def equal_levers_text(regions: Regions, levers: Sequence[str]) -> str:
    """Which levers are tied whatever the weights, and how their ranks are counted; or nothing."""
    together = [all_of([levers[i] for i in rows]) for rows in regions.groups if len(rows) > 1]
    if not together:
        return ""
    return t(
        "Tied whatever the weights: {levers}. Each is counted for its part of the ranks that they "
        "have together.",
        levers=joined(together),
    )
