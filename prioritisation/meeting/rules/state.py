"""What a meeting is at one moment, and everything that somebody may do in it or see of it."""

import datetime as dt
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple

from prioritisation.analysis.ballots.ballot import Ballot


class Phase(StrEnum):
    """Where a meeting stands, in the order of a full meeting."""

    DRAFT = "draft"
    LOBBY = "lobby"
    REVIEW = "review"
    CHECKS = "checks"
    ROUND = "round"
    REVEALED = "revealed"
    ANALYSIS = "analysis"
    PORTFOLIO = "portfolio"
    DECISION = "decision"
    CLOSED = "closed"


ORDER = tuple(Phase)


class Role(StrEnum):
    """Who asks. A voter is who holds a voting token; an observer holds nothing."""

    FACILITATOR = "facilitator"
    RECORDER = "recorder"
    LEAD = "lead"
    EXPERT = "expert"
    VOTER = "voter"
    OBSERVER = "observer"


class Form(StrEnum):
    """Full: every phase. Short: the lobby, then a round, the analysis and the decision."""

    FULL = "full"
    SHORT = "short"


class RoundStatus(StrEnum):
    """Open: ballots come in, hidden. Closed: no more of them, hidden still.

    Revealed: for good. Void: kept, never shown.
    """

    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Round:
    """One vote on the weights.

    Attributes
    ----------
    number
        From 1; void rounds keep theirs.
    matrix
        SHA-256 of the frozen matrix that its ballots answer (refusal R2).
    reason
        Why it was declared void; empty otherwise.
    closes
        Until when ballots come in (ISO, UTC), once its end was asked; empty as long as it was not.
    removed
        Ballots taken out of it while it was open: it is told beside its count.
    """

    number: int
    status: RoundStatus
    matrix: str
    reason: str = ""
    closes: str = ""
    removed: int = 0

    @property
    def closing(self) -> bool:
        """Whether its last seconds run."""
        return self.status is RoundStatus.OPEN and bool(self.closes)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The state from which all rights follow.

    Attributes
    ----------
    unanchored
        Criteria taken into account that lack a written worst or best anchor (refusal R1).
    unconfirmed
        Criteria taken into account whose direction the group has not confirmed (W12).
    unanswered
        Ids of the warnings that wait for an answer.
    frozen
        SHA-256 of the frozen matrix; empty while scores may change.
    rehearsal
        Whether all ballots are a rehearsal's, to be erased.
    before
        The meeting as it was when the rehearsal began: what it is again once that is erased.
    """

    phase: Phase = Phase.DRAFT
    form: Form = Form.FULL
    rounds: tuple[Round, ...] = ()
    unanchored: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    frozen: str = ""
    rehearsal: bool = False
    before: "Meeting | None" = None

    @property
    def stamp(self) -> str:
        """Where the meeting stands, for whoever acts on what they saw: other when it moved on."""
        last = self.rounds[-1].status if self.rounds else ""
        # Not the version, which each ballot changes: facilitators would be refused all along.
        about = f"{self.phase}-{len(self.rounds)}{last}-{self.frozen[:8]}"
        return f"r{about}" if self.rehearsal else about

    @property
    def last_round(self) -> Round | None:
        """The last round, void or not."""
        return self.rounds[-1] if self.rounds else None

    @property
    def unrevealed_round(self) -> Round | None:
        """The round whose ballots come in, or are in: nothing of it is shown yet."""
        last = self.last_round
        hidden = (RoundStatus.OPEN, RoundStatus.CLOSED)
        return last if last and last.status in hidden else None

    @property
    def revealed_rounds(self) -> tuple[Round, ...]:
        """The rounds whose aggregates may be shown once no round is open."""
        return tuple(r for r in self.rounds if r.status is RoundStatus.REVEALED)

    def at(self, now: str) -> "Meeting":
        """The meeting at a moment (ISO, UTC): a round whose time is over is closed.

        The moment is compared with what was written when the end was asked: all servers, and one
        that was stopped meanwhile, come to the same.

        Examples
        --------
        >>> ending = Round(1, RoundStatus.OPEN, "sha", closes="2026-01-01T10:00:10.000+00:00")
        >>> meeting = Meeting(Phase.ROUND, rounds=(ending,))
        >>> meeting.at("2026-01-01T10:00:09.999+00:00") is meeting
        True
        >>> meeting.at("2026-01-01T10:00:10.000+00:00").rounds[0].status.value
        'closed'
        """
        last = self.last_round
        if last is None or not last.closing or now < last.closes:
            return self
        return self.with_last(replace(last, status=RoundStatus.CLOSED))

    def with_last(self, last: Round) -> "Meeting":
        """The meeting with its last round replaced."""
        return replace(self, rounds=(*self.rounds[:-1], last))


def to_json(meeting: Meeting) -> str:
    """A meeting as text, the same for the same meeting."""
    return json.dumps(asdict(meeting), sort_keys=True, ensure_ascii=False)


def from_json(text: str) -> Meeting:
    """The meeting that ``to_json`` wrote."""
    return _meeting(json.loads(text))


def _round(tree: Any) -> Round:  # noqa: ANN401 (read from JSON)
    """A round; what rounds say of themselves since has a value of its own before."""
    status, closes, removed = tree["status"], tree.get("closes", ""), tree.get("removed", 0)
    return Round(
        tree["number"], RoundStatus(status), tree["matrix"], tree["reason"], closes, removed
    )


def _meeting(tree: Any) -> Meeting:  # noqa: ANN401 (read from JSON)
    before = tree.get("before")  # kept since rehearsals are erased whole
    rounds = tuple(_round(one) for one in tree["rounds"])
    return Meeting(
        Phase(tree["phase"]),
        Form(tree["form"]),
        rounds,
        tuple(tree["unanchored"]),
        tuple(tree["unconfirmed"]),
        tuple(tree["unanswered"]),
        tree["frozen"],
        tree["rehearsal"],
        _meeting(before) if before else None,
    )


class Act(StrEnum):
    """One thing to do or to see; each right is about one of them."""

    # moves: the phase changes
    OPEN_LOBBY = "open_lobby"
    START_REVIEW = "start_review"
    START_CHECKS = "start_checks"
    OPEN_ROUND = "open_round"
    REVEAL = "reveal"
    VOID_ROUND = "void_round"
    START_ANALYSIS = "start_analysis"
    START_PORTFOLIO = "start_portfolio"
    START_DECISION = "start_decision"
    CLOSE = "close"
    REOPEN = "reopen"
    REHEARSE = "rehearse"
    END_REHEARSAL = "end_rehearsal"
    # writes: the phase stays
    EDIT_SCORE = "edit_score"
    CHOOSE_FRAME = "choose_frame"
    CONFIRM_DIRECTION = "confirm_direction"
    ANSWER_WARNING = "answer_warning"
    FREEZE = "freeze"
    JOIN = "join"
    TRIAL_VOTE = "trial_vote"
    VOTE = "vote"
    ENTER_PAPER = "enter_paper"
    SIMULATE = "simulate"
    SET_COUNTDOWN = "set_countdown"
    END_ROUND = "end_round"
    KEEP_OPEN = "keep_open"
    PROJECT = "project"
    EDIT_PAPER = "edit_paper"
    ISSUE_LINK = "issue_link"
    REVOKE_LINK = "revoke_link"
    ISSUE_INVITATIONS = "issue_invitations"
    RELEASE_INVITATION = "release_invitation"
    PURGE = "purge"
    # sights
    SEE_STAGE = "see_stage"
    SEE_COUNT = "see_count"
    SEE_OWN_BALLOT = "see_own_ballot"
    SEE_CASE_RANKING = "see_case_ranking"
    SEE_RESULTS = "see_results"
    SEE_AUDIT = "see_audit"
    EXPORT = "export"


MOVES = frozenset(
    {
        Act.OPEN_LOBBY,
        Act.START_REVIEW,
        Act.START_CHECKS,
        Act.OPEN_ROUND,
        Act.REVEAL,
        Act.VOID_ROUND,
        Act.START_ANALYSIS,
        Act.START_PORTFOLIO,
        Act.START_DECISION,
        Act.CLOSE,
        Act.REOPEN,
        Act.REHEARSE,
        Act.END_REHEARSAL,
    }
)


class DossierVersion(NamedTuple):
    """A version of a dossier: the key of the dossier, its number, the fingerprint of its units."""

    key: str
    seq: int
    sha256: str


_IDENT_BYTES = 8


class Shown(StrEnum):
    """How much of the ballots of a round its reveal showed.

    ``COUNT``: their number. ``FIGURES``: means, medians and quartiles, in whole percents.
    ``ALL``: each of them.
    """

    COUNT = "count"
    FIGURES = "figures"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """One round that was revealed or declared void, as it was.

    Attributes
    ----------
    matrix
        SHA-256 of the frozen matrix that its ballots answer.
    opened, closed
        Days; None when not known.
    void
        Why it was declared void; empty otherwise. The ballots of a void round are not given.
    count
        How many ballots there were.
    by_college
        College -> its ballots, all those of a round shown and not void, in any order.
        The college is empty when none was named, or the question was not asked.
    identifiers
        One per ballot, from ``drawn_identifiers``, drawn once and kept by the caller: two exports
        of a meeting are then the same. They are given to the ballots by content, so that keeping
        them tells nothing of anybody. None are needed where no ballot may be written.
    reasons
        The anonymous reasons written on the ballots, in any order.
    typed
        How many ballots were typed in; 0 where nothing but their number was shown.
    groups
        Colleges whose ballots may be told apart, alone or together: the partition of the round.
    criteria
        Those that its ballots weigh: id -> label.
    shown
        What its reveal showed, whatever was decided since.
    back
        What was typed to go back to an earlier phase, between the round before and this one.
    """

    number: int
    matrix: str
    opened: dt.date | None = None
    closed: dt.date | None = None
    void: str = ""
    count: int = 0
    by_college: Mapping[str, Sequence[Ballot]] = field(default_factory=dict)
    identifiers: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    typed: int = 0
    groups: tuple[tuple[str, ...], ...] = ()
    criteria: Mapping[str, str] = field(default_factory=dict)
    shown: Shown = Shown.COUNT
    back: tuple[str, ...] = ()

    @property
    def ballots(self) -> tuple[Ballot, ...]:
        """The ballots of all colleges."""
        return tuple(ballot for ballots in self.by_college.values() for ballot in ballots)


def people_present(joined: int, ballots: Iterable[int], hands: int = 0) -> int:
    """How many were there: who has joined, and never fewer than voted at once.

    Whoever was taken out, or voted on paper in another round, is no more among those who joined;
    and somebody may raise a hand without a phone.

    Parameters
    ----------
    ballots
        How many there were in each round, void ones too.
    hands
        How many took part in the show of hands.

    Examples
    --------
    >>> people_present(12, [9, 14]), people_present(12, [9], 20)
    (14, 20)
    """
    return max(joined, hands, *ballots, 0)


def drawn_identifiers(n: int) -> tuple[str, ...]:
    """Identifiers, n of them, that say nothing, to be kept with a round when it is revealed.

    Examples
    --------
    >>> len(set(drawn_identifiers(60)))
    60
    """
    identifiers: dict[str, None] = {}
    while len(identifiers) < n:
        identifiers[secrets.token_hex(_IDENT_BYTES)] = None
    return tuple(identifiers)
