"""Condorcet cycles: majorities that contradict each other (a beats b, b beats c, c beats a)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.voting.profile import Counts

Relation = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cycle:
    """Alternatives that no majority can order.

    Attributes
    ----------
    members
        All of them, in ascending order: each beats each other one, directly or through others.
    path
        The shortest cycle through the first: each beats the next, and the last beats the first.
    """

    members: tuple[int, ...]
    path: tuple[int, ...]


def cycles(duels: Counts) -> tuple[Cycle, ...]:
    """The Condorcet cycles of duels (m, m), the most preferred first; none: a majority order.

    Examples
    --------
    >>> cycles(np.array([[0, 2, 1], [1, 0, 2], [2, 1, 0]]))
    (Cycle(members=(0, 1, 2), path=(0, 1, 2)),)
    """
    beats = duels > duels.T
    return tuple(
        Cycle(members, _shortest(beats, members[0]))
        for members in components(beats)
        if len(members) > 1
    )


def components(relation: Relation) -> list[tuple[int, ...]]:
    """Sets of alternatives that reach each other, those that reach the most others first."""
    reached = relation.copy()
    for through in range(len(relation)):
        reached |= reached[:, [through]] & reached[[through]]
    together = reached & reached.T
    np.fill_diagonal(together, val=True)
    order = np.argsort(-(reached | together).sum(axis=1), kind="stable").tolist()
    found = dict.fromkeys(tuple(np.flatnonzero(together[row]).tolist()) for row in order)
    return list(found)


def _shortest(beats: Relation, start: int) -> tuple[int, ...]:
    """The shortest way from an alternative back to itself, breadth first."""
    came: dict[int, int] = {}
    wave = [start]
    while start not in came:
        following = []
        for row in wave:
            for column in np.flatnonzero(beats[row]).tolist():
                if column not in came:
                    came[column] = row
                    following.append(column)
        wave = following
    path = [came[start]]
    while path[-1] != start:
        path.append(came[path[-1]])
    return tuple(reversed(path))
