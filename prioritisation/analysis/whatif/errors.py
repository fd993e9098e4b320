"""What can be wrong with a fork.

* PrioritisationError
  x InvalidFork
"""

from collections.abc import Sequence

from criteria.problems import Problem
from prioritisation.errors import PrioritisationError


class InvalidFork(PrioritisationError):
    """A fork does not fit its case, or its text is not one; carries every problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems[:3])))
        self.problems = tuple(problems)
