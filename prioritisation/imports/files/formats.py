"""How a number is shown, as the code of its format says: « #,##0 "k€" »."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType

BUILT_IN = MappingProxyType(
    dict.fromkeys((9, 10), "0%")
    | dict.fromkeys(range(14, 18), "yyyy-mm-dd")
    | dict.fromkeys((18, 19, 20, 21, 45, 47), "h:mm:ss")
    | {22: "yyyy-mm-dd h:mm", 46: "[h]:mm:ss"}
    | dict.fromkeys((27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "yyyy-mm-dd")
)
"""Formats that no file writes down and that change what a number is: the others show it plainly.

Some of the last ones are dates in Asian versions only.
"""
_TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|(?P<elapsed>\[[hms]+\])|\[[^\]]*\]|(?P<exponent>E[+-])|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_PLACES = frozenset("0#?")
_OF_DATES = frozenset("dmyhs")
_MONEY = frozenset("€$£¥₣₽₹%")


@dataclass(frozen=True, slots=True)
class ShownFormat:
    """What a format makes of a number.

    Attributes
    ----------
    date, duration
        Whether the number is a day, or hours that passed.
    before
        What is written before it, and is no currency: « env. ».
    unit
        What is written after it, or its currency.
    divisor
        By how much what is shown is smaller than what is kept.
    zero
        What is shown instead of 0, if that is letters.
    unseen
        What is not shown at all: numbers above 0 (« + »), below it (« - »), 0, texts (« @ »).
    """

    percent: bool = False
    date: bool = False
    duration: bool = False
    before: str = ""
    unit: str = ""
    divisor: float = 1.0
    zero: str = ""
    unseen: str = ""


PLAIN = ShownFormat()


@lru_cache(maxsize=1_000)
def shown_format(code: str) -> ShownFormat:
    """What a format of numbers does.

    Examples
    --------
    >>> shown_format('#,##0 "k€"').unit, shown_format("0.0%").percent, shown_format("d-mmm").date
    ('k€', True, True)
    """
    if code.lower() in ("general", "@", ""):
        return PLAIN
    sections = _sections(code)
    tokens = sections[0]
    letters = {text.lower() for kind, text in tokens if kind == "plain" and text.isalpha()}
    if any(kind == "elapsed" for kind, _ in tokens):
        return ShownFormat(duration=True)
    plain = "".join(text for kind, text in tokens if kind == "plain")
    if letters & _OF_DATES and not plain.lower().startswith(("general", "standard")):
        return ShownFormat(date=True)
    return replace(_of_numbers(tokens, _zero(sections)), unseen=_unseen(sections))


def _sections(code: str) -> list[list[tuple[str, str]]]:
    """Tokens of each part: for numbers above 0, below, 0, texts."""
    sections: list[list[tuple[str, str]]] = [[]]
    for match in _TOKENS.finditer(code[:255]):
        kind = match.lastgroup or ""
        text = match[kind] if kind else ""
        if kind == "plain" and text == ";":
            sections.append([])
        else:
            sections[-1].append((kind, text))
    return sections


def _unseen(sections: list[list[tuple[str, str]]]) -> str:
    """What a format of three parts or four leaves out: « 0;; » all that is not above 0."""
    if len(sections) < 3:  # noqa: PLR2004 (above 0, below 0, 0)
        return ""
    pairs = zip("+-0@", sections, strict=False)
    return "".join(sign for sign, tokens in pairs if not any(_shows(*one) for one in tokens))


def _shows(kind: str, text: str) -> bool:
    return bool(text.strip()) or kind not in ("plain", "quoted", "escaped")


def _zero(sections: list[list[tuple[str, str]]]) -> str:
    """What a format shows for 0 instead: letters only, since « - » is how accountants write 0."""
    if len(sections) < 3:  # noqa: PLR2004 (above 0, below 0, 0)
        return ""
    tokens = sections[2]
    if any(kind == "plain" and text in _PLACES for kind, text in tokens):
        return ""
    text = "".join(text for _, text in tokens).strip()
    return text if any(sign.isalpha() for sign in text) else ""


def _of_numbers(tokens: list[tuple[str, str]], zero: str) -> ShownFormat:
    places = [k for k, (kind, text) in enumerate(tokens) if kind == "plain" and text in _PLACES]
    general = [k for k, (kind, text) in enumerate(tokens) if kind == "plain" and text.isalpha()]
    digits = places or general
    if not digits:
        return ShownFormat(zero=zero)
    percent = any(token == ("plain", "%") for token in tokens)
    before = _literal(tokens[: digits[0]])
    tail = tokens[digits[-1] + 1 :]
    commas = [*takewhile(lambda token: token == ("plain", ","), tail)] if places else []
    unit = _literal(tail)
    if before and _is_currency(tokens[: digits[0]], before):
        before, unit = "", before
    if not any(sign.isalnum() or sign in "≥≤<>~≈±" for sign in before):
        before = ""
    return ShownFormat(
        percent=percent,
        before=before,
        unit="" if percent else unit,
        divisor=1_000.0 ** len(commas),
        zero=zero,
    )


def _literal(tokens: list[tuple[str, str]]) -> str:
    """The signs that are written as they are."""
    signs = (
        text
        for kind, text in tokens
        if kind in ("quoted", "escaped", "currency")
        or (kind == "plain" and (text in _MONEY or text.isspace()))
    )
    return " ".join("".join(signs).split())


def _is_currency(tokens: list[tuple[str, str]], before: str) -> bool:
    return any(kind == "currency" for kind, _ in tokens) or bool(set(before) & _MONEY)
