"""The profile: the rankings of all voters, like ones counted together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.voting.errors import InvalidProfile

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Rankings of m alternatives.

    Attributes
    ----------
    ranks
        Array (k, m): rank of each alternative on each ballot, the smallest being preferred; only
        their order counts, and equal ranks are a tie.
    counts
        Array (k,): number of voters who gave each ballot, 1 or more.
    """

    ranks: Counts
    counts: Counts

    @property
    def voters(self) -> int:
        """How many voters there are."""
        return int(self.counts.sum())


def profile(ranks: Sequence[Sequence[int]], counts: Sequence[int] | None = None) -> Profile:
    """The profile of ballots that give a rank to each alternative; one voter each by default.

    Raises
    ------
    InvalidProfile
        If there is none, if they do not rank as many alternatives, or if a count is below 1.
    """
    counts = [1] * len(ranks) if counts is None else counts
    if not len(ranks) or not len(ranks[0]):
        raise InvalidProfile("empty")
    for number, ballot in enumerate(ranks):
        if len(ballot) != len(ranks[0]):
            raise InvalidProfile("length", number)
        if number >= len(counts) or counts[number] < 1:
            raise InvalidProfile("count", number)
    if len(counts) > len(ranks):
        raise InvalidProfile("count", len(ranks))
    return Profile(np.array(ranks, dtype=np.int64), np.array(counts, dtype=np.int64))


def profile_of_orders(orders: Sequence[Sequence[int]], counts: Sequence[int]) -> Profile:
    """The profile of ballots that list all the alternatives, from 0, best first.

    Examples
    --------
    >>> profile_of_orders([[2, 0, 1]], [5]).ranks.tolist()
    [[1, 2, 0]]

    Raises
    ------
    InvalidProfile
        As ``profile`` does, or if an order is not one of all the alternatives.
    """
    if not len(orders) or not len(orders[0]):
        raise InvalidProfile("empty")
    for number, order in enumerate(orders):
        if len(order) != len(orders[0]):
            raise InvalidProfile("length", number)
        if set(order) != set(range(len(order))):
            raise InvalidProfile("order", number)
    return profile(np.argsort(np.array(orders, dtype=np.int64), axis=1).tolist(), counts)
