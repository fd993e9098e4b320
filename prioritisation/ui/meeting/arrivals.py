"""Many arrivals from one network: a limit that may be lifted, waves that may be taken out.

How people come in: the code in large type, the QR code, the address phones can reach.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.view import code_and_qr, typed
from prioritisation.meeting.room import MOST_OF_ONE, MOST_VOTERS
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import Wave
from prioritisation.ui.shared import held
from prioritisation.ui.shared.controls import plain
from prioritisation.ui.visit.here import Here, page_url
from prioritisation.ui.visit.trying import notice, press, trying
from prioritisation.web.reach import Address, addresses
from prioritisation.wording import t, tn

SAID = "waves_said"
"""Session key: the waves that the page was last drawn with."""

REMOVED = "removed_wave"
"""Session key: a meeting, and what was said once a wave of it was taken out."""


def crowding(here: Here) -> None:
    """What the facilitator sees and does of crowds."""
    if here.may(Act.LIFT_LIMIT):
        _limit(here)
    if here.may(Act.REMOVE_WAVE):
        code, told = st.session_state.get(REMOVED, ("", ""))
        if told and code == here.code:
            st.html(tag("p", text(told), "note", role="status"))
        for wave in trying(lambda: here.room.waves(here.code, here.secret)) or ():
            _wave(here, wave)


def said(here: Here) -> None:
    """Lines where the count is: who is turned away, waves; the whole page when another comes."""
    _turned_away(here)
    if not here.may(Act.REMOVE_WAVE):
        return
    found = trying(lambda: here.room.waves(here.code, here.secret)) or ()
    seen = tuple((wave.network, wave.since) for wave in found)
    if st.session_state.setdefault(SAID, seen) != seen:
        st.session_state[SAID] = seen
        st.rerun()
    for wave in found:
        told = t("{n} arrivals from one network: see “Arrivals” below.", n=wave.people)
        st.html(tag("p", text(told), "warn"))


def _turned_away(here: Here) -> None:
    """That other phones are turned away, and what to do; nothing as long as none can be."""
    if here.stage.present >= MOST_VOTERS:
        told = t(
            "{n} people have come in, as many as a meeting takes: other phones are turned away.",
            n=here.stage.present,
        )
        st.html(tag("p", text(told), "warn", role="alert"))
    if not here.may(Act.LIFT_LIMIT):
        return
    if trying(lambda: here.room.limit_reached(here.code, here.secret)):
        told = t(
            "{n} people have come in from one network, as many as may: its other phones are "
            "turned away. In a large hall, let them in.",
            n=MOST_OF_ONE,
        )
        st.html(tag("p", text(told), "warn", role="alert"))
        if press(here, t("Let more people in from one network"), "lift_limit"):
            _lift(here, lifted=True)
            st.rerun()


def _limit(here: Here) -> None:
    held.checkbox(
        t("More than {n} people may come in from one network (large hall)", n=MOST_OF_ONE),
        name=f"crowd_{here.code}",
        value=here.stage.setup.crowd,
        write=lambda lifted: _lift(here, lifted=bool(lifted)),
    )


def _lift(here: Here, *, lifted: bool) -> None:
    trying(lambda: here.room.lift_limit(here.code, here.secret, lifted=lifted))


def _wave(here: Here, wave: Wave) -> None:
    since, until = _hour(wave.since), _hour(wave.until)
    when = (
        t("at {hour}", hour=since)
        if since == until
        else t("from {since} to {until}", since=since, until=until)
    )
    said = t(
        "{n} arrivals from one network {when}. A full room that comes in at once looks so; "
        "so does a machine that fills the box.",
        n=wave.people,
        when=when,
    )
    st.html(notice(said))
    cost = t(
        "Taken out, they are no more present, and their ballots in the round that is not revealed "
        "do not count. Whoever is in the room is told, comes in again and votes again. The log "
        "says how many."
    )
    st.html(tag("p", text(cost), "thin"))
    label = tn("Take this arrival out", "Take these {n} arrivals out", wave.people)
    about = f"wave_{wave.network[:6]}_{wave.since[-5:].replace(':', '')}"
    # It goes as it is by then: a flood does not wait to be looked at.
    if st.button(label, key=about):
        done = trying(lambda: here.room.remove_wave(here.code, here.secret, wave))
        if done is not None:
            people, ballots = done
            out = tn("{n} arrival taken out", "{n} arrivals taken out", people)
            told = t("{out}; ballots taken out of the round: {n}.", out=out, n=ballots)
            st.session_state[REMOVED] = (here.code, told)
            st.rerun()


def _hour(minute: str) -> str:
    """A minute (ISO, UTC) as the clock of whoever looks shows it."""
    moment = datetime.fromisoformat(minute).replace(tzinfo=UTC)
    try:
        zone = ZoneInfo(st.context.timezone or "UTC")
    except (ValueError, OSError, TypeError, ZoneInfoNotFoundError):
        return t("{hour} (UTC)", hour=f"{moment:%H:%M}")
    return f"{moment.astimezone(zone):%H:%M}"


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
