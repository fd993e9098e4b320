"""Mistakes about methods: ranks that depend on the levers (W1), judgements at odds (W15)."""

from prioritisation.opinions import Method
from prioritisation.weights.pairwise import ACCEPTED

LOCAL = frozenset({Method.TOPSIS, Method.VIKOR, Method.PROMETHEE_II})
"""Methods whose ranks depend on the levers compared."""


def depends_on_levers(method: Method) -> bool:
    """Whether adding or withdrawing a lever may change how this method ranks the others (W1)."""
    return method in LOCAL


def inconsistent(ratio: float | None, accepted: float = ACCEPTED) -> bool:
    """Whether pairwise judgements contradict each other more than is accepted (W15).

    Parameters
    ----------
    ratio
        Consistency ratio of the judgements; None where it is not defined, above ten criteria.

    Examples
    --------
    >>> inconsistent(0.12), inconsistent(0.1), inconsistent(None)
    (True, False, False)
    """
    return ratio is not None and ratio > accepted
