"""What can go wrong in the room, besides what the meeting refuses and the store cannot do.

* RoomError
  x InvalidScore
  x InvalidFrame
  x Rewritten
  x RoundOpen
  x StillMissing
  x Unsourced
"""

from collections.abc import Sequence

from criteria.cells import turning_sign
from criteria.errors import Problem
from criteria.model import Score


class RoomError(Exception):
    """Base class."""


class InvalidScore(RoomError):
    """A score written in the room does not fit its scale; carries every problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


class StillMissing(RoomError):
    """Of those ``present``, ``number`` have no ballot, and nobody said to go on without."""

    def __init__(self, number: int, present: int) -> None:
        super().__init__(f"{number} of {present} people present have no ballot")
        self.number = number
        self.present = present


class InvalidFrame(RoomError):
    """A reading, a criterion, a college, a number that cannot be; ``field`` says which."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field}: {value!r}")
        self.field = field
        self.found = value


def check_turned(field: str, words: str) -> None:
    """Refuse a text that holds a sign which turns round what is read after it, as cells do."""
    if sign := turning_sign(words):
        raise InvalidFrame(field, f"U+{ord(sign):04X}")


class Rewritten(RoomError):
    """A score was written by somebody else since it was seen; carries what stands there now."""

    def __init__(self, score: Score) -> None:
        super().__init__(f"{score.lever}, {score.criterion}")
        self.score = score


class RoundOpen(RoomError):
    """People vote in ``meetings``, pairs of a code and a title: what was asked would harm them."""

    def __init__(self, meetings: Sequence[tuple[str, str]]) -> None:
        super().__init__(", ".join(code for code, _title in meetings))
        self.meetings = tuple(meetings)


class Unsourced(RoomError):
    """A score without its source, or an unknown without a reason; ``field`` says which lacks."""

    def __init__(self, field: str) -> None:
        super().__init__(f"no {field}")
        self.field = field
