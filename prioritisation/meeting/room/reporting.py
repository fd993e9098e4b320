"""What a meeting corrected and settled, for the dossier that it took its case from."""

from collections.abc import Sequence
from dataclasses import dataclass

from criteria.model import Standing
from prioritisation.analysis.crossing import OpenChoice
from prioritisation.analysis.warnings import WarningKind
from prioritisation.meeting.room.answers import answer_id, answers_given
from prioritisation.meeting.room.case_edits import ScoreEdit, edit_from
from prioritisation.meeting.room.choices import settled_choices
from prioritisation.meeting.room.reading import MeetingReading
from prioritisation.meeting.room.stage import Stage
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.state import DossierVersion
from prioritisation.meeting.store import Entry


@dataclass(frozen=True, slots=True)
class CorrectedScore:
    """A score as it was last written in a meeting; ``at`` is the moment, ISO in UTC."""

    edit: ScoreEdit
    role: str
    at: str


@dataclass(frozen=True, slots=True)
class SettledChoice:
    """A choice that a meeting settled, the answer first, and the role that settled it."""

    choice: OpenChoice
    role: str


@dataclass(frozen=True, slots=True)
class AcceptedScales:
    """Scales to confirm that a group accepted: of which criteria, in what words."""

    criteria: tuple[str, ...]
    words: str
    role: str


@dataclass(frozen=True, slots=True)
class Reportable:
    """What a meeting may report.

    Attributes
    ----------
    version
        That of the dossier that the meeting took; None where it took its case from none.
    scores
        The last writing of each score.
    choices
        Directions and ways of counting as they are settled now.
    scales
        The scales that were accepted; None while they have no answer.
    """

    version: DossierVersion | None = None
    scores: tuple[CorrectedScore, ...] = ()
    choices: tuple[SettledChoice, ...] = ()
    scales: AcceptedScales | None = None


class Reporting(MeetingReading):
    """What a meeting corrected and settled; never votes nor weights."""

    def reportable(self, code: str, secret: str) -> Reportable:
        """What may be reported: nothing of a rehearsal, which leaves with it."""
        self._demand(code, secret, Act.REPORT_SCORES)
        stage = self.stage(code, fresh=True)
        if stage.meeting.rehearsal:
            return Reportable()
        last: dict[tuple[str, str, str], CorrectedScore] = {}
        for stored in self.store.edits(code):
            edit = edit_from(stored.content)
            last[edit.lever, edit.criterion, edit.reading] = CorrectedScore(
                edit, stored.role, stored.at
            )
        log = self.store.audit(code)
        given = answers_given(log)
        settled = []
        for choice in settled_choices(stage.case, stage.setup):
            entry = given.get(answer_id(choice))
            if entry:
                settled.append(SettledChoice(choice, entry.role))
        scales = self._scales(stage, log)
        version = self.store.dossiers.taken_by(code)
        return Reportable(version, tuple(last.values()), tuple(settled), scales)

    def _scales(self, stage: Stage, log: Sequence[Entry]) -> AcceptedScales | None:
        warning = WarningKind.ANCHORS.value
        words = {one.warning: one.answer for one in self.store.answers(stage.code)}.get(warning)
        accepted = [e.role for e in log if (e.act, e.detail) == (Act.ANSWER_WARNING, warning)]
        if not (words and accepted) or warning in stage.meeting.unanswered:
            return None
        weighed = tuple(
            c.id
            for c in stage.case.criteria
            if c.id in stage.setup.criteria and c.scale_status is Standing.TO_CONFIRM
        )
        return AcceptedScales(weighed, words, accepted[-1])
