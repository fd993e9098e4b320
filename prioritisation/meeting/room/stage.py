"""Where a meeting stands: what anyone may know of it, read from the store."""

import logging
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from criteria.case import Case
from criteria.load import case_from_files
from criteria.model import Criterion
from prioritisation.analysis.scenario import START_POINTS, Scenario
from prioritisation.meeting.room.case_edits import edited_case
from prioritisation.meeting.room.identity import Signing
from prioritisation.meeting.rules import Meeting, Phase, RoundStatus
from prioritisation.meeting.rules import from_json as meeting_of
from prioritisation.meeting.rules.setup import Setup, framed, voted_on
from prioritisation.meeting.rules.setup import from_json as setup_of
from prioritisation.meeting.store import (
    ERASED_VERSION,
    PAPER_BALLOT,
    Clock,
    Store,
    StoredEdit,
    StoredMeeting,
    UnknownMeeting,
)
from prioritisation.memory import Cache

_LOGGER = logging.getLogger(__name__)
TRIAL_ROUND = 0
DECISION_TEXT = "decision"
"""Names of the texts of a meeting: of what is said of sets of levers, of the arguments, of the
decision, which phones show once the group decides."""

DECIDING = (Phase.DECISION, Phase.CLOSED)
"""When there is something to decide, or decided."""


def iso_moment(when: datetime) -> str:
    """A moment as the end of a round is written: all have one length, the later is the larger."""
    return when.astimezone(UTC).isoformat(timespec="milliseconds")


def meeting_at(state: str, now: datetime) -> Meeting:
    """The meeting of a stored state as it is now: a round whose time is over is closed."""
    return meeting_of(state).at(iso_moment(now))


STAGE_FRESH_S, _STANDING, _MOST_STAGES_KEPT = 0.25, 0.0, 200
"""How old a stage may be; when a meeting that is there was erased; stages and cases kept."""


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Stage:
    """A meeting at one version: no weight, no share and no rank is in it.

    Attributes
    ----------
    case
        As the meeting sees it: its criteria, its scores, the directions it has confirmed.
    ballots
        Of the open round, else of the last one; of the trial before any.
    typed
        How many of these were typed in from paper.
    present
        Voters who have joined.
    erase_by
        The day (ISO) from which the meeting should be gone; empty without one.
    decided
        Version of the decision, in the phases that show it; 0 before.
    clock
        That of its room, by which its round closes.
    """

    code: str
    title: str
    created_at: str
    version: int
    meeting: Meeting
    setup: Setup
    case: Case
    ballots: int
    typed: int
    present: int
    erase_by: str
    decided: int
    clock: Clock = field(repr=False)

    @property
    def key(self) -> str:
        """Changes when what a voter's page shows changes, and not with the count."""
        last = self.meeting.last_round
        round_ = f"{last.number}.{last.status}" if last else "0"
        if last and last.closing:
            round_ += f".{last.closes}"
        if last and last.removed:  # whose ballot was taken out is to see it
            round_ += f".{last.removed}"
        if self.meeting.rehearsal:
            round_ = f"r{round_}"
        decided = f".{self.decided}" if self.decided else ""
        # Not `hash`, which is another on each server.
        question = zlib.crc32(voted_on(self.setup).encode())
        return f"{self.meeting.phase}.{round_}{decided}.{question:08x}"

    @property
    def closes_in(self) -> float | None:
        """Seconds before the round closes; None when its end was not asked, or is past."""
        last = self.meeting.last_round
        if last is None or not last.closing:
            return None
        return self.seconds_to(last.closes)

    def seconds_to(self, moment: str) -> float:
        """Seconds before a moment (ISO, with its zone); negative once it is past."""
        return (datetime.fromisoformat(moment) - self.clock()).total_seconds()

    @property
    def takes_ballots(self) -> bool:
        """Whether a ballot of the round still comes in."""
        last = self.meeting.last_round
        return last is not None and last.status is RoundStatus.OPEN

    @property
    def missing(self) -> int:
        """People present who have no ballot in the round."""
        return max(0, self.present - self.ballots)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria voted on, in plain words."""
        return self.plain_case.criteria

    @property
    def plain_case(self) -> Case:
        """The case in plain words: screens, projector, phones and documents say these."""
        return self.case.in_plain_words(self.setup.senses)

    def scenario(self, points: Mapping[str, float] | None = None) -> Scenario:
        """The meeting's readings and directions, with these points (equal by default)."""
        given = points or {c.id: float(START_POINTS) for c in self.case.criteria}
        senses = {
            c.id: self.setup.senses[c.id]
            for c in self.case.criteria
            if self.setup.senses.get(c.id, c.direction.default) is not c.direction.default
        }
        return Scenario(given, self.setup.combination, senses)


class Stages:
    """Stages read from the store, each kept a quarter of a second.

    Of a meeting that is erased nothing is kept, here or by those who asked ``when_erased``.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: Cache[str, tuple[float, Stage]] = Cache(_MOST_STAGES_KEPT)
        self._whole: Cache[tuple[str, str], Case] = Cache(_MOST_STAGES_KEPT)
        self._framed: Cache[tuple[str, str, tuple[StoredEdit, ...], str], Case]
        self._framed = Cache(_MOST_STAGES_KEPT)
        self._erasing: dict[Callable[[str], None], None] = {}
        self._erased: dict[str, float] = {}  # what was kept once: when it was, or STANDING
        self.signing = Signing(store)
        store.add_listener(self._heard, others=False)

    def get(self, code: str, *, fresh: bool = False) -> Stage:
        """The stage of a meeting; raises UnknownMeeting."""
        kept = self._kept.peek(code)
        read_at = time.monotonic()
        if kept and not fresh and read_at - kept[0] < STAGE_FRESH_S:
            return _aged(kept[1])
        try:
            stage = _aged(self._read(code, kept[1] if kept else None))
        except UnknownMeeting:
            if self._erased.get(code) == _STANDING:  # another server has erased it
                self._erase(code)
            raise
        if _STANDING < self._erased.get(code, _STANDING) < read_at:  # it is there again
            self._erased[code] = _STANDING
        latest = self._kept.peek(code)
        if latest and latest[0] > read_at:  # somebody began to read after us, and is done
            return _aged(latest[1])
        self._kept.put(code, (read_at, stage))
        self.keeps(code)
        return stage

    def _read(self, code: str, last: Stage | None) -> Stage:
        stored = self._store.meeting(code)
        if last and last.version == stored.version:
            return last
        # Another key comes with another version (`Signing`): read with each.
        self.signing.fresh()
        meeting = meeting_of(stored.state)
        number = counted_round(meeting)
        counted = (
            self._store.ballot_count(code, number),
            self._store.ballot_count(code, number, PAPER_BALLOT),
        )
        present = self._store.attendance(code, number)
        return self._staged(stored, meeting, counted, present)

    def _staged(
        self, stored: StoredMeeting, meeting: Meeting, counts: tuple[int, int], present: int
    ) -> Stage:
        setup = setup_of(stored.extra)
        case = self._seen(stored, setup)
        return Stage(
            stored.code,
            stored.title,
            stored.created_at,
            stored.version,
            meeting,
            setup,
            case,
            *counts,
            present,
            stored.purge_after or "",
            self._decided(stored.code, meeting),
            self._store.clock,
        )

    def _decided(self, code: str, meeting: Meeting) -> int:
        deciding = meeting.phase in DECIDING
        return self._store.text(code, DECISION_TEXT).version if deciding else 0

    def _seen(self, stored: StoredMeeting, setup: Setup) -> Case:
        """The framed case, the same object as long as nothing of it changes."""
        edits = self._store.edits(stored.code)
        frame = voted_on(setup)
        key = (stored.code, stored.created_at, edits, frame)
        case = self._framed.get(key, lambda: framed(self.case(stored.code), setup))
        self.keeps(stored.code)
        return case

    def case(self, code: str, last_edit: int | None = None) -> Case:
        """The whole case of a meeting with the scores written in the room, up to one of them."""
        edits = self._store.edits(code)
        kept = tuple(e for e in edits if last_edit is None or e.id <= last_edit)
        return edited_case(self._files(code), kept)

    def _files(self, code: str) -> Case:
        """The case that the meeting was created on: its files never change."""
        stored = self._store.meeting(code)
        key = (code, stored.created_at)
        case = self._whole.get(key, lambda: case_from_files(self._store.files(code)))
        self.keeps(code)
        return case

    def forget(self, code: str) -> None:
        """Read this meeting again at the next call."""
        self._kept.drop(lambda key: key == code)

    def when_erased(self, forgets: Callable[[str], None]) -> None:
        """Have something called with the code of each meeting erased; again is no harm.

        It is called by any thread, and for no code that nobody ever had.
        """
        self._erasing[forgets] = None

    def keeps(self, code: str) -> None:
        """Something of a meeting was just kept: forget it at once if the meeting is no more."""
        if self._erased.setdefault(code, _STANDING) != _STANDING:
            self._sweep(code)

    def _heard(self, code: str, version: int) -> None:
        if version == ERASED_VERSION:
            self._erase(code)

    def _erase(self, code: str) -> None:
        """Forget a meeting; ``keeps`` forgets what is kept from now on."""
        # Marked before it is swept: whoever keeps something between the two sees the mark.
        self._erased[code] = time.monotonic()
        self._sweep(code)

    def _sweep(self, code: str) -> None:
        self.forget(code)
        self._whole.drop(lambda key: key[0] == code)
        self._framed.drop(lambda key: key[0] == code)
        # A copy: another thread may add one meanwhile.
        for forgets in tuple(self._erasing):
            try:
                forgets(code)
            except Exception:  # the others forget all the same
                _LOGGER.exception("something of an erased meeting may be kept")


def _aged(stage: Stage) -> Stage:
    """The stage as it is now: a round closes without anything being written."""
    meeting = stage.meeting.at(iso_moment(stage.clock()))
    return stage if meeting is stage.meeting else replace(stage, meeting=meeting)


def counted_round(meeting: Meeting) -> int:
    """The round whose ballots are counted: the last one; the trial before any."""
    last = meeting.last_round
    if last is None or meeting.phase in (Phase.DRAFT, Phase.LOBBY):
        return TRIAL_ROUND
    return last.number
