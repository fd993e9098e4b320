"""How people come in: code, QR code, the address phones can reach."""

import sys
from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st
from streamlit import config

from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.view import code_and_qr, typed_address
from prioritisation.meeting.room import MOST_VOTERS, current_room
from prioritisation.meeting.room.office import ANOTHER_LINK
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import StoreError
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.visit.visit import Visit, page_url, why_not
from prioritisation.web import requests
from prioritisation.web.requests import is_loopback, own_ips
from prioritisation.wording import t


def draw_full(visit: Visit) -> None:
    """That other phones are turned away; nothing as long as none is."""
    if visit.stage.present >= MOST_VOTERS:
        sentence = t(
            "{n} people have come in, as many as a meeting takes: other phones are turned away.",
            n=visit.stage.present,
        )
        st.html(tag("p", text(sentence), "warn", role="alert"))


_ORIGIN = "address_chosen"


def chosen_origin() -> str:
    """The origin that people type: chosen among those offered, else the best one."""
    chosen = widgets.own_choice(_ORIGIN, "") or st.query_params.get(requests.ORIGIN_KEY, "")
    return requests.phone_origin(page_url(), chosen)


def link_origin() -> str:
    """The origin of a secret link: the page's own as long as nobody else can reach the server."""
    answers = any(a.answers for a in requests.addresses(page_url()))
    return chosen_origin() if answers else requests.page_origin(page_url()) or chosen_origin()


def sheet_link(code: str) -> str:
    """A link to where a sheet of invitations is made."""
    where = f"/seance/{code}/invitations.pdf?" + urlencode({requests.ORIGIN_KEY: chosen_origin()})
    return tag("p", tag("a", text(t("Make a sheet of invitations (PDF)")), "act", href=where))


def way_in(visit: Visit) -> None:
    """Code, QR code, address, and the choice of another address of this machine.

    Where the code lets nobody vote, it is small: how people come in stands there instead.
    """
    origin = chosen_origin()
    inside = _by_invitation(visit) if visit.stage.setup.invited else _by_code(visit.code, origin)
    st.html(inside + (unreachable() or _same_network()))
    offered = requests.addresses(page_url())
    if len(offered) > 1:
        _choice(offered)


def _by_code(code: str, origin: str) -> str:
    return code_and_qr(code, origin) + tag("p", text(typed_address(origin, code)), "url")


def _by_invitation(visit: Visit) -> str:
    """Each one's own sheet, and where to make more."""
    how = t(
        "Each person scans the code of their own invitation, or types its link: each is one vote."
    )
    code = t("Code of the meeting: {code}", code=visit.code)
    sentence = t("Who has the code follows the meeting; to vote takes an invitation.")
    return (
        tag("h2", text(t("How people come in")))
        + tag("p", text(how))
        + (sheet_link(visit.code) if visit.may(Act.ISSUE_INVITATIONS) else "")
        + tag("p", f"{text(code)}<br>{text(sentence)}", "thin")
    )


def _choice(offered: Sequence[requests.Address]) -> None:
    with st.popover(t("Another address"), type="tertiary", key="other_address"):
        widgets.radio(
            t("Address shown to phones"),
            [a.origin for a in offered],
            name=_ORIGIN,
            value=chosen_origin(),
            write=widgets.choice_writer(_ORIGIN),
            format_func=lambda o: literal(o.removeprefix("http://")),
            captions=[_heard(a) for a in offered],
        )


def _heard(address: requests.Address) -> str:
    return t("answers") if address.answers else t("does not answer")


def unreachable() -> str:
    """That phones cannot come in, and how they could; nothing as soon as they can."""
    if any(a.answers for a in requests.addresses(page_url())):
        return ""
    how = t(
        "Phones cannot come in: the application answers this computer only. Whoever installed it "
        "can start it again for the whole network: {command}.",
        command="HOST=0.0.0.0 make run",
    )
    return tag("div", tag("p", text(how)), "notice")


def _same_network() -> str:
    """What phones need where the page itself comes without a certificate."""
    if not page_url().startswith("http://"):
        return ""
    return tag("p", text(t("Phones must be on the same network as this computer.")), "thin")


def announce() -> None:
    """Write the set-up link to the terminal, or how to have one; called beside the start."""
    try:
        secret = current_room().first_setup_secret()
    except StoreError as error:
        why = " ".join(why_not(error))
        print(t("No meeting can be held: {error}", error=why), file=sys.stderr)  # noqa: T201 (for the terminal)
        return
    print(_start_text(secret), flush=True)  # noqa: T201 (idem)


def _start_text(secret: str | None) -> str:
    if secret is None:
        return t(
            "The set-up link was shown at the first start. For another one, which replaces it: "
            "{command}",
            command=ANOTHER_LINK,
        )
    link = t("Set-up link, to create a meeting: {link}", link=_setup_link(secret))
    return "\n".join((link, t("Keep it: it is not shown again.")))


def _setup_link(secret: str) -> str:
    """The set-up link at the address that the server listens on."""
    host = str(config.get_option("server.address") or "0.0.0.0")  # noqa: S104 (Streamlit's default)
    if host == "0.0.0.0" and not is_loopback(host):  # noqa: S104 (idem)
        host = next(iter(own_ips()), "127.0.0.1")
    return f"http://{host}:{config.get_option('server.port')}/demarrer/{secret}"
