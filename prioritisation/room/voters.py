"""The voters' side: tokens, joining, casting, and each voter's own ballot."""

from concurrent.futures import Future

from prioritisation.ballots.ballot import Ballot
from prioritisation.ballots.ballot import to_json as ballot_json
from prioritisation.meeting import Act, Phase, Reason, Refusal, Refused, Role, refusal
from prioritisation.room import identity
from prioritisation.room.errors import InvalidFrame
from prioritisation.room.stage import Stage, Stages, counted_round, meeting_now
from prioritisation.room.trial import TRIAL_IDS
from prioritisation.store import NewBallot, NewVoter, Store, StoredBallot

MOST_VOTERS = 2_000
LONGEST_REASON = 140
"""Characters of an anonymous reason."""


class Voters:
    """What a voter may do; every right is asked of the meeting."""

    def __init__(self, store: Store, stages: Stages) -> None:
        self._store = store
        self._stages = stages

    @property
    def _key(self) -> str:
        return self._stages.token_key

    def new_token(self, code: str) -> str:
        """An anonymous signed token; nothing is stored before its holder joins."""
        return identity.new_token(code, self._key)

    def invitation_token(self, code: str, invitation: str) -> str:
        """The token of an invitation, the same on each device; whether it exists is not asked."""
        return identity.invitation_token(code, invitation.strip().upper(), self._key)

    def voter_of(self, code: str, token: str) -> str | None:
        """What the store keeps of a token; None for one that is not of this meeting."""
        return identity.token_hash(code, token, self._key)

    def is_invited(self, token: str) -> bool:
        """Whether a token that ``voter_of`` knows is that of an invitation."""
        return identity.is_invited(token)

    def has_joined(self, code: str, voter: str) -> bool:
        """Whether this voter has joined."""
        return self._store.voter(code, voter) is not None

    def join_soon(
        self,
        code: str,
        token: str,
        *,
        college: str = "",
        carries: bool | None = None,
        seen: Stage | None = None,
    ) -> Future[bool]:
        """Join a meeting; True when new. An invitation is used by its own token only.

        Parameters
        ----------
        seen
            Where the meeting stands, when this was asked a moment ago: then nothing is waited for.

        Raises
        ------
        Refused
            When the meeting takes nobody now, or needs an invitation.
        InvalidFrame
            For a college that the meeting does not have.
        """
        stage = seen or self._stages.get(code)
        voter = self.voter_of(code, token)
        found = refusal(stage.meeting, Role.VOTER, Act.JOIN)
        if voter is None or (stage.setup.invited and not identity.is_invited(token)):
            found = Refusal(Reason.ROLE)
        if found or voter is None:
            raise Refused(found or Refusal(Reason.ROLE))
        if college and college not in stage.setup.colleges:
            raise InvalidFrame("college", college[:80])
        invited = identity.is_invited(token)
        new = NewVoter(
            code,
            voter,
            college or None,
            None if carries is None else int(carries),
            "invitation" if invited else "device",
            voter if invited else None,
            MOST_VOTERS,
        )
        return self._store.join_soon(new)

    def own_ballot(self, code: str, voter: str) -> StoredBallot | None:
        """A voter's ballot of the open or last round; of the trial before any."""
        number = counted_round(self._stages.get(code).meeting)
        return self._store.ballot(code, number, voter)

    def cast_soon(
        self,
        code: str,
        voter: str,
        ballot: Ballot,
        reason: str,
        nonce: str,
        *,
        seen: Stage | None = None,
    ) -> Future[StoredBallot]:
        """Put a ballot in the box: of the open round, or of the trial in the lobby.

        The rules are asked again under the meeting's lock: a ballot never enters a round that
        has been closed meanwhile, nor the one opened since, which may be about other criteria.

        Parameters
        ----------
        seen
            Where the meeting stood when the ballot was read.

        Raises
        ------
        InvalidFrame
            For a reason that is too long, or a ballot on other criteria than the vote's, or in
            another way than it asks.
        """
        reason = reason.strip()
        if len(reason) > LONGEST_REASON:
            raise InvalidFrame("reason", reason[:80])
        asked = frozenset(ballot.points)
        stage = seen or self._stages.get(code)

        def allowed(state: str) -> int:
            if ballot.mode is not stage.setup.weighting:
                raise InvalidFrame("weighting", ballot.mode)
            return _round_for(state, asked, stage)

        receipt = identity.new_receipt()
        new = NewBallot(code, voter, ballot_json(ballot), reason, receipt, "device", nonce)
        return self._store.cast_soon(new, allowed)


def _round_for(state: str, asked: frozenset[str], stage: Stage) -> int:
    """The round of a stage, when it takes a ballot now; raises Refused."""
    meeting, seen = meeting_now(state), stage.meeting
    trial = meeting.phase is Phase.LOBBY
    found = refusal(meeting, Role.VOTER, Act.TRIAL_VOTE if trial else Act.VOTE)
    if found:
        raise Refused(found)
    number = counted_round(meeting)
    if (meeting.rehearsal, number) != (seen.rehearsal, counted_round(seen)):
        raise Refused(Refusal(Reason.ROUND_CLOSED))
    if asked != frozenset(TRIAL_IDS if trial else (c.id for c in stage.criteria)):
        raise InvalidFrame("criteria", ", ".join(sorted(asked))[:80])
    return number
