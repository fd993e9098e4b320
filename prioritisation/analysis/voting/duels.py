"""Points and duels: Borda, Copeland, the Condorcet winner."""

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.voting.profile import Counts, Profile


def borda(found: Profile) -> Floats:
    """Points (m,): one for each alternative preceded on a ballot, half for each tie [1]_.

    References
    ----------
    .. [1] de Borda, J.-C. (1781). Memoire sur les elections au scrutin. Histoire de l'Academie
       Royale des Sciences.
    """
    points = np.zeros(found.ranks.shape[1])
    for ranks, count in zip(found.ranks, found.counts.tolist(), strict=True):
        ordered = np.sort(ranks)
        level = np.searchsorted(ordered, ranks, side="right")
        ahead = np.searchsorted(ordered, ranks, side="left")
        points += count * ((len(ranks) - level) + (level - ahead - 1) / 2)
    return points


def preferences(found: Profile) -> Counts:
    """Array (m, m): number of voters who prefer the row to the column; ties count for neither."""
    duels = [
        found.counts @ (found.ranks[:, [row]] < found.ranks) for row in range(found.ranks.shape[1])
    ]
    return np.array(duels, dtype=np.int64)


def copeland(duels: Counts) -> Counts:
    """Score (m,) of each alternative: duels won minus duels lost [1]_.

    Parameters
    ----------
    duels
        Array (m, m), as ``preferences`` gives.

    References
    ----------
    .. [1] Copeland, A. H. (1951). A reasonable social welfare function. University of Michigan.
    """
    return np.asarray(np.sign(duels - duels.T).sum(axis=1), dtype=np.int64)


def condorcet_winner(duels: Counts) -> int | None:
    """The alternative that wins all its duels; None when there is none, or nobody to beat."""
    beats = (duels > duels.T).sum(axis=1)
    winners = np.flatnonzero(beats == len(duels) - 1)
    return int(winners[0]) if len(winners) and len(duels) > 1 else None
