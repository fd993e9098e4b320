"""Dates as people type them: a day, a month, a year; and as files have them."""

import re

_DAY = re.compile(r"(?:(?:(\d{1,2})[/. ])?(\d{1,2})[/. ])?(\d{4})", re.ASCII)


def iso_date(typed: str) -> str:
    """The date of a file that somebody typed; what is none is left as it is.

    Examples
    --------
    >>> [iso_date(one) for one in ("3/2/2026", "02/2026", "2026", "2026-02-03", "hier")]
    ['2026-02-03', '2026-02', '2026', '2026-02-03', 'hier']
    """
    match = _DAY.fullmatch(typed.strip())
    if match is None:
        return typed.strip()
    day, month, year = match.groups()
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def typed_date(date: str) -> str:
    """A date of a file as somebody would type it.

    Examples
    --------
    >>> typed_date("2026-02-03"), typed_date("2026-02"), typed_date("")
    ('03/02/2026', '02/2026', '')
    """
    return "/".join(reversed(date.split("-")))
