"""Shares as every page and every document writes them: one figure for one quantity."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, floor

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.regions import Regions
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.thresholds import RobustnessThresholds
from prioritisation.sentences.phrases import all_of, joined, perhaps_with
from prioritisation.sentences.rounding import (
    Rounded,
    adds_up,
    is_tiny,
    less_than,
    rounded_nearest,
    rounded_parts,
    rounded_sure,
    rounded_whole,
    units_of_whole,
)
from prioritisation.wording import NBSP, percent, t, tn
from prioritisation.wording.numbers import half_up


def share_meaning() -> str:
    """What a share of the weights is: said once a page, below « Comment c'est calculé »."""
    return t(
        "« 37 ways in 100 to share out the weights »: of all the ways to share 100 % out "
        "among the criteria (all those allowed, where weights have limits), each counting the "
        "same, 37 in 100 give this result. It is neither a probability nor a number of votes."
    )


def weights_share(sure: str, possible: str, *, whole: bool) -> str:
    """A share of the weights, all of them or those allowed, as it is written: sure and at best."""
    n = in_hundred(sure)
    share = tn(
        "{n} way to share out the weights in 100",
        "{n} ways to share out the weights in 100",
        _count(n),
        n=n,
    )
    if not whole:
        share = t("{share}, among those allowed", share=share)
    if sure == possible:
        return share
    most = in_hundred(possible)
    return t("{share} (up to {most} depending on uncertain scores)", share=share, most=most)


def in_hundred(share: str) -> str:
    """A share as a number out of 100, where the sentence or the page has said of what."""
    return share.replace(f"{NBSP}%", "")


def short_in_hundred(share: str) -> str:
    """« 37 sur 100 »: where there is room for no more, in a picture."""
    return t("{n} in 100", n=in_hundred(share))


def short_share(share: str) -> str:
    """« 37 répartitions sur 100 »: beside a share that says of what."""
    n = in_hundred(share)
    return tn("{n} way in 100", "{n} ways in 100", _count(n), n=n)


def _count(n: str) -> int:
    """What a number agrees with, the last of two: French has one of anything below two."""
    return 1 if re.fullmatch(r"(?:.*[^\d,])?[01](,\d+)?", n) else 2


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
        others = [levers[i] for i in self.rivals]
        return perhaps_with(who, others, tied=len(self.rows) > 1)

    def sentence(self, levers: Sequence[str], share: str) -> str:
        """Who is first for which share of the weights, said as one, without a full stop."""
        if len(self.rows) > 1:
            people = all_of([levers[i] for i in self.rows])
            return t("{levers} tied for first for {share}", levers=people, share=share)
        return t("{lever} first for {share}", lever=self.name(levers), share=share)


def out_of_hundred_text(*, whole: bool) -> str:
    """What the shares of the first place answer.

    Parameters
    ----------
    whole
        Whether they are shares of all weights, not of those allowed.
    """
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


_LEAST_MOVE = 0.005
"""A move of a weight, in share, below which whole percents differ by their rounding alone."""


@dataclass(frozen=True, slots=True)
class ShareTexts:
    """Shares of the weights for which each lever is first, as written.

    Attributes
    ----------
    sure, possible
        By row: whatever the uncertain scores are, and for some of them; one figure where both
        are one share. Levers that are equal have the share that is theirs together.
    none_sure
        The share for which none is surely so.
    rounded
        What the sure shares, and then that one, are written from.
    estimated
        Whether they come from draws of the weights: whoever writes one says so.
    """

    sure: tuple[str, ...]
    possible: tuple[str, ...]
    none_sure: str
    rounded: Rounded
    estimated: bool

    def bounds(self, row: int) -> str:
        """« 37 à 92 % », or one figure."""
        return self._about(bounds_text(self.sure[row], self.possible[row]))

    def least(self, row: int) -> str:
        """The sure share alone."""
        return self._about(self.sure[row])

    def most(self, row: int) -> str:
        """The possible share alone."""
        return self._about(self.possible[row])

    @property
    def undecided(self) -> str:
        """The share for which none is surely so."""
        return self._about(self.none_sure)

    @property
    def note(self) -> str:
        """A note beside shares that do not add up to 100 as written; empty where they do."""
        whole = units_of_whole(self.rounded.digits)
        return "" if sum(self.rounded.units) == whole else t("shares rounded")

    def of_weights(self, row: int, *, whole: bool) -> str:
        """A share in a sentence, for sure and at best.

        Parameters
        ----------
        whole
            Whether it is a share of all weights, not of those allowed.
        """
        return self._about(weights_share(self.sure[row], self.possible[row], whole=whole))

    def _about(self, share: str) -> str:
        return about_text(share) if self.estimated else share


def bounds_text(sure: str, possible: str) -> str:
    """Two shares as a range, or one figure when they are written the same."""
    if sure == possible:
        return sure
    # « Less than 1 % to 92 % »: without its sign, it would be read of both.
    low = sure.removesuffix(f"{NBSP}%") if sure[:1].isdigit() else sure
    return t("{low} to {high}", low=low, high=possible)


def first_texts(analysis: Analysis) -> ShareTexts:
    """Of all the weights, or of those that the analysis allows."""
    return region_texts(analysis.regions, analysis.verdict.thresholds)


def allowed_first_texts(robustness: Robustness) -> ShareTexts:
    """Of the weights that are allowed."""
    return region_texts(robustness.regions, robustness.thresholds)


@lru_cache(maxsize=32)
def region_texts(regions: Regions, thresholds: RobustnessThresholds) -> ShareTexts:
    """Of the weights of some regions.

    Parameters
    ----------
    thresholds
        What a word is said from: no share is written as one of them that it does not reach.
    """
    firsts = first_place_shares(regions)
    pairs = [(one.sure, one.possible) for one in firsts]
    texts = _share_texts(pairs, regions.undecided_share, thresholds, estimated=not regions.exact)
    group = {row: k for k, one in enumerate(firsts) for row in one.rows}
    by_row = [group[row] for row in range(len(regions.regions))]
    sure, possible = (tuple(both[k] for k in by_row) for both in (texts.sure, texts.possible))
    return replace(texts, sure=sure, possible=possible)


def _share_texts(
    pairs: Sequence[tuple[float, float]],
    undecided: float,
    thresholds: RobustnessThresholds,
    *,
    estimated: bool,
) -> ShareTexts:
    sure = [least for least, _ in pairs]
    limits = thresholds.solid, thresholds.fair, thresholds.shared
    rounded = (
        rounded_sure(sure, undecided) if undecided > TIE else rounded_whole((*sure, 0.0), limits)
    )
    *surely, rest = _texts((*sure, undecided if undecided > TIE else 0.0), rounded)
    possibly = tuple(_possible_text(pair, text) for text, pair in zip(surely, pairs, strict=True))
    return ShareTexts(tuple(surely), possibly, rest, rounded, estimated)


def _possible_text(pair: tuple[float, float], sure: str) -> str:
    """Never rounded down; the sure share as it is written where there is no other."""
    least, most = pair
    if most - least <= TIE:
        return sure
    return possible_share(most)


def share_text(share: float, units: int, digits: int = 0) -> str:
    """A share that was rounded: none only where it is none, all only where it is all."""
    unit = 1 / units_of_whole(digits)
    if is_tiny(share, digits):
        return less_than(percent(unit, digits))
    if is_tiny(1 - share, digits):
        return t("more than {share}", share=percent(1 - unit, digits))
    # Nothing and all have no decimals.
    return percent(units * unit, digits if TIE < share < 1 - TIE else 0)


def sure_share(share: float) -> str:
    """A sure share that stands alone, never rounded up."""
    return share_text(share, floor(units_of_whole(0) * (share + TIE)))


def about_text(share: str) -> str:
    """An estimated share as it is told: « less than 1 % » is about enough."""
    return t("about {share}", share=share) if share[:1].isdigit() else share


def possible_share(share: float) -> str:
    """A possible share that stands alone, never rounded down."""
    return share_text(share, ceil(100 * (share - TIE)))


def near_percent(share: float) -> str:
    """An estimated share that stands alone, to the nearest."""
    return share_text(share, round(half_up(units_of_whole(0) * share)))


def weight_texts(weights: Iterable[float]) -> tuple[str, ...]:
    """Weights of all the criteria as a room reads them: each its nearest whole percent.

    They need not add up: ``rounded_note`` then says why.
    """
    weights = [float(weight) for weight in weights]
    return _texts(weights, rounded_nearest(weights, 0))


def rounded_note(*columns: Iterable[float]) -> str:
    """A note beside weights whose whole percents do not add up to 100; empty where all do.

    Parameters
    ----------
    columns
        Weights of all the criteria, that stand side by side.
    """
    adding = (adds_up([float(weight) for weight in weights], 0) for weights in columns)
    return "" if all(adding) else t("weights rounded")


def is_moved(before: float, after: float) -> bool:
    """Whether whole percents may say that a weight moves: less is but a rounding of theirs."""
    return abs(after - before) >= _LEAST_MOVE - TIE


def exact_weight_texts(weights: Iterable[float]) -> tuple[str, ...]:
    """The same in documents, adding up; equal ones are written alike.

    With one decimal, two where one does not make them add up, none when all are whole percents.
    """
    weights = [float(weight) for weight in weights]
    return _texts(weights, rounded_weights(weights))


def rounded_weights(weights: Sequence[float]) -> Rounded:
    """What weights are written from in documents."""
    whole = all(abs(100 * w - round(100 * w)) <= TIE * 100 for w in weights)
    return rounded_parts(weights, least=0 if whole else 1)


def _texts(shares: Sequence[float], rounded: Rounded) -> tuple[str, ...]:
    return tuple(
        share_text(s, u, rounded.digits) for s, u in zip(shares, rounded.units, strict=True)
    )
