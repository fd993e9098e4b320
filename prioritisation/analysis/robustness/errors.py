"""What cannot be computed about robustness.

* PrioritisationError
  x InconsistentConstraints
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from prioritisation.errors import PrioritisationError

if TYPE_CHECKING:
    from prioritisation.analysis.robustness.constraints import Constraint


class InconsistentConstraints(PrioritisationError):
    """No weights satisfy the constraints.

    Attributes
    ----------
    constraints
        Some that contradict each other: without any one of them, the others of these do not.
    """

    def __init__(self, constraints: Sequence["Constraint"]) -> None:
        super().__init__("no weights satisfy " + " and ".join(map(str, constraints)))
        self.constraints = tuple(constraints)
