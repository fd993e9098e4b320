"""What a facilitator writes in a meeting: each write is allowed by it, atomic, and in the log."""

import secrets as drawn
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, timedelta

from criteria.model import Score, Sense
from prioritisation.analysis.ballots.ballot import Ballot, Mode
from prioritisation.analysis.ballots.ballot import to_json as ballot_json
from prioritisation.meeting.room import case_edits, identity
from prioritisation.meeting.room.choices import is_projection
from prioritisation.meeting.room.errors import InvalidFrame, StillMissing
from prioritisation.meeting.room.identity import hashed, new_receipt, new_secret
from prioritisation.meeting.room.meeting_write import (
    MeetingWrite,
    check_length,
    confirm,
    confirm_first,
    keep_answer,
    keep_open_answers,
    reframe,
    take_order,
    take_reading,
    take_reading_first,
)
from prioritisation.meeting.room.stage import iso_moment, meeting_at
from prioritisation.meeting.room.warnings import MeetingWarnings
from prioritisation.meeting.rules import Act, Details, Meeting, Reason, Refusal, Refused
from prioritisation.meeting.rules.rights import NO_DETAILS
from prioritisation.meeting.rules.setup import MOST_SIMULATED, Setup, simulated_ballots
from prioritisation.meeting.rules.setup import from_json as setup_of
from prioritisation.meeting.store import (
    PAPER_BALLOT,
    SIMULATED,
    Conflict,
    StoredBallot,
    UnknownVoter,
)

_FEWEST_CRITERIA, LONGEST_COUNTDOWN = 2, 24 * 60


class Facilitation(MeetingWarnings):
    """The writes of a meeting that are not a voter's.

    ``stamp``, where it is asked, is the ``Meeting.stamp`` that whoever asks had before them: they
    are refused once the meeting has moved on. Empty: wherever it stands.
    """

    def _write(
        self, code: str, secret: str, work: Callable[[MeetingWrite], None], stamp: str = ""
    ) -> Meeting:
        """One atomic write by whoever holds the secret."""
        role = self.role(code, secret)
        with self.store.change(code) as change:
            # Under the lock: nobody writes a score meanwhile.
            case = self._stages.case(code)
            meeting = meeting_at(change.meeting.state, self.store.clock())
            if stamp not in ("", meeting.stamp):
                raise Refused(Refusal(Reason.OVERTAKEN, (meeting.phase,)))
            sheet = MeetingWrite(role, change, case, meeting, setup_of(change.meeting.extra))
            work(sheet)
            sheet.save()
        self._stages.forget(code)
        return sheet.meeting

    def act(
        self, code: str, secret: str, act: Act, details: Details = NO_DETAILS, *, stamp: str = ""
    ) -> Meeting:
        """A move, or the answer (``details.reason``) to a warning that applies now.

        Raises
        ------
        InvalidFrame
            For a warning that does not apply, or an answer without end.
        """
        answers = act is Act.ANSWER_WARNING
        if answers:
            self._check_applies(code, secret, details.warning)

        def work(sheet: MeetingWrite) -> None:
            if answers and not details.reason.strip():
                raise Refused(Refusal(Reason.NO_WRITTEN_REASON))
            if answers:
                check_length(details.reason)
            sheet.move(act, details, details.warning)
            _write_besides(sheet, act, details)

        return self._write(code, secret, work, stamp)

    def _check_applies(self, code: str, secret: str, warning: str) -> None:
        """Refuse the answer to a warning that does not apply to whoever may answer."""
        role = self.role(code, secret)
        if refusal := self.ask(code, role, Act.ANSWER_WARNING):
            raise Refused(refusal)
        if warning not in {w.id for w in self.warnings(code, role)}:
            raise InvalidFrame("warning", warning[:80])

    def choose_frame(
        self,
        code: str,
        secret: str,
        *,
        combination: str,
        criteria: Sequence[str],
        weighting: Mode | None = None,
    ) -> Meeting:
        """Choose the readings, the criteria voted on and how ballots ask for their weights.

        Directions confirmed for criteria that stay are kept, and readings that stay settled.
        """

        def work(sheet: MeetingWrite) -> None:
            known = [c.id for c in sheet.case.criteria]
            if combination not in sheet.case.tables:
                raise InvalidFrame("combination", combination)
            if len(criteria) < _FEWEST_CRITERIA or not set(criteria) <= set(known):
                raise InvalidFrame("criteria", ", ".join(criteria))
            kept = tuple(c for c in known if c in criteria)
            senses = {c: s for c, s in sheet.setup.senses.items() if c in kept}
            mode = weighting or sheet.setup.weighting
            kept_setup = replace(sheet.setup, criteria=kept, senses=senses, weighting=mode)
            reframe(sheet, replace(kept_setup, combination=combination))

        return self._write(code, secret, work)

    def settle_reading(self, code: str, secret: str, reading: str) -> Meeting:
        """Take a reading for the group: its question is open no more; raises InvalidFrame."""
        return self._write(code, secret, lambda sheet: take_reading(sheet, reading))

    def settle_order(self, code: str, secret: str, criterion: str, order: str) -> Meeting:
        """Take an order of the words of a criterion for the group; raises InvalidFrame."""
        return self._write(code, secret, lambda sheet: take_order(sheet, criterion, order))

    def confirm_direction(self, code: str, secret: str, criterion: str, sense: Sense) -> Meeting:
        """Confirm which way a criterion counts."""
        return self._write(code, secret, lambda sheet: confirm(sheet, criterion, sense))

    def edit_score(
        self, code: str, secret: str, edit: case_edits.ScoreEdit, replaced: Score | None = None
    ) -> Meeting:
        """Write a score; ``replaced`` is the one that it is to replace, whatever it is when None.

        Raises InvalidScore, InvalidFrame, Unsourced, Rewritten.
        """

        def work(sheet: MeetingWrite) -> None:
            checked = case_edits.check_edit(sheet.framed, sheet.setup.combination, edit)
            if replaced is not None:
                case_edits.check_replaced(sheet.framed, sheet.setup.combination, replaced)
            before = sheet.framed.tables[sheet.setup.combination].score(edit.lever, edit.criterion)
            sheet.case = case_edits.with_edit(sheet.case, checked)
            sheet.reframe(Act.EDIT_SCORE, case_edits.correction_json(before, checked))
            sheet.change.add_edit(case_edits.to_json(checked), sheet.role)

        return self._write(code, secret, work)

    def freeze(self, code: str, secret: str, *, stamp: str = "") -> Meeting:
        """Freeze the matrix."""
        return self._write(code, secret, lambda sheet: sheet.freeze(self._last_edit(code)), stamp)

    def open_round(
        self,
        code: str,
        secret: str,
        *,
        senses: Mapping[str, Sense] | None = None,
        answers: Mapping[str, str] | None = None,
        readings: Sequence[str] = (),
        stamp: str = "",
    ) -> Meeting:
        """Take readings, confirm directions, answer warnings, freeze, open: all, or nothing.

        Nothing that somebody else settled or answered meanwhile is written over.
        """
        # Before the lock: what is found in ballots may have to be computed, and written, first.
        notes = self.warnings(code, self.role(code, secret)) if answers else ()

        def work(sheet: MeetingWrite) -> None:
            answered = {one.warning for one in self.store.answers(code) if one.answer}
            for reading in readings:
                take_reading_first(sheet, reading)
            for criterion, sense in (senses or {}).items():
                confirm_first(sheet, criterion, sense)
            for warning in sheet.meeting.unanswered:
                keep_answer(sheet, warning, (answers or {}).get(warning, ""))
            keep_open_answers(sheet, answers or {}, [n for n in notes if n.id not in answered])
            if not sheet.meeting.frozen:
                sheet.freeze(self._last_edit(code))
            sheet.setup = replace(sheet.setup, deadline="")
            sheet.move(Act.OPEN_ROUND, Details())

        return self._write(code, secret, work, stamp)

    def _last_edit(self, code: str) -> int:
        return max((e.id for e in self.store.edits(code)), default=0)

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
        end = self.store.clock() + timedelta(minutes=minutes) if minutes else None
        deadline = end.astimezone(UTC).isoformat(timespec="seconds") if end else ""

        def work(sheet: MeetingWrite) -> None:
            if was not in (None, sheet.setup.deadline):
                raise Refused(Refusal(Reason.OVERTAKEN))
            sheet.setup = replace(sheet.setup, deadline=deadline)
            sheet.move(Act.SET_COUNTDOWN, Details(), deadline)

        return self._write(code, secret, work, stamp)

    def project(self, code: str, secret: str, view: str) -> Meeting:
        """Choose what the projector shows, until the meeting goes on to another phase."""

        def work(sheet: MeetingWrite) -> None:
            if not is_projection(sheet.framed, view):
                raise InvalidFrame("projected", view[:80])
            sheet.setup = sheet.setup.projecting(view)
            sheet.move(Act.PROJECT, Details(), view)

        return self._write(code, secret, work)

    def paper_ballot(
        self, code: str, secret: str, ballot: Ballot, *, college: str = "", stamp: str = ""
    ) -> StoredBallot:
        """Type in a ballot given on paper; it is marked as such.

        Raises
        ------
        InvalidFrame
            When the meeting asks for something else.
        """
        return self._enter(code, secret, Act.ENTER_PAPER, (ballot,), college, stamp)[0]

    def simulate(self, code: str, secret: str, n: int) -> int:
        """Add simulated ballots to a rehearsal."""
        if not 1 <= n <= MOST_SIMULATED:
            raise InvalidFrame("ballots", str(n))
        stage = self.stage(code)
        criteria = tuple(c.id for c in stage.criteria)
        ballots = simulated_ballots(criteria, n, drawn.randbelow(10**6), stage.setup.weighting)
        return len(self._enter(code, secret, Act.SIMULATE, ballots))

    def _enter(
        self,
        code: str,
        secret: str,
        act: Act,
        ballots: tuple[Ballot, ...],
        college: str = "",
        stamp: str = "",
    ) -> tuple[StoredBallot, ...]:
        """Ballots typed in, or simulated: each by a voter of its own."""
        kind = PAPER_BALLOT if act is Act.ENTER_PAPER else SIMULATED
        kept: tuple[StoredBallot, ...] = ()

        def work(sheet: MeetingWrite) -> None:
            nonlocal kept
            sheet.move(act, Details(), str(len(ballots)))
            opened = sheet.meeting.unrevealed_round
            cast = []
            for ballot in ballots:
                _answers(ballot, college, sheet.setup)
                voter = hashed(new_secret())
                sheet.change.add_voter(voter, college=college or None, kind=kind)
                cast.append(
                    StoredBallot(
                        code,
                        voter,
                        ballot_json(ballot),
                        "",
                        new_receipt(),
                        kind,
                        nonce=new_secret(),
                    )
                )
            kept = sheet.change.cast_all(cast, opened.number if opened else 0)

        self._write(code, secret, work, stamp)
        return kept


def _write_besides(sheet: MeetingWrite, act: Act, details: Details) -> None:
    """Write what an act changes besides the state of the meeting."""
    if act is Act.REHEARSE:
        sheet.change.mark(sheet.role)
    if act is Act.END_REHEARSAL:
        # The log and the links stay.
        sheet.setup = setup_of(sheet.change.rewind())
    if act is Act.ANSWER_WARNING:
        sheet.change.answer(details.warning, details.reason.strip())
    if act in (Act.REVEAL, Act.VOID_ROUND):
        sheet.setup = replace(sheet.setup, deadline="")


def _answers(ballot: Ballot, college: str, setup: Setup) -> None:
    """Make sure that a ballot answers what the meeting asks."""
    if college and college not in setup.colleges:
        raise InvalidFrame("college", college[:80])
    if set(ballot.points) != set(setup.criteria):
        raise InvalidFrame("criteria", ", ".join(sorted(ballot.points))[:80])
    if ballot.mode is not setup.weighting:
        raise InvalidFrame("weighting", ballot.mode)


MOST_INVITATIONS = 500


def drawn_invitations(n: int) -> tuple[str, ...]:
    """That many one-time invitations, which open nothing before they are issued.

    Raises
    ------
    InvalidFrame
        For none, or for more than ``MOST_INVITATIONS``.
    """
    if not 1 <= n <= MOST_INVITATIONS:
        raise InvalidFrame("invitations", str(n))
    return tuple({identity.new_invitation() for _ in range(n)})


class Invitations(Facilitation):
    """The facilitator's side of invitations."""

    def new_invitations(self, code: str, secret: str, fresh: Sequence[str]) -> Sequence[str]:
        """Issue the invitations drawn, and return them: their hashes alone are kept."""

        def work(sheet: MeetingWrite) -> None:
            sheet.move(Act.ISSUE_INVITATIONS, Details(), str(len(fresh)))
            sheet.change.add_invitations(identity.invitation_hash(code, i) for i in fresh)

        self._write(code, secret, work)
        return fresh

    def invitations(self, code: str) -> tuple[int, int]:
        """How many invitations were made, and used."""
        return self.store.invitations(code)

    def release_invitation(self, code: str, secret: str, invitation: str) -> bool:
        """Let an invitation be used again, for who has lost the device that used it.

        That device votes no more. Its ballot of the open round, or of the trial, is taken out:
        its holder votes again. Those of earlier rounds, and of a round that takes no more
        ballots, stay. The log says that it was done, not of whom.

        Returns
        -------
        bool
            Whether a ballot of the open round was taken out.

        Raises
        ------
        InvalidFrame
            For an invitation that is not of this meeting, or that nobody has used.
        """
        kept = identity.invitation_hash(code, identity.spelt(invitation))
        removed = False

        def work(sheet: MeetingWrite) -> None:
            nonlocal removed
            sheet.allow(Act.RELEASE_INVITATION)
            try:
                removed = sheet.change.release(kept, sheet.voting_round)
            except (UnknownVoter, Conflict) as error:
                field = "used" if isinstance(error, Conflict) else "invitation"
                raise InvalidFrame(field, "") from error
            opened = sheet.meeting.unrevealed_round
            removed = removed and opened is not None
            sheet.move(Act.RELEASE_INVITATION, Details(removed=int(removed)), str(int(removed)))

        self._write(code, secret, work)
        return removed


CLOSING_S = 10
"""How long people with a ballot begun are warned."""


class RoundClosing(Facilitation):
    """The end of a round."""

    def close_round(self, code: str, secret: str, *, missing: int = 0, stamp: str = "") -> Meeting:
        """Close the open round: at once, and revealed, when everybody present has voted.

        Otherwise it closes ``CLOSING_S`` seconds from now, and is revealed then by ``REVEAL``.
        When its end was asked already, nothing changes.

        Parameters
        ----------
        missing
            How many people without a ballot whoever asks knows of, and gives up.
        stamp
            The ``Meeting.stamp`` where they saw the round: another round is not closed instead.

        Raises
        ------
        StillMissing
            When more are missing than that; nothing is written.
        """

        def work(sheet: MeetingWrite) -> None:
            sheet.allow(Act.END_ROUND)
            opened = sheet.meeting.rounds[-1]
            if opened.closing:
                return
            # Under the meeting's lock nobody joins nor votes.
            present = self.store.attendance(code, opened.number)
            left = max(0, present - self.store.ballot_count(code, opened.number))
            if left > missing:
                raise StillMissing(left, present)
            if not left:
                sheet.setup = replace(sheet.setup, deadline="")
                sheet.move(Act.REVEAL, Details())
                return
            closes = iso_moment(self.store.clock() + timedelta(seconds=CLOSING_S))
            sheet.move(Act.END_ROUND, Details(closes=closes), f"{closes}, {left}")

        return self._write(code, secret, work, stamp)

    def keep_open(self, code: str, secret: str, *, stamp: str = "") -> Meeting:
        """Wait for those who are missing after all; refused once the round is closed."""

        def work(sheet: MeetingWrite) -> None:
            sheet.move(Act.KEEP_OPEN, Details())

        return self._write(code, secret, work, stamp)
