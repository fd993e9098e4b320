"""The headline of a page: a question, its answer in one sentence, its reservation, what is next.

Made once for each question; pages, the projector, the command line, the note and the slides say
it in the same words.
"""

from dataclasses import dataclass

from prioritisation.wording import t

MOST_WORDS = 15
"""Words of an answer; the name of a lever or of a criterion counts as one."""

MOST_NAMED = 6
"""Levers all named in a reservation; with more, the first three are."""

FEW_NAMED = 3
"""Levers named in an answer; with more, they are counted, and named in its reservation."""


@dataclass(frozen=True, slots=True)
class Settling:
    """What would settle an answer that is not known, or may change one that is.

    Attributes
    ----------
    title
        « Ce qui trancherait » or « ce qui peut changer la réponse ».
    text
        One or two sentences, the first without a capital: it follows the title.
    """

    title: str
    text: str

    def __str__(self) -> str:
        """Both in one sentence."""
        return t("{title}: {text}", title=self.title, text=self.text)


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
    settling
        What would settle or change it; None when nothing is to be said of it.
    """

    question: str
    answer: str
    reservation: str = ""
    settling: Settling | None = None

    def __str__(self) -> str:
        """The answer and its reservation."""
        return " ".join([part for part in (self.answer, self.reservation) if part])
