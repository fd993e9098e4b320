"""Names from right to left, inside a sentence that is not: they turn nothing else in it."""

import re

_FIRST_STRONG, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_TO_THE_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)
"""Hebrew, Arabic, Syriac, Thaana, N'Ko and older letters, with their forms."""

_APART = re.compile(f"{_FIRST_STRONG}[^{_FIRST_STRONG}{_END}]*{_END}")


def isolated(text: str) -> str:
    """A text inside another: held apart where letters of it go from right to left, as it is else.

    What holds such letters apart already is not held again.

    Examples
    --------
    >>> isolated("Mieux produire"), isolated(isolated("\u05d0")) == isolated("\u05d0")
    ('Mieux produire', True)
    """
    if text.isascii() or not _TO_THE_LEFT.search(_outside(text)):
        return text
    return f"{_FIRST_STRONG}{text}{_END}"


def _outside(text: str) -> str:
    """What of a text no pair of isolates holds, pairs inside pairs too."""
    count = 1
    while count:
        text, count = _APART.subn("", text)
    return text


def with_pairs_only(text: str) -> str:
    """A text without those of the signs that hold apart which have no other end on their line."""
    open_at: list[int] = []
    paired: set[int] = set()
    for place, sign in enumerate(text):
        if sign == "\n":
            open_at.clear()
        elif sign == _FIRST_STRONG:
            open_at.append(place)
        elif sign == _END and open_at:
            paired |= {open_at.pop(), place}
    signs = {_FIRST_STRONG, _END}
    return "".join(s for k, s in enumerate(text) if s not in signs or k in paired)


def without_isolates(text: str) -> str:
    """A text where nothing is held apart, for a font that draws no such letters."""
    return text.replace(_FIRST_STRONG, "").replace(_END, "")
