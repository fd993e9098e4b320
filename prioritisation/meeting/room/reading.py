"""Reading a meeting: whatever is shown is asked of the meeting first."""

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock

from criteria.case import Case
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import Questionnaire, Unlike, questionnaire, unlike
from prioritisation.analysis.warnings import WarningNote, is_about_a_round
from prioritisation.meeting.room import identity
from prioritisation.meeting.room.choices import AnswerMoments, moments_of_answers
from prioritisation.meeting.room.results import (
    OwnResult,
    RoundResults,
    by_voter,
    own_of,
    results_of,
    shown_of,
)
from prioritisation.meeting.room.stage import Stage, Stages
from prioritisation.meeting.rules import Act, Reason, Refusal, Refused, Role, RoundStatus, refusal
from prioritisation.meeting.rules.setup import Setup, framed, setup_from
from prioritisation.meeting.rules.state import Shown
from prioritisation.meeting.store import Entry, Store, StoredLink
from prioritisation.memory import Cache
from prioritisation.settings import thresholds

_Key = tuple[Hashable, ...]
"""What results rest on; the code of their meeting comes first."""

_MOST_OUTCOMES_KEPT = 64
_STRIPES = 16


@dataclass(frozen=True, slots=True, eq=False)
class _Outcome:
    """The results of a round, and whose ballots they are made of; it never leaves this module."""

    results: RoundResults
    ballots: Mapping[str, Ballot]


@dataclass(frozen=True, slots=True)
class SinceLast:
    """What a round asks that the one before did not, or no more.

    Attributes
    ----------
    unlike
        Why a ballot of the round before does not answer it; none when it does, or for the first.
    gone
        Criteria that it does not ask about any more, as a room calls them.
    reasons
        What was typed to go back for it.
    """

    unlike: tuple[Unlike, ...] = ()
    gone: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


NO_CHANGE = SinceLast()


class MeetingReading:
    """What is read of a meeting by others than its voters."""

    def __init__(self, store: Store, stages: Stages) -> None:
        self.store = store
        self._stages = stages
        self._outcomes: Cache[_Key, _Outcome] = Cache(_MOST_OUTCOMES_KEPT)
        self._keys: Cache[_Key, _Key] = Cache(_MOST_OUTCOMES_KEPT)
        self._ballot_warnings: Cache[_Key, tuple[WarningNote, ...]] = Cache(_MOST_OUTCOMES_KEPT)
        self._since: Cache[_Key, SinceLast] = Cache(_MOST_OUTCOMES_KEPT)
        # When a round is revealed everybody asks at once: one reads, the others wait for it.
        self._turns = tuple(Lock() for _ in range(_STRIPES))
        stages.when_erased(self._forget)

    def when_erased(self, forgets: Callable[[str], None]) -> None:
        """Have something called with the code of each meeting erased; again is no harm.

        For whoever keeps anything of a meeting, and says so each time (``keeps``): it is called by
        any thread, and must not wait.
        """
        self._stages.when_erased(forgets)

    def keeps(self, code: str) -> None:
        """Something of a meeting was just kept: it is forgotten if the meeting is no more."""
        self._stages.keeps(code)

    def _forget(self, code: str) -> None:
        """Keep no ballot and no result of a meeting that is no more."""
        for cache in (self._outcomes, self._keys, self._ballot_warnings, self._since):
            cache.drop(lambda key: key[0] == code)

    def role(self, code: str, secret: str) -> Role:
        """The role that a secret, or its pass, gives in a meeting; an observer's for none."""
        link = self._link(code, secret)
        return Role(link.role) if link else Role.OBSERVER

    def own_link(self, code: str, secret: str) -> int | None:
        """The number of the link that this secret is, among those of the meeting."""
        link = self._link(code, secret)
        return link.id if link else None

    def _link(self, code: str, secret: str) -> StoredLink | None:
        kept = identity.secret_hash(code, secret, self._stages.signing.key) if secret else None
        link = self.store.link(kept) if kept else None
        return link if link and link.code == code else None

    def pass_of(self, code: str, secret: str) -> str:
        """What a browser keeps of a secret link, which opens the same; no code: the set-up's."""
        return identity.pass_of(code, secret, self._stages.signing.fresh())

    def stage(self, code: str, *, fresh: bool = False) -> Stage:
        """Where a meeting stands; at most a quarter of a second old, unless fresh."""
        return self._stages.get(code, fresh=fresh)

    def ask(self, code: str, role: Role, act: Act) -> Refusal | None:
        """Why a role may not do or see this now."""
        return refusal(self.stage(code, fresh=True).meeting, role, act)

    def audit(self, code: str, secret: str) -> tuple[Entry, ...]:
        """The log of a meeting.

        What was found in ballots, and answered, is named to those who may see the results, and
        while they may.
        """
        # Read before the rights are asked: a round that opens meanwhile hides it.
        log = self.store.audit(code)
        self._demand(code, secret, Act.SEE_AUDIT)
        hidden = self.ask(code, self.role(code, secret), Act.SEE_RESULTS) is not None
        return tuple(replace(e, detail="") if hidden and _names_ballots(e) else e for e in log)

    def answer_moments(self, stage: Stage) -> AnswerMoments:
        """When the answers were given that a meeting counts by: anyone may know it."""
        return moments_of_answers(self.store.audit(stage.code), stage.plain_case, stage.setup)

    def whole_case(self, code: str, secret: str) -> Case:
        """The case of a meeting with all its criteria and readings, for who chooses of them."""
        self._demand(code, secret, Act.CHOOSE_FRAME)
        return self._stages.case(code)

    def frozen_version(self, code: str, secret: str) -> int:
        """Which version of the scores is frozen, counted from 1; 0 while none is."""
        self._demand(code, secret, Act.SEE_STAGE)
        frozen = self.stage(code).meeting.frozen
        versions = (m.number for m in self.store.matrices(code) if m.sha256 == frozen)
        return next(versions, 0)

    def last_score(self, code: str, secret: str) -> int:
        """The number of the last score written in a meeting; 0 before the first."""
        self._demand(code, secret, Act.SEE_STAGE)
        edits = self.store.edits(code)
        return edits[-1].id if edits else 0

    def results(self, code: str, role: Role, *, known_stage: Stage | None = None) -> RoundResults:
        """What the last revealed round says; of those before, only what has moved since.

        Parameters
        ----------
        known_stage
            Where the meeting stands, when this was asked a moment ago.

        Raises
        ------
        Refused
            While a round is open, and as long as none has been revealed.
        """
        stage = known_stage or self.stage(code, fresh=True)
        denial = refusal(stage.meeting, role, Act.SEE_RESULTS)
        if denial:
            raise Refused(denial)
        return self._outcome(stage, stage.meeting.revealed_rounds[-1].number).results

    def own_result(self, code: str, voter: str, results: RoundResults) -> OwnResult | None:
        """What a voter's weights give; None without a ballot.

        Nothing is read of the store for results that were read a moment ago.
        """
        kept = next((o for o in self._outcomes.values() if o.results is results), None)
        if kept is not None:
            ballot = kept.ballots.get(voter)
        else:
            stored = self.store.ballot(code, results.number, voter)
            ballot = stored.ballot if stored else None
        return None if ballot is None else own_of(ballot, results)

    def _outcome(self, stage: Stage, number: int) -> _Outcome:
        key = self._ballots_of(stage, number)
        outcome = self._outcomes.peek(key)
        if outcome is None:
            # A few locks for all meetings: whoever shares one only waits a little longer.
            with self._turns[hash(stage.code) % _STRIPES]:
                outcome = self._outcomes.get(key, partial(self._read, stage, number))
                self.keeps(stage.code)
        return outcome

    def _still_revealed(self, code: str, number: int) -> None:
        """Refuse what was read while a rehearsal gave way to a round of the same number."""
        meeting = self.stage(code, fresh=True).meeting
        if number not in {r.number for r in meeting.revealed_rounds}:
            raise Refused(Refusal(Reason.ROUND_OPEN))

    def _ballots_of(self, stage: Stage, number: int) -> _Key:
        """What the results of a round rest on; a rehearsal's round is never a later one's."""
        moment = stage.code, stage.created_at, number, stage.version
        key = self._keys.get(
            moment,
            lambda: (*moment[:-1], stage.meeting.rounds, self.store.last_cast(stage.code, number)),
        )
        self.keeps(stage.code)
        return key

    def _read(self, stage: Stage, number: int) -> _Outcome:
        code = stage.code
        then, apart = self._as_asked(stage, number), self._unlike(stage, number)
        past = [r.number for r in stage.meeting.revealed_rounds if r.number < number]
        before = past[-1] if past else 0
        bare = RoundResults(
            code,
            number,
            0,
            stage.meeting.rehearsal,
            then.case,
            then.scenario(),
            thresholds(),
            before=before,
            weighting=then.setup.weighting,
            unlike=apart,
        )
        seen = {n: self.store.ballots(code, n) for n in self._ever_revealed(code) if n < number}
        last = seen.get(before, ()) if not apart else ()
        cast = self.store.ballots(code, number)
        results = results_of(bare, cast, [*seen.values()], last)
        self._still_revealed(code, number)
        return _Outcome(results, by_voter(cast))

    def _shown(self, code: str) -> Mapping[int, Shown]:
        """Number of each round ever revealed -> what its reveal showed."""
        numbers = self._ever_revealed(code)
        shown = shown_of([self.store.ballots(code, n) for n in numbers])
        return dict(zip(numbers, shown, strict=True))

    def _ever_revealed(self, code: str) -> tuple[int, ...]:
        """Numbers of the rounds that were revealed, in order; those void since were seen too."""
        revealed: list[int] = []
        number = 0
        for entry in self.store.audit(code):
            if entry.act == Act.OPEN_ROUND:
                number += 1
            elif entry.act == Act.REVEAL:
                revealed.append(number)
            elif entry.act == Act.END_REHEARSAL:  # nobody's ballot was in it
                number, revealed = 0, []
        return tuple(revealed)

    def _unlike(self, stage: Stage, number: int) -> tuple[Unlike, ...]:
        """Why a revealed round does not compare with the one before; none without one."""
        past = [r.number for r in stage.meeting.revealed_rounds if r.number < number]
        if not past:
            return ()
        before, after = (self._as_asked(stage, n) for n in (past[-1], number))
        return unlike(questionnaire_of(before), questionnaire_of(after))

    def since_last(self, stage: Stage) -> SinceLast:
        """What has changed for voters since the last round before this one that was not void."""
        *past, now = stage.meeting.rounds or (None,)
        before = next((r for r in reversed(past) if r.status is not RoundStatus.VOID), None)
        # What was frozen for both is all that they ask.
        if before is None or now is None or before.matrix == now.matrix:
            return NO_CHANGE
        key = stage.code, stage.created_at, stage.meeting.rehearsal, before.number, now.number
        since = self._since.get(key, lambda: self._since_last(stage, before.number, now.number))
        self.keeps(stage.code)
        return since

    def _since_last(self, stage: Stage, *numbers: int) -> SinceLast:
        before, now = (self._as_asked(stage, number) for number in numbers)
        asked = {c.id for c in now.criteria}
        gone = tuple(
            c.plain_name(before.setup.senses.get(c.id))
            for c in before.criteria
            if c.id not in asked
        )
        opened, reasons = 0, list[str]()
        for entry in self.store.audit(stage.code):
            if entry.act == Act.END_REHEARSAL:
                opened, reasons = 0, []
            elif entry.act == Act.REOPEN and opened >= numbers[0]:
                reasons.append(entry.detail)
            opened += entry.act == Act.OPEN_ROUND
        different = unlike(questionnaire_of(before), questionnaire_of(now))
        return SinceLast(different, gone, tuple(reasons))

    def _as_asked(self, stage: Stage, number: int) -> Stage:
        """The stage with the case and the choices that a round was about."""
        digest = next(r.matrix for r in stage.meeting.rounds if r.number == number)
        case, setup = self._frozen(stage.code, digest)
        return replace(stage, case=case, setup=setup)

    def _frozen(self, code: str, digest: str) -> tuple[Case, Setup]:
        """The case and the choices of a frozen matrix."""
        content = next(m.content for m in self.store.matrices(code) if m.sha256 == digest)
        tree = json.loads(content)
        setup = setup_from(tree["setup"])
        return framed(self._stages.case(code, tree["last_edit"]), setup), setup

    def _demand(self, code: str, secret: str, act: Act) -> None:
        """Raise Refused unless the holder of a secret may do or see this now."""
        refusal = self.ask(code, self.role(code, secret), act)
        if refusal:
            raise Refused(refusal)


def _names_ballots(entry: Entry) -> bool:
    """Whether an entry of the log is about something found in the ballots of a round."""
    return entry.act == Act.ANSWER_WARNING and is_about_a_round(entry.detail)


def questionnaire_of(stage: Stage) -> Questionnaire:
    """What the voters of a meeting are asked."""
    scenario = stage.scenario()
    return questionnaire(stage.criteria, scenario.senses, stage.setup.weighting)
