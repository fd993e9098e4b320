"""Texts that people wrote, made fit for files: never markup, never a formula."""

import re

from prioritisation.wording import typeset

_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# Marks that turn the direction of all that follows: closed by none, they would turn the page.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def clean(text: str) -> str:
    r"""A text without what XML forbids and without marks that reverse what surrounds it.

    Its line breaks are kept, all written the same.

    Examples
    --------
    >>> clean("a\x00b\x0c\r\nc\u202ed")
    'ab\ncd'
    """
    return _TURNS.sub("", _ILLEGAL.sub("", _ENDS.sub("\n", text)))


def shown(text: str) -> str:
    """The same as documents show it: no line breaks before French punctuation."""
    return typeset(clean(text))


def one_line(text: str) -> str:
    r"""The same on one line.

    Examples
    --------
    >>> one_line(" a\n\n b\t")
    'a b'
    """
    return typeset(re.sub(r"[ \t\n]+", " ", clean(text)).strip())


def inert(text: str) -> str:
    """A text that no spreadsheet reads as a formula: an apostrophe stands before what may be one.

    A number stays a number, also a negative one.

    Examples
    --------
    >>> inert("=1+1"), inert("-5,2"), inert(" @a")
    ("'=1+1", '-5,2', "' @a")
    """
    said = clean(text)
    if re.fullmatch(r"[+-]?[0-9\u00a0\u202f]+([.,][0-9]+)?", said):
        return said
    return f"'{said}" if said.lstrip(" \u00a0").startswith(_FORMULA) else said
