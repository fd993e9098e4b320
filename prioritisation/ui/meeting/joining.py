"""How people come in: the code in large type, the QR code, the address phones can reach."""

from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

import streamlit as st

from prioritisation.drawing.entering import code_and_qr, typed
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules import Act
from prioritisation.ui.shared import held
from prioritisation.ui.shared.controls import plain
from prioritisation.ui.visit.here import Here, page_url
from prioritisation.web.reach import Address, addresses
from prioritisation.wording import t

CHOSEN = "address_chosen"
ADDRESS = "adresse"
"""Key of the projector's address: the origin chosen on the facilitator's page, if offered."""


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


def sheet_link(code: str) -> str:
    """A link to where a sheet of invitations is made."""
    where = f"/seance/{code}/invitations.pdf?" + urlencode({ADDRESS: chosen_origin()})
    return tag("p", tag("a", text(t("Make a sheet of invitations (PDF)")), "act", href=where))


def way_in(here: Here) -> None:
    """Code, QR code, address, and the choice of another address of this machine.

    Where the code lets nobody vote, it is small: how people come in stands there instead.
    """
    origin = chosen_origin()
    inside = _by_invitation(here) if here.stage.setup.invited else _by_code(here.code, origin)
    st.html(inside + _advice())
    offered = addresses(page_url())
    if len(offered) > 1:
        _choice(offered)


def _by_code(code: str, origin: str) -> str:
    return code_and_qr(code, origin) + tag("p", text(typed(origin, code)), "url")


def _by_invitation(here: Here) -> str:
    """Each one's own sheet, and where to make more."""
    how = t(
        "Each person scans the code of their own invitation, or types its link: each is one "
        "ballot."
    )
    code = t("Code of the meeting: {code}", code=here.code)
    said = t("Who has the code follows the meeting; to vote takes an invitation.")
    return (
        tag("h2", text(t("How people come in")))
        + tag("p", text(how))
        + (sheet_link(here.code) if here.may(Act.ISSUE_INVITATIONS) else "")
        + tag("p", f"{text(code)}<br>{text(said)}", "thin")
    )


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
