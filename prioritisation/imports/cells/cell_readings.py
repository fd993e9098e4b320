"""What a cell of a criterion is read as: a score, what is asked about it, or what is wrong."""

from dataclasses import dataclass
from typing import Literal

from prioritisation.imports.answers import FileAnswers
from prioritisation.imports.cells.amounts import AmountKind, CellAmount, written_number
from prioritisation.imports.model import CellProblem, FileQuestion, ProblemOfCell

UNKNOWN_ANSWER = "?"
"""In the choices of a question, and typed as an answer: nobody knows."""
RANGE_MARK = ".."
"""Between the two ends of a range, in the choices of a question."""
_LONGEST_SHOWN = 60
_NO_ANSWERS = FileAnswers()

ALWAYS_WRONG: dict[AmountKind, ProblemOfCell] = {
    "control_sign": "control_sign",
    "date": "date",
    "error_value": "error_value",
    "no_value": "no_value",
    "not_finite": "not_finite",
    "reversed": "reversed",
}
"""What is wrong wherever it stands."""


@dataclass(frozen=True, slots=True)
class CellReading:
    """A cell as it is read: nothing known, unless one of its values is there."""

    value: float | None = None
    high: float | None = None
    word: str | None = None
    high_word: str | None = None
    question: FileQuestion | None = None
    problem: CellProblem | None = None

    @property
    def is_known(self) -> bool:
        """Whether it says something."""
        return self.value is not None or self.word is not None


@dataclass(frozen=True, slots=True)
class AmountAt:
    """What a cell says, and what is needed to say where.

    Attributes
    ----------
    place
        The name of the cell.
    readings
        Of « 1.234 » what it is with either mark.
    answers
        What was answered about the file.
    """

    place: str
    amount: CellAmount
    readings: tuple[CellAmount, ...] = ()
    struck: bool = False
    answers: FileAnswers = _NO_ANSWERS

    def answer(self, kind: str) -> str:
        """What was answered about it, if it was asked; empty where nothing was."""
        return self.answers.choice(kind, self.place) if self.place else ""


def problem_at(at: AmountAt, kind: ProblemOfCell, **values: str) -> CellReading:
    """A cell that is to be mended."""
    present = {name: value for name, value in values.items() if value}
    return CellReading(problem=CellProblem(kind, at.place, cut_short(at.amount.text), present))


def question_at(
    at: AmountAt,
    kind: Literal["approximate", "bound", "decimal", "none", "not_applicable", "struck"],
    *choices: str,
) -> CellReading:
    """A cell that is asked about: unknown until it is answered."""
    text = cut_short(at.amount.text)
    return CellReading(question=FileQuestion(kind, at.place, (at.place,), choices, text))


def cut_short(text: str) -> str:
    """A text of a cell on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}\u2026"


def written_amount(low: float, high: float | None = None) -> str:
    """A number or a range as a choice of a question.

    Examples
    --------
    >>> written_amount(40.0), written_amount(3.0, 8.5), written_amount(3.0, 3.0)
    ('40', '3..8.5', '3')
    """
    first = written_number(low)
    return first if high in (None, low) else f"{first}{RANGE_MARK}{written_number(high)}"
