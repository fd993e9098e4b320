"""What the terminal says at start: the link that may create meetings, or why there are none."""

import sys

from streamlit import config

from prioritisation.reach import is_loopback, own_ips
from prioritisation.room import current_room
from prioritisation.store import StoreError
from prioritisation.ui.components.seance.trying import why_not
from prioritisation.wording import t


def announce() -> None:
    """Write the set-up link to the terminal; called once, beside the start of the server."""
    try:
        secret = current_room().setup_secret()
    except StoreError as error:
        why = " ".join(why_not(error))
        print(t("No meeting can be held: {error}", error=why), file=sys.stderr)  # noqa: T201 (for the terminal)
        return
    print(t("Set-up link, to create a meeting: {link}", link=setup_link(secret)), flush=True)  # noqa: T201 (idem)


def setup_link(secret: str) -> str:
    """The set-up link at the address that the server listens on."""
    host = str(config.get_option("server.address") or "0.0.0.0")  # noqa: S104 (Streamlit's default)
    if host == "0.0.0.0" and not is_loopback(host):  # noqa: S104 (idem)
        host = next(iter(own_ips()), "127.0.0.1")
    return f"http://{host}:{config.get_option('server.port')}/demarrer/{secret}"
