"""A sentence on methods: W1 of the method reference."""

from prioritisation.analysis.opinions import Method
from prioritisation.analysis.warnings.choosing import depends_on_levers
from prioritisation.wording import t


def local_method_text(method: Method) -> str:
    """That a method's ranks depend on the levers compared; empty for the others (W1)."""
    if not depends_on_levers(method):
        return ""
    return t(
        "With this method, adding or withdrawing a lever may change the order of the others: a "
        "second opinion, never the ranking of the meeting. Compare tests it, lever by lever."
    )
