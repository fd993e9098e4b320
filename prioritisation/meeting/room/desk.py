"""The facilitator's desk: each write is allowed by the meeting, atomic, and in the log."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from criteria.model import Score, Sense
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.ballot import to_json as ballot_json
from prioritisation.analysis.ballots.modes import Mode
from prioritisation.meeting.room import dossier
from prioritisation.meeting.room.errors import InvalidFrame
from prioritisation.meeting.room.identity import hashed, new_receipt, new_secret
from prioritisation.meeting.room.setup import Setup
from prioritisation.meeting.room.setup import from_json as setup_of
from prioritisation.meeting.room.sheet import (
    MeetingWrite,
    check_length,
    confirm,
    confirm_first,
    erase,
    keep_answer,
)
from prioritisation.meeting.room.stage import Stages, meeting_now
from prioritisation.meeting.rules import Act, Details, Meeting, Reason, Refusal, Refused, Role
from prioritisation.meeting.store import PAPER_BALLOT, SIMULATED, NewBallot, Store, StoredBallot

FEWEST_CRITERIA = 2


class Desk:
    """The writes of a meeting that are not a voter's."""

    def __init__(self, store: Store, stages: Stages, role: Callable[[str, str], Role]) -> None:
        self._store = store
        self._stages = stages
        self._role = role

    def write(
        self, code: str, secret: str, work: Callable[[MeetingWrite], None], stamp: str = ""
    ) -> Meeting:
        """One atomic write by whoever holds the secret, where the meeting is as they saw it.

        Parameters
        ----------
        stamp
            The ``Meeting.place`` that they saw; empty: wherever it stands.
        """
        role = self._role(code, secret)
        with self._store.change(code) as change:
            case = self._stages.case(code)
            meeting = meeting_now(change.meeting.state)
            if stamp not in ("", meeting.place):
                raise Refused(Refusal(Reason.OVERTAKEN, (meeting.phase,)))
            sheet = MeetingWrite(role, change, case, meeting, setup_of(change.meeting.extra))
            work(sheet)
            sheet.save()
        self._stages.forget(code)
        return sheet.meeting

    def act(self, code: str, secret: str, act: Act, details: Details, stamp: str = "") -> Meeting:
        """A move, or the answer to a warning (``details.reason``)."""

        def work(sheet: MeetingWrite) -> None:
            if act is Act.ANSWER_WARNING and not details.reason.strip():
                raise Refused(Refusal(Reason.NO_WRITTEN_REASON))
            if act is Act.ANSWER_WARNING:
                check_length(details.reason)
            sheet.move(act, details, details.warning)
            if act is Act.REHEARSE:
                sheet.change.mark(sheet.role)
            if act is Act.END_REHEARSAL:
                erase(sheet)
            if act is Act.ANSWER_WARNING:
                sheet.change.answer(details.warning, details.reason.strip())
            if act in (Act.REVEAL, Act.VOID_ROUND):
                sheet.setup = replace(sheet.setup, deadline="")

        return self.write(code, secret, work, stamp)

    def choose_frame(
        self,
        code: str,
        secret: str,
        perimeter: str,
        criteria: tuple[str, ...],
        weighting: Mode | None = None,
    ) -> Meeting:
        """Choose what is voted on; directions confirmed for criteria that stay are kept."""

        def work(sheet: MeetingWrite) -> None:
            known = [c.id for c in sheet.case.criteria]
            if perimeter not in sheet.case.tables:
                raise InvalidFrame("perimeter", perimeter)
            if len(criteria) < FEWEST_CRITERIA or not set(criteria) <= set(known):
                raise InvalidFrame("criteria", ", ".join(criteria))
            kept = tuple(c for c in known if c in criteria)
            senses = {c: s for c, s in sheet.setup.senses.items() if c in kept}
            mode = weighting or sheet.setup.weighting
            sheet.setup = replace(
                sheet.setup, perimeter=perimeter, criteria=kept, senses=senses, weighting=mode
            )
            sheet.reframe(Act.CHOOSE_FRAME, f"{perimeter}: {', '.join(kept)}; {mode.value}")

        return self.write(code, secret, work)

    def confirm_direction(self, code: str, secret: str, criterion: str, sense: Sense) -> Meeting:
        """Confirm which way a criterion counts."""
        return self.write(code, secret, lambda sheet: confirm(sheet, criterion, sense))

    def edit_score(
        self, code: str, secret: str, edit: dossier.ScoreEdit, replaced: Score | None = None
    ) -> Meeting:
        """Write a score; ``replaced`` is the one that it is to replace, whatever it is when None.

        Raises InvalidScore, InvalidFrame, Unsourced, Rewritten.
        """

        def work(sheet: MeetingWrite) -> None:
            checked = dossier.check_edit(sheet.framed, sheet.setup.perimeter, edit)
            if replaced is not None:
                dossier.check_replaced(sheet.framed, sheet.setup.perimeter, replaced)
            kept = dossier.with_edit(sheet.case, checked)
            sheet.case = kept
            sheet.reframe(Act.EDIT_SCORE, f"{edit.lever}, {edit.criterion}")
            sheet.change.add_edit(dossier.to_json(checked), sheet.role)

        return self.write(code, secret, work)

    def freeze(self, code: str, secret: str, stamp: str = "") -> Meeting:
        """Freeze the matrix."""
        return self.write(code, secret, lambda sheet: sheet.freeze(self._last_edit(code)), stamp)

    def open_round(
        self,
        code: str,
        secret: str,
        senses: Mapping[str, Sense],
        answers: Mapping[str, str],
        stamp: str = "",
    ) -> Meeting:
        """Directions, answers, freeze and opening of a round in one write, or none of it.

        Neither a direction nor an answer given by somebody else meanwhile is written over.
        """

        def work(sheet: MeetingWrite) -> None:
            for criterion, sense in senses.items():
                confirm_first(sheet, criterion, sense)
            for warning in sheet.meeting.unanswered:
                keep_answer(sheet, warning, answers.get(warning, ""))
            if not sheet.meeting.frozen:
                sheet.freeze(self._last_edit(code))
            sheet.setup = replace(sheet.setup, deadline="")
            sheet.move(Act.OPEN_ROUND, Details())

        return self.write(code, secret, work, stamp)

    def set_countdown(
        self, code: str, secret: str, deadline: str, was: str | None = None, stamp: str = ""
    ) -> Meeting:
        """Change when the countdown ends; ``was``: only if nobody has changed it meanwhile."""

        def work(sheet: MeetingWrite) -> None:
            if was not in (None, sheet.setup.deadline):
                raise Refused(Refusal(Reason.OVERTAKEN))
            sheet.setup = replace(sheet.setup, deadline=deadline)
            sheet.move(Act.SET_COUNTDOWN, Details(), deadline)

        return self.write(code, secret, work, stamp)

    def project(self, code: str, secret: str, view: str) -> Meeting:
        """Change what is projected."""

        def work(sheet: MeetingWrite) -> None:
            sheet.setup = replace(sheet.setup, projected=view)
            sheet.move(Act.PROJECT, Details(), view)

        return self.write(code, secret, work)

    def link(self, code: str, secret: str, role: Role) -> str:
        """A new secret link, returned once."""
        made = new_secret()

        def work(sheet: MeetingWrite) -> None:
            sheet.move(Act.ISSUE_LINK, Details(), role)
            sheet.change.add_link(role, hashed(made))

        self.write(code, secret, work)
        return made

    def revoke(self, code: str, secret: str, link: int) -> None:
        """Revoke a secret link."""

        def work(sheet: MeetingWrite) -> None:
            sheet.move(Act.REVOKE_LINK, Details(), str(link))
            sheet.change.revoke_link(link)

        self.write(code, secret, work)

    def cast(
        self,
        code: str,
        secret: str,
        act: Act,
        ballots: tuple[Ballot, ...],
        college: str = "",
        stamp: str = "",
    ) -> tuple[StoredBallot, ...]:
        """Ballots typed in, or simulated: each by a voter of its own.

        Raises
        ------
        Refused
            When the meeting is not at the place seen, or takes no ballot.
        InvalidFrame
            When the meeting asks for something else.
        """
        kind = PAPER_BALLOT if act is Act.ENTER_PAPER else SIMULATED
        kept: list[StoredBallot] = []

        def work(sheet: MeetingWrite) -> None:
            sheet.move(act, Details(), str(len(ballots)))
            opened = sheet.meeting.open_round
            number = opened.number if opened else 0
            for ballot in ballots:
                _answers(ballot, college, sheet.setup)
                voter = hashed(new_secret())
                sheet.change.add_voter(voter, college=college or None, kind=kind)
                cast = NewBallot(
                    code, voter, ballot_json(ballot), "", new_receipt(), kind, new_secret()
                )
                kept.append(sheet.change.cast(cast, number))

        self.write(code, secret, work, stamp)
        return tuple(kept)

    def _last_edit(self, code: str) -> int:
        return max((e.id for e in self._store.edits(code)), default=0)


def _answers(ballot: Ballot, college: str, setup: Setup) -> None:
    """Make sure that a ballot answers what the meeting asks."""
    if college and college not in setup.colleges:
        raise InvalidFrame("college", college[:80])
    if set(ballot.points) != set(setup.criteria):
        raise InvalidFrame("criteria", ", ".join(sorted(ballot.points))[:80])
    if ballot.mode is not setup.weighting:
        raise InvalidFrame("weighting", ballot.mode)
