"""A block that is pasted over a case: read by the rules of files, on the scales of the case.

It is small, and a text: it is read where it is pasted, without a process of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from criteria.case import Case
from criteria.model import Criterion
from criteria.scales import WordScale
from prioritisation.imports.cells.columns import KnownScale
from prioritisation.imports.cells.signs import name_key
from prioritisation.imports.files.text import pasted_book
from prioritisation.imports.grids import FileRefused
from prioritisation.imports.model import FileAnswers, FileQuestion, FileReading, GivenAnswer
from prioritisation.imports.tables.reading import KnownNames, named_reading

MOST_PASTED_SIGNS = 20_000
_MOST_LINES, _MOST_CELLS = 60, 30
"""More than a case that is corrected has levers and criteria, and what stands around them."""
_MOST_ROUNDS, _MOST_ASKED = 12, 400
"""How often answers ask more, each being a reading of the whole block; questions, answered or not:
more than such a case has cells."""


@dataclass(frozen=True, slots=True)
class PastedReading:
    """What a block says of a case.

    Attributes
    ----------
    reading
        With the answers that were given.
    asked
        Every question that was met, answered or not, in the order in which they come.
    """

    reading: FileReading
    asked: tuple[FileQuestion, ...]


def pasted_reading(case: Case, text: str, answer: Callable[[FileQuestion], str]) -> PastedReading:
    """What a block says of a case, a question being met again once others are answered.

    Parameters
    ----------
    combination
        The ways of counting that are looked at: the words of a scale may depend on them.
    answer
        What was answered to a question; empty where nothing was.

    Raises
    ------
    FileRefused
        Where it has no table; « too_large » where it has more than a case may have, « too_slow »
        where it asks more than anybody answers.
    """
    if len(text) > MOST_PASTED_SIGNS:
        raise FileRefused("too_large", found=len(text), allowed=MOST_PASTED_SIGNS)
    book, names = pasted_book(text), case_names(case)
    (sheet,) = book.sheets
    if len(sheet.rows) > _MOST_LINES or max(map(len, sheet.rows), default=0) > _MOST_CELLS:
        raise FileRefused("too_large", found=len(text), allowed=MOST_PASTED_SIGNS)
    met: dict[tuple[str, str], FileQuestion] = {}
    given: list[GivenAnswer] = []
    for _ in range(_MOST_ROUNDS):
        reading = named_reading(book, names, FileAnswers(given))
        new = [q for q in reading.pending if (q.kind, q.about) not in met]
        met |= {(q.kind, q.about): q for q in new}
        if len(met) > _MOST_ASKED:
            break
        more = [GivenAnswer(q.kind, q.about, (words,)) for q in new if (words := answer(q))]
        if not more:
            return PastedReading(reading, tuple(met.values()))
        given += more
    raise FileRefused("too_slow")


def case_names(case: Case) -> KnownNames:
    """What the levers and the criteria of a case are called, and the scales of these."""
    levers = {name_key(name) for one in case.levers for name in (one.short_label, one.label)}
    criteria = {
        name_key(name): _known_scale(one)
        for one in case.criteria
        for name in (one.official, one.label)
    }
    return KnownNames(levers - {""}, {key: scale for key, scale in criteria.items() if key})


def _known_scale(criterion: Criterion) -> KnownScale:
    scale = criterion.scale
    if isinstance(scale, WordScale):
        return KnownScale(levels=tuple((one.id, one.label) for one in scale.levels))
    worst, best = map(float, criterion.anchors())
    return KnownScale(criterion.unit.several or criterion.unit.one, (worst, best))
