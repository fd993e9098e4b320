"""What was corrected in a meeting, to be reported to the dossier that it took its case from."""

from dataclasses import dataclass

from prioritisation.meeting.room.case_edits import ScoreEdit, edit_from
from prioritisation.meeting.room.reading import MeetingReading
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import DossierVersion


@dataclass(frozen=True, slots=True)
class CorrectedScore:
    """A score as it was last written in a meeting; ``at`` is the moment, ISO in UTC."""

    edit: ScoreEdit
    role: str
    at: str


class Reporting(MeetingReading):
    """Scores corrected in a meeting."""

    def corrected_scores(
        self, code: str, secret: str
    ) -> tuple[DossierVersion | None, tuple[CorrectedScore, ...]]:
        """The version of the dossier that a meeting took, and its last writing of each score.

        None for the version where it took its case from no dossier. What is written in a rehearsal
        leaves with it, and is no correction.
        """
        self._demand(code, secret, Act.REPORT_SCORES)
        if self.stage(code, fresh=True).meeting.rehearsal:
            return None, ()
        last: dict[tuple[str, str, str], CorrectedScore] = {}
        for stored in self.store.edits(code):
            edit = edit_from(stored.content)
            last[edit.lever, edit.criterion, edit.reading] = CorrectedScore(
                edit, stored.role, stored.at
            )
        return self.store.dossiers.taken().get(code), tuple(last.values())
