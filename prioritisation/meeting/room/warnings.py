"""Warnings of a meeting: those that apply now, their answers, and openings of the ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from prioritisation.analysis.warnings import (
    MeetingFigures,
    RevealedBallots,
    Turnout,
    WarningNote,
    ballot_warnings,
    case_warnings,
    meeting_warnings,
)
from prioritisation.meeting.room.choices import taking
from prioritisation.meeting.room.identity import LINK
from prioritisation.meeting.room.results import RoundResults
from prioritisation.meeting.room.stage import DECISION_TEXT, Stage, meeting_at
from prioritisation.meeting.room.visibility import RankingAccess, are_akin, copied_lines, lineage
from prioritisation.meeting.rules import Act, Form, Meeting, Phase, Role, RoundStatus, refusal
from prioritisation.meeting.rules.decision import InvalidDecision, from_json
from prioritisation.meeting.rules.setup import framed
from prioritisation.meeting.rules.state import people_present
from prioritisation.meeting.store import StoredMeeting
from prioritisation.settings import warning_thresholds

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
        hands = _hands(self.store.text(stage.code, DECISION_TEXT).content)
        present = self.attendance(stage, hands)
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


def _hands(text: str) -> int:
    """How many hands were counted; none in a text that cannot be read, which its page tells."""
    try:
        vote = from_json(text).vote if text else None
    except InvalidDecision:
        return 0
    return vote.hands if vote else 0


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
