"""How people come in: the code in large type, the QR code, the address that phones can reach."""

import base64
import io
from functools import lru_cache

import segno

from prioritisation.drawing.markup import tag, text
from prioritisation.wording import t

SCALE, MARGIN = 8, 2


def code_and_qr(code: str, origin: str) -> str:
    """The code of a meeting and its QR code, at an origin such as ``https://vote.example``."""
    return code_label(code) + qr(voting_address(origin, code))


def code_label(code: str) -> str:
    """The code of a meeting, in large type."""
    label = tag("p", text(t("Code of the meeting")), "label")
    return label + tag("p", text(code), "code")


def invitation_text() -> str:
    """How people come in when the code alone lets nobody in."""
    return t("Scan the code of your own invitation, or type its link: each is one ballot.")


def qr(address: str) -> str:
    """A QR code, black on white in the dark too."""
    said = t("QR code that opens {address}", address=address)
    return f'<img class="qr" alt="{text(said)}" src="data:image/svg+xml;base64,{_drawn(address)}">'


@lru_cache(maxsize=64)
def _drawn(address: str) -> str:
    """The picture, in base64: a page that follows a meeting asks for the same one each time."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=MARGIN, scale=SCALE, dark="#000", light="#fff", xmldecl=False
    )
    return base64.b64encode(out.getvalue()).decode()


def voting_address(origin: str, code: str) -> str:
    """Where a phone votes.

    Examples
    --------
    >>> voting_address("http://10.0.0.4:8501", "K7Q4P")
    'http://10.0.0.4:8501/vote/K7Q4P'
    """
    return f"{origin}/vote/{code}"


def typed(origin: str, code: str = "") -> str:
    """The address as people type it, without ``http://``; the code is asked for there.

    Examples
    --------
    >>> typed("http://10.0.0.4:8501")
    '10.0.0.4:8501/vote'
    """
    address = voting_address(origin, code) if code else f"{origin}/vote"
    return address.removeprefix("http://").removeprefix("https://")
