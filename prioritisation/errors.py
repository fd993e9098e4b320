"""Everything that can go wrong when a decision is computed.

* PrioritisationError
  x InvalidPoints
  x InvalidRequest
  x InvalidOpinion

Messages are English, for developers. The French sentence a user reads is
written in ``prioritisation.wording`` from the fields carried here.
"""

from collections.abc import Mapping, Sequence

from criteria.errors import Problem


class PrioritisationError(Exception):
    """Base class: ``except PrioritisationError`` catches every refusal of a computation."""


class InvalidPoints(PrioritisationError):
    """Points cannot become weights: negative, not finite, or all zero."""

    def __init__(self, points: Mapping[str, float]) -> None:
        super().__init__(f"points must be finite, >= 0 and not all 0: {dict(points)}")
        self.points = dict(points)


class InvalidRequest(PrioritisationError):
    """What was asked cannot be understood; carries every problem, never only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problem(s): " + "; ".join(map(str, problems[:3])))
        self.problems = tuple(problems)


class InvalidOpinion(PrioritisationError):
    """No second opinion can be computed: the field at fault, and what is wrong with it."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(f"{field}: {fault}")
        self.field = field
