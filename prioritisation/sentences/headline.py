"""The headline of a page: a question, its answer in one sentence, its reservation.

Made once for each question; pages, the projector, the command line, the note and the slides say
it in the same words.
"""

from dataclasses import dataclass

MOST_WORDS = 15
"""Words of an answer; the name of a lever or of a criterion counts as one."""

MOST_NAMED = 6
"""Levers all named in a reservation; with more, the first three are."""

FEW_NAMED = 3
"""Levers named in an answer; with more, they are counted, and named in its reservation."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What a page answers, each part whole sentences.

    Attributes
    ----------
    question
        What is asked.
    answer
        One sentence of at most ``MOST_WORDS`` words, that says what it holds for (whose weights).
    reservation
        What keeps it from saying more; empty when nothing does.
    """

    question: str
    answer: str
    reservation: str = ""

    def __str__(self) -> str:
        """The answer and its reservation."""
        return " ".join([part for part in (self.answer, self.reservation) if part])
