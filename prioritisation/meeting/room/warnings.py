"""Warnings of a meeting: those that apply now, their answers, and openings of the ranking."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from time import monotonic
from typing import NamedTuple, TypeVar

from prioritisation.analysis.warnings import (
    MeetingFigures,
    RevealedBallots,
    Turnout,
    WarningNote,
    ballot_warnings,
    case_warnings,
    meeting_warnings,
)
from prioritisation.meeting.room import identity
from prioritisation.meeting.room.choices import taking
from prioritisation.meeting.room.identity import LINK, PRESENT
from prioritisation.meeting.room.reading import MeetingReading
from prioritisation.meeting.room.results import RoundResults
from prioritisation.meeting.room.stage import DECISION_TEXT, STAGE_FRESH_S, Stage, meeting_at
from prioritisation.meeting.rules import Act, Form, Meeting, Phase, Role, RoundStatus, refusal
from prioritisation.meeting.rules.decision import from_json
from prioritisation.meeting.rules.setup import framed
from prioritisation.meeting.rules.state import DossierVersion, people_present
from prioritisation.meeting.store import Store, StoredMeeting, StoreError, UnknownMeeting
from prioritisation.settings import warning_thresholds


def lineage(case_id: str, line: str = "") -> str:
    """Ids of a case and of those that it is a copy of, each once, with a space between."""
    return " ".join(dict.fromkeys((case_id, *line.split())))


def copied_lines(store: Store, keys: Iterable[str]) -> dict[str, str]:
    """Key of each of these dossiers that is there -> ids of the cases that it is a copy of."""
    wanted = {key for key in keys if key}
    stored = store.dossiers.dossiers(wanted) if wanted else ()
    return {one.key: json.loads(one.origin).get("line", "") for one in stored}


def are_akin(one: str, other: str) -> bool:
    """Whether two lineages have a case in common."""
    return not set(one.split()).isdisjoint(other.split())


T = TypeVar("T")

RANKING_PATIENCE_S = 2.0
"""Seconds that a page waits to know: a store that hangs says nothing."""

# Their own: while the store hangs, whatever does not ask it goes on in the threads of all others.
_THREADS = ThreadPoolExecutor(16, thread_name_prefix="ranking-asked")
_LOGGER = logging.getLogger(__name__)


class Sight(StrEnum):
    """Free: the case is ranked. Vote: a round is open. Unknown: the store does not answer."""

    FREE = "free"
    VOTE = "vote"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OpenVotes:
    """Codes of the meetings that vote on a case, of those that a visitor is of.

    Attributes
    ----------
    closing
        Those that close it to this visitor.
    sparing
        Those that leave it to this visitor's role, and close it to others.
    known
        Whether the store answered; if not, there may be others.
    """

    closing: tuple[str, ...] = ()
    sparing: tuple[str, ...] = ()
    known: bool = True

    @property
    def sight(self) -> Sight:
        """What the visitor may see of the case."""
        if not self.known:
            return Sight.UNKNOWN
        return Sight.VOTE if self.closing else Sight.FREE


class _Voting(NamedTuple):
    """A meeting with an open round, the key of its dossier, if any, the lineage of its case."""

    code: str
    dossier: str
    line: str


class RankingAccess(MeetingReading):
    """What of a case may be ranked while people vote."""

    _voting: tuple[float, tuple[_Voting, ...]] = (float("-inf"), ())

    def dossier_of(self, code: str) -> DossierVersion | None:
        """The version of a dossier that a meeting took its case from; None for a folder's."""
        return self.store.dossiers.taken_by(code)

    def votes_on(
        self, case_id: str, cookies: Mapping[str, str], meeting_code: str = "", dossier: str = ""
    ) -> OpenVotes:
        """The votes on a case in meetings that a visitor with these cookies is of.

        Parameters
        ----------
        meeting_code
            Code of the meeting whose own case it is: whoever looks is of that meeting then.
        dossier
            Key of the dossier that it is; empty for the case of the folder, or of a meeting.
        """
        # Meetings with an open round are few; cookies may be as many as somebody makes up.
        own = {v: self._ranks_in(v.code, cookies, meeting_code) for v in self._votes()}
        theirs = {vote: ranks for vote, ranks in own.items() if ranks is not None}
        if not theirs:
            return OpenVotes()
        taken = self.dossier_of(meeting_code) if meeting_code and not dossier else None
        key = taken.key if taken else dossier
        line = lineage(case_id, copied_lines(self.store, [key]).get(key, ""))
        codes: dict[bool, list[str]] = {True: [], False: []}
        for vote, ranks in theirs.items():
            if are_akin(vote.line, line) or (key and vote.dossier == key):
                codes[ranks].append(vote.code)
        return OpenVotes(tuple(codes[False]), tuple(codes[True]))

    def line_of(self, code: str) -> str:
        """Ids of the cases that the dossier of a meeting is a copy of; empty without a dossier."""
        taken = self.dossier_of(code)
        return copied_lines(self.store, [taken.key]).get(taken.key, "") if taken else ""

    def is_voted_on(self, dossier: str) -> bool:
        """Whether any meeting votes on a dossier now, whoever asks.

        For what nobody is to write by its effect while others vote: cookies say who is of a
        meeting, and the one who writes may have left them in another browser.
        """
        return any(vote.dossier == dossier for vote in self._votes())

    def meetings_of(self, cookies: Mapping[str, str]) -> tuple[Stage, ...]:
        """Those that a visitor with these cookies takes part in or drives, the newest first."""
        codes = {name.removeprefix(LINK).removeprefix(PRESENT) for name in cookies}
        stages = []
        for code in codes:
            if any(True for _ in self._roles_in(code, cookies, "")):
                with suppress(UnknownMeeting):
                    stages.append(self.stage(code))
        return tuple(sorted(stages, key=lambda stage: stage.created_at, reverse=True))

    def _ranks_in(self, code: str, cookies: Mapping[str, str], meeting_code: str) -> bool | None:
        """Whether one meeting leaves the ranking to a visitor: by the strongest of their roles.

        None to whoever is not of it.
        """
        roles = tuple(self._roles_in(code, cookies, meeting_code))
        if not roles:
            return None
        if meeting_code == code:
            # What is moved there was moved from what the group gave before.
            return False
        try:
            meeting = self.stage(code).meeting
        except UnknownMeeting:
            return None
        return any(refusal(meeting, role, Act.SEE_CASE_RANKING) is None for role in roles)

    def _roles_in(
        self, code: str, cookies: Mapping[str, str], meeting_code: str
    ) -> Iterator[Role]:
        """What a visitor is in a meeting; nothing when they are not of it.

        What is made up is not looked up: which meetings there are, or vote, cannot be tried out.
        """
        key, secret = self._stages.signing.key, cookies.get(LINK + code, "")
        if identity.is_pass(code, secret, key):
            yield self.role(code, secret)
        if identity.is_presence(code, cookies.get(PRESENT + code, ""), key):
            yield Role.VOTER
        if meeting_code == code:
            yield Role.OBSERVER

    def _votes(self) -> tuple[_Voting, ...]:
        """The meetings with an open round, at most a quarter of a second old."""
        now = monotonic()
        if now - self._voting[0] > STAGE_FRESH_S:
            moment = self.store.clock()
            voting = [
                m for m in self.store.meetings() if meeting_at(m.state, moment).unrevealed_round
            ]
            taken = self.store.dossiers.taken() if voting else {}
            keys = {m.code: taken[m.code].key if m.code in taken else "" for m in voting}
            lines = copied_lines(self.store, keys.values())
            votes = [
                _Voting(m.code, keys[m.code], lineage(m.case_id, lines.get(keys[m.code], "")))
                for m in voting
            ]
            self._voting = (now, tuple(votes))
        return self._voting[1]


def sight(
    rooms: Callable[[], RankingAccess],
    case_id: str,
    cookies: Mapping[str, str],
    meeting_code: str = "",
    dossier: str = "",
) -> Sight:
    """Whether a visitor may see a case ranked: as ``votes``, in one word."""
    return open_votes(rooms, case_id, cookies, meeting_code, dossier).sight


def open_votes(
    rooms: Callable[[], RankingAccess],
    case_id: str,
    cookies: Mapping[str, str],
    meeting_code: str = "",
    dossier: str = "",
) -> OpenVotes:
    """Which votes close a case, or spare it, whatever the store does.

    Told within ``RANKING_PATIENCE_S``: when the store is locked, slow or away, the case is closed
    to those of a meeting, and to nobody else.

    Parameters
    ----------
    rooms
        Gives the room; it may raise as the store does, or hang.
    meeting_code, dossier
        See ``RankingAccess.votes_on``.
    """
    if not _is_of_a_meeting(cookies, meeting_code):
        return OpenVotes()
    votes = answer_in_time(lambda: rooms().votes_on(case_id, cookies, meeting_code, dossier))
    return votes or OpenVotes(known=False)


def _is_of_a_meeting(cookies: Mapping[str, str], meeting_code: str) -> bool:
    return bool(meeting_code) or any(name.startswith((LINK, PRESENT)) for name in cookies)


def visitor_meetings(
    rooms: Callable[[], RankingAccess], cookies: Mapping[str, str]
) -> tuple[Stage, ...]:
    """The meetings of a visitor; none when the store does not answer in time."""
    if not _is_of_a_meeting(cookies, ""):
        return ()
    return answer_in_time(lambda: rooms().meetings_of(cookies)) or ()


def answer_in_time(ask: Callable[[], T]) -> T | None:
    """What a question is answered in time; None when the store does not."""
    answer = _THREADS.submit(ask)
    try:
        return answer.result(RANKING_PATIENCE_S)
    except (StoreError, TimeoutError) as error:
        # What has not begun takes no thread then; what has goes on by itself.
        answer.cancel()
        _LOGGER.warning("whether a vote is open is not known: %r", error)
        return None


_MOST_TOLD, MOST_OPENINGS = 20, 100
"""Meetings, the newest first, and times in each, that an opening of the ranking is written."""

_ENDED = (RoundStatus.REVEALED, RoundStatus.VOID)

LAST_BEFORE = {Form.FULL: Phase.CHECKS, Form.SHORT: Phase.LOBBY}
"""The phase that the first round opens from: there, how many are present matters."""


class MeetingWarnings(RankingAccess):
    """The warnings of meetings, with the answers of their groups."""

    def warnings(self, code: str, role: Role = Role.OBSERVER) -> tuple[WarningNote, ...]:
        """What the group should know now, and what it answered.

        What is found in the ballots is told to whoever may see the results, and while they may.
        """
        return self.warnings_at(self.stage(code, fresh=True), role)

    def warnings_at(self, stage: Stage, role: Role) -> tuple[WarningNote, ...]:
        """The same of a meeting at this stage: of its case, its choices and those present."""
        answers = {a.warning: a.answer for a in self.store.answers(stage.code)}
        left = set(stage.meeting.unanswered)
        setup, thresholds = stage.setup, warning_thresholds()
        notes = (
            *case_warnings(stage.case, setup.combination, setup.senses, thresholds),
            *meeting_warnings(self._sitting(stage), thresholds),
            *self._of_ballots(stage, role),
        )
        return tuple(
            replace(w, answer="" if w.id in left else answers.get(w.id, "")) for w in notes
        )

    def warnings_taking(self, code: str, readings: Sequence[str]) -> tuple[WarningNote, ...]:
        """What a round would wait for an answer to, had the group taken these readings."""
        stage = self.stage(code, fresh=True)
        setup = taking(stage.case, stage.setup, readings)
        case, thresholds = framed(stage.case, setup), warning_thresholds()
        return case_warnings(case, setup.combination, setup.senses, thresholds)

    def ranking_opened(
        self, case_id: str, cookies: Mapping[str, str], meeting_code: str = "", dossier: str = ""
    ) -> None:
        """Note that the ranking of a case was opened, in the log of each meeting not yet voted.

        Without who: the role alone is written. The facilitator's own look is not, and a log is
        not filled without end. Of cases of one name, a meeting is told of the one that it took
        its own from, and of what its own people open: two dossiers may be made from one region.

        Parameters
        ----------
        meeting_code, dossier
            See ``votes_on``.
        """
        now, taken = self.store.clock(), self.store.dossiers.taken()
        keys = {code: version.key for code, version in taken.items()}
        looked_at = dossier or keys.get(meeting_code, "")
        lines = copied_lines(self.store, {looked_at, *keys.values()})
        line = lineage(case_id, lines.get(looked_at, ""))

        def concerns(meeting: StoredMeeting) -> bool:
            key = keys.get(meeting.code, "")
            if key == looked_at and meeting.case_id == case_id:
                return True
            akin = are_akin(lineage(meeting.case_id, lines.get(key, "")), line)
            return akin and any(self._roles_in(meeting.code, cookies, meeting_code))

        waiting = [
            m.code
            for m in self.store.meetings()
            if not _begun(meeting_at(m.state, now)) and concerns(m)
        ]
        for code in waiting[:_MOST_TOLD]:
            role = self.role(code, cookies.get(f"{LINK}{code}", ""))
            if role is Role.FACILITATOR or self._openings(code) >= MOST_OPENINGS:
                continue
            with self.store.change(code) as change:
                change.audit(role, Act.SEE_CASE_RANKING)
            self._stages.forget(code)

    def _openings(self, code: str) -> int:
        """Times the ranking was opened before the first round that is no rehearsal's."""
        acts = [entry.act for entry in self.store.audit(code)]
        rehearsed = max((i for i, a in enumerate(acts) if a == Act.END_REHEARSAL), default=-1)
        rounds = (i for i, a in enumerate(acts) if a == Act.OPEN_ROUND and i > rehearsed)
        return acts[: next(rounds, len(acts))].count(Act.SEE_CASE_RANKING)

    def _sitting(self, stage: Stage) -> MeetingFigures:
        meeting = stage.meeting
        last = meeting.revealed_rounds[-1:]
        settled = meeting.frozen and not meeting.unrevealed_round
        changed = [r.number for r in last if settled and r.matrix != meeting.frozen]
        gathering = meeting.phase is LAST_BEFORE[meeting.form] and not last
        return MeetingFigures(
            changed[0] if changed else 0,
            self._openings(stage.code),
            stage.present if gathering else None,
        )

    def _of_ballots(self, stage: Stage, role: Role) -> tuple[WarningNote, ...]:
        if refusal(stage.meeting, role, Act.SEE_RESULTS):
            return ()
        last = stage.meeting.revealed_rounds[-1].number
        # The turnout is of those present, who may still come.
        written = self.store.text(stage.code, DECISION_TEXT).content
        vote = from_json(written).vote if written else None
        present = self.attendance(stage, vote.hands if vote else 0)
        key = (*self._ballots_of(stage, last), present)

        def make() -> tuple[WarningNote, ...]:
            results = self.results(stage.code, role)
            counts = Turnout(results.number, results.n, present, results.typed)
            return ballot_warnings(counts, _revealed(results), warning_thresholds())

        warnings = self._ballot_warnings.get(key, make)
        self.keeps(stage.code)
        return warnings

    def attendance(self, stage: Stage, hands: int = 0) -> int:
        """How many were there, as the record tells it, with so many hands counted."""
        ended = (r.number for r in stage.meeting.rounds if r.status in _ENDED)
        counts = [self.store.ballot_count(stage.code, number) for number in ended]
        return people_present(stage.present, counts, hands)


def _revealed(results: RoundResults) -> RevealedBallots | None:
    """The ballots of a round with their colleges, as they may be shown; None when they may not."""
    if results.analysis is None or results.leaders is None or results.firsts is None:
        return None
    return RevealedBallots(
        results.analysis,
        results.leaders,
        results.firsts,
        results.votes,
        results.thresholds.group,
        results.movement,
        bool(results.reasons),
    )


def _begun(meeting: Meeting) -> bool:
    """Whether people have voted, or vote, for good."""
    return meeting.phase is Phase.CLOSED or (bool(meeting.rounds) and not meeting.rehearsal)
