"""Texts that people wrote, made fit for files: no markup, no formula, in font and box."""

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import cache
from itertools import groupby
from math import ceil
from pathlib import Path

import fontpkg_fira_sans

from prioritisation.wording import NBSP, t, typeset

FONTS = Path(fontpkg_fira_sans.__file__).parent / "files"
"""Where the files of the font are."""

_LONGEST, _PIECE = 26, 13
_ALIKE = str.maketrans(
    {
        "\N{NARROW NO-BREAK SPACE}": NBSP,
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{VARIATION SELECTOR-16}": "",
        "\N{ZERO WIDTH JOINER}": "",
        "\N{LEFT-TO-RIGHT MARK}": "",
        "\N{RIGHT-TO-LEFT MARK}": "",
    }
)


@cache
def _signs() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 (only who makes a PDF needs it)

    with TTFont(FONTS / "FiraSans-Regular.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def drawable(text: str) -> str:
    """A text of signs that the font draws; that others stood there is said in words.

    The attached record keeps the signs themselves.
    """
    return _in_words(text, (_Drawn.PICTURE, _Drawn.UNKNOWN))


def drawable_in_picture(text: str) -> str:
    r"""The same in a picture, where an accent is drawn if it makes one sign with its letter.

    Examples
    --------
    >>> drawable_in_picture("e\u0301"), drawable_in_picture("q\u0303")
    ('é', 'q[signes non imprimés]')
    """
    joined = unicodedata.normalize("NFC", text)
    return _in_words(joined, (_Drawn.PICTURE, _Drawn.UNKNOWN), accents=False)


def _in_words(text: str, ways: Sequence["_Drawn"], *, accents: bool = True) -> str:
    """A text, with words in the place of the signs that are drawn in these ways."""
    alone = () if accents else ("Mn",)
    runs = groupby(
        text.translate(_ALIKE),
        lambda s: _Drawn.UNKNOWN if unicodedata.category(s) in alone else _drawn_as(s),
    )
    return "".join(_said(way) if way in ways else "".join(run) for way, run in runs)


class _Drawn(Enum):
    """How a sign is drawn: as it is, or as words for all those that follow each other."""

    ITSELF = "itself"
    PICTURE = "picture"
    UNKNOWN = "unknown"


def _drawn_as(sign: str) -> _Drawn:
    if ord(sign) in _signs() or sign == "\n":
        return _Drawn.ITSELF
    # Pictures, the colours of their skins, the letters of flags.
    return _Drawn.PICTURE if unicodedata.category(sign) in _PICTURES else _Drawn.UNKNOWN


_PICTURES = frozenset({"So", "Sk", "Cf", "Me", "Cn"})


def _said(way: _Drawn) -> str:
    return t("[emoji]") if way is _Drawn.PICTURE else t("[signs not printed]")


def breakable(text: str) -> str:
    r"""A text whose overlong words may be cut at the end of a line, without a sign that shows.

    Examples
    --------
    >>> breakable("abc " + "d" * 30).count("\N{ZERO WIDTH SPACE}")
    2
    """
    return re.sub(rf"\S{{{_LONGEST},}}", lambda match: _pieces(match[0]), text)


def _pieces(word: str) -> str:
    return "\N{ZERO WIDTH SPACE}".join(word[k : k + _PIECE] for k in range(0, len(word), _PIECE))


SIZES = (20, 18, 16, 14, 12)
"""Points, the largest that fits is taken."""

_WIDE, _HIGH = 0.52, 1.45
"""A letter is half as wide as its size; a line, with its share of the space between, so high."""

CUT = "…"


def fitted(
    items: Sequence[str], width: float, height: float, sizes: Sequence[int] = SIZES
) -> tuple[int, tuple[str, ...]]:
    """Size in points, and the texts, cut where they would leave a box of so many inches.

    Examples
    --------
    >>> fitted(["court"], 10, 5)
    (20, ('court',))
    """
    for size in sizes:
        if sum(_lines(item, size, width) for item in items) <= room(size, height):
            return size, tuple(items)
    return sizes[-1], tuple(_cut(items, sizes[-1], width, height))


def _lines(text: str, size: int, width: float) -> int:
    return max(1, ceil(len(text) / letters(size, width)))


def letters(size: int, width: float) -> int:
    """How many letters of a size a line of so many inches holds."""
    return max(8, int(width * 72 / (_WIDE * size)))


def room(size: int, height: float) -> int:
    """How many lines of a size a box of so many inches holds."""
    return max(1, int(height * 72 / (_HIGH * size)))


def _cut(items: Sequence[str], size: int, width: float, height: float) -> list[str]:
    """Whole texts as long as there is room; the next one in part."""
    kept: list[str] = []
    left = room(size, height)
    for item in items:
        lines = _lines(item, size, width)
        if lines <= left:
            kept.append(item)
            left -= lines
        else:
            most = left * letters(size, width) - 1
            kept += [item[:most].rstrip() + CUT] if left else []
            break
    if len(kept) < len(items) and not kept[-1].endswith(CUT):
        kept[-1] += f" {CUT}"
    return kept


_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# Marks that turn the direction of all that follows: closed by none, they would turn the page.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# With the wide signs of Asian keyboards, which some spreadsheets take for the plain ones.
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


def printable(text: str) -> str:
    """The same as documents show it: no line breaks before French punctuation, no small pictures.

    That a picture stood there is said in words: what draws it differs from a computer to another.
    """
    return typeset(_in_words(clean(text), (_Drawn.PICTURE,)))


def one_line(text: str) -> str:
    r"""The same on one line.

    Examples
    --------
    >>> one_line(" a\n\n b\t")
    'a b'
    """
    return printable(re.sub(r"[ \t\n]+", " ", clean(text)).strip())


def inert(text: str) -> str:
    """A text that no spreadsheet reads as a formula: an apostrophe stands before what may be one.

    A number stays a number, also a negative one.

    Examples
    --------
    >>> inert("=1+1"), inert("-5,2"), inert(" @a")
    ("'=1+1", '-5,2', "' @a")
    """
    sentence = clean(text)
    if re.fullmatch(r"[+-]?[0-9\u00a0\u202f]+([.,][0-9]+)?", sentence):
        return sentence
    # A spreadsheet looks for the sign of a formula past the spaces.
    return f"'{sentence}" if sentence.lstrip(" \u00a0").startswith(_FORMULA) else sentence
