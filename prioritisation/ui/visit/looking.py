"""What the pages show, and how to look at something else: a folder's case, a dossier, a meeting's.

The address decides: the code of a meeting, its case with the weights of its group; the key of a
dossier, that one; other settings only, the case of the folder; none, what was looked at last, else
the meeting of this browser.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.address import (
    DOSSIER_KEY,
    MEETING_KEY,
    OWN_OF_DOSSIERS,
)
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting import room as rooms
from prioritisation.meeting.room import OpenVotes, Room, Sight, Stage, current_room
from prioritisation.meeting.room.identity import LINK, PRESENT, cleaned_code
from prioritisation.meeting.rules import Refused
from prioritisation.meeting.store import UnknownMeeting
from prioritisation.settings import case_is_chosen, case_or_problems
from prioritisation.ui.shared import state
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.page import apart_block
from prioritisation.ui.shared.pages import CASES
from prioritisation.ui.visit import visit as place
from prioritisation.ui.visit.dossiers import (
    Outlook,
    dossier_of_meeting,
    dossier_outlook,
    folder_outlook,
    has_other_version,
    last_dossier,
    note_named_dossier,
    version_notice,
)
from prioritisation.ui.visit.visit import (
    EXPECTED,
    LOOKED,
    LOOKED_DOSSIER,
    notice_block,
    open_visit,
    part,
    session_meeting,
    why_not,
)
from prioritisation.ui.visit.voting import case_votes, may_rank, meeting_of_page
from prioritisation.wording import t

_SEEN = "meeting_seen"
"""Session key: code of the meeting that the pages showed last, to come back to."""

_PERIOD_S = 5.0
"""Between two looks at whether a meeting has moved on, or a dossier."""

_LONGEST_TITLE = 30
"""Letters of the title of a dossier on the way to it."""


def browser_meetings() -> tuple[Stage, ...]:
    """The meetings that this browser takes part in or drives, the newest first."""
    return rooms.visitor_meetings(current_room, place.cookies())


def current_outlook(folder: Case, *, of_today: bool = False) -> Outlook:
    """What is looked at now; of a dossier as it is (``of_today``), no version that is named.

    What cannot be read leaves the case of the folder, and says why.
    """
    beginning = folder_outlook(folder)
    named_code = cleaned_code(st.query_params.get(MEETING_KEY, ""))
    named_dossier = st.query_params.get(DOSSIER_KEY)
    if not named_code and st.query_params.keys() - OWN_OF_DOSSIERS:
        st.session_state[LOOKED] = ""
        note_named_dossier(named_dossier)
    code = named_code or st.session_state.get(LOOKED)
    if code:
        return _of_address(beginning, code)
    if code is None:
        return _own_look(folder) or beginning
    _forget_gone()
    key = st.session_state.get(LOOKED_DOSSIER)
    if key is None:
        return beginning
    look = dossier_outlook(beginning, cleaned_code(key), of_today=of_today)
    if not look.dossier:
        st.session_state[LOOKED_DOSSIER] = None
    return replace(look, named=bool(look.dossier and named_dossier))


def _of_address(beginning: Outlook, code: str) -> Outlook:
    """A meeting that the address names."""
    try:
        visit = open_visit(current_room(), code)
        look = _read(visit.room, visit.stage, visit.secret)
    except EXPECTED as error:
        st.session_state[LOOKED] = ""
        if isinstance(error, UnknownMeeting):
            _forget(code)
        return replace(beginning, lost=why_not(error))
    st.session_state[LOOKED] = st.session_state[MEETING_KEY] = code
    st.session_state[LOOKED_DOSSIER] = None
    return replace(look, named=True)


def _forget(code: str) -> None:
    """No way leads to a meeting that is not there."""
    for key in (_SEEN, MEETING_KEY):
        if st.session_state.get(key) == code:
            st.session_state.pop(key)


def _forget_gone() -> None:
    """The same of those of this browser that were erased since."""
    held_cookies = place.cookies()
    if _takes_part(held_cookies):
        stages = rooms.answer_in_time(lambda: current_room().meetings_of(held_cookies))
        if stages is not None:
            _forget_those_gone({s.code for s in stages}, held_cookies)


def _forget_those_gone(codes: set[str], held_cookies: Mapping[str, str]) -> None:
    """The same of those that this browser was of, and that are not among these any more."""
    for key in (_SEEN, MEETING_KEY):
        code = st.session_state.get(key, "")
        if code not in codes and (LINK + code in held_cookies or PRESENT + code in held_cookies):
            _forget(code)


def _own_look(folder: Case) -> Outlook | None:
    """The meeting of this browser that was looked at last.

    Else one of this case: one where people are voting before the others, then the newest.
    """
    held_cookies = place.cookies()
    last = st.session_state.get(MEETING_KEY)

    def read() -> tuple[set[str], Outlook | None]:
        room = current_room()
        stages = room.meetings_of(held_cookies)
        of_case = [s for s in stages if s.case.id == folder.id]
        of_case.sort(key=lambda s: s.meeting.unrevealed_round is None)
        mine = [s for s in stages if s.code == last] or of_case
        codes = {s.code for s in stages}
        if not mine:
            return codes, None
        return codes, _read(room, mine[0], held_cookies.get(LINK + mine[0].code, ""))

    # Nothing is asked for whoever is of no meeting; a store that hangs holds up no page.
    known = rooms.answer_in_time(read) if _takes_part(held_cookies) else None
    codes, look = known or (None, None)
    if codes is not None:
        _forget_those_gone(codes, held_cookies)
    # Who only votes there has no page of the meeting, nor a report of it.
    if look is not None and LINK + look.code in held_cookies:
        st.session_state[MEETING_KEY] = look.code
    if look is None:
        return None
    st.session_state[_SEEN] = look.code
    # A reload of a page that one came to from a meeting is of the same meeting.
    return replace(look, named=look.code == last)


def _read(room: Room, stage: Stage, secret: str) -> Outlook:
    """A meeting with the weights of its group once they may be seen; before, with equal ones."""
    voting, rehearsal = stage.meeting.unrevealed_round is not None, stage.meeting.rehearsal
    look = Outlook(
        stage.case, stage.scenario(), stage.code, voting=bool(voting), rehearsal=rehearsal
    )
    if taken := room.dossier_of(stage.code):
        look = replace(look, taken=taken.seq)
    try:
        results = room.results(stage.code, room.role(stage.code, secret), known_stage=stage)
    except Refused:
        return look
    look = replace(look, vote=results.number)
    if results.analysis is None:
        return look
    start = results.analysis.scenario
    return replace(look, case=results.case, start=start, votes=results.n)


def watch_meetings(look: Outlook) -> None:
    """Draw the page again once a vote opens or ends, there are results, or a meeting is erased.

    A vote closes the starting case too, to whoever is of its meeting. And once a dossier moves.
    """
    if look.code or look.dossier or _takes_part(place.cookies()):
        _watch(look, case_votes(look.case, look.code, look.key))


def _takes_part(held_cookies: Mapping[str, str]) -> bool:
    return any(name.startswith((LINK, PRESENT)) for name in held_cookies)


@partial(part, every=_PERIOD_S)
def _watch(look: Outlook, votes: OpenVotes) -> None:
    """Draws nothing: what a timer draws elsewhere than in itself is lost at its next turn."""
    if has_moved_on(look, votes):
        state.draw_again()


def has_moved_on(look: Outlook, votes: OpenVotes) -> bool:
    """Whether a page drawn of these is to be drawn again: not while the store hangs."""
    now = case_votes(look.case, look.code, look.key)
    if not now.known or now != votes:
        return now.known
    if look.dossier:
        return has_other_version(look)
    return bool(look.code) and _has_other_results(look)


def _has_other_results(look: Outlook) -> bool:
    secret = place.cookies().get(LINK + look.code, "")

    def read() -> Outlook:
        room = current_room()
        try:
            return _read(room, room.stage(look.code), secret)
        except UnknownMeeting:
            return replace(look, code="")

    now = rooms.answer_in_time(read)
    return bool(now and (now.code, now.voting, now.start) != (look.code, look.voting, look.start))


def draw_lost(look: Outlook) -> None:
    """Why what the address names is not shown, or that it has moved since it was."""
    with apart_block():
        if look.lost:
            instead = [t("The starting case is shown instead.")] if case_or_problems()[0] else []
            instead = [t("Its present version is shown instead.")] if look.dossier else instead
            st.html(notice_block(*look.lost, *instead))
        elif moved := version_notice(look):
            st.html(notice_block(moved))


def draw_outlook(look: Outlook) -> None:
    """What is looked at, and the ways to change it; on every page of a case.

    The style shows the words that go with what the visitor has moved. A button writes
    the address: a link to another one of the same page would leave the browser with this one.
    """
    own = tag("span", text(t("your weights")), "if-own")
    start = tag("span", text(look.start_text), "if-start")
    seen = may_rank(look.case, look.code or meeting_of_page(), look.key)
    masked = seen is Sight.VOTE or (look.voting and seen is not Sight.FREE)
    words = text(t("vote open: ranking hidden")) if masked else own + start
    apart = look.code or look.dossier
    name = tag("strong", text(look.name)) if apart else text(look.name)
    if look.dossier and not look.code:
        name = tag("a", name, href=f"/{CASES}?{DOSSIER_KEY}={look.key}", target="_self")
    st.html(tag("p", f"{name}, {words}", "lookedat"), width="content")
    if look.last:
        _way(t("see today's version"), "look_today", {DOSSIER_KEY: look.key})
    if masked:
        _draw_spared_ways(look)
        return
    with st.container(key="back_to_start", width="content"):
        label = t("weights of the group") if look.votes else t("equal weights")
        _way(label, "look_start", look.start_address)
    if apart:
        _draw_way_to_dossier(*dossier_of_meeting(look))
        _draw_way_to_folder()
        return
    if not look.lost and (code := session_meeting() or st.session_state.get(_SEEN)):
        _way(t("see the meeting {code}", code=code), "look_meeting", {MEETING_KEY: code})
    _draw_way_to_dossier(*last_dossier())


def _draw_spared_ways(look: Outlook) -> None:
    """Other cases are hidden too from whoever is of a meeting that votes, but for two roles."""
    key, title = dossier_of_meeting(look)
    if key and look.code in case_votes(look.case, "", key).sparing:
        _draw_way_to_dossier(key, title)
    if (folder := case_or_problems()[0]) and look.code in case_votes(folder, "", "").sparing:
        _draw_way_to_folder()


def _draw_way_to_dossier(key: str, title: str) -> None:
    if key:
        name = title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"
        label = literal(t("see the case « {title} »", title=name))
        _way(label, "look_dossier", {DOSSIER_KEY: key})


def _draw_way_to_folder() -> None:
    if folder := case_or_problems()[0]:
        # It is where this server starts from, and not what a dossier was made of.
        label = t("see the case of this server") if case_is_chosen() else t("see the example")
        _way(label, "look_folder", folder_outlook(folder).start_address)


def _way(label: str, key: str, query: dict[str, str]) -> None:
    st.button(label, type="tertiary", key=key, on_click=st.query_params.from_dict, args=(query,))
