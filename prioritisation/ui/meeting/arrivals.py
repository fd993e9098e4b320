"""How people come in: code, QR code, the address phones can reach; and crowds from one network."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.view import code_and_qr, typed_address
from prioritisation.meeting.room import MOST_OF_NETWORK, MOST_VOTERS
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import Wave
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.visit.trying import attempt, notice_block, press
from prioritisation.ui.visit.visit import Visit, page_url
from prioritisation.web import reach
from prioritisation.wording import t, tn
from prioritisation.wording.moments import local_moment

_DRAWN_WAVES = "waves_said"
"""Session key: the waves that the page was last drawn with."""

_REMOVED = "removed_wave"
"""Session key: a meeting, and what was said once a wave of it was taken out."""


def draw_arrivals(visit: Visit) -> None:
    """What the facilitator sees and does of crowds."""
    if visit.may(Act.LIFT_LIMIT):
        _limit(visit)
    if visit.may(Act.REMOVE_WAVE):
        code, sentence = st.session_state.get(_REMOVED, ("", ""))
        if sentence and code == visit.code:
            st.html(tag("p", text(sentence), "note", role="status"))
        for wave in attempt(lambda: visit.room.waves(visit.code, visit.secret)) or ():
            _wave(visit, wave)


def draw_arrival_lines(visit: Visit) -> None:
    """Lines where the count is: who is turned away, waves; the whole page when another comes."""
    _turned_away(visit)
    if not visit.may(Act.REMOVE_WAVE):
        return
    waves = attempt(lambda: visit.room.waves(visit.code, visit.secret)) or ()
    seen = tuple((wave.network, wave.since) for wave in waves)
    # The first time there is nothing to draw again: the whole page has just been drawn.
    if st.session_state.setdefault(_DRAWN_WAVES, seen) != seen:
        st.session_state[_DRAWN_WAVES] = seen
        st.rerun()
    for wave in waves:
        sentence = t("{n} arrivals from one network: see “People and links”.", n=wave.people)
        st.html(tag("p", text(sentence), "warn"))


def _turned_away(visit: Visit) -> None:
    """That other phones are turned away, and what to do; nothing as long as none can be."""
    if visit.stage.present >= MOST_VOTERS:
        sentence = t(
            "{n} people have come in, as many as a meeting takes: other phones are turned away.",
            n=visit.stage.present,
        )
        st.html(tag("p", text(sentence), "warn", role="alert"))
    if not visit.may(Act.LIFT_LIMIT):
        return
    if attempt(lambda: visit.room.limit_reached(visit.code, visit.secret)):
        sentence = t(
            "{n} people have come in from one network, as many as may: its other phones are "
            "turned away. In a large hall, let them in.",
            n=MOST_OF_NETWORK,
        )
        st.html(tag("p", text(sentence), "warn", role="alert"))
        if press(visit, t("Let more people in from one network"), "lift_limit"):
            _lift(visit, lifted=True)
            st.rerun()


def _limit(visit: Visit) -> None:
    widgets.checkbox(
        t("More than {n} people may come in from one network (large hall)", n=MOST_OF_NETWORK),
        name=f"crowd_{visit.code}",
        value=visit.stage.setup.limit_lifted,
        write=lambda lifted: _lift(visit, lifted=bool(lifted)),
    )


def _lift(visit: Visit, *, lifted: bool) -> None:
    attempt(lambda: visit.room.lift_limit(visit.code, visit.secret, lifted=lifted))


def _wave(visit: Visit, wave: Wave) -> None:
    since, until = _hour(visit, wave.since), _hour(visit, wave.until)
    when = (
        t("at {hour}", hour=since)
        if since == until
        else t("from {since} to {until}", since=since, until=until)
    )
    warning = t(
        "{n} arrivals from one network {when}. A full room that comes in at once looks so; "
        "so does a machine that fills the box.",
        n=wave.people,
        when=when,
    )
    st.html(notice_block(warning))
    cost = t(
        "Taken out, they are no more present, and their votes without results do not "
        "count. Whoever is in the room is told, comes in again and votes again. The "
        "log says how many."
    )
    st.html(tag("p", text(cost), "thin"))
    label = tn("Take this arrival out", "Take these {n} arrivals out", wave.people)
    # By its network and its minute: another wave has another button.
    about = f"wave_{wave.network[:6]}_{wave.since[-5:].replace(':', '')}"
    # It goes as it is by then: a flood does not wait to be looked at.
    if st.button(label, key=about):
        done = attempt(lambda: visit.room.remove_wave(visit.code, visit.secret, wave))
        if done is not None:
            people, ballots = done
            out = tn("{n} arrival taken out", "{n} arrivals taken out", people)
            sentence = t("{out}; votes taken out: {n}.", out=out, n=ballots)
            st.session_state[_REMOVED] = (visit.code, sentence)
            st.rerun()


def _hour(visit: Visit, minute: str) -> str:
    """A minute (ISO, UTC) as the clocks of the meeting show it."""
    return f"{local_moment(minute, visit.stage.case.timezone):%H:%M}"


_ORIGIN = "address_chosen"


def chosen_origin() -> str:
    """The origin that people type: chosen among those offered, else the best one."""
    chosen = widgets.own_choice(_ORIGIN, "") or st.query_params.get(reach.ORIGIN_KEY, "")
    return reach.phone_origin(page_url(), chosen)


def link_origin() -> str:
    """The origin of a secret link: the page's own as long as nobody else can reach the server."""
    answers = any(a.answers for a in reach.addresses(page_url()))
    return chosen_origin() if answers else reach.page_origin(page_url()) or chosen_origin()


def sheet_link(code: str) -> str:
    """A link to where a sheet of invitations is made."""
    where = f"/seance/{code}/invitations.pdf?" + urlencode({reach.ORIGIN_KEY: chosen_origin()})
    return tag("p", tag("a", text(t("Make a sheet of invitations (PDF)")), "act", href=where))


def way_in(visit: Visit) -> None:
    """Code, QR code, address, and the choice of another address of this machine.

    Where the code lets nobody vote, it is small: how people come in stands there instead.
    """
    origin = chosen_origin()
    inside = _by_invitation(visit) if visit.stage.setup.invited else _by_code(visit.code, origin)
    st.html(inside + (unreachable() or _same_network()))
    offered = reach.addresses(page_url())
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


def _choice(offered: Sequence[reach.Address]) -> None:
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


def _heard(address: reach.Address) -> str:
    return t("answers") if address.answers else t("does not answer")


def unreachable() -> str:
    """That phones cannot come in, and how they could; nothing as soon as they can."""
    if any(a.answers for a in reach.addresses(page_url())):
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
