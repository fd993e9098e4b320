"""The scores of a criterion as more is known of each: what is asked, and wrong, besides."""

from collections.abc import Mapping
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


def with_high_ends(
    reading: ColumnReading, answers: FileAnswers, pairs: Mapping[str, str], *, is_end: bool
) -> ColumnReading:
    """Each score with its other end.

    Parameters
    ----------
    pairs
        The cell of each score -> that of its other end.
    is_end
        Whether the first is an end too: alone it is asked about.
    """
    joining = JoinedScores(reading, answers)
    by_cell = {one.cell: one for one in reading.scores}
    wrong = {one.cell for one in reading.problems}
    open_cells = {one.about for one in reading.questions}
    others = {*pairs.values()}
    for score in reading.scores:
        other = by_cell.get(pairs.get(score.cell, ""))
        if score.cell in others or pairs.get(score.cell) in wrong:
            continue
        if other is None or (not is_said(score) and not is_said(other)):
            joining.scores.append(score)
        elif {score.cell, other.cell} & open_cells:
            joining.scores.append(unknown_score(score))
        else:
            _join(joining, score, other, is_end=is_end)
    return joining.done()


def _join(joining: JoinedScores, score: ReadScore, other: ReadScore, *, is_end: bool) -> None:
    """One score of two ends; of one end alone, nobody says that it is all."""
    if not is_said(other):
        one = joining.asked("bound", score, score.cell) if is_end else score
        joining.scores.append(one)
        return
    if not is_said(score):
        one = replace(other, cell=score.cell)
        joining.scores.append(joining.asked("bound", one, other.cell))
        return
    high, word = other.value if other.high is None else other.high, other.high_word or other.word
    text = score.found if score.found == other.found else f"{score.found} – {other.found}"
    if score.value is not None and high is not None and high < score.value:
        joining.problems.append(CellProblem("reversed", other.cell, cut_short(text)))
        return
    high = None if high == score.value else high
    word = None if word == score.word else word
    joining.scores.append(replace(score, high=high, high_word=word, found=text))
