"""Weights told in other ways than points: an order, a deck of cards, comparisons two by two.

What was told is kept, so that the weights can be had again, and changed, from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

import numpy as np

from prioritisation.analysis import weight_methods
from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.weights import InvalidElicitation

MOST_WHITE_CARDS, MOST_RATIO = 20, 100.0
"""White cards between two groups, and how many times the first group may weigh the last."""

START_RATIO = 5.0
STRONGEST = 9
"""How many times a criterion may count as much as another (Saaty's scale)."""

MOST_JUDGED = len(weight_methods.RANDOM_INDEX)
"""Criteria compared two by two: the consistency of more is not published."""


class ElicitationMethod(StrEnum):
    """How weights are told."""

    ROC = "roc"
    RANK_SUM = "rank_sum"
    CARDS = "cards"
    PAIRWISE = "pairwise"


@dataclass(frozen=True, slots=True)
class Elicitation:
    """What was told of the importance of criteria.

    Attributes
    ----------
    ranks
        Rank of each criterion, the smallest being the most important; empty when compared two by
        two.
    cards
        White cards between each group of equal ranks and the next, the most important first.
    ratio
        How many times a criterion of the first group weighs one of the last, with cards.
    judgements
        For each two criteria, in the order of ``pairs``: 3 when the first counts three times as
        much as the second, -3 when the second does, 1 when they count as much.
    """

    way: ElicitationMethod
    criteria: tuple[str, ...]
    ranks: tuple[int, ...] = ()
    cards: tuple[int, ...] = ()
    ratio: float = START_RATIO
    judgements: tuple[int, ...] = ()


def pairs(criteria: Sequence[str]) -> list[tuple[str, str]]:
    """Each two criteria, in their order."""
    return list(combinations(criteria, 2))


def starting_elicitation(
    way: ElicitationMethod, criteria: Sequence[str], weights: Sequence[float]
) -> Elicitation:
    """The order that weights have, without cards; or criteria that all count as much."""
    names = tuple(criteria)
    if way is ElicitationMethod.PAIRWISE:
        return Elicitation(way, names, judgements=(1,) * len(pairs(names)))
    # Rounded: weights equal but for noise have one place.
    higher = [1 + sum(round(w, 9) > round(v, 9) for w in weights) for v in weights]
    return laid_out(Elicitation(way, names, tuple(higher)))


def laid_out(elicitation: Elicitation) -> Elicitation:
    """Ranks 1, 2, 3 without a gap, and one number of cards between each two groups."""
    # Where each stands among the distinct ranks: no gap is left.
    _, groups = np.unique(elicitation.ranks, return_inverse=True)
    gaps = int(groups.max()) if len(groups) else 0
    cards = (
        (*elicitation.cards, *(0,) * gaps)[:gaps]
        if elicitation.way is ElicitationMethod.CARDS
        else ()
    )
    return replace(elicitation, ranks=tuple(int(g) + 1 for g in groups), cards=cards)


def elicitation_among(elicitation: Elicitation, criteria: Sequence[str]) -> Elicitation:
    """The same told of other criteria: a new one comes last, or counts as much as each."""
    names = tuple(criteria)
    if elicitation.way is ElicitationMethod.PAIRWISE:
        known = dict(zip(pairs(elicitation.criteria), elicitation.judgements, strict=True))
        return replace(
            elicitation, criteria=names, judgements=tuple(known.get(p, 1) for p in pairs(names))
        )
    ranks = dict(zip(elicitation.criteria, elicitation.ranks, strict=True))
    last = max(ranks.values(), default=0) + 1
    return laid_out(
        replace(elicitation, criteria=names, ranks=tuple(ranks.get(c, last) for c in names))
    )


def check_elicitation(elicitation: Elicitation) -> None:
    """Refuse what cannot have been told.

    Raises
    ------
    InvalidElicitation
        Naming what is wrong.
    """
    n = len(elicitation.criteria)
    if not n or len(set(elicitation.criteria)) < n:
        raise InvalidElicitation("criteria")
    if elicitation.way is ElicitationMethod.PAIRWISE:
        right = {1} | {s * k for k in range(2, STRONGEST + 1) for s in (1, -1)}
        if (
            len(elicitation.judgements) != len(pairs(elicitation.criteria))
            or set(elicitation.judgements) - right
        ):
            raise InvalidElicitation("judgements")
        if n > MOST_JUDGED:
            raise InvalidElicitation("too_many")
        return
    if len(elicitation.ranks) != n or any(r < 1 for r in elicitation.ranks):
        raise InvalidElicitation("ranks")
    if elicitation.way is ElicitationMethod.CARDS:
        _check_deck(elicitation)


def _check_deck(elicitation: Elicitation) -> None:
    if len(elicitation.cards) != len(set(elicitation.ranks)) - 1:
        raise InvalidElicitation("cards")
    if any(not 0 <= c <= MOST_WHITE_CARDS for c in elicitation.cards):
        raise InvalidElicitation("cards")
    if not 1 < elicitation.ratio <= MOST_RATIO:
        raise InvalidElicitation("ratio")


def elicited_weights(elicitation: Elicitation) -> Floats:
    """Array (n,) of shares summing to 1, in the order of the criteria; raises InvalidElicitation.

    Examples
    --------
    >>> cards = Elicitation(ElicitationMethod.CARDS, ("a", "b"), (2, 1), (0,), 3.0)
    >>> elicited_weights(cards).tolist()
    [0.25, 0.75]
    """
    check_elicitation(elicitation)
    match elicitation.way:
        case ElicitationMethod.ROC:
            return weight_methods.rank_order_centroid(elicitation.ranks)
        case ElicitationMethod.RANK_SUM:
            return weight_methods.rank_sum(elicitation.ranks)
        case ElicitationMethod.CARDS:
            return _dealt(elicitation)
        case ElicitationMethod.PAIRWISE:
            return judgement(elicitation).weights


def _dealt(elicitation: Elicitation) -> Floats:
    """The weights of a deck; criteria all in one group weigh the same."""
    levels = sorted(set(elicitation.ranks), reverse=True)
    if len(levels) == 1:
        return np.full(len(elicitation.ranks), 1 / len(elicitation.ranks))
    sizes = [elicitation.ranks.count(level) for level in levels]
    # The deck of Simos begins with the least important group.
    laid_out = weight_methods.revised_simos(sizes, elicitation.cards[::-1], elicitation.ratio)
    order = np.argsort([-r for r in elicitation.ranks], kind="stable")
    weights = np.empty(len(order))
    weights[order] = laid_out
    return weights


def judgement(elicitation: Elicitation) -> weight_methods.JudgedWeights:
    """The comparisons two by two as a matrix, reciprocal by construction, and its consistency."""
    n = len(elicitation.criteria)
    matrix = np.eye(n)
    for (i, j), judged in zip(combinations(range(n), 2), elicitation.judgements, strict=True):
        times = float(judged) if judged > 0 else -1 / judged
        matrix[i, j], matrix[j, i] = times, 1 / times
    return weight_methods.judged_weights(matrix)


def furthest(elicitation: Elicitation) -> tuple[str, str] | None:
    """The comparison that is the furthest from what the weights of all of them say.

    None when several are as far, as with three criteria: each contradicts the two others.
    """
    weights = judgement(elicitation).weights
    gaps: list[float] = []
    for (i, j), judged in zip(
        combinations(range(len(weights)), 2), elicitation.judgements, strict=True
    ):
        times = float(judged) if judged > 0 else -1 / judged
        gaps.append(abs(float(np.log(times * weights[j] / weights[i]))))
    # Rounded: of two comparisons as far, none is the furthest.
    far = np.round(gaps, 6)
    alone = len(far) > 0 and (far == far.max()).sum() == 1
    return pairs(elicitation.criteria)[int(far.argmax())] if alone else None
