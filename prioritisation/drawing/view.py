"""What is projected at one version, what is put into it for each, and how people come in."""

import base64
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from prioritisation.analysis.address import DOSSIER_KEY, MEETING_KEY
from prioritisation.documents.sheets.content import qr_svg
from prioritisation.drawing.markup import tag, text
from prioritisation.wording import t

_SCALE, _MARGIN = 8, 2


def code_and_qr(code: str, origin: str) -> str:
    """The code of a meeting and its QR code, at an origin such as ``https://vote.example``."""
    return code_label(code) + qr_block(voting_address(origin, code))


def code_label(code: str) -> str:
    """The code of a meeting, in large type."""
    label = tag("p", text(t("Code of the meeting")), "label")
    return label + tag("p", text(code), "code")


def invitation_text() -> str:
    """How people come in when the code alone lets nobody in."""
    return t("Scan the code of your own invitation, or type its link: each is one vote.")


def qr_block(address: str) -> str:
    """A QR code, black on white in the dark too."""
    sentence = t("QR code that opens {address}", address=address)
    image = f"data:image/svg+xml;base64,{_drawn(address)}"
    return f'<img class="qr" alt="{text(sentence)}" src="{image}">'


@lru_cache(maxsize=64)
def _drawn(address: str) -> str:
    """The picture, in base64: a page that follows a meeting asks for the same one each time."""
    return base64.b64encode(qr_svg(address, margin=_MARGIN, scale=_SCALE).encode()).decode()


def voting_address(origin: str, code: str) -> str:
    """Where a phone votes.

    Examples
    --------
    >>> voting_address("http://10.0.0.4:8501", "K7Q4P")
    'http://10.0.0.4:8501/vote/K7Q4P'
    """
    return f"{origin}/vote/{code}"


def meeting_address(code: str = "") -> str:
    """The page where a meeting is run and followed; without a code, where one is chosen.

    Examples
    --------
    >>> meeting_address("K7Q4P")
    '/seance?seance=K7Q4P'
    """
    return f"/{MEETING_KEY}" + (f"?{MEETING_KEY}={code}" if code else "")


def dossier_address(key: str) -> str:
    """The first page of a dossier.

    Examples
    --------
    >>> dossier_address("K7Q4PW2X")
    '/dossiers?dossier=K7Q4PW2X'
    """
    return f"/dossiers?{DOSSIER_KEY}={key}"


def typed_address(origin: str, code: str = "") -> str:
    """The address as people type it, without ``http://``; the code is asked for there.

    Examples
    --------
    >>> typed_address("http://10.0.0.4:8501")
    '10.0.0.4:8501/vote'
    """
    address = voting_address(origin, code) if code else f"{origin}/vote"
    return address.removeprefix("http://").removeprefix("https://")


_MARK = secrets.token_hex(4)
TIMER, TYPED, SCANNED = (f"\ue000{_MARK}{name}\ue001" for name in ("time", "typed", "scanned"))
"""Where the time left and the address go, in words and as a QR code: the rest of a view is the
same as long as its version is, whoever asks."""

_MINUTE, _HOUR = 60, 3600


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
        html = self.html
        if TIMER in html:
            html = html.replace(TIMER, timer(self.deadline, now))
        if SCANNED in html:
            html = html.replace(SCANNED, _scanned(origin, self.code))
        return html.replace(TYPED, text(typed_address(origin)))


@lru_cache(maxsize=64)
def _scanned(origin: str, code: str) -> str:
    return qr_block(voting_address(origin, code))


def timer(deadline: str, now: datetime) -> str:
    """The time left, which the page counts down by itself, without trusting its own clock."""
    left = (datetime.fromisoformat(deadline) - now.astimezone(UTC)).total_seconds()
    return tag(
        "p",
        tag("b", text(_time_text(max(0, round(left))))),
        "p-timer" if left > 0 else "p-timer p-over",
        role="timer",
        data_left=str(round(1000 * left)),
        data_over=t("Time is over"),
    )


def _time_text(seconds: int) -> str:
    """As the page writes it.

    Examples
    --------
    >>> _time_text(125), _time_text(5), _time_text(5400)
    ('2 min 05', '5 s', '1 h 30')
    """
    if not seconds:
        return t("Time is over")
    for unit, sign, part in ((_HOUR, "h", _MINUTE), (_MINUTE, "min", 1)):
        if seconds >= unit:
            return f"{seconds // unit} {sign} {seconds % unit // part:02d}"
    return f"{seconds} s"
