"""What is projected at one version, and what is put into it for whoever asks, and when."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from prioritisation.drawing import entering
from prioritisation.drawing.markup import tag, text
from prioritisation.wording import t

_MARK = secrets.token_hex(4)
TIMER, TYPED, SCANNED = (f"\ue000{_MARK}{name}\ue001" for name in ("time", "typed", "scanned"))
"""Where the time left and the address go, in words and as a QR code: the rest of a view is the
same as long as its version is, whoever asks."""

MINUTE = 60


@dataclass(frozen=True, slots=True)
class View:
    """What is projected at one version, and until when people vote (ISO; empty without).

    Attributes
    ----------
    state
        Changes when the view does although nothing was written: a round closes at its time.
    """

    code: str
    version: int
    html: str
    deadline: str = ""
    state: str = ""

    def at(self, now: datetime, origin: str) -> str:
        """The HTML, with the time left at a moment.

        Parameters
        ----------
        origin
            That phones can reach, such as ``https://vote.example``.
        """
        found = self.html
        if TIMER in found:
            found = found.replace(TIMER, timer(self.deadline, now))
        if SCANNED in found:
            found = found.replace(SCANNED, _scanned(origin, self.code))
        return found.replace(TYPED, text(entering.typed(origin)))


@lru_cache(maxsize=64)
def _scanned(origin: str, code: str) -> str:
    return entering.qr(entering.voting_address(origin, code))


def timer(deadline: str, now: datetime) -> str:
    """The time left, which the page counts down by itself, without trusting its own clock."""
    left = (datetime.fromisoformat(deadline) - now.astimezone(UTC)).total_seconds()
    return tag(
        "p",
        tag("b", text(_time_text(max(0, round(left))))),
        "clock",
        role="timer",
        data_left=str(round(1000 * left)),
        data_over=t("Time is over"),
    )


def _time_text(seconds: int) -> str:
    """As the page writes it.

    Examples
    --------
    >>> _time_text(125), _time_text(5)
    ('2 min 05 s', '5 s')
    """
    if not seconds:
        return t("Time is over")
    minutes, rest = divmod(seconds, MINUTE)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
