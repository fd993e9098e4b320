"""How people come in: the code in large type, the QR code, the address phones can reach."""

import base64
import io
from collections.abc import Sequence
from urllib.parse import urlsplit

import segno
import streamlit as st

from prioritisation.ui import held
from prioritisation.ui.components.controls import plain
from prioritisation.ui.components.markup import tag, text
from prioritisation.ui.components.seance.here import page_url
from prioritisation.ui.components.seance.reach import Address, addresses
from prioritisation.wording import t

CHOSEN = "address_chosen"
ADDRESS = "adresse"
"""Key of the projector's address: the origin chosen on the facilitator's page, if offered."""

SCALE, MARGIN = 8, 2


def code_and_qr(code: str, width: str = "") -> str:
    """The code and its QR code, for the address chosen."""
    label = tag("p", text(t("Code of the meeting")), "label")
    return label + tag("p", text(code), "code") + qr(voting_address(code), width)


def invitation_text() -> str:
    """How people come in when the code alone lets nobody in."""
    return t("Scan the code of your own invitation, or type its link: each is one ballot.")


def qr(address: str, css: str = "") -> str:
    """A QR code, black on white in the dark too."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=MARGIN, scale=SCALE, dark="#000", light="#fff", xmldecl=False
    )
    data = base64.b64encode(out.getvalue()).decode()
    said = t("QR code that opens {address}", address=address)
    return f'<img class="qr {css}" alt="{text(said)}" src="data:image/svg+xml;base64,{data}">'


def voting_address(code: str) -> str:
    """Where a phone votes."""
    return f"{chosen_origin()}/vote/{code}"


def chosen_origin() -> str:
    """The origin that people type: chosen among those offered, else the best one."""
    offered = [a.origin for a in addresses(page_url())]
    chosen = held.own(CHOSEN, "") or st.query_params.get(ADDRESS, "")
    if chosen in offered:
        return chosen
    return offered[0] if offered else page_url().split("/seance")[0].split("/projection")[0]


def link_origin() -> str:
    """The origin of a secret link: the page's own as long as nobody else can reach the server."""
    if any(a.answers for a in addresses(page_url())):
        return chosen_origin()
    parts = urlsplit(page_url())
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else chosen_origin()


def typed(code: str = "") -> str:
    """The address as people type it, without ``http://``."""
    address = voting_address(code) if code else f"{chosen_origin()}/vote"
    return address.removeprefix("http://").removeprefix("https://")


def way_in(code: str, *, invited: bool = False) -> None:
    """Code, QR code, address, and the choice of another address of this machine."""
    said = t("Who has the code follows the meeting; to vote takes an invitation.")
    note = tag("p", text(said), "thin") if invited else ""
    st.html(code_and_qr(code) + tag("p", text(typed(code)), "url") + note + _advice())
    offered = addresses(page_url())
    if len(offered) > 1:
        _choice(offered)


def _choice(offered: Sequence[Address]) -> None:
    with st.popover(t("Another address"), type="tertiary", key="other_address"):
        held.radio(
            t("Address shown to phones"),
            [a.origin for a in offered],
            name=CHOSEN,
            value=chosen_origin(),
            write=held.keep(CHOSEN),
            format_func=lambda o: plain(o.removeprefix("http://")),
            captions=[_heard(a) for a in offered],
        )


def _heard(address: Address) -> str:
    return t("answers") if address.answers else t("does not answer")


def _advice() -> str:
    offered = addresses(page_url())
    if any(a.answers for a in offered):
        said = t("Phones must be on the same network as this computer.")
        return tag("p", text(said), "thin") if page_url().startswith("http://") else ""
    how = t(
        "Phones cannot reach this computer: the application answers nobody else. Start it again "
        "with {command}.",
        command="HOST=0.0.0.0 make run",
    )
    return tag("div", tag("p", text(how)), "notice")
