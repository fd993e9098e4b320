"""The last version of its dossier, taken up by a meeting before anybody votes on it."""

import json
from dataclasses import dataclass, replace

from criteria.case import Case
from criteria.load import case_from_files
from prioritisation.meeting.room.case_edits import (
    ScoreEdit,
    check_edit,
    edit_from,
    edited_case,
)
from prioritisation.meeting.room.errors import InvalidFrame, InvalidScore, Unsourced
from prioritisation.meeting.room.facilitation import Facilitation
from prioritisation.meeting.room.meeting_write import MeetingWrite, reframe
from prioritisation.meeting.room.office import MeetingCase
from prioritisation.meeting.rules import Act, Reason, Refusal, Refused
from prioritisation.meeting.rules.setup import Setup, starting_setup
from prioritisation.meeting.store import StoredEdit

FEWEST_LEFT = 2
"""Criteria that a meeting votes on, at least."""


@dataclass(frozen=True, slots=True)
class MovedUnits:
    """What of a dossier is not as the meeting took it.

    Attributes
    ----------
    cells
        Lever, criterion and reading of scores; no reading where it makes no difference.
    directions, questions
        Ids of criteria, and of ways of counting.
    """

    cells: frozenset[tuple[str, str, str]] = frozenset()
    directions: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()


class Retaking(Facilitation):
    """A dossier that has moved, taken up again."""

    def lost_by(
        self, code: str, secret: str, about: MeetingCase, moved: MovedUnits
    ) -> tuple[ScoreEdit, ...]:
        """The scores of the meeting that taking another version would lose."""
        self._demand(code, secret, Act.TAKE_DOSSIER)
        return self._sorted(code, case_from_files(about.files), moved)[1]

    def _sorted(
        self, code: str, case: Case, moved: MovedUnits
    ) -> tuple[tuple[StoredEdit, ...], tuple[ScoreEdit, ...]]:
        """What stays of the scores written in a meeting, and what does not."""
        edits = {stored: edit_from(stored.content) for stored in self.store.edits(code)}
        kept = tuple(one for one, edit in edits.items() if _stays(case, edit, moved))
        gone = (edit for one, edit in edits.items() if one not in kept)
        return kept, tuple({(e.lever, e.criterion, e.reading): e for e in gone}.values())

    def take_up(
        self, code: str, secret: str, about: MeetingCase, version: int, moved: MovedUnits
    ) -> tuple[ScoreEdit, ...]:
        """Take another version of the same dossier; the scores of the meeting that it loses.

        A score written in the meeting stays where that of the dossier did not move, and so does
        what it settled; the rest is the dossier's again, and is told in the log.

        Parameters
        ----------
        version
            The version that the meeting had when ``moved`` was found.

        Raises
        ------
        Refused
            Once people vote; for another dossier; when the meeting has another version by now.
        InvalidCase
            When its files make no case.
        """
        case = case_from_files(about.files)
        lost: list[ScoreEdit] = []

        def work(sheet: MeetingWrite) -> None:
            sheet.allow(Act.TAKE_DOSSIER)
            now = self.store.dossiers.taken_by(code)
            if not (now and about.dossier) or (now.key, now.seq) != (about.dossier.key, version):
                raise Refused(Refusal(Reason.OVERTAKEN))
            kept, gone = self._sorted(code, case, moved)
            lost.extend(gone)
            sheet.change.take_case(case.id, about.files, about.dossier)
            sheet.change.keep_edits([one.id for one in kept])
            before, sheet.case = sheet.case, edited_case(case, kept)
            names = [[edit.lever, edit.criterion] for edit in lost]
            detail = json.dumps({"version": about.dossier.seq, "lost": names})
            setup = _setup_on(case, before, sheet.setup, moved)
            reframe(sheet, setup, detail, Act.TAKE_DOSSIER)

        self._write(code, secret, work)
        return tuple(lost)


def _stays(case: Case, edit: ScoreEdit, moved: MovedUnits) -> bool:
    """Whether a score written in the meeting still stands over that of the dossier."""
    cell = (edit.lever, edit.criterion)
    if any(one[:2] == cell and edit.reading in ("", one[2]) for one in moved.cells):
        return False
    try:
        here = case.reread(case.default_combination, *filter(None, [edit.reading]))
        return check_edit(case, here, edit).reading == edit.reading
    except (KeyError, InvalidFrame, InvalidScore, Unsourced):
        return False


def _setup_on(case: Case, before: Case, setup: Setup, moved: MovedUnits) -> Setup:
    """What was chosen for the meeting, as far as the dossier still has it."""
    start, known = starting_setup(case), {c.id: c for c in case.criteria}
    criteria = tuple(c for c in known if c in setup.criteria)
    if setup.criteria == starting_setup(before).criteria or len(criteria) < FEWEST_LEFT:
        criteria = start.criteria
    gone = {r.id for q in before.questions if q.id in moved.questions for r in q.readings}
    settled = tuple(r for r in setup.settled if r in case.readings and r not in gone)
    chosen = setup.combination != before.default_combination and setup.combination in case.tables
    combination = setup.combination if chosen and not gone else start.combination
    senses = {
        c: sense
        for c, sense in setup.senses.items()
        if c in criteria and c not in moved.directions and sense in known[c].direction.labels
    }
    return replace(
        setup,
        criteria=criteria,
        orders={c: p for c, p in setup.orders.items() if c in {*criteria} - moved.directions},
        settled=settled,
        combination=case.reread(combination, *settled),
        senses=senses,
        asks_carrying=setup.asks_carrying and bool(case.sheets),
        retaken=setup.retaken + 1,
    )
