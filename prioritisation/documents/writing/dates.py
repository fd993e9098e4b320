"""Dates in letters, as French readers write them."""

import datetime as dt

from babel.dates import format_date


def long_date(day: dt.date) -> str:
    """A day in letters; the first of a month is an ordinal.

    Examples
    --------
    >>> long_date(dt.date(2026, 2, 1))
    '1er février 2026'
    """
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {format_date(day, 'MMMM y', locale='fr')}"
