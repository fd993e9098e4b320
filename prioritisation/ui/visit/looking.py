"""What the pages show, and how to look at something else: a folder's case, a dossier, a meeting's.

The address decides: the code of a meeting, its case with the weights of its group; the key of a
dossier, that one; other settings only, the case of the folder; none, what was looked at last, else
the meeting of this browser.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.errors import InvalidCase
from prioritisation.analysis.address import (
    DOSSIER_KEY,
    MEETING_KEY,
    OWN_OF_DOSSIERS,
    VERSION_KEY,
    to_address,
)
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.cases.reading import DOSSIER_COOKIE, NoSuchVersion
from prioritisation.cases.rights import Deed, DossierRefused
from prioritisation.cases.shelf import current_shelf
from prioritisation.cases.versions import version_number
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting import room as rooms
from prioritisation.meeting.room import OpenVotes, Room, Sight, Stage, current_room
from prioritisation.meeting.room.identity import LINK, PRESENT, cleaned_code
from prioritisation.meeting.rules import Refused
from prioritisation.meeting.rules.state import DossierVersion
from prioritisation.meeting.store import UnknownDossier, UnknownMeeting
from prioritisation.sentences.dossiers import (
    dossier_version,
    erased_dossier,
    meeting_version,
    no_dossier_link,
    read_version,
    unreadable_dossier,
)
from prioritisation.settings import case_is_chosen, case_or_problems
from prioritisation.ui.shared import state
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.page import apart_block
from prioritisation.ui.shared.pages import CASES
from prioritisation.ui.shared.state import Beginning, begun, shown_dossier
from prioritisation.ui.visit import visit as place
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
from prioritisation.wording import t, tn
from prioritisation.wording.moments import moment_text


@dataclass(frozen=True, slots=True)
class Outlook:
    """A case, and the scenario that its pages begin with.

    Attributes
    ----------
    code
        Of the meeting; empty for any other case.
    votes
        Ballots that the weights of the start are the mean of; 0 when they are equal.
    vote
        Number of the last vote whose results may be seen; 0 without one.
    voting, rehearsal
        Whether people vote there now, and whether it is a rehearsal.
    named
        Whether the address says so.
    lost
        Why what the address names cannot be shown, a sentence each.
    dossier
        The version of a dossier; None for the case of the folder, or of a meeting.
    archived
        Whether that dossier is put away.
    made, last
        When that version was made, and the number of the last one, where the address names one;
        empty and 0 where it shows the last one, whatever it is.
    taken
        The version of its dossier that a meeting has; 0 for one of the folder, or for no meeting.
    """

    case: Case
    start: Scenario
    code: str = ""
    votes: int = 0
    vote: int = 0
    voting: bool = False
    rehearsal: bool = False
    named: bool = False
    lost: tuple[str, ...] = ()
    dossier: DossierVersion | None = None
    archived: bool = False
    made: str = ""
    last: int = 0
    taken: int = 0

    @property
    def name(self) -> str:
        """What is looked at."""
        if self.dossier:
            # Its title stands on top of each page.
            if self.last:
                moment = moment_text(self.made, self.case.timezone)
                return read_version(self.dossier.seq, moment, self.last)
            return dossier_version(self.dossier.seq, archived=self.archived)
        name = t("Meeting {code}", code=self.code) if self.code else t("Starting case")
        if self.taken:
            name = meeting_version(self.code, self.taken)
        return f"{name} {t('(rehearsal)')}" if self.rehearsal else name

    @property
    def key(self) -> str:
        """What names the dossier; empty without one."""
        return self.dossier.key if self.dossier else ""

    @property
    def start_text(self) -> str:
        """Which weights its pages begin with."""
        if not self.votes:
            return t("equal weights")
        return tn(
            "weights of the group ({n} vote)", "weights of the group ({n} votes)", self.votes
        )

    @property
    def beginning(self) -> Beginning:
        """What its pages begin with."""
        # What is made in a rehearsal stays in it.
        meeting = f"{self.code}_r" if self.rehearsal else self.code
        return Beginning(
            self.start,
            self.code,
            self.named,
            whose=f"{self.name}, {self.start_text}",
            ours=self.votes > 0,
            vote=f"{meeting}:{self.vote}" if self.vote else "",
            dossier=self.dossier,
            fixed=self.last > 0,
        )

    @property
    def start_address(self) -> dict[str, str]:
        """The address of its pages as they begin."""
        return self.beginning.place or to_address(self.case, self.start)


def folder_outlook(folder: Case) -> Outlook:
    """The case of the folder, as it starts."""
    return Outlook(folder, starting_scenario(folder))


def report_outlook(folder: Case, look: Outlook) -> Outlook:
    """What a report that is no meeting's is about."""
    return folder_outlook(folder) if look.code else look


_NAMED_VERSION = "dossier_version_named"
"""Session key: what the address said of the version of the dossier that the pages show, None for
the last one."""

_READ = "dossiers_read"
"""Session key: key of each dossier that the pages showed, the last one at the end -> its title,
and the version that was shown."""

_OWN = "dossiers_written"
"""Session key: key of each dossier that this session wrote -> the versions that it made."""


def dossier_secret(key: str) -> str:
    """What this browser holds of a dossier; empty for nothing."""
    return place.cookies().get(DOSSIER_COOKIE + key, "")


def holds_dossiers() -> bool:
    """Whether this browser has opened a link of any dossier."""
    return any(name.startswith(DOSSIER_COOKIE) for name in place.cookies())


def dossier_outlook(beginning: Outlook, key: str, *, of_today: bool = False) -> Outlook:
    """A dossier with equal weights; one that cannot be opened leaves the case of the folder.

    Parameters
    ----------
    of_today
        Whether the page is about the dossier as it is, whatever version was named.
    """
    secret = dossier_secret(key)
    if not secret:
        return replace(beginning, lost=no_dossier_link())
    try:
        named = None if of_today else st.session_state.get(_NAMED_VERSION)
        return _version_outlook(key, secret, named)
    except UnknownDossier:
        _shown_before().pop(key, None)
        return replace(beginning, lost=erased_dossier())
    except DossierRefused:
        return replace(beginning, lost=no_dossier_link())
    except InvalidCase:
        return replace(beginning, lost=unreadable_dossier())
    except EXPECTED as error:
        return replace(beginning, lost=why_not(error))


def _version_outlook(key: str, secret: str, named: str | None) -> Outlook:
    """The version that is named; where there is none such, the last one, and that it is."""
    try:
        return _opened_outlook(key, secret, named)
    except NoSuchVersion as error:
        st.session_state[_NAMED_VERSION] = None
        return replace(_opened_outlook(key, secret, None), lost=why_not(error))


def _opened_outlook(key: str, secret: str, named: str | None) -> Outlook:
    """The version that is named, else the last one; raises NoSuchVersion."""
    if named is None:
        opened = current_shelf().open(key, secret)
        case, archived = opened.case, opened.archived
        version = DossierVersion(opened.key, opened.seq, opened.sha256)
        return Outlook(case, starting_scenario(case), dossier=version, archived=archived)
    was = current_shelf().open_version(key, secret, version_number(named))
    return Outlook(
        was.case,
        starting_scenario(was.case),
        dossier=was.version,
        archived=was.archived,
        made=was.at,
        last=was.last,
    )


def note_named_dossier(named: str | None) -> None:
    """Take what the address says of a dossier, and of its version, as what the pages show.

    Parameters
    ----------
    named
        The dossier as the address names it; None for none. Without a version, it is the last.
    """
    st.session_state[place.LOOKED_DOSSIER] = named
    st.session_state[_NAMED_VERSION] = st.query_params.get(VERSION_KEY)


def has_other_version(look: Outlook) -> bool:
    """Whether the dossier of a page has moved, or is gone: not while the store hangs."""

    def read() -> tuple[int, bool]:
        try:
            return current_shelf().standing(look.key)
        except UnknownDossier:
            return 0, False

    now = rooms.answer_in_time(read)
    seq = look.last or (look.dossier.seq if look.dossier else 0)
    return now is not None and now != (seq, look.archived)


def version_notice(look: Outlook) -> str:
    """What is said of a dossier that has moved since this session showed it; empty otherwise."""
    if not look.dossier or look.last:
        return ""
    key, seq = look.dossier.key, look.dossier.seq
    _, before = _shown_before().pop(key, ("", seq))
    _shown_before()[key] = look.case.title, seq
    if is_all_own(key, before, seq):
        return ""
    return t(
        "This case has changed: the page showed version {before}, and now shows version {n}.",
        before=before,
        n=seq,
    )


def editable_dossier() -> str:
    """Key of the dossier that the pages show, if this browser may correct it, or propose to.

    Empty otherwise.
    """
    key = shown_dossier()
    if not key or begun().fixed:
        return ""
    try:
        opened = current_shelf().open(key, dossier_secret(key))
    except EXPECTED:
        # The page says why by itself.
        return ""
    return key if opened.may(Deed.PROPOSE) else ""


def own_log(key: str) -> set[int]:
    """The versions of a dossier that this session made: whoever is to write one adds it.

    It is fetched before: a run that a second press overtakes stops where it next asks Streamlit
    for anything, and what was written would be told as somebody else's.
    """
    log: set[int] = st.session_state.setdefault(_OWN, {}).setdefault(key, set())
    return log


def is_all_own(key: str, since: int, seq: int) -> bool:
    """Whether this session made every version of a dossier after one, up to another."""
    return own_log(key).issuperset(range(since + 1, seq + 1))


def forget_dossier(key: str) -> None:
    """Show a dossier no more: this session has just erased it."""
    _shown_before().pop(key, None)
    st.session_state[place.LOOKED_DOSSIER] = None


def dossier_of_meeting(look: Outlook) -> tuple[str, str]:
    """Key and title of the dossier that a meeting took its case from, if this browser has a link.

    Empty otherwise.
    """
    if not look.code or not holds_dossiers():
        return "", ""
    version = rooms.answer_in_time(lambda: rooms.current_room().dossier_of(look.code))
    if version is None or not dossier_secret(version.key):
        return "", ""
    return version.key, look.case.title


def last_dossier() -> tuple[str, str]:
    """Key and title of the dossier that the pages showed last; empty without one."""
    for key, (title, _) in reversed(_shown_before().items()):
        if dossier_secret(key):
            return key, title
    return "", ""


def _shown_before() -> dict[str, tuple[str, int]]:
    read: dict[str, tuple[str, int]] = st.session_state.setdefault(_READ, {})
    return read


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
