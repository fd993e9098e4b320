"""What was answered about a file, looked up by what it is about."""

from collections.abc import Iterable
from functools import cached_property

from prioritisation.imports.model import GivenAnswer


class FileAnswers:
    """FileAnswers about one file; of two about the same thing the last one counts."""

    def __init__(self, answers: Iterable[GivenAnswer] = ()) -> None:
        self.given = tuple(answers)

    @cached_property
    def _by_subject(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {(one.kind, one.about): one.choice for one in self.given}

    def choices(self, kind: str, about: str = "") -> tuple[str, ...]:
        """What was answered; empty where nothing was."""
        return self._by_subject.get((kind, about), ())

    def choice(self, kind: str, about: str = "") -> str:
        """The one thing that was answered; empty where nothing was."""
        return next(iter(self.choices(kind, about)), "")
