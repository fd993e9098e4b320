"""The facilitator's desk: each write is allowed by the meeting, atomic, and in the log."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from criteria.case import Case
from criteria.model import Sense
from prioritisation.ballots.ballot import Ballot
from prioritisation.ballots.ballot import to_json as ballot_json
from prioritisation.ballots.modes import Mode
from prioritisation.cautions import is_of_a_round, warnings_of
from prioritisation.meeting import Act, Details, Meeting, Reason, Refusal, Refused, Role, move
from prioritisation.meeting import from_json as meeting_of
from prioritisation.meeting import to_json as meeting_json
from prioritisation.room import dossier
from prioritisation.room.errors import InvalidFrame
from prioritisation.room.identity import hashed, new_receipt, new_secret
from prioritisation.room.setup import Setup, framed, unanchored, unconfirmed
from prioritisation.room.setup import from_json as setup_of
from prioritisation.room.setup import to_json as setup_json
from prioritisation.room.stage import Stages, now
from prioritisation.store import Change, NewBallot, Store, StoredBallot

_LOGGER = logging.getLogger(__name__)


@dataclass(slots=True)
class Sheet:
    """One write being made: the meeting's row is locked, and everything is kept or nothing."""

    role: Role
    change: Change
    case: Case
    meeting: Meeting
    setup: Setup

    @property
    def framed(self) -> Case:
        """The case as the meeting sees it now."""
        return framed(self.case, self.setup)

    def move(self, act: Act, details: Details, told: str = "") -> None:
        """Do one act of the state machine, and log it; raises Refused."""
        self.meeting = move(self.meeting, self.role, act, details)
        self.change.audit(self.role, act, told or details.reason)

    def reframe(self, act: Act, told: str) -> None:
        """Set what the frame asks for: anchors, directions, warnings not yet answered."""
        case = self.framed
        self.move(
            act,
            Details(
                unanchored=unanchored(case, self.setup),
                unconfirmed=unconfirmed(case, self.setup),
                unanswered=tuple(
                    w.id for w in warnings_of(case, self.setup.perimeter, self.setup.senses)
                ),
            ),
            told,
        )

    def freeze(self, last_edit: int) -> None:
        """Freeze the matrix under its hash."""
        content = dossier.matrix_content(self.framed, self.setup, last_edit)
        digest = dossier.fingerprint(content)
        self.move(Act.FREEZE, Details(matrix=digest), digest)
        self.change.add_matrix(digest, content)

    def save(self) -> None:
        """Hand the state back to the store."""
        self.change.set_state(meeting_json(self.meeting))
        self.change.set_extra(setup_json(self.setup))


class Desk:
    """The writes of a meeting that are not a voter's."""

    def __init__(self, store: Store, stages: Stages, role: Callable[[str, str], Role]) -> None:
        self._store = store
        self._stages = stages
        self._role = role

    def write(self, code: str, secret: str, work: Callable[[Sheet], None]) -> Meeting:
        """One atomic write by whoever holds the secret."""
        role = self._role(code, secret)
        with self._store.change(code) as change:
            case = self._stages.case(code)
            meeting = meeting_of(change.meeting.state).at(now())
            sheet = Sheet(role, change, case, meeting, setup_of(change.meeting.extra))
            work(sheet)
            sheet.save()
        self._stages.forget(code)
        return sheet.meeting

    def act(self, code: str, secret: str, act: Act, details: Details) -> Meeting:
        """A move, or the answer to a warning (``details.reason``)."""

        def work(sheet: Sheet) -> None:
            if act is Act.ANSWER_WARNING and not details.reason.strip():
                raise Refused(Refusal(Reason.NO_WRITTEN_REASON))
            if act is Act.ANSWER_WARNING:
                _check_length(details.reason)
            if act is Act.END_REHEARSAL:
                _erase(sheet)
            sheet.move(act, details, details.warning)
            if act is Act.ANSWER_WARNING:
                sheet.change.answer(details.warning, details.reason.strip())
            if act in (Act.REVEAL, Act.VOID_ROUND):
                sheet.setup = replace(sheet.setup, deadline="")

        return self.write(code, secret, work)

    def choose_frame(
        self,
        code: str,
        secret: str,
        perimeter: str,
        criteria: tuple[str, ...],
        weighting: Mode | None = None,
    ) -> Meeting:
        """Choose what is voted on; directions confirmed for criteria that stay are kept."""

        def work(sheet: Sheet) -> None:
            known = [c.id for c in sheet.case.criteria]
            if perimeter not in sheet.case.tables:
                raise InvalidFrame("perimeter", perimeter)
            if len(criteria) < FEWEST or not set(criteria) <= set(known):
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
        return self.write(code, secret, lambda sheet: _confirm(sheet, criterion, sense))

    def edit_score(self, code: str, secret: str, edit: dossier.ScoreEdit) -> Meeting:
        """Write a score; raises InvalidScore, InvalidFrame."""

        def work(sheet: Sheet) -> None:
            checked = dossier.check_edit(sheet.framed, sheet.setup.perimeter, edit)
            kept = dossier.applied(sheet.case, checked)
            sheet.case = kept
            sheet.reframe(Act.EDIT_SCORE, f"{edit.lever}, {edit.criterion}")
            sheet.change.add_edit(dossier.to_json(checked), sheet.role)

        return self.write(code, secret, work)

    def freeze(self, code: str, secret: str) -> Meeting:
        """Freeze the matrix."""
        return self.write(code, secret, lambda sheet: sheet.freeze(self._last_edit(code)))

    def open_round(
        self,
        code: str,
        secret: str,
        senses: Mapping[str, Sense],
        answers: Mapping[str, str],
    ) -> Meeting:
        """Directions, answers, freeze and opening of a round in one write, or none of it."""

        def work(sheet: Sheet) -> None:
            for criterion, sense in senses.items():
                _confirm(sheet, criterion, sense)
            for warning in sheet.meeting.unanswered:
                _answer(sheet, warning, answers.get(warning, ""))
            if not sheet.meeting.frozen:
                sheet.freeze(self._last_edit(code))
            sheet.setup = replace(sheet.setup, deadline="")
            sheet.move(Act.OPEN_ROUND, Details())

        return self.write(code, secret, work)

    def set_countdown(self, code: str, secret: str, deadline: str) -> Meeting:
        """Change when the countdown ends."""

        def work(sheet: Sheet) -> None:
            sheet.setup = replace(sheet.setup, deadline=deadline)
            sheet.move(Act.SET_COUNTDOWN, Details(), deadline)

        return self.write(code, secret, work)

    def project(self, code: str, secret: str, what: str) -> Meeting:
        """Change what is projected."""

        def work(sheet: Sheet) -> None:
            sheet.setup = replace(sheet.setup, projected=what)
            sheet.move(Act.PROJECT, Details(), what)

        return self.write(code, secret, work)

    def link(self, code: str, secret: str, role: Role) -> str:
        """A new secret link, returned once."""
        made = new_secret()

        def work(sheet: Sheet) -> None:
            sheet.move(Act.ISSUE_LINK, Details(), role)
            sheet.change.add_link(role, hashed(made))

        self.write(code, secret, work)
        return made

    def revoke(self, code: str, secret: str, link: int) -> None:
        """Revoke a secret link."""

        def work(sheet: Sheet) -> None:
            sheet.move(Act.REVOKE_LINK, Details(), str(link))
            sheet.change.revoke_link(link)

        self.write(code, secret, work)

    def invite(self, code: str, secret: str, hashes: tuple[str, ...]) -> None:
        """Keep the hashes of new invitations."""

        def work(sheet: Sheet) -> None:
            sheet.move(Act.ISSUE_INVITATIONS, Details(), str(len(hashes)))
            sheet.change.add_invitations(hashes)

        self.write(code, secret, work)

    def cast(
        self, code: str, secret: str, act: Act, ballots: tuple[Ballot, ...], college: str
    ) -> tuple[StoredBallot, ...]:
        """Ballots typed in, or simulated: each by a voter of its own."""
        kind = "paper" if act is Act.ENTER_PAPER else "simulated"
        kept: list[StoredBallot] = []

        def work(sheet: Sheet) -> None:
            sheet.move(act, Details(), str(len(ballots)))
            opened = sheet.meeting.open_round
            number = opened.number if opened else 0
            for ballot in ballots:
                voter = hashed(new_secret())
                sheet.change.add_voter(voter, college=college or None, kind=kind)
                cast = NewBallot(
                    code, voter, ballot_json(ballot), "", new_receipt(), kind, new_secret()
                )
                kept.append(sheet.change.cast(cast, number))

        self.write(code, secret, work)
        return tuple(kept)

    def _last_edit(self, code: str) -> int:
        return max((e.id for e in self._store.edits(code)), default=0)


FEWEST = 2
LONGEST_ANSWER = 1000
"""Characters of an answer to a warning."""


def _confirm(sheet: Sheet, criterion: str, sense: Sense) -> None:
    found = next((c for c in sheet.framed.criteria if c.id == criterion), None)
    if found is None or sense not in found.direction.labels:
        raise InvalidFrame("criterion", criterion)
    told = json.dumps({criterion: sense.value})
    sheet.move(Act.CONFIRM_DIRECTION, Details(criterion=criterion), told)
    sheet.setup = replace(sheet.setup, senses={**sheet.setup.senses, criterion: sense})


def _answer(sheet: Sheet, warning: str, answer: str) -> None:
    if not answer.strip():
        raise Refused(Refusal(Reason.WARNINGS, (warning,)))
    _check_length(answer)
    sheet.move(Act.ANSWER_WARNING, Details(warning=warning), warning)
    sheet.change.answer(warning, answer.strip())


def _check_length(answer: str) -> None:
    if len(answer) > LONGEST_ANSWER:
        raise InvalidFrame("answer", answer[:80])


def _erase(sheet: Sheet) -> None:
    """Erase what a rehearsal leaves: ballots, voters made for it, papers, answers about them."""
    if sheet.meeting.rehearsal:
        sheet.change.erase_ballots()
        sheet.change.erase_answers(is_of_a_round)
        sheet.change.erase_papers()
