"""What the terminal says at start: the set-up link, once, or why there are no meetings."""

import sys

from streamlit import config

from prioritisation.meeting.room import current_room
from prioritisation.meeting.room.office import ANOTHER_LINK
from prioritisation.meeting.store import StoreError
from prioritisation.ui.visit.visit import why_not
from prioritisation.web.reach import is_loopback, own_ips
from prioritisation.wording import t


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
