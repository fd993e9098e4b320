"""The office: meetings created, secret links, and the facilitator's writes, all asked first."""

import secrets as drawn
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from criteria.case import Case
from criteria.load import case_from_files
from criteria.model import Score, Sense
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.modes import Mode
from prioritisation.analysis.warnings import case_warnings
from prioritisation.meeting.room import dossier, identity
from prioritisation.meeting.room.desk import Desk
from prioritisation.meeting.room.errors import InvalidFrame
from prioritisation.meeting.room.reading import MeetingReading
from prioritisation.meeting.room.setup import (
    MOST_SIMULATED,
    PROJECTIONS,
    Setup,
    framed,
    simulated_ballots,
    starting_setup,
    unanchored,
    unconfirmed,
)
from prioritisation.meeting.room.setup import to_json as setup_json
from prioritisation.meeting.room.stage import Stages, meeting_now
from prioritisation.meeting.rules import LINKED, Act, Details, Form, Meeting, Role
from prioritisation.meeting.rules import to_json as meeting_json
from prioritisation.meeting.store import (
    Conflict,
    Entry,
    NewMeeting,
    Store,
    StoredBallot,
    StoredLink,
)
from prioritisation.settings import case_folder

RETENTION = timedelta(days=365)
"""How long a meeting is kept by default before it should be erased (docs/deployment.md)."""

_MOST_COLLEGES, LONGEST_TITLE, LONGEST_COUNTDOWN = 12, 120, 24 * 60
NO_DETAILS = Details()


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


class Facilitation(MeetingReading):
    """What is written by others than voters."""

    def __init__(self, store: Store, stages: Stages) -> None:
        super().__init__(store, stages)
        self._desk = Desk(store, stages, self.role)

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
        files = dossier.case_files_of(folder or case_folder())
        case = case_from_files(files)
        setup = replace(
            starting_setup(case), invited=invited, colleges=names, asks_carrying=asks_carrying
        )
        texts = meeting_json(_starting(case, setup, form)), setup_json(setup)
        made = Entry(Role.FACILITATOR, "create", form)
        purge = (datetime.now(UTC) + RETENTION).date().isoformat()
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
        return tuple(
            MeetingSummary(
                m.code, m.title, m.created_at, meeting_now(m.state), m.purge_after or ""
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
        return self._desk.link(code, secret, role)

    def revoke(self, code: str, secret: str, link: int) -> None:
        """Revoke a secret link."""
        self._desk.revoke(code, secret, link)

    def links(self, code: str, secret: str) -> tuple[StoredLink, ...]:
        """The links made, without their secrets."""
        self._demand(code, secret, Act.ISSUE_LINK)
        return self.store.links(code)

    # --- the facilitator's writes

    def act(
        self, code: str, secret: str, act: Act, details: Details = NO_DETAILS, *, stamp: str = ""
    ) -> Meeting:
        """A move, or the answer to a warning.

        Parameters
        ----------
        stamp
            The ``Meeting.place`` that whoever asks had before them: refused when it has moved on.
        """
        return self._desk.act(code, secret, act, details, stamp)

    def choose_frame(
        self,
        code: str,
        secret: str,
        *,
        perimeter: str,
        criteria: Sequence[str],
        weighting: Mode | None = None,
    ) -> Meeting:
        """Choose the perimeter, the criteria voted on and how ballots ask for their weights."""
        return self._desk.choose_frame(code, secret, perimeter, tuple(criteria), weighting)

    def confirm_direction(self, code: str, secret: str, criterion: str, sense: Sense) -> Meeting:
        """Confirm which way a criterion counts."""
        return self._desk.confirm_direction(code, secret, criterion, sense)

    def edit_score(
        self, code: str, secret: str, edit: dossier.ScoreEdit, replaced: Score | None = None
    ) -> Meeting:
        """Write a score, in place of ``replaced``; raises what ``Desk.edit_score`` does."""
        return self._desk.edit_score(code, secret, edit, replaced)

    def freeze(self, code: str, secret: str, *, stamp: str = "") -> Meeting:
        """Freeze the matrix."""
        return self._desk.freeze(code, secret, stamp)

    def open_round(
        self,
        code: str,
        secret: str,
        *,
        senses: Mapping[str, Sense] | None = None,
        answers: Mapping[str, str] | None = None,
        stamp: str = "",
    ) -> Meeting:
        """Confirm directions, answer warnings, freeze and open: all of it, or nothing."""
        return self._desk.open_round(code, secret, senses or {}, answers or {}, stamp)

    def paper_ballot(
        self,
        code: str,
        secret: str,
        ballot: Ballot,
        *,
        college: str = "",
        stamp: str = "",
    ) -> StoredBallot:
        """Type in a ballot given on paper; it is marked as such.

        Parameters
        ----------
        stamp
            The ``Meeting.place`` that whoever types had before them.
        """
        return self._desk.cast(code, secret, Act.ENTER_PAPER, (ballot,), college, stamp)[0]

    def simulate(self, code: str, secret: str, n: int) -> int:
        """Add simulated ballots to a rehearsal."""
        if not 1 <= n <= MOST_SIMULATED:
            raise InvalidFrame("ballots", str(n))
        stage = self._stages.get(code)
        criteria = tuple(c.id for c in stage.criteria)
        ballots = simulated_ballots(criteria, n, drawn.randbelow(10**6), stage.setup.weighting)
        return len(self._desk.cast(code, secret, Act.SIMULATE, ballots))

    def set_countdown(
        self,
        code: str,
        secret: str,
        minutes: float | None,
        *,
        was: str | None = None,
        stamp: str = "",
    ) -> Meeting:
        """Start a countdown, or take it away; it never closes a round by itself.

        Parameters
        ----------
        was
            The deadline that whoever asks had before them: refused when it is another now.
        """
        if minutes is not None and not 0 < minutes <= LONGEST_COUNTDOWN:
            raise InvalidFrame("minutes", str(minutes))
        end = datetime.now(UTC) + timedelta(minutes=minutes) if minutes else None
        deadline = end.isoformat(timespec="seconds") if end else ""
        return self._desk.set_countdown(code, secret, deadline, was, stamp)

    def project(self, code: str, secret: str, view: str) -> Meeting:
        """Choose what the projector shows after the reveal."""
        if view not in PROJECTIONS:
            raise InvalidFrame("projected", view[:80])
        return self._desk.project(code, secret, view)

    def purge(self, code: str, secret: str) -> None:
        """Erase a meeting, all of it."""
        self._demand(code, secret, Act.PURGE)
        self.store.purge(code)


def _starting(case: Case, setup: Setup, form: Form) -> Meeting:
    """A meeting being prepared, with all that is to be confirmed and answered."""
    seen = framed(case, setup)
    warnings = case_warnings(seen, setup.perimeter, setup.senses)
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
