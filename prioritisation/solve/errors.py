"""What ``solve`` refuses.

* PrioritisationError
  x InvalidProblem
"""

from prioritisation.errors import PrioritisationError


class InvalidProblem(PrioritisationError):
    """A problem that cannot be solved.

    Attributes
    ----------
    fault
        What is wrong, as its reader will read it.
    place
        Key of the problem, with its lever or its criterion: ``matrix[0][2] (...)``.
    """

    def __init__(self, fault: str, place: str) -> None:
        super().__init__(f"{place}: {fault}")
        self.place = place
        self.fault = fault
