"""What a meeting corrected and settled, for the dossier that it took its case from."""

from dataclasses import dataclass

from prioritisation.analysis.crossing import OpenChoice
from prioritisation.meeting.room.answers import answer_id, answers_given
from prioritisation.meeting.room.case_edits import ScoreEdit, edit_from
from prioritisation.meeting.room.choices import settled_choices
from prioritisation.meeting.room.reading import MeetingReading
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import DossierVersion


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
    """

    version: DossierVersion | None = None
    scores: tuple[CorrectedScore, ...] = ()
    choices: tuple[SettledChoice, ...] = ()


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
        given = answers_given(self.store.audit(code))
        settled = []
        for choice in settled_choices(stage.case, stage.setup):
            entry = given.get(answer_id(choice))
            if entry:
                settled.append(SettledChoice(choice, entry.role))
        return Reportable(self.store.dossiers.taken_by(code), tuple(last.values()), tuple(settled))
