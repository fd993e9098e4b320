"""Days and hours in the time zone of a meeting; what is kept is in universal time."""

import datetime as dt
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location

from prioritisation.wording.catalogue import t


def local_moment(moment: str, timezone: str) -> dt.datetime:
    """A kept moment (ISO; in universal time when it names no zone) as clocks there show it.

    Examples
    --------
    >>> local_moment("2026-02-01T22:30:00+00:00", "Indian/Reunion").isoformat()
    '2026-02-02T02:30:00+04:00'
    >>> local_moment("2026-07-01T22:30", "Europe/Paris").isoformat()
    '2026-07-02T00:30:00+02:00'
    """
    kept = dt.datetime.fromisoformat(moment)
    aware = kept if kept.tzinfo else kept.replace(tzinfo=dt.UTC)
    return aware.astimezone(ZoneInfo(timezone))


def moment_text(moment: str, timezone: str) -> str:
    """A kept moment as people read it there: « 01/02/2026 à 14:30 »."""
    there = local_moment(moment, timezone)
    return t("{day} at {hour}", day=f"{there:%d/%m/%Y}", hour=f"{there:%H:%M}")


def clock_place(timezone: str) -> str:
    """Where the clocks are that a time zone tells: « France », « La Réunion »."""
    return get_timezone_location(timezone, locale="fr").rpartition(" : ")[2]
