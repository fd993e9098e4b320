"""Whether a mutant was understood, and whether something was asked before it is used."""

import math
from collections import Counter

from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.grids import FileRefused
from prioritisation.imports.model import FileAnswers, FileReading, GivenAnswer, ReadScore
from prioritisation.imports.tables.reading import file_reading
from tests.mutant_tables import Value
from tests.mutants import Mutant, mutant

RIGHT_AND_SURE, RIGHT_AND_ASKED = "right and sure", "right and asked"
WRONG_AND_SURE, WRONG_AND_ASKED = "wrong and sure", "wrong and asked"
REFUSED = "refused"


def verdict(one: Mutant, answers: FileAnswers | None = None) -> str:
    """What became of a mutant; a problem is said, hence counts as asked."""
    try:
        reading = file_reading(one.book, answers or FileAnswers())
    except FileRefused:
        return REFUSED
    if is_right(one, reading):
        return RIGHT_AND_ASKED if reading.pending or reading.problems else RIGHT_AND_SURE
    return WRONG_AND_ASKED if reading.pending or reading.problems else WRONG_AND_SURE


def is_right(one: Mutant, reading: FileReading) -> bool:
    """Whether levers, criteria, and each score are those of the table it was made of."""
    levers = [_bare(lever.name) for lever in reading.levers]
    criteria = [_bare(criterion.name) for criterion in reading.criteria]
    expected = list(map(_bare, one.levers)), list(map(_bare, one.criteria))
    if reading.layout is not None and reading.layout.lying == "long":
        levers, criteria = sorted(levers), sorted(criteria)
        expected = sorted(expected[0]), sorted(expected[1])
    scores = {(_bare(s.lever), _bare(s.criterion)): s for s in reading.scores}
    values = {(_bare(a), _bare(b)): value for (a, b), value in one.scores.items()}
    return (
        (levers, criteria) == expected
        and scores.keys() == values.keys()
        and all(_is_same(scores[place], value) for place, value in values.items())
    )


def _bare(name: str) -> str:
    """A name alone: no group before it, no unit after."""
    return folded_text(name.rpartition(" – ")[2].split(" (", maxsplit=1)[0])


def _is_same(score: ReadScore, value: Value) -> bool:
    if value is None:
        return (score.value, score.word, score.status) == (None, None, "inconnu")
    if isinstance(value, str):
        return score.word is not None and folded_text(score.word) == folded_text(value)
    low, high = value if isinstance(value, tuple) else (value, None)
    return score.value is not None and math.isclose(score.value, low) and score.high == high


def tally(seeds: range) -> tuple[Counter[str], list[int]]:
    """How many of each verdict, and the numbers of those that are wrong and sure."""
    verdicts = {seed: verdict(mutant(seed)) for seed in seeds}
    wrong = [seed for seed, one in verdicts.items() if one == WRONG_AND_SURE]
    return Counter(verdicts.values()), wrong


def turned_answer(one: Mutant) -> FileAnswers:
    """Which way round a mutant lies, as somebody who knows would answer."""
    way = next((way for way in ("long", "turned") if way in one.made_by), "rows")
    way = "columns" if way == "turned" else way
    return FileAnswers([GivenAnswer("orientation", "", (way,))])
