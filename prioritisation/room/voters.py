"""The voters' side: tokens, joining, casting, and each voter's own ballot and result."""

from concurrent.futures import Future
from dataclasses import dataclass

from prioritisation.ballots.anonymity import MEAN_SHOWN
from prioritisation.ballots.ballot import Ballot
from prioritisation.ballots.ballot import from_json as ballot_of
from prioritisation.ballots.ballot import to_json as ballot_json
from prioritisation.ballots.firsts import own_ranking
from prioritisation.matrix import decision_matrix
from prioritisation.meeting import Act, Phase, Reason, Refusal, Refused, Role, refusal
from prioritisation.meeting import from_json as meeting_of
from prioritisation.ranking import Ranking
from prioritisation.room import identity
from prioritisation.room.errors import InvalidFrame
from prioritisation.room.results import Results
from prioritisation.room.stage import TRIAL_ROUND, Stage, Stages, counted_round, now
from prioritisation.room.trial import TRIAL_IDS
from prioritisation.store import NewBallot, NewVoter, Store, StoredBallot

MOST_VOTERS = 2_000
LONGEST_REASON = 140
"""Characters of an anonymous reason."""


@dataclass(frozen=True, slots=True, eq=False)
class OwnResult:
    """One voter's ballot beside the group's, after the reveal.

    Attributes
    ----------
    own, group
        Rankings with the voter's weights and the group's; the group's is None below
        ``MEAN_SHOWN`` ballots.
    weights
        Criterion id -> the group's mean weight.
    """

    ballot: Ballot
    stage: Stage
    own: Ranking
    group: Ranking | None
    weights: dict[str, float]
    n: int


class Voters:
    """What a voter may do; every right is asked of the meeting."""

    def __init__(self, store: Store, stages: Stages) -> None:
        self._store = store
        self._stages = stages
        self._key = store.setting("token_key", identity.new_secret)

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
        self, code: str, token: str, *, college: str = "", carries: bool | None = None
    ) -> Future[bool]:
        """Join a meeting; True when new. An invitation is used by its own token only.

        Raises
        ------
        Refused
            When the meeting takes nobody now, or needs an invitation.
        InvalidFrame
            For a college that the meeting does not have.
        """
        stage = self._stages.get(code)
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
        self, code: str, voter: str, ballot: Ballot, reason: str, nonce: str
    ) -> Future[StoredBallot]:
        """Put a ballot in the box: of the open round, or of the trial in the lobby.

        The rules are asked again under the meeting's lock: a ballot never enters a round that
        has been closed meanwhile.

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

        def allowed(state: str) -> int:
            stage = self._stages.get(code)
            if ballot.mode is not stage.setup.weighting:
                raise InvalidFrame("weighting", ballot.mode)
            return _round_for(state, asked, frozenset(c.id for c in stage.criteria))

        receipt = identity.new_receipt()
        new = NewBallot(code, voter, ballot_json(ballot), reason, receipt, "device", nonce)
        return self._store.cast_soon(new, allowed)

    def own_result(self, code: str, voter: str, results: Results) -> OwnResult | None:
        """What a voter's weights give, beside the group's; None without a ballot."""
        stored = self._store.ballot(code, results.number, voter)
        if stored is None:
            return None
        stage = self._stages.get(code)
        ballot = ballot_of(stored.points_json)
        table = results.case.tables[results.scenario.perimeter]
        matrix = decision_matrix(table, results.scenario.senses)
        shown = results.n >= MEAN_SHOWN and results.analysis is not None
        group = results.analysis.ranking if results.analysis and shown else None
        weights = dict(results.group.by_criterion()) if results.group and shown else {}
        return OwnResult(ballot, stage, own_ranking(matrix, ballot), group, weights, results.n)


def _round_for(state: str, asked: frozenset[str], criteria: frozenset[str]) -> int:
    """The round that takes a ballot now; raises Refused."""
    meeting = meeting_of(state).at(now())
    trial = meeting.phase is Phase.LOBBY
    found = refusal(meeting, Role.VOTER, Act.TRIAL_VOTE if trial else Act.VOTE)
    if found:
        raise Refused(found)
    if asked != (frozenset(TRIAL_IDS) if trial else criteria):
        raise InvalidFrame("criteria", ", ".join(sorted(asked))[:80])
    opened = meeting.open_round
    return opened.number if opened else TRIAL_ROUND
