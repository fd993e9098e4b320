"""The scores of a criterion as more is known of each: what is asked, and wrong, besides."""

from dataclasses import dataclass, field, replace
from typing import Literal

from prioritisation.imports.answers import FileAnswers
from prioritisation.imports.cells.cell_readings import UNKNOWN_ANSWER, cut_short, written_amount
from prioritisation.imports.cells.columns import ColumnReading
from prioritisation.imports.model import CellProblem, FileQuestion, ReadScore

AskedOfScore = Literal["approximate", "bound"]


@dataclass
class JoinedScores:
    """What becomes of the scores of a criterion as more is known of each."""

    reading: ColumnReading
    answers: FileAnswers
    scores: list[ReadScore] = field(default_factory=list)
    questions: list[FileQuestion] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)

    def asked(self, kind: AskedOfScore, score: ReadScore, cell: str) -> ReadScore:
        """A score that counts once somebody says so: until then it is unknown."""
        choice = score.word or written_amount(score.value or 0.0, score.high)
        answer = self.answers.choice(kind, cell)
        if answer == choice:
            return score
        if answer != UNKNOWN_ANSWER:
            text = cut_short(score.found)
            self.questions.append(
                FileQuestion(kind, cell, (cell,), (choice, UNKNOWN_ANSWER), text)
            )
        return unknown_score(score)

    def done(self) -> ColumnReading:
        """The reading, with what is asked and wrong besides."""
        return replace(
            self.reading,
            scores=tuple(self.scores),
            questions=(*self.questions, *self.reading.questions),
            problems=(*self.reading.problems, *self.problems),
        )


def unknown_score(score: ReadScore) -> ReadScore:
    """The same place, of which nothing is known."""
    return replace(score, value=None, high=None, word=None, high_word=None, status="inconnu")


def is_said(score: ReadScore) -> bool:
    """Whether a file says a number or a word there."""
    return score.value is not None or score.word is not None
