"""Letters that were taken for those of another encoding: « CoÃ»t » for « Coût »."""

import codecs
import re

_OF_LETTERS = (0xC2, 0xC3, 0xC5, 0xE2, 0x221A, 0xAC, 0x201A, 0x2248)
"""First signs of letters that were encoded twice."""
_TWICE = re.compile(f"[{''.join(map(chr, _OF_LETTERS))}]")
_PRINTED = (0x152, 0x153, 0x178, 0x20AC, 0x2018, 0x2019, 0x201C, 0x201D, 0x2013, 0x2014, 0x2026)
_MEANT = frozenset(
    map(chr, (*range(0xA0, 0x100), *_PRINTED, 0x2022, 0x2122, 0x2264, 0x2265, 0x202F, 0x2009))
)
"""What is written besides plain letters: all else that comes out was meant by nobody."""
_SPACE_LOST = re.compile("\u00c3(?= |$)")
"""« Ã » and a space that does not break were « à »: that is one like any other by now."""
_APART = re.compile("[^\x00-\x7f]+")
"""Signs between plain ones: others of the same text may be as they were meant."""
_CONTROLS = "prioritisation-controls"


def read_once(text: str) -> str | None:
    """What was meant by a text whose accents were encoded twice; None of all others.

    Examples
    --------
    >>> read_once("CoÃ»t"), read_once("D√©lai"), read_once("Coût"), read_once("CAFÉ »")
    ('Coût', 'Délai', None, None)
    >>> read_once("AccÃ¨s Ã la gare"), read_once("√2 ≈ 1,4")
    ('Accès à la gare', None)
    """
    if _TWICE.search(text) is None:
        return None
    text = _SPACE_LOST.sub("\u00c3\u00a0", text)
    once = _once(text)
    if once is None:
        runs = {run: _once(run) or run for run in {*_APART.findall(text)}}
        once = _APART.sub(lambda run: runs[run[0]], text)
    return None if once == text else once


def _once(signs: str) -> str | None:
    for older in ("cp1252", "mac-roman"):
        try:
            once = signs.encode(older, _CONTROLS).decode()
        except UnicodeError:
            continue
        if _MEANT.issuperset(sign for sign in set(once) if not sign.isascii()):
            return once
    return None


def _as_controls(error: UnicodeError) -> tuple[bytes, int]:
    """Bytes to which Windows gave no sign."""
    if isinstance(error, UnicodeEncodeError):
        signs = error.object[error.start : error.end]
        if all("\x80" <= sign < "\xa0" for sign in signs):
            return signs.encode("latin-1"), error.end
    raise error


codecs.register_error(_CONTROLS, _as_controls)
