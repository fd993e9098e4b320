"""The dossier that the pages show, opened by the link of this browser."""

from dataclasses import dataclass, replace

import streamlit as st

from criteria.case import Case
from criteria.errors import InvalidCase
from prioritisation.analysis.address import VERSION_KEY, to_address
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.cases.errors import NoSuchVersion
from prioritisation.cases.reading import DOSSIER_COOKIE
from prioritisation.cases.rights import Deed, DossierRefused
from prioritisation.cases.shelf import current_shelf
from prioritisation.cases.versions import version_number
from prioritisation.meeting import room as rooms
from prioritisation.meeting.rules.state import DossierVersion
from prioritisation.meeting.store import UnknownDossier
from prioritisation.sentences.dossiers import (
    closed_dossier_link,
    dossier_version,
    erased_dossier,
    meeting_version,
    no_dossier_link,
    read_version,
    unreadable_dossier,
)
from prioritisation.ui.shared.beginning import Beginning, begun, shown_dossier
from prioritisation.ui.visit import visit as place
from prioritisation.ui.visit.visit import EXPECTED, why_not
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
        _read().pop(key, None)
        return replace(beginning, lost=erased_dossier())
    except DossierRefused:
        return replace(beginning, lost=closed_dossier_link())
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
    _, before = _read().pop(key, ("", seq))
    _read()[key] = look.case.title, seq
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


def own_versions(key: str, since: int) -> tuple[int, ...]:
    """The versions of a dossier that this session made after another one."""
    return tuple(sorted(seq for seq in own_log(key) if seq > since))


def forget_dossier(key: str) -> None:
    """Show a dossier no more: this session has just erased it."""
    _read().pop(key, None)
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
    for key, (title, _) in reversed(_read().items()):
        if dossier_secret(key):
            return key, title
    return "", ""


def _read() -> dict[str, tuple[str, int]]:
    read: dict[str, tuple[str, int]] = st.session_state.setdefault(_READ, {})
    return read
