"""What was probably meant by a cell that says no number, or a name: proposed, never taken."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from prioritisation.imports.cells.signs import folded_text

_NEAR, _COMPARED = 0.75, 80
"""How near a name is to another; signs of it that are compared."""
_DAY_FIRST = re.compile(r"0?([0-9]{1,2})[/. -]+0?([0-9]{1,2})(?:[/. -]+[0-9]{2,4})?(?:[ T].*)?")
_YEAR_FIRST = re.compile(r"[0-9]{4}[/. -]0?([0-9]{1,2})[/. -]0?([0-9]{1,2})(?:[ T].*)?")
_IN_LETTERS = re.compile(r"0?([0-9]{1,2})[ -]?([a-z]+)\.?(?:[ -]?[0-9]{2,4})?")
_OF_NUMBERS = re.compile(r"(?:.*\D)?(?:1899|190[0-9])(?:\D.*)?")
"""Years that a small number has in a cell of dates: 14 is shown there as 14/01/1900."""
_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_MONTHS_IN_ENGLISH = {"feb": 2, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8}


def likely_range(date: str) -> str:
    """What was typed where a spreadsheet made a date of it: « 3-8 »; empty when it is not clear.

    Of a number in a cell whose format is that of dates, nothing: « 14/01/1900 » was no range.

    Examples
    --------
    >>> likely_range("03/08/2026"), likely_range("2026-08-03"), likely_range("02-janv")
    ('3-8', '3-8', '1-2')
    """
    bare = folded_text(date)
    numbers: tuple[int, ...] = ()
    if _OF_NUMBERS.fullmatch(bare):
        return ""
    if match := _YEAR_FIRST.fullmatch(bare) or _DAY_FIRST.fullmatch(bare):
        numbers = (int(match[1]), int(match[2]))
    elif match := _IN_LETTERS.fullmatch(bare):
        numbers = (int(match[1]), _month(match[2]))
    low, high = min(numbers, default=0), max(numbers, default=0)
    return f"{low}-{high}" if 0 < low < high else ""


def _month(name: str) -> int:
    places = [n for n, one in enumerate(_MONTHS, 1) if name.startswith(one)]
    return places[0] if places else _MONTHS_IN_ENGLISH.get(name[:3], 0)


def nearest_name(name: str, names: Iterable[str]) -> str:
    """The name that is nearest to one that the case does not have; empty when none is near.

    Examples
    --------
    >>> nearest_name("Autopartages", ["Autopartage", "Navette"]), nearest_name("Zinc", ["Navette"])
    ('Autopartage', '')
    """
    plain = {folded_text(one): one for one in names if one}
    near = get_close_matches(folded_text(name[:_COMPARED]), plain, n=1, cutoff=_NEAR)
    return plain[near[0]] if near else ""
