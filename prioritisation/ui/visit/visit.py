"""Who looks at which meeting: the code of the address, the secret of the cookie."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.address import DOSSIER_KEY, MEETING_KEY
from prioritisation.meeting.room import Room, Stage, answer_in_time, current_room
from prioritisation.meeting.room.identity import (
    BROWSER,
    LINK,
    SETUP,
    cleaned_code,
    cookies_by_name,
)
from prioritisation.meeting.rules import Act, Role, refusal
from prioritisation.settings import seats_here, trusts_proxies
from prioritisation.web.requests import TooManyTries, current_guesses, is_local, subscriber_network
from prioritisation.wording.moments import local_moment

ERASED_KEY = "erased_meeting"
"""Session key: the code of the meeting just erased here, until another one is gone to."""


LOOKED = "looked_at"
"""Session key: code of the meeting that the pages show, empty for the case of the folder; not
there as long as nothing was chosen."""

LOOKED_DOSSIER = "dossier_looked_at"
"""Session key: what the address said of the dossier that the pages show, None for none; it counts
where no meeting is looked at."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor in a meeting, and the meeting as it stands."""

    room: Room
    code: str
    secret: str
    role: Role
    stage: Stage

    @property
    def about(self) -> str:
        """Part of the names of what is typed here; what is typed in a rehearsal stays in it."""
        return f"{self.code}_r" if self.stage.meeting.rehearsal else self.code

    def may(self, act: Act) -> bool:
        """Whether the room allows it as the meeting stands in what is drawn here.

        Another stage, read a moment later, would allow what this one has nothing to draw of; what
        is then done or read is asked again, as it is.
        """
        return refusal(self.stage.meeting, self.role, act) is None


def cookies() -> Mapping[str, str]:
    """The cookies of the visitor."""
    # How the browser speaks is known by what serves its pages only.
    return cookies_by_name(dict(st.context.cookies))


def browser_mark() -> str:
    """What the visitor's browser is known by: what it has sent or made is for it alone."""
    return cookies().get(BROWSER, "")


def page_url() -> str:
    """The address of the page as the visitor typed it."""
    return st.context.url or ""


def sits_here() -> bool:
    """Whether the visitor sits at the machine that serves the pages, and that counts."""
    headers = dict(st.context.headers)
    return seats_here() and is_local(st.context.ip_address, headers, page_url())


def may_set_up(room: Room) -> bool:
    """Whether the visitor may create meetings, and recover their links."""
    return sits_here() or room.is_setup(cookies().get(SETUP, ""))


def is_over(day: str, timezone: str) -> bool:
    """Whether a day (ISO) is past where a meeting is.

    Examples
    --------
    >>> is_over("2001-01-01", "Europe/Paris"), is_over("9999-12-31", "Pacific/Noumea")
    (True, False)
    """
    now = dt.datetime.now(dt.UTC).isoformat()
    return local_moment(now, timezone).date() > dt.date.fromisoformat(day)


def session_meeting() -> str:
    """The meeting of the address, none where it says so, or the last one of the session."""
    if st.query_params.get(MEETING_KEY) == "":
        return ""
    given = cleaned_code(st.query_params.get(MEETING_KEY, ""))
    return given or str(st.session_state.get(MEETING_KEY, ""))


def code_of_address() -> str:
    """The meeting of the address, or the last one of the session; kept in both.

    None with a dossier alone in the address: a meeting is to be opened on it.
    """
    alone = DOSSIER_KEY in st.query_params and MEETING_KEY not in st.query_params
    code = "" if alone else session_meeting()
    # Only where it differs: each write is sent to the browser.
    if code and st.query_params.get(MEETING_KEY) != code:
        st.query_params[MEETING_KEY] = code
    _enter(code)
    return code


def _enter(code: str) -> None:
    """The session is in a meeting, or in none; another one is followed by the pages."""
    if st.session_state.get(MEETING_KEY, "") != code:
        st.session_state.pop(LOOKED, None)
    st.session_state[MEETING_KEY] = code


def choose_meeting(code: str) -> None:
    """Go to a meeting, or to none; what else the address asks for is kept."""
    _enter(code)
    if code:
        st.session_state.pop(ERASED_KEY, None)
        st.query_params[MEETING_KEY] = code
    else:
        st.query_params.pop(MEETING_KEY, None)


def open_visit(room: Room, code: str, *, fresh: bool = False) -> Visit:
    """The visitor's place in a meeting; raises what the store raises, and TooManyTries."""
    stage, secret = _allowed_stage(room, code, fresh=fresh), cookies().get(LINK + code, "")
    return Visit(room, code, secret, room.role(code, secret), stage)


def known_case(code: str) -> Case | None:
    """The case of a meeting that was opened from here before; no code is tried for it."""
    own_pass = cookies().get(LINK + code, "")
    known = current_guesses().is_known(_network(), code)

    def read() -> Case | None:
        room = current_room()
        return room.stage(code).case if known or room.signed(code, "", own_pass) else None

    return answer_in_time(read)


def _allowed_stage(room: Room, code: str, *, fresh: bool) -> Stage:
    """The meeting of a code, unless this network has tried too many."""
    guesses, network = current_guesses(), _network()
    signed = room.signed(code, "", cookies().get(LINK + code, ""))
    known = guesses.is_known(network, code) or signed
    if not known and not guesses.may_try(network):
        raise TooManyTries
    # What the store cannot read counts as a guess: it is not known to be none.
    stage = room.stage(code, fresh=fresh)
    if not known:
        guesses.is_none(network)
    guesses.is_right(network, code)
    return stage


def _network() -> str:
    """The network of the visitor, for limits: what is handed on by who knows whom is one."""
    handed_on = any(name.lower() == "x-forwarded-for" for name in st.context.headers)
    if handed_on and not trusts_proxies():
        return "handed on"
    return subscriber_network(st.context.ip_address)
