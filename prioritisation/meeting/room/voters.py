"""The voters' side: tokens, joining, casting; their own ballots again, and what receipts prove."""

from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum

from criteria.cells import without_turns
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.ballot import to_json as ballot_json
from prioritisation.analysis.ballots.group import unlike
from prioritisation.meeting.room import identity
from prioritisation.meeting.room.errors import InvalidFrame
from prioritisation.meeting.room.reading import MeetingReading, questionnaire_of
from prioritisation.meeting.room.stage import TRIAL_ROUND, Stage, counted_round, meeting_at
from prioritisation.meeting.rules import (
    Act,
    Phase,
    Reason,
    Refusal,
    Refused,
    Role,
    RoundStatus,
    refusal,
)
from prioritisation.meeting.rules.setup import TRIAL_IDS
from prioritisation.meeting.store import LOST, NewVoter, StoredBallot, UnknownVoter

MOST_VOTERS = 2_000
"""Of a meeting."""
LONGEST_BALLOT_REASON = 140
"""Characters of an anonymous reason."""


class VoterStanding(StrEnum):
    """Where a voter stands: never joined, joined, gone as a lost device."""

    UNKNOWN = "unknown"
    JOINED = "joined"
    LOST = "lost"


class InvitationState(StrEnum):
    """What an invitation is to whoever opens it: none, to be used, their own, another's."""

    UNKNOWN = "unknown"
    FREE = "free"
    OWN = "own"
    USED = "used"


class Proof(StrEnum):
    """What became of the ballot of a receipt."""

    COUNTS = "counts"
    REPLACED = "replaced"
    VOID = "void"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ReceiptProof:
    """What a receipt proves, of which round; of round 0 when it is not known.

    Attributes
    ----------
    removed
        Whether ballots were taken out of a round of the meeting: one may be that of a receipt that
        is not known.
    """

    proof: Proof
    round: int = 0
    rehearsal: bool = False
    removed: bool = False


class Voters(MeetingReading):
    """What a voter may do; every right is asked of the meeting."""

    def new_token(self, code: str) -> str:
        """An anonymous signed token; nothing is stored before its holder joins."""
        return identity.new_token(code, self._stages.signing.key)

    def voter_of(self, code: str, token: str) -> str | None:
        """What the store keeps of a token; None for one that is not of this meeting."""
        return identity.token_hash(code, token, self._stages.signing.key)

    def signed(self, code: str, token: str, link: str) -> bool:
        """Whether a voting token, or the pass of a link, was given by this server for a code."""
        key = self._stages.signing.key
        is_token = bool(token and identity.token_hash(code, token, key))
        return is_token or identity.is_pass(code, link, key)

    def presence_of(self, code: str) -> str:
        """What the devices that have joined a meeting hold, by which they are known as such."""
        return identity.presence_of(code, self._stages.signing.key)

    def standing(self, code: str, voter: str) -> VoterStanding:
        """Where a voter stands in a meeting."""
        stored = self.store.voter(code, voter)
        if stored is None:
            return VoterStanding.UNKNOWN
        return VoterStanding.LOST if stored.kind == LOST else VoterStanding.JOINED

    def mark_of(self, code: str, invitation: str) -> str:
        """A mark of an invitation, which does not give it."""
        return identity.invitation_hash(code, invitation)[:16]

    def claim_of(self, code: str, invitation: str, voter: str) -> InvitationState:
        """What an invitation is to a voter; it is read, and nothing is used."""
        kept = identity.invitation_hash(code, invitation)
        try:
            holder = self.store.claimed_by(code, kept)
        except UnknownVoter:
            return InvitationState.UNKNOWN
        if holder is None:
            return InvitationState.FREE
        return InvitationState.OWN if holder == voter else InvitationState.USED

    def join_soon(
        self,
        code: str,
        token: str,
        *,
        invitation: str | None = None,
        college: str = "",
        carries: bool | None = None,
        known_stage: Stage | None = None,
    ) -> Future[bool]:
        """Join a meeting; True when new.

        Parameters
        ----------
        invitation
            That this voter uses up; None where whoever has the code may vote.
        known_stage
            Where the meeting stands, when this was asked a moment ago: then nothing is waited for.

        Raises
        ------
        Refused
            When the meeting takes nobody now, or needs an invitation.
        InvalidFrame
            For a college that the meeting does not have.

        The future raises UnknownVoter for an invitation that is not of this meeting, Conflict for
        one that another device has used, TooManyVoters when the meeting is full.
        """
        stage = known_stage or self._stages.get(code)
        voter = self._joining(stage, token, college, invited=invitation is not None)
        kept = None if invitation is None else identity.invitation_hash(code, invitation)
        new = NewVoter(
            code,
            voter,
            college or None,
            None if carries is None else int(carries),
            "invitation" if kept else "device",
            kept,
            MOST_VOTERS,
        )
        return self.store.join_soon(new)

    def _joining(self, stage: Stage, token: str, college: str, *, invited: bool) -> str:
        """The voter of a token who may join; raises what ``join_soon`` raises."""
        voter = self.voter_of(stage.code, token)
        denial = refusal(stage.meeting, Role.VOTER, Act.JOIN)
        if voter is None or (stage.setup.invited and not invited):
            denial = Refusal(Reason.ROLE)
        if denial or voter is None:
            raise Refused(denial or Refusal(Reason.ROLE))
        if college and college not in stage.setup.colleges:
            raise InvalidFrame("college", college[:80])
        return voter

    def own_ballot(self, code: str, voter: str) -> StoredBallot | None:
        """A voter's ballot of the open or last round; of the trial before any."""
        number = counted_round(self._stages.get(code).meeting)
        return self.store.ballot(code, number, voter)

    def cast_soon(
        self,
        code: str,
        voter: str,
        ballot: Ballot,
        reason: str,
        nonce: str,
        *,
        known_stage: Stage | None = None,
    ) -> Future[StoredBallot]:
        """Put a ballot in the box: of the open round, or of the trial in the lobby.

        The rules are asked again under the meeting's lock: a ballot never enters a round that
        has been closed meanwhile, nor the one opened since, which may be about other criteria.

        Parameters
        ----------
        known_stage
            Where the meeting stood when the ballot was read.

        Raises
        ------
        InvalidFrame
            For a reason that is too long, or a ballot on other criteria than the vote's, or in
            another way than it asks.
        """
        # A vote is not lost for a sign that nobody sees.
        reason = without_turns(reason).strip()
        if len(reason) > LONGEST_BALLOT_REASON:
            raise InvalidFrame("reason", reason[:80])
        criteria = frozenset(ballot.points)
        stage = known_stage or self._stages.get(code)

        # Called by the thread that writes, under the meeting's lock.
        def allowed(state: str) -> int:
            if ballot.mode is not stage.setup.weighting:
                raise InvalidFrame("weighting", ballot.mode)
            return _round_for(state, criteria, stage)

        receipt = identity.new_receipt()
        new = StoredBallot(
            code, voter, ballot_json(ballot), reason, receipt, "device", nonce=nonce
        )
        return self.store.cast_soon(new, allowed)

    def proof_of(self, code: str, receipt: str) -> ReceiptProof:
        """What a receipt proves now: neither weights, nor when, nor whose. Trials prove nothing.

        Raises
        ------
        UnknownMeeting
        """
        meeting = meeting_at(self.store.meeting(code).state, self.store.clock())
        number, current = self.store.receipt(code, receipt) or (TRIAL_ROUND, False)
        voided = {r.number for r in meeting.rounds if r.status is RoundStatus.VOID}
        if number == TRIAL_ROUND:
            return ReceiptProof(Proof.UNKNOWN, removed=any(r.removed for r in meeting.rounds))
        counting = Proof.COUNTS if current else Proof.REPLACED
        proof = Proof.VOID if number in voided else counting
        return ReceiptProof(proof, number, meeting.rehearsal)

    def earlier_ballot(self, stage: Stage, voter: str) -> StoredBallot | None:
        """A voter's last ballot of an earlier round; None when the open one does not compare."""
        for past in reversed(stage.meeting.rounds[:-1]):
            own_ballot = self.store.ballot(stage.code, past.number, voter)
            if own_ballot is not None:
                then = self._as_asked(stage, past.number)
                return (
                    None if unlike(questionnaire_of(then), questionnaire_of(stage)) else own_ballot
                )
        return None

    def ballot_in(self, code: str, number: int, voter: str) -> StoredBallot | None:
        """A voter's own ballot of a round."""
        return self.store.ballot(code, number, voter)


def _round_for(state: str, criteria: frozenset[str], stage: Stage) -> int:
    """The round of a stage, when it takes a ballot now; raises Refused."""
    meeting, seen = meeting_at(state, stage.clock()), stage.meeting
    trial = meeting.phase is Phase.LOBBY
    denial = refusal(meeting, Role.VOTER, Act.TRIAL_VOTE if trial else Act.VOTE)
    if denial:
        raise Refused(denial)
    number = counted_round(meeting)
    if (meeting.rehearsal, number) != (seen.rehearsal, counted_round(seen)):
        raise Refused(Refusal(Reason.ROUND_CLOSED))
    if criteria != frozenset(TRIAL_IDS if trial else (c.id for c in stage.criteria)):
        raise InvalidFrame("criteria", ", ".join(sorted(criteria))[:80])
    return number
