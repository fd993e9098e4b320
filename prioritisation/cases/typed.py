"""What people type to make a case: clean, or what is wrong with it beside its field; and ids."""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pydantic import TypeAdapter, ValidationError

from criteria import cells
from criteria.errors import Problem
from prioritisation.analysis.address import EQUAL, LEFT_OUT, NONE, REVERSED
from prioritisation.wording.numbers import NBSP

NAME_SIGNS, CRITERION_SIGNS, QUESTION_SIGNS, UNIT_SIGNS = 120, 100, 500, 30
"""Signs of a name; of a criterion's, which stands inside names; of its question; of a unit."""
_LONGEST_ID = 40
_TAKEN = {EQUAL, LEFT_OUT, NONE, REVERSED}
"""Words that an address has in the place of an id."""
_GROUPED = re.compile(r"[+-]?\d{1,3}( \d{3})+([.,]\d+)?|[+-]?\d+([.,]\d+)?", re.ASCII)
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
"""Thousands to some, decimals to others."""
_MINUS = str.maketrans({"\u2212": "-", "\u2019": " ", "'": " "})

_JOINED = str.maketrans({0x153: "oe", 0xE6: "ae"})
"""Letters made of two."""

_NAME: TypeAdapter[str] = TypeAdapter(cells.RoomText)
_QUESTION: TypeAdapter[str] = TypeAdapter(cells.OptionalRoomText)


def text_problems(place: str, field: str, text: str, longest: int) -> Iterator[Problem]:
    """What is wrong with a text on one line, if anything, as the cells of a case have it.

    Parameters
    ----------
    place, field
        The door, and the field that the sentence stands beside.
    longest
        How many signs it may have: one of the numbers above.
    """
    if len(text.strip()) > longest:
        values = {"found": written(text.strip()[:_LONGEST_ID]), "allowed": longest}
        yield Problem("too_long", place, None, field, values)
        return
    try:
        (_QUESTION if longest == QUESTION_SIGNS else _NAME).validate_python(text.strip())
    except ValidationError as error:
        for one in error.errors(include_url=False):
            problem = cells.problem_from_pydantic(one, place, None, field)
            values = {key: written(value) for key, value in problem.values.items()}
            yield Problem(problem.kind, place, None, field, values)


def date_problems(place: str, field: str, date: str, today: dt.date) -> Iterator[Problem]:
    """A date that is none, or that is still to come: nobody can have said it yet.

    Parameters
    ----------
    date
        A year, a month or a day as files have them; empty for none.
    """
    if not date:
        return
    for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
        try:
            day = dt.datetime.strptime(date, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
        if day > today:
            yield Problem("future_date", place, None, field, {"found": date})
        return
    yield Problem("bad_form", place, None, field, {"found": date[:80]})


def on_one_line(words: str) -> str:
    """The same with one space between its words: breaks and tabs are none."""
    return " ".join(words.split())


def written(value: str | float) -> str | float:
    """The same, which any file can hold: half of a letter is none."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def typed_number(place: str, field: str, text: str) -> float | Problem:
    """The number that somebody typed, with French or English marks; what is wrong otherwise.

    Examples
    --------
    >>> typed_number("blank", "worst", "1 500,5"), typed_number("blank", "worst", "12.5")
    (1500.5, 12.5)
    >>> typed_number("blank", "worst", "1.500").kind
    'ambiguous_number'
    """
    plain = " ".join(text.translate(_MINUS).split())
    values = {"found": written(text.strip()[:_LONGEST_ID])}
    if not plain:
        return Problem("empty", place, None, field)
    if _EITHER.fullmatch(plain):
        values |= {
            "whole": plain.replace(".", ""),
            "decimal": plain.rstrip("0").rstrip(".").replace(".", ","),
        }
        return Problem("ambiguous_number", place, None, field, values)
    if not _GROUPED.fullmatch(plain):
        return Problem("not_a_number", place, None, field, values)
    number = float(plain.replace(" ", "").replace(",", "."))
    if not math.isfinite(number):
        return Problem("not_finite", place, None, field, values)
    # Zero has no sign: « -0 » is written and read as 0.
    return number + 0.0


def number_as_typed(number: float) -> str:
    """A number as somebody would type it, whole: ``typed_number`` reads the same back.

    Examples
    --------
    >>> number_as_typed(-12.5), number_as_typed(1e-05), number_as_typed(0.1 + 0.2)
    ('-12,5', '0,00001', '0,30000000000000004')
    >>> number_as_typed(1500.0).replace("\N{NO-BREAK SPACE}", " ")
    '1 500'
    """
    digits = f"{Decimal(repr(float(number))):,f}".removesuffix(".0")
    return digits.replace(",", NBSP).replace(".", ",")


def repeated_names(
    place: str, fields: Iterable[tuple[str, str]], *, accents: bool = True
) -> Iterator[Problem]:
    """Each name that only spaces, case or the form of letters tell from an earlier one.

    Parameters
    ----------
    fields
        Field and name of each; one without a field is there already, hence never at fault.
    accents
        Whether an accent makes another name: not of the few words of a scale.
    """
    seen: set[str] = set()
    for field, name in fields:
        key = _folded(name) if accents else _bare(_folded(name))
        if field and key and key in seen:
            yield Problem("duplicate", place, None, field, {"found": written(name.strip()[:80])})
        seen.add(key)


def _folded(name: str) -> str:
    """A name as an eye reads it: the same for two that nobody tells apart."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def unique_ids(names: Iterable[str], other: str) -> list[str]:
    """An id of each name, in ASCII, 40 signs at most, no two the same.

    Parameters
    ----------
    other
        What begins the id of a name that has no letter of ASCII, or begins with a figure.

    Examples
    --------
    >>> unique_ids(["Coût accès", "cout acces", "🚲", "3 gares"], "critere")
    ['cout_acces', 'cout_acces_2', 'critere', 'critere_3_gares']
    """
    ids: dict[str, None] = {}
    for name in names:
        base = _slug(name)
        base = base if base[:1].isalpha() else f"{other}_{base}"
        base = base[:_LONGEST_ID].strip("_")
        ident, number = base, 2
        while ident in ids or ident in _TAKEN:
            end = f"_{number}"
            ident, number = base[: _LONGEST_ID - len(end)].rstrip("_") + end, number + 1
        ids[ident] = None
    return [*ids]


def _slug(text: str) -> str:
    """The letters and figures of ASCII in a text, what stands between them being one sign."""
    bare = _bare(text.casefold()).translate(_JOINED)
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")


def _bare(text: str) -> str:
    """Letters without their accents."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c))


def apart(first: float, second: float) -> bool:
    """Whether two numbers are two, and no farther apart than a number can say."""
    return first != second and math.isfinite(first - second)
