"""A mistake about methods: ranks that depend on the levers compared (W1)."""

from prioritisation.analysis.opinions import Method

LOCAL = frozenset({Method.TOPSIS, Method.VIKOR, Method.PROMETHEE_II})
"""Methods whose ranks depend on the levers compared."""


def depends_on_levers(method: Method) -> bool:
    """Whether adding or withdrawing a lever may change how this method ranks the others (W1)."""
    return method in LOCAL
