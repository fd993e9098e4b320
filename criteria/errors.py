"""Everything that can go wrong with the data the group brings.

* CriteriaError
  x ScaleError
    + FlatScale
    + ScoreOutOfScale
    + UnknownLevel
    + UnorderedScale
  x InvalidCase
  x FolderNotEmpty

Messages are English, for developers. The French sentence a user reads is
written in ``prioritisation.wording`` from the fields carried here.
"""

from collections.abc import Sequence

from criteria.problems import Problem


class CriteriaError(Exception):
    """Base class: ``except CriteriaError`` catches every data problem."""


class ScaleError(CriteriaError):
    """A scale and a score do not fit together."""


class FlatScale(ScaleError):
    """The worst and the best level of a scale are equal."""

    def __init__(self, level: float) -> None:
        super().__init__(f"worst and best are both {level}")
        self.level = level


class UnorderedScale(ScaleError):
    """The points or levels of a scale do not run from worst (0) to best (1)."""

    def __init__(self, values: Sequence[float]) -> None:
        super().__init__(f"values do not run monotonically between 0 and 1: {list(values)}")
        self.values = tuple(values)


class ScoreOutOfScale(ScaleError):
    """A score lies outside the scale of its criterion."""

    def __init__(self, score: float | str, low: float, high: float) -> None:
        super().__init__(f"score {score} is outside [{low}, {high}]")
        self.score = score
        self.low = low
        self.high = high


class UnknownLevel(ScaleError):
    """A word is not one of the levels of the scale."""

    def __init__(self, level: float | str, levels: Sequence[str]) -> None:
        super().__init__(f"{level!r} is not one of {list(levels)}")
        self.level = level
        self.levels = tuple(levels)


class InvalidCase(CriteriaError):
    """A case folder cannot be used; carries every problem found, never only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problem(s): " + "; ".join(map(str, problems[:3])))
        self.problems = tuple(problems)


class FolderNotEmpty(CriteriaError):
    """A case would be written over something that is there."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder
