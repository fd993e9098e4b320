"""What a voter finds again: the proof of a receipt, the ballot of an earlier round."""

from dataclasses import dataclass
from enum import StrEnum

from prioritisation.analysis.ballots.rounds import unlike
from prioritisation.meeting.room.reading import MeetingReading, questionnaire_of
from prioritisation.meeting.room.stage import TRIAL_ROUND, Stage, meeting_at
from prioritisation.meeting.rules import RoundStatus
from prioritisation.meeting.store import StoredBallot


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


class OwnBallots(MeetingReading):
    """What becomes of a ballot, for its own voter."""

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
