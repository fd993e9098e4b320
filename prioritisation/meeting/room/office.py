"""The office: meetings created, found again and erased, who has a secret link, what signs them.

Of the set-up link the hash only is kept.
"""

import secrets as drawn
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from criteria.case import Case
from criteria.load import case_from_files
from criteria.raw import CASE_FILE
from criteria.schema import timezone_in
from prioritisation.analysis.warnings import case_warnings
from prioritisation.meeting.room import case_edits, identity
from prioritisation.meeting.room.errors import InvalidFrame, RoundOpen, check_turned
from prioritisation.meeting.room.facilitation import Facilitation, Invitations, RoundClosing
from prioritisation.meeting.room.identity import SIGNING
from prioritisation.meeting.room.meeting_write import MeetingWrite
from prioritisation.meeting.room.rationale import MeetingTexts, Rationales
from prioritisation.meeting.room.reading import MeetingReading
from prioritisation.meeting.room.stage import Stages, meeting_at
from prioritisation.meeting.room.voters import Voters
from prioritisation.meeting.room.warnings import RankingAccess
from prioritisation.meeting.rules import LINKED, Act, Details, Form, Meeting, Role
from prioritisation.meeting.rules import to_json as meeting_json
from prioritisation.meeting.rules.setup import (
    Setup,
    framed,
    starting_setup,
    unanchored,
    unconfirmed,
)
from prioritisation.meeting.rules.setup import to_json as setup_json
from prioritisation.meeting.rules.state import DossierVersion
from prioritisation.meeting.store import (
    Conflict,
    Entry,
    NewMeeting,
    Store,
    StoredLink,
    StoredMeeting,
    UnknownMeeting,
    open_store,
)
from prioritisation.memory import MadeOnce
from prioritisation.settings import case_folder, database_url, warning_thresholds

RETENTION = timedelta(days=365)
"""How long a meeting is kept by default before it should be erased (docs/deployment.md)."""

_MOST_COLLEGES, LONGEST_TITLE = 12, 120


SETUP_HASH = "setup_hash"

ANOTHER_LINK = ".venv/bin/python -m prioritisation setup-link"
"""What is typed on the server's machine to have another set-up link."""


@dataclass(frozen=True, slots=True)
class CreatedMeeting:
    """A new meeting: its code, and the facilitator's secret, told once."""

    code: str
    facilitator: str


@dataclass(frozen=True, slots=True)
class MeetingCase:
    """What a meeting is about: files, and the version of a dossier that they are, if of any."""

    files: Mapping[str, str]
    dossier: DossierVersion | None = None


@dataclass(frozen=True, slots=True)
class MeetingSummary:
    """A meeting in a list; ``erase_by`` is a day there (ISO), empty without one."""

    code: str
    title: str
    created_at: str
    meeting: Meeting
    erase_by: str
    timezone: str


class Office(Facilitation):
    """Meetings that are created, found again and erased, with their secret links."""

    def create(
        self,
        title: str,
        *,
        form: Form = Form.FULL,
        invited: bool = False,
        colleges: Sequence[str] = (),
        asks_carrying: bool = False,
        about: MeetingCase | None = None,
    ) -> CreatedMeeting:
        """A meeting on a copy of a case, kept for ever; the caller has checked who asks.

        Parameters
        ----------
        about
            The current case by default.

        Raises
        ------
        InvalidFrame
            For a title or colleges that cannot be.
        InvalidCase
            When the case cannot be used.
        """
        names = _colleges(colleges)
        if not title.strip() or len(title) > LONGEST_TITLE:
            raise InvalidFrame("title", title[:LONGEST_TITLE])
        check_turned("title", title)
        about = about or MeetingCase(case_edits.case_files_of(case_folder()))
        case = case_from_files(about.files)
        setup = replace(starting_setup(case), invited=invited, colleges=names)
        setup = replace(setup, asks_carrying=asks_carrying and bool(case.sheets))
        texts = meeting_json(_starting(case, setup, form)), setup_json(setup)
        purge = (self.store.clock() + RETENTION).astimezone(ZoneInfo(case.timezone)).date()
        while True:
            code = identity.new_code()
            head = (code, title.strip(), case.id, *texts, Entry(Role.FACILITATOR, "create", form))
            new = NewMeeting(*head, about.files, purge.isoformat(), about.dossier)
            # A code drawn twice is drawn again.
            try:
                self.store.create(new)
            except Conflict:
                continue
            return CreatedMeeting(code, self.recover(code))

    def meetings(self) -> tuple[MeetingSummary, ...]:
        """Every meeting, newest first; for who may create one."""
        return tuple(self._summaries())

    def _summaries(self) -> Iterator[MeetingSummary]:
        now = self.store.clock()
        for m in self.store.meetings():
            meeting, erase_by = meeting_at(m.state, now), m.purge_after or ""
            with suppress(UnknownMeeting):  # it was erased meanwhile
                timezone = timezone_in(self.store.files(m.code)[CASE_FILE])
                yield MeetingSummary(m.code, m.title, m.created_at, meeting, erase_by, timezone)

    def recover(self, code: str) -> str:
        """A new facilitator secret; the caller has checked the set-up link, or localhost."""
        secret = identity.new_secret()
        with self.store.change(code) as change:
            change.add_link(Role.FACILITATOR, identity.hashed(secret))
            change.audit(Role.FACILITATOR, Act.ISSUE_LINK, Role.FACILITATOR)
        return secret

    def new_link(self, code: str, secret: str, role: Role) -> str:
        """A secret link for a role, returned once."""
        if role not in LINKED:
            raise InvalidFrame("role", role)
        made = identity.new_secret()

        def work(sheet: MeetingWrite) -> None:
            sheet.move(Act.ISSUE_LINK, Details(), role)
            sheet.change.add_link(role, identity.hashed(made))

        self._write(code, secret, work)
        return made

    def revoke(self, code: str, secret: str, link: int) -> None:
        """Revoke a secret link."""

        def work(sheet: MeetingWrite) -> None:
            sheet.move(Act.REVOKE_LINK, Details(), str(link))
            sheet.change.revoke_link(link)

        self._write(code, secret, work)

    def links(self, code: str, secret: str) -> tuple[StoredLink, ...]:
        """The links made, without their secrets."""
        self._demand(code, secret, Act.ISSUE_LINK)
        return self.store.links(code)

    def purge(self, code: str, secret: str) -> None:
        """Erase a meeting, all of it."""
        self._demand(code, secret, Act.PURGE)
        self.store.purge(code)


def _starting(case: Case, setup: Setup, form: Form) -> Meeting:
    """A meeting being prepared, with all that is to be confirmed and answered."""
    seen = framed(case, setup)
    warnings = case_warnings(seen, setup.combination, setup.senses, warning_thresholds())
    return Meeting(
        form=form,
        unanchored=unanchored(seen),
        unconfirmed=unconfirmed(seen, setup),
        unanswered=tuple(w.id for w in warnings),
    )


def _colleges(names: Sequence[str]) -> tuple[str, ...]:
    """Names of colleges, without doubles; raises InvalidFrame."""
    kept = tuple(dict.fromkeys(n.strip() for n in names if n.strip()))
    if len(kept) > _MOST_COLLEGES or any(len(n) > LONGEST_TITLE for n in kept):
        raise InvalidFrame("colleges", ", ".join(kept)[:LONGEST_TITLE])
    check_turned("colleges", "".join(kept))
    return kept


class Keys(MeetingReading):
    """Who may create meetings, and what signs tokens."""

    def first_setup_secret(self) -> str | None:
        """The secret of the set-up link, if none was ever made; it is told this once."""
        secret = identity.new_secret()
        made = identity.hashed(secret)
        return secret if self.store.setting(SETUP_HASH, lambda: made) == made else None

    def new_setup_secret(self) -> str:
        """Another secret of the set-up link, told this once: the one before opens nothing more."""
        secret = identity.new_secret()
        self.store.renew({SETUP_HASH: identity.hashed(secret)})
        return secret

    def is_setup(self, secret: str) -> bool:
        """Whether this is the set-up secret, or its pass."""
        given = identity.secret_hash("", secret, self._stages.signing.fresh()) or ""
        # Not empty where there is none yet: that of a forged pass is.
        return drawn.compare_digest(given, self.store.setting_if_made(SETUP_HASH) or "nothing")

    def rotate_secrets(self) -> str:
        """Another set-up secret, returned, and another key of tokens.

        Devices that have joined a meeting are not known any more, nor is what else is signed.
        Each meeting has another version, with which servers read the new key (``Signing``): a
        token of the old one never votes in a round opened since.

        Raises
        ------
        RoundOpen
            While people vote in any meeting: each could vote again.
        """
        secret = identity.new_secret()
        renewed = {SETUP_HASH: identity.hashed(secret), SIGNING: identity.new_secret()}
        self.store.renew_with_meetings(
            renewed, lambda meetings: _nobody_votes(meetings, self.store.clock())
        )
        return secret


def _nobody_votes(meetings: Sequence[StoredMeeting], now: datetime) -> None:
    stands = ((m, meeting_at(m.state, now)) for m in meetings)
    voting = tuple((m.code, m.title) for m, meeting in stands if meeting.unrevealed_round)
    if voting:
        raise RoundOpen(voting)


class Room(
    RoundClosing, Invitations, Office, Keys, Voters, MeetingTexts, Rationales, RankingAccess
):
    """All meetings of a store; usable from any thread. Its parts may stand in any order."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, Stages(store))


@MadeOnce
def current_room() -> Room:
    """The room of this process, opened at the first call.

    Raises
    ------
    StoreUnavailable
        With its cause; the next call tries again.
    NewerStore
        When a later version of the program has changed the tables.
    """
    return Room(open_store(database_url()))
