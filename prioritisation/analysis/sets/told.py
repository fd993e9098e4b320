"""Everything said of sets of levers, the arguments included, and what bounds it.

The bounds hold wherever it comes from: a form, an address, a kept text.
"""

import unicodedata
from dataclasses import dataclass, replace

from criteria.case import Case
from prioritisation.analysis.sets.arguments import Cards, starting_cards
from prioritisation.analysis.sets.saying import without_levers
from prioritisation.analysis.sets.words import Question

MOST_LEVERS, MOST_CARDS = 3, 60
LONGEST_ARGUMENT = 600


@dataclass(frozen=True, slots=True)
class Told:
    """Everything said: of sets of levers, and for or against a second one."""

    question: Question
    cards: Cards

    def of(self, case: Case) -> "Told":
        """The same without what is said of levers that the case has not."""
        there = tuple(lever.id for lever in case.levers)
        return replace(self, question=without_levers(self.question, there))


def nothing_told(case: Case) -> Told:
    """Where everybody starts: nothing said, and the arguments of the case."""
    return Told(Question(), starting_cards(case))


def tidy(words: str) -> str:
    r"""A text in one line, without characters that nothing shows.

    Examples
    --------
    >>> tidy(" deux\n lignes\0 ")
    'deux lignes'
    """
    return " ".join("".join(c if shown(c) else " " for c in words).split())


def shown(character: str) -> bool:
    """Whether a character can be written: no control, no half of a pair."""
    return unicodedata.category(character) not in ("Cc", "Cs")
