"""Saying one thing more of sets of levers, or taking it back: a question made from another.

What is said again of the same pair or of the same lever replaces what was said before.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from prioritisation.analysis.sets.words import LeverLoad, Load, PairSynergy, Question, Wait

DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.ASCII)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LONGEST_REASON = 300


def with_synergy(question: Question, said: PairSynergy) -> Question:
    """The question with the synergy of a pair said."""
    kept = without_synergy(question, said.first, said.second).synergies
    return replace(question, synergies=(*kept, said))


def without_synergy(question: Question, first: str, second: str) -> Question:
    """The question with nothing said of a pair, in any order."""
    kept = tuple(s for s in question.synergies if {s.first, s.second} != {first, second})
    return replace(question, synergies=kept)


def with_loads(question: Question, levers: Sequence[str], word: Load, reason: str) -> Question:
    """The question with the workload of some levers said."""
    kept = tuple(s for s in question.loads if s.lever not in levers)
    added = tuple(LeverLoad(lever, word, reason) for lever in levers)
    return replace(question, loads=(*kept, *added))


def without_load(question: Question, lever: str) -> Question:
    """The question with no workload said of a lever."""
    return replace(question, loads=tuple(s for s in question.loads if s.lever != lever))


def with_wait(question: Question, said: Wait) -> Question:
    """The question with a lever that waits."""
    return replace(question, waits=(*without_wait(question, said.lever).waits, said))


def without_wait(question: Question, lever: str) -> Question:
    """The question with a lever that does not wait."""
    return replace(question, waits=tuple(w for w in question.waits if w.lever != lever))


def without_levers(question: Question, levers: Sequence[str]) -> Question:
    """The question with nothing said of levers that are not there any more.

    Examples
    --------
    >>> without_levers(Question(waits=(Wait("old", "why"),)), ("new",)).waits
    ()
    """
    there = set(levers)
    return replace(
        question,
        synergies=tuple(s for s in question.synergies if {s.first, s.second} <= there),
        loads=tuple(s for s in question.loads if s.lever in there),
        waits=tuple(w for w in question.waits if w.lever in there),
    )


def day_of(text: str) -> dt.date | None:
    """A day as people write it; None for an empty text.

    Raises
    ------
    ValueError
        When it is no day.

    Examples
    --------
    >>> day_of(" 5/12/2026 ").isoformat(), day_of("2026-12-05").isoformat(), day_of("")
    ('2026-12-05', '2026-12-05', None)
    """
    words = text.strip()
    if not words:
        return None
    if ISO_DAY.fullmatch(words):
        return dt.date.fromisoformat(words)
    found = DAY.fullmatch(words)
    if found is None:
        raise ValueError(words)
    day, month, year = (int(part) for part in found.groups())
    return dt.date(year, month, day)
