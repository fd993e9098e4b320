"""A day that somebody types, as people write it; the moment at which it ends somewhere."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from prioritisation.wording import t
from prioritisation.wording.moments import local_moment, moment_text

_QUOTED, _MOST_DAYS = 20, 731
"""Signs of what was typed that are said again; days from today that a link may last."""
_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def typed_day(words: str, today: dt.date) -> dt.date | str:
    """The day that was typed, from today on; else what is wrong with it.

    Examples
    --------
    >>> typed_day("31/12/2026", dt.date(2026, 11, 28))
    datetime.date(2026, 12, 31)
    >>> typed_day("2026-12-01", dt.date(2026, 11, 28))
    datetime.date(2026, 12, 1)
    >>> isinstance(typed_day("31/02/2027", dt.date(2026, 11, 28)), str)
    True
    """
    french, iso = _DAY.fullmatch(words.strip()), _ISO.fullmatch(words.strip())
    figures = (french[3], french[2], french[1]) if french else iso.groups() if iso else None
    try:
        day = dt.date(*map(int, figures)) if figures else None
    except ValueError:
        day = None
    if day is None:
        return t("« {found} » is not a day: write it as 31/12/2026.", found=words[:_QUOTED])
    if day < today:
        return t("This day is past: choose a day to come.")
    if (day - today).days > _MOST_DAYS:
        return t("This day is too far: two years at most, or no day for a link without end.")
    return day


def end_of_day(day: dt.date, timezone: str) -> dt.datetime:
    """The moment at which a day is over somewhere."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), ZoneInfo(timezone))


def last_moment(moment: str, timezone: str) -> str:
    """The end of something as people say it: its last day, where it ends with one.

    Examples
    --------
    >>> last_moment("2026-12-31T23:00:00+00:00", "Europe/Paris")
    '31/12/2026'
    >>> last_moment("2026-12-31T11:30:00+00:00", "Europe/Paris").partition(" ")[0]
    '31/12/2026'
    """
    end = local_moment(moment, timezone)
    if end.time() == dt.time():
        return f"{end - dt.timedelta(days=1):%d/%m/%Y}"
    return moment_text(moment, timezone)
