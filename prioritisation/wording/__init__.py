"""Every word a user reads, from the gettext catalogue, and the French way to write numbers."""

from prioritisation.wording.catalogue import t, tn
from prioritisation.wording.numbers import (
    NBSP,
    date_text,
    in_letters,
    listed,
    number,
    ordinal,
    ordinal_word,
    percent,
    points,
    span,
    typeset,
)
from prioritisation.wording.problems import problem_sentence

__all__ = [
    "NBSP",
    "date_text",
    "in_letters",
    "listed",
    "number",
    "ordinal",
    "ordinal_word",
    "percent",
    "points",
    "problem_sentence",
    "span",
    "t",
    "tn",
    "typeset",
]
