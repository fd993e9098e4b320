"""The office: meetings created, found again and erased, and who was given a secret link."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from pathlib import Path

from criteria.case import Case
from criteria.load import case_from_files
from prioritisation.analysis.warnings import case_warnings
from prioritisation.meeting.room import case_edits, identity
from prioritisation.meeting.room.errors import InvalidFrame
from prioritisation.meeting.room.facilitation import Facilitation
from prioritisation.meeting.room.meeting_write import MeetingWrite
from prioritisation.meeting.room.setup import (
    Setup,
    framed,
    starting_setup,
    unanchored,
    unconfirmed,
)
from prioritisation.meeting.room.setup import to_json as setup_json
from prioritisation.meeting.room.stage import meeting_at
from prioritisation.meeting.rules import LINKED, Act, Details, Form, Meeting, Role
from prioritisation.meeting.rules import to_json as meeting_json
from prioritisation.meeting.store import Conflict, Entry, NewMeeting, StoredLink
from prioritisation.settings import case_folder, warning_thresholds

RETENTION = timedelta(days=365)
"""How long a meeting is kept by default before it should be erased (docs/deployment.md)."""

_MOST_COLLEGES, LONGEST_TITLE = 12, 120


@dataclass(frozen=True, slots=True)
class CreatedMeeting:
    """A new meeting: its code, and the facilitator's secret, told once."""

    code: str
    facilitator: str


@dataclass(frozen=True, slots=True)
class MeetingSummary:
    """A meeting in a list; ``erase_by`` is a day (ISO), empty without one."""

    code: str
    title: str
    created_at: str
    meeting: Meeting
    erase_by: str


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
        folder: Path | None = None,
    ) -> CreatedMeeting:
        """A meeting on the current case; the caller has checked who asks.

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
        files = case_edits.case_files_of(folder or case_folder())
        case = case_from_files(files)
        setup = replace(
            starting_setup(case), invited=invited, colleges=names, asks_carrying=asks_carrying
        )
        texts = meeting_json(_starting(case, setup, form)), setup_json(setup)
        made = Entry(Role.FACILITATOR, "create", form)
        purge = (self.store.clock() + RETENTION).astimezone(UTC).date().isoformat()
        while True:
            code = identity.new_code()
            new = NewMeeting(code, title.strip(), case.id, *texts, made, files, purge)
            try:
                self.store.create(new)
            except Conflict:
                continue
            return CreatedMeeting(code, self.recover(code))

    def meetings(self) -> tuple[MeetingSummary, ...]:
        """Every meeting, newest first; for who may create one."""
        now = self.store.clock()
        return tuple(
            MeetingSummary(
                m.code, m.title, m.created_at, meeting_at(m.state, now), m.purge_after or ""
            )
            for m in self.store.meetings()
        )

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
    warnings = case_warnings(seen, setup.perimeter, setup.senses, warning_thresholds())
    return Meeting(
        form=form,
        unanchored=unanchored(seen, setup),
        unconfirmed=unconfirmed(seen, setup),
        unanswered=tuple(w.id for w in warnings),
    )


def _colleges(names: Sequence[str]) -> tuple[str, ...]:
    """Names of colleges, without doubles; raises InvalidFrame."""
    kept = tuple(dict.fromkeys(n.strip() for n in names if n.strip()))
    if len(kept) > _MOST_COLLEGES or any(len(n) > LONGEST_TITLE for n in kept):
        raise InvalidFrame("colleges", ", ".join(kept)[:LONGEST_TITLE])
    return kept
