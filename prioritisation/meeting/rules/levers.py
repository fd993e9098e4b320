"""The levers that something written of a decision is about."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from prioritisation.analysis.parts import MOST_IN_LIST, Line

Levers = Annotated[tuple[Line, ...], Field(max_length=MOST_IN_LIST)]
"""Ids of levers."""

WrittenFor = Annotated[Levers | None, Field(exclude_if=lambda levers: levers is None)]
"""Ids of the levers proposed when something was written; None: whichever are."""


def is_about(levers: Sequence[str] | None, proposed: Sequence[str]) -> bool:
    """Whether what was written for levers is about those proposed, in whatever order.

    Examples
    --------
    >>> is_about(("a", "b"), ("b", "a")), is_about((), ("a",)), is_about(None, ("a",))
    (True, False, True)
    """
    return levers is None or set(levers) == set(proposed)
