"""One write of a meeting being made, and the parts that several of them share."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from criteria.case import Case
from criteria.model import Sense, Standing, Status
from criteria.scales import WordScale
from prioritisation.analysis.crossing import order_text
from prioritisation.analysis.warnings import IN_THE_CASE, WarningKind, WarningNote, case_warnings
from prioritisation.meeting.room import case_edits
from prioritisation.meeting.room.choices import SETTLED, is_projection, taking
from prioritisation.meeting.room.errors import InvalidFrame, check_turned
from prioritisation.meeting.room.stage import TRIAL_ROUND
from prioritisation.meeting.rules import (
    Act,
    Details,
    Meeting,
    Phase,
    Reason,
    Refusal,
    Refused,
    Role,
    RoundStatus,
    move,
    refusal,
)
from prioritisation.meeting.rules import to_json as meeting_json
from prioritisation.meeting.rules.setup import PROJECT_AUTO, Setup, framed, unanchored, unconfirmed
from prioritisation.meeting.rules.setup import to_json as setup_json
from prioritisation.meeting.store import Transaction
from prioritisation.settings import warning_thresholds

_LONGEST_ANSWER = 1000
"""Characters of an answer to a warning."""


@dataclass(slots=True)
class MeetingWrite:
    """One write being made: the meeting's row is locked, and everything is kept or nothing."""

    role: Role
    change: Transaction
    case: Case
    meeting: Meeting
    setup: Setup
    before: tuple[Case, Setup] = field(init=False)
    """What the case and the setup were when the write began."""

    def __post_init__(self) -> None:
        """Keep what they were."""
        self.before = (self.case, self.setup)

    @property
    def framed(self) -> Case:
        """The case as the meeting sees it now."""
        return framed(self.case, self.setup)

    @property
    def unrevealed_number(self) -> int | None:
        """The round, or the trial, of which nothing is shown yet."""
        if self.meeting.phase is Phase.LOBBY:
            return TRIAL_ROUND
        return self.meeting.unrevealed_round.number if self.meeting.unrevealed_round else None

    @property
    def voting_round(self) -> int | None:
        """The same while it takes ballots."""
        last = self.meeting.unrevealed_round
        closed = last is not None and last.status is RoundStatus.CLOSED
        return None if closed else self.unrevealed_number

    def allow(self, act: Act) -> None:
        """Raise Refused unless the meeting allows an act now; ``move`` asks it too."""
        if denial := refusal(self.meeting, self.role, act):
            raise Refused(denial)

    def move(self, act: Act, details: Details, detail: str = "") -> None:
        """Do one act of the state machine, and log it; raises Refused.

        What is projected is chosen for the talk of one phase: the next one has its own view.
        """
        phase = self.meeting.phase
        self.meeting = move(self.meeting, self.role, act, details)
        if self.meeting.phase is not phase:
            self.setup = replace(self.setup, projection=PROJECT_AUTO, viewed=())
        self.change.audit(self.role, act, detail or details.reason)

    def reframe(self, act: Act, detail: str) -> None:
        """Set what the frame asks for: anchors, directions, warnings not yet answered.

        An answer stands as long as the scores and what is said of them are the same.
        """
        case, setup = self.framed, self.setup
        answered = {w for w in _warned(*self.before) if w[0].id not in self.meeting.unanswered}
        self.move(
            act,
            Details(
                unanchored=unanchored(case),
                unconfirmed=unconfirmed(case, setup),
                unanswered=tuple(w[0].id for w in _warned(self.case, setup) if w not in answered),
            ),
            detail,
        )

    def freeze(self, last_edit: int) -> None:
        """Freeze the matrix under its hash."""
        content = case_edits.matrix_content(self.framed, self.setup, last_edit)
        digest = case_edits.fingerprint(content)
        self.move(Act.FREEZE, Details(matrix=digest), digest)
        self.change.add_matrix(digest, content)

    def save(self) -> None:
        """Hand the state back to the store."""
        self.change.set_state(meeting_json(self.meeting))
        self.change.set_extra(setup_json(self.setup))


def _warned(case: Case, setup: Setup) -> tuple[tuple[WarningNote, frozenset[object]], ...]:
    """The warnings of a case as a meeting sees it, each with the scores or scales it is about."""
    seen = framed(case, setup)
    notes = case_warnings(seen, setup.combination, setup.senses, warning_thresholds())
    scores = seen.tables[setup.combination].scores.values()
    kinds = {WarningKind.UNKNOWN: Status.UNKNOWN, WarningKind.INFERRED: Status.INFERRED}
    scales = frozenset(
        (c.id, c.scale) for c in seen.criteria if c.scale_status is Standing.TO_CONFIRM
    )
    return tuple(
        (w, scales)
        if w.kind is WarningKind.ANCHORS
        else (w, frozenset(s for s in scores if s.status is kinds.get(w.kind)))
        for w in notes
    )


def reframe(
    sheet: MeetingWrite, setup: Setup, detail: str = "", act: Act = Act.CHOOSE_FRAME
) -> None:
    """Vote on another frame; what is settled of it stays so.

    Parameters
    ----------
    detail
        What the log says of it; the whole frame by default.
    """
    taken = {q.answer(setup.combination).id for q in sheet.case.questions}
    settled = tuple(dict.fromkeys(r for r in setup.settled if r in taken))
    sheet.setup = replace(setup, settled=settled)
    # What is voted on no more is shown no more.
    viewed = tuple(v for v in setup.viewed if is_projection(sheet.framed, v))
    here = setup.projection if is_projection(sheet.framed, setup.projection) else PROJECT_AUTO
    sheet.setup = replace(sheet.setup, projection=here, viewed=viewed)
    criteria = ", ".join(setup.criteria)
    whole = f"{setup.combination}: {criteria}; {setup.weighting.value}"
    sheet.reframe(act, detail or whole)


def take_reading(sheet: MeetingWrite, reading: str) -> None:
    """Take a reading for the group: its question is open no more; raises InvalidFrame."""
    # As a list: whatever was sent, hashable or not.
    if reading not in [*sheet.case.readings]:
        raise InvalidFrame("reading", str(reading)[:80])
    reframe(sheet, taking(sheet.case, sheet.setup, (reading,)), json.dumps({SETTLED: reading}))


def take_order(sheet: MeetingWrite, criterion: str, order: str) -> None:
    """Take an order of the words of a criterion: it is open no more; raises InvalidFrame."""
    scale = next((c.scale for c in sheet.framed.criteria if c.id == criterion), None)
    pair: tuple[str, ...] = sheet.setup.orders.get(criterion, ())
    if isinstance(scale, WordScale) and scale.other_order:
        pair = (order_text(scale.order), order_text(scale.other_order))
    if order not in pair:
        raise InvalidFrame("order", str(order)[:80])
    left = next(other for other in pair if other != order)
    setup = replace(sheet.setup, orders={**sheet.setup.orders, criterion: (order, left)})
    reframe(sheet, setup, json.dumps({SETTLED: [criterion, order]}))


def take_reading_first(sheet: MeetingWrite, reading: str) -> None:
    """Take a reading where nobody has taken another one; raises Refused, InvalidFrame."""
    siblings = {
        r.id
        for q in sheet.case.questions
        for r in q.readings
        if reading in {o.id for o in q.readings}
    }
    if siblings & {*sheet.setup.settled} - {reading}:
        raise Refused(Refusal(Reason.OVERTAKEN))
    take_reading(sheet, reading)


def confirm(sheet: MeetingWrite, criterion: str, sense: Sense) -> None:
    """Confirm which way a criterion counts; raises InvalidFrame."""
    known = next((c for c in sheet.framed.criteria if c.id == criterion), None)
    if known is None or sense not in known.direction.labels:
        raise InvalidFrame("criterion", criterion)
    detail = json.dumps({criterion: sense.value})
    sheet.move(Act.CONFIRM_DIRECTION, Details(criterion=criterion), detail)
    sheet.setup = replace(sheet.setup, senses={**sheet.setup.senses, criterion: sense})


def confirm_first(sheet: MeetingWrite, criterion: str, sense: Sense) -> None:
    """Confirm a direction that nobody has confirmed otherwise; raises Refused."""
    if sheet.setup.senses.get(criterion, sense) is not sense:
        raise Refused(Refusal(Reason.OVERTAKEN))
    confirm(sheet, criterion, sense)


def keep_answer(sheet: MeetingWrite, warning: str, words: str) -> None:
    """Keep the answer to a warning; raises Refused for one without words."""
    if not words.strip():
        raise Refused(Refusal(Reason.WARNINGS, (warning,)))
    check_length(words)
    sheet.move(Act.ANSWER_WARNING, Details(warning=warning), warning)
    sheet.change.answer(warning, words.strip())


def keep_open_answers(
    sheet: MeetingWrite, answers: Mapping[str, str], waiting: Collection[WarningNote]
) -> None:
    """Keep answers to what a round opens without an answer to, where it has none yet.

    Parameters
    ----------
    waiting
        The warnings of the meeting that nobody has answered under the lock.
    """
    for note in waiting:
        if note.kind not in IN_THE_CASE and not note.answer and note.id in answers:
            keep_answer(sheet, note.id, answers[note.id])


def check_length(words: str) -> None:
    """Refuse an answer without end."""
    if len(words) > _LONGEST_ANSWER:
        raise InvalidFrame("answer", words[:80])
    check_turned("answer", words)
