"""The noun of what is compared: « levier » in the catalogue, another one where a case says so.

All are masculine and begin with a consonant, so that the words around stay right: « le levier »,
« du site », « ce chantier ». Sentences are changed before any value is put into them: what people
typed is never touched.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from criteria.model import DEFAULT_OPTION

PLURALS = {
    "levier": "leviers",
    "site": "sites",
    "projet": "projets",
    "chantier": "chantiers",
    "scénario": "scénarios",
    "lieu": "lieux",
    "thème": "thèmes",
    "candidat": "candidats",
}
"""Each noun of ``criteria.model.Option``, and its plural."""

_WRITTEN = re.compile(r"(?<![\w-])([Ll])evier(s?)\b")
"""The noun of the catalogue, in a sentence; a hyphen before it is that of the program's name."""
_NOUN: ContextVar[str | None] = ContextVar("noun", default=None)
_ELSEWHERE: list[Callable[[], str]] = [lambda: DEFAULT_OPTION]
"""Who knows the noun where nobody has said it: one."""


def speak_of(noun: str) -> None:
    """From now on, here, what is compared is called so."""
    _NOUN.set(noun)


@contextmanager
def speaking_of(noun: str) -> Iterator[None]:
    """Meanwhile, what is compared is called so."""
    before = _NOUN.set(noun)
    try:
        yield
    finally:
        _NOUN.reset(before)


def current_noun() -> str:
    """What is compared, by its noun, where one speaks now: in a page, a request, a document."""
    return _NOUN.get() or _ELSEWHERE[-1]()


def ask_elsewhere(known: Callable[[], str]) -> None:
    """Have the noun asked of somebody where nobody has said it: a part of a page drawn alone."""
    _ELSEWHERE[:] = [known]


def with_noun(sentence: str) -> str:
    """A sentence of the catalogue, its values not in it yet, with the noun of now."""
    noun = current_noun()
    return sentence if noun == DEFAULT_OPTION else _worded(sentence, noun)


@lru_cache(maxsize=8192)
def _worded(sentence: str, noun: str) -> str:
    def named(place: re.Match[str]) -> str:
        word = PLURALS[noun] if place[2] else noun
        return word.capitalize() if place[1] == "L" else word

    return _WRITTEN.sub(named, sentence)
