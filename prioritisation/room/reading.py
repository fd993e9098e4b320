"""Reading a meeting: whatever is shown is asked of the meeting first."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from criteria.case import Case
from prioritisation.ballots.comparability import Asked, Unlike, asked, unlike
from prioritisation.meeting import Act, Refusal, Refused, Role, refusal
from prioritisation.meeting import from_json as meeting_of
from prioritisation.room import identity
from prioritisation.room.results import Cast, Frame, Results, cast_of, results_of
from prioritisation.room.setup import Setup, framed
from prioritisation.room.setup import from_json as setup_of
from prioritisation.room.stage import FRESH_S, Stage, Stages
from prioritisation.store import Attendance, Entry, Store

COOKIE = "lien_"
"""Cookie of a secret link, followed by the code of its meeting."""

MOST_KEPT = 64


class Reading:
    """What is read of a meeting by others than its voters."""

    def __init__(self, store: Store, stages: Stages) -> None:
        self.store = store
        self._stages = stages
        self._results: dict[tuple[object, ...], Results] = {}
        self._voting: tuple[float, tuple[tuple[str, str], ...]] = (float("-inf"), ())

    def role(self, code: str, secret: str) -> Role:
        """The role that a secret gives in a meeting; an observer's when it gives none."""
        found = self.store.link(identity.hashed(secret)) if secret else None
        return Role(found.role) if found and found.code == code else Role.OBSERVER

    def stage(self, code: str, *, fresh: bool = False) -> Stage:
        """Where a meeting stands; at most a quarter of a second old, unless fresh."""
        return self._stages.get(code, fresh=fresh)

    def ask(self, code: str, role: Role, act: Act) -> Refusal | None:
        """Why a role may not do or see this now."""
        return refusal(self.stage(code, fresh=True).meeting, role, act)

    def attendance(self, code: str, secret: str) -> Attendance:
        """Who is present, by college."""
        self._demand(code, secret, Act.SEE_ATTENDANCE)
        return self.store.attendance(code)

    def audit(self, code: str, secret: str) -> tuple[Entry, ...]:
        """The log of a meeting."""
        self._demand(code, secret, Act.SEE_AUDIT)
        return self.store.audit(code)

    def results(self, code: str, role: Role, number: int | None = None) -> Results:
        """What a revealed round says, the last one by default.

        Raises
        ------
        Refused
            While a round is open, and as long as none has been revealed.
        """
        stage = self.stage(code, fresh=True)
        found = refusal(stage.meeting, role, Act.SEE_RESULTS)
        if found:
            raise Refused(found)
        numbers = tuple(r.number for r in stage.meeting.revealed_rounds)
        chosen = number if number in numbers else numbers[-1]
        key = self._ballots_of(stage, chosen)
        if key not in self._results:
            if len(self._results) > MOST_KEPT:
                self._results.clear()
            self._results[key] = self._read(stage, chosen, numbers)
        return self._results[key]

    def _ballots_of(self, stage: Stage, number: int) -> tuple[object, ...]:
        """What the results of a round rest on; a rehearsal's round is never a later one's."""
        last = self.store.last_cast(stage.code, number)
        return stage.code, stage.created_at, number, stage.meeting.rounds, last

    def _read(self, stage: Stage, number: int, numbers: Sequence[int]) -> Results:
        code = stage.code
        past = [n for n in numbers if n < number]
        then, apart = self._as_asked(stage, number), self._unlike(stage, number)
        others = tuple(n for n in numbers if n != number)
        rehearsal, weighting = stage.meeting.rehearsal, then.setup.weighting
        frame = Frame(code, number, rehearsal, then.case, then.scenario(), others, weighting)
        before = self._cast(code, past[-1]) if past and not apart else []
        return replace(results_of(frame, self._cast(code, number), before), unlike=apart)

    def unlike_last(self, stage: Stage) -> tuple[Unlike, ...] | None:
        """Why what is asked now does not compare with the last revealed round.

        Returns
        -------
        tuple[Unlike, ...] | None
            Empty when it does compare; None when no round has been revealed.
        """
        last = stage.meeting.revealed_rounds[-1:]
        if not last:
            return None
        return unlike(asked_of(self._as_asked(stage, last[0].number)), asked_of(stage))

    def _unlike(self, stage: Stage, number: int) -> tuple[Unlike, ...]:
        """Why a revealed round does not compare with the one before; none without one."""
        past = [r.number for r in stage.meeting.revealed_rounds if r.number < number]
        if not past:
            return ()
        before, after = (self._as_asked(stage, n) for n in (past[-1], number))
        return unlike(asked_of(before), asked_of(after))

    def _as_asked(self, stage: Stage, number: int) -> Stage:
        """The stage with the case and the choices that a round was about."""
        digest = next(r.matrix for r in stage.meeting.rounds if r.number == number)
        case, setup = self._frozen(stage.code, digest)
        return replace(stage, case=case, setup=setup)

    def _frozen(self, code: str, digest: str) -> tuple[Case, Setup]:
        """The case and the choices of a frozen matrix."""
        content = next(m.content for m in self.store.matrices(code) if m.sha256 == digest)
        found = json.loads(content)
        setup = setup_of(json.dumps(found["setup"]))
        return framed(self._stages.case(code, found["last_edit"]), setup), setup

    def _cast(self, code: str, number: int) -> list[Cast]:
        """The ballots of a round with what their voters said of themselves."""
        found = []
        for stored in self.store.ballots(code, number):
            voter = self.store.voter(code, stored.token_hash)
            college, carries = (voter.college, voter.carries) if voter else (None, None)
            found.append(cast_of(stored, college, carries))
        return found

    def may_rank(self, case_id: str, cookies: Mapping[str, str]) -> bool:
        """Whether a visitor may see this case ranked: not while people vote on it.

        Those who hold a facilitator's or a lead's link of the meeting may (product, section 3).
        """
        for code, case in self._votes():
            if case != case_id:
                continue
            role = self.role(code, cookies.get(f"{COOKIE}{code}", ""))
            if refusal(self._stages.get(code).meeting, role, Act.SEE_CASE_RANKING):
                return False
        return True

    def _votes(self) -> tuple[tuple[str, str], ...]:
        """(code, case) of the meetings with an open round, at most a quarter of a second old."""
        now = time.monotonic()
        if now - self._voting[0] > FRESH_S:
            found = tuple(
                (m.code, m.case_id)
                for m in self.store.meetings()
                if meeting_of(m.state).open_round
            )
            self._voting = (now, found)
        return self._voting[1]

    def _demand(self, code: str, secret: str, act: Act) -> None:
        found = refusal(self._stages.get(code).meeting, self.role(code, secret), act)
        if found:
            raise Refused(found)


def asked_of(stage: Stage) -> Asked:
    """What the voters of a meeting are asked."""
    scenario = stage.scenario()
    return asked(stage.criteria, scenario.perimeter, scenario.senses, stage.setup.weighting)
