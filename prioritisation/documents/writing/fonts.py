"""The bundled font: where it is, what it draws, and what is drawn in place of the rest."""

import re
from functools import cache
from pathlib import Path

import fontpkg_fira_sans

from prioritisation.documents.writing.errors import MissingFont
from prioritisation.wording import NBSP

FONT = "Fira Sans"
FILES = ("FiraSans-Regular.ttf", "FiraSans-SemiBold.ttf")
BLANK = "\N{WHITE VERTICAL RECTANGLE}"
"""Drawn in place of a sign that the font has not: the attached record keeps the sign itself."""

LONGEST, PIECE = 26, 13
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


def folder() -> Path:
    """Where the files of the font are.

    Raises
    ------
    MissingFont
        If they are not there: text would silently not be drawn.
    """
    place = Path(fontpkg_fira_sans.__file__).parent / "files"
    if not all((place / name).is_file() for name in FILES):
        raise MissingFont(FONT, str(place))
    return place


@cache
def _signs() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 (only who makes a PDF needs it)

    with TTFont(folder() / FILES[0], lazy=True) as font:
        return frozenset(font.getBestCmap())


def drawable(text: str) -> str:
    """A text of signs that the font draws: the others become an empty rectangle."""
    signs = _signs()
    said = text.translate(_ALIKE)
    return "".join(c if ord(c) in signs or c == "\n" else BLANK for c in said)


def breakable(text: str) -> str:
    r"""A text whose overlong words may be cut at the end of a line, without a sign that shows.

    Examples
    --------
    >>> breakable("abc " + "d" * 30).count("\N{ZERO WIDTH SPACE}")
    2
    """
    return re.sub(rf"\S{{{LONGEST},}}", lambda found: _pieces(found[0]), text)


def _pieces(word: str) -> str:
    return "\N{ZERO WIDTH SPACE}".join(word[k : k + PIECE] for k in range(0, len(word), PIECE))
