"""What can be wrong with what is said of sets of levers.

* PrioritisationError
  x InvalidQuestion
  x NothingLeft
  x InvalidText
  x OtherCase

The French sentences are written in ``prioritisation.sentences`` from the fields carried here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from prioritisation.errors import PrioritisationError


class QuestionFault(StrEnum):
    """One way the question can be wrong."""

    UNKNOWN_LEVER = "unknown_lever"
    SAME_LEVER = "same_lever"
    SAID_TWICE = "said_twice"
    SIZE = "size"
    VALUES = "values"
    WEIGHTS = "weights"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class QuestionProblem:
    """One thing to correct; ``levers`` are the ids it is about, if any."""

    fault: QuestionFault
    levers: tuple[str, ...] = ()


class TextFault(StrEnum):
    """One way a text kept of a question or of argument cards can be wrong."""

    NO_JSON = "no_json"
    KIND = "kind"
    MISSING = "missing"
    UNEXPECTED = "unexpected"
    WORD = "word"
    DATE = "date"
    TOO_LONG = "too_long"
    REPEATED = "repeated"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class TextProblem:
    """One thing wrong in a text; ``place`` leads there: ``synergies.2.word``, empty for all."""

    fault: TextFault
    place: str = ""


class InvalidText(PrioritisationError):
    """A text is not what ``to_json`` writes; carries every problem."""

    def __init__(self, problems: Sequence[TextProblem]) -> None:
        super().__init__("; ".join(f"{p.place}: {p.fault}" for p in problems))
        self.problems = tuple(problems)


class OtherCase(PrioritisationError):
    """What a text says was said of another case, whose id it carries."""

    def __init__(self, case_id: str) -> None:
        super().__init__(f"said of {case_id!r}")
        self.case_id = case_id


class InvalidQuestion(PrioritisationError):
    """What is said of sets cannot be computed with; carries every problem."""

    def __init__(self, problems: Sequence[QuestionProblem]) -> None:
        super().__init__("; ".join(f"{p.fault} {' '.join(p.levers)}".strip() for p in problems))
        self.problems = tuple(problems)


class NothingLeft(PrioritisationError):
    """Dates and capacity exclude every lever; ``dates`` and ``heavy`` are their ids."""

    def __init__(self, dates: Sequence[str], heavy: Sequence[str]) -> None:
        super().__init__(f"no set of levers left: dates {list(dates)}, capacity {list(heavy)}")
        self.dates, self.heavy = tuple(dates), tuple(heavy)
