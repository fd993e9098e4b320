"""Whether a case is ranked for a visitor: not for those of a meeting that votes on it.

A meeting votes on every case that has the name of its own, on the dossier that it took it from,
and on copies, made of it or that it was made of: of two dossiers made from one region, or copied
from each other, its people see neither ranked.

Who is of a meeting is said by cookies that this server has signed: that of a device that has
joined (``PRESENT``), the pass of a secret link (``LINK``). All others see the case ranked, and the
store is not asked about them.
"""

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from typing import NamedTuple, TypeVar

from prioritisation.meeting.room import identity
from prioritisation.meeting.room.identity import LINK, PRESENT
from prioritisation.meeting.room.reading import MeetingReading
from prioritisation.meeting.room.stage import STAGE_FRESH_S, Stage, meeting_at
from prioritisation.meeting.rules import Act, Role, refusal
from prioritisation.meeting.rules.state import DossierVersion
from prioritisation.meeting.store import Store, StoreError, UnknownMeeting


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
