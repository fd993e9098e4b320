"""A meeting -> the facts of its decision record: everything that its documents rest on."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from criteria.case import Case
from prioritisation.meeting import Act, Meeting, Refused, Role, RoundStatus, refusal
from prioritisation.portfolio import arguments, text
from prioritisation.portfolio.words import Question
from prioritisation.record.decision import Decision
from prioritisation.record.facts import (
    CastBallot,
    KeptScenario,
    MeetingFacts,
    Mode,
    RoundFacts,
    drawn_identifiers,
)
from prioritisation.room.papers import decision_of
from prioritisation.room.people import Cast, may_tell
from prioritisation.room.results import Results
from prioritisation.room.setup import Setup
from prioritisation.room.stage import DECISION, meeting_now
from prioritisation.room.warned import Warned
from prioritisation.sentences.weighting import question_text
from prioritisation.store import Entry, NewPaper, Overtaken, StoredMeeting
from prioritisation.wording import t

Days = tuple[dt.date | None, dt.date | None]

_ENDS = (Act.REVEAL, Act.VOID_ROUND)


class Rationale(Warned):
    """What may be written of a meeting, for whoever may export it."""

    def facts(self, code: str, secret: str) -> MeetingFacts:
        """The facts of a meeting as far as it went; the same as long as nobody writes.

        Raises
        ------
        Refused
            For others than the facilitator and the recorder; while a round is open, and as long
            as none has been revealed.
        InvalidText, InvalidDecision
            When a paper of the meeting cannot be read back.
        """
        return self._facts(code, self.role(code, secret))

    def own_facts(self, code: str) -> MeetingFacts:
        """The same for the command line, whose user holds the database; asked as a recorder."""
        return self._facts(code, Role.RECORDER)

    def _facts(self, code: str, role: Role) -> MeetingFacts:
        stored = self.store.meeting(code)
        meeting = meeting_now(stored.state)
        found = refusal(meeting, role, Act.EXPORT)
        if found:
            raise Refused(found)
        last, stage = meeting.revealed_rounds[-1], self.stage(code)
        (case, setup), log = self._frozen(code, last.matrix), self.store.audit(code)
        rounds = tuple(self._rounds(code, meeting, case, _days(log)))
        facts = MeetingFacts(
            case,
            replace(stage, case=case, setup=setup).scenario(),
            stored.title,
            t("Which lever first?"),
            _day(stored, rounds),
            files=self.store.files(code),
            matrix_content=self._content(code, last.matrix),
            confirmed_by=_confirmed_by(log, setup),
            present=stage.present,
            rounds=rounds,
            wording=question_text(setup.weighting),
            mode=Mode.INVITED if setup.invited else Mode.OPEN,
            form=meeting.form,
            warnings=self.warnings(code, role),
            opinions=True,
            simulated=meeting.rehearsal,
        )
        told = self._with_results(code, facts, self.results(code, role))
        return self._with_writings(code, told)

    def _with_results(self, code: str, facts: MeetingFacts, shown: Results) -> MeetingFacts:
        """The facts with what the results of the last round tell, as they tell it."""
        rounds = tuple(
            self._deciding(code, r, shown) if r.number == shown.number else r for r in facts.rounds
        )
        return replace(facts, rounds=rounds, movement=shown.movement, unlike=shown.unlike)

    def _with_writings(self, code: str, facts: MeetingFacts) -> MeetingFacts:
        """The facts with what people wrote: of sets of levers, for and against, the decision."""
        return replace(
            facts,
            portfolio=self._question(code),
            cards=self._cards(code, facts.case),
            scenarios=tuple(KeptScenario(s.name, s.content) for s in self.store.scenarios(code)),
            decision=self._decision(code),
        )

    def _content(self, code: str, digest: str) -> str:
        return next(m.content for m in self.store.matrices(code) if m.sha256 == digest)

    def _rounds(
        self, code: str, meeting: Meeting, case: Case, days: Iterator[Days]
    ) -> Iterator[RoundFacts]:
        for found in meeting.rounds:
            opened, closed = next(days, (None, None))
            if found.closes:
                closed = dt.date.fromisoformat(found.closes[:10])
            count = self.store.count(code, found.number)
            bare = RoundFacts(found.number, found.matrix, opened, closed, found.reason, count)
            voided = found.status is not RoundStatus.REVEALED
            cast = [] if voided else self._same(code, found.number, case)
            if not may_tell(cast, [c.id for c in case.criteria]):
                yield bare
                continue
            yield replace(
                bare,
                ballots=tuple(CastBallot(c.ballot, c.college) for c in cast),
                reasons=tuple(c.reason for c in cast if c.reason),
                paper=sum(c.typed for c in cast),
            )

    def _deciding(self, code: str, found: RoundFacts, shown: Results) -> RoundFacts:
        """The round whose ballots are told: under identifiers, and cut as its results are."""
        return replace(
            found,
            identifiers=self._identifiers(code, found.number, len(found.ballots)),
            groups=tuple(shown.colleges.groups) if shown.colleges else (),
        )

    def _same(self, code: str, number: int, case: Case) -> Sequence[Cast]:
        """The ballots of a round; none when it was about other criteria than the case's."""
        ids = {c.id for c in case.criteria}
        cast = self._cast(code, number)
        return cast if all(c.ballot.points.keys() == ids for c in cast) else []

    def _identifiers(self, code: str, number: int, n: int) -> tuple[str, ...]:
        """The identifiers of a round's ballots: drawn at the first call, then kept."""
        name = f"identifiers.{number}"
        kept = self.store.paper(code, name)
        found = tuple(json.loads(kept.content)) if kept.content else ()
        if len(found) == n:
            return found
        new = drawn_identifiers(n)
        try:
            with self.store.change(code) as change:
                paper = NewPaper(name, json.dumps(new), Role.RECORDER, kept.version)
                change.write_paper(paper)
        except Overtaken as error:  # another was quicker
            return tuple(json.loads(error.content))
        return new

    def _written(self, code: str, name: str) -> str:
        return self.store.paper(code, name).content

    def _question(self, code: str) -> Question | None:
        written = self._written(code, "portfolio")
        return text.from_json(written) if written else None

    def _cards(self, code: str, case: Case) -> arguments.Cards:
        written = self._written(code, "arguments")
        return arguments.from_json(written) if written else arguments.starting_cards(case)

    def _decision(self, code: str) -> Decision:
        return decision_of(self._written(code, DECISION))


def _days(log: Sequence[Entry]) -> Iterator[Days]:
    """The day each round was opened, and ended; those of an erased rehearsal are not told."""
    erased = max((i for i, e in enumerate(log) if e.act == Act.END_REHEARSAL), default=-1)
    opened: dt.date | None = None
    for entry in log[erased + 1 :]:
        day = dt.date.fromisoformat(entry.at[:10])
        if entry.act == Act.OPEN_ROUND:
            opened = day
        elif entry.act in _ENDS and opened:
            yield opened, day
            opened = None


def _day(stored: StoredMeeting, rounds: Sequence[RoundFacts]) -> dt.date:
    """The day of a meeting: when its last round ended, else when it was created."""
    ended = [r.closed for r in rounds if r.closed]
    return ended[-1] if ended else dt.date.fromisoformat(stored.created_at[:10])


def _confirmed_by(log: Sequence[Entry], setup: Setup) -> dict[str, Role]:
    """Criterion -> the role that confirmed its direction last, for those that stand confirmed."""
    found: dict[str, Role] = {}
    for entry in log:
        if entry.act == Act.CONFIRM_DIRECTION:
            found.update(dict.fromkeys(json.loads(entry.detail), Role(entry.role)))
    return {c: role for c, role in found.items() if c in setup.senses}
