"""A criterion and its cells as the table has them, and the scale that it may have already."""

from dataclasses import dataclass, replace

from prioritisation.imports.cells.amounts import CellAmount
from prioritisation.imports.cells.word_cells import word_key
from prioritisation.imports.grids import FileCell

_ENDS = 2


@dataclass(frozen=True, slots=True)
class KnownScale:
    """The scale of a criterion of a case that scores are read for.

    Attributes
    ----------
    unit
        Of its numbers; what the table states counts before it.
    ends
        The worst and the best number; None of a scale of words.
    levels
        Of a scale of words, from the worst to the best: the id of each and how it is read.
    """

    unit: str = ""
    ends: tuple[float, float] | None = None
    levels: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, from the worst to the best; none of a scale of numbers."""
        return tuple(word for _, word in self.levels)

    def of_level(self, amount: CellAmount) -> CellAmount:
        """What a cell says: a word of the scale is that word, whatever else it might say."""
        key = word_key(amount.text)
        if key and key in map(word_key, self.words):
            return replace(amount, kind="word", low=None, high=None)
        ids = {word_key(ident): word for ident, word in self.levels}
        return CellAmount("word", text=ids[key]) if key in ids else amount


@dataclass(frozen=True, slots=True)
class CriterionHead:
    """A criterion as the table has it.

    Attributes
    ----------
    name
        With its unit, if it stands there.
    unit, direction, ends, words
        As a row or a column of units says, of directions, of ends (the worst, the best), of words
        (from the worst to the best); empty where there is none.
    whole
        Whether its name keeps its unit: without it, another one has the same.
    levels
        The words that there may be, of which nothing says the order.
    beside
        Whether its unit stands beside each of its scores: 0.12 with « % » is what it says.
    hint
        A word that may be its direction, or part of what it is: « max ».
    known
        Its scale, where it has one already; None where the table alone says what it is.
    """

    name: str
    cell: str = ""
    unit: str = ""
    direction: str = ""
    ends: tuple[float, float] | None = None
    words: tuple[str, ...] = ()
    whole: bool = False
    levels: tuple[str, ...] = ()
    beside: bool = False
    hint: str = ""
    known: KnownScale | None = None

    @property
    def listed(self) -> tuple[str, ...]:
        """Words that are said to be some, even « 1 » and « 2 »; two numbers are two ends."""
        of_ends = len({*self.words}) <= (_ENDS if self.ends else 1)
        return self.levels or (() if of_ends else self.words)


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell of a criterion, the lever that it is of, and its name.

    Attributes
    ----------
    typed
        Whether somebody said what stands there instead.
    """

    lever: str
    name_of_cell: str
    cell: FileCell
    typed: bool = False
