"""What can go wrong when a document is asked for.

* DocumentError
  x TooMany
  x Lost
  x NotMade
  x UnderWay
  x MayBeUnderWay
  x BadAddress

``sentence`` is what the user reads.
"""

from collections.abc import Sequence

from criteria.problems import Problem
from prioritisation.wording import problem_sentence, t


class DocumentError(Exception):
    """Base class: no document comes."""

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return t("The document could not be made.")


class TooMany(DocumentError):
    """As many documents wait already as may wait."""

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return t("Many documents are being made: ask again in a few seconds.")


class Lost(DocumentError):
    """What makes documents stopped in the middle: killed, out of memory, or far too slow."""

    def __init__(self, *, late: bool = False) -> None:
        super().__init__("too late" if late else "stopped in the middle")
        self.late = late

    @property
    def sentence(self) -> str:
        """What the user reads."""
        if self.late:
            return t("This document took too long and was given up: ask for it again.")
        return t("The making of this document was cut short: ask for it again.")


class NotMade(DocumentError):
    """The document cannot be made, and asking again changes nothing."""

    def __init__(self, said: str, *, template: bool = False) -> None:
        super().__init__(said)
        self.said = said
        self.template = template

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return self.said


class UnderWay(DocumentError):
    """The visitor's meeting votes on the case: nothing of it is ranked for them."""

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return t("A vote is under way: nothing is ranked before the reveal.")


class MayBeUnderWay(DocumentError):
    """The meetings do not answer, and the visitor is of one: nothing is ranked meanwhile."""

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return t(
            "It is not known whether a vote is under way, because the meetings do not answer: "
            "nothing is ranked meanwhile. Ask for it again in a moment."
        )


class BadAddress(DocumentError):
    """An address holds no scenario that can be ranked; carries every problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problem(s)")
        self.problems = tuple(problems)

    @property
    def sentence(self) -> str:
        """What the user reads."""
        said = t("The document cannot be made: the address is not understood.")
        return " ".join((said, *map(problem_sentence, self.problems)))
