"""Writing in a dossier: all of a change or nothing, compared with what was read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from criteria import raw
from criteria.case import Case
from criteria.errors import InvalidCase, Problem
from criteria.load import case_from_files
from criteria.model import DEFAULT_OPTION, Option
from criteria.schema import timezone_in
from criteria.writing import toml_text
from prioritisation.cases.blank import MOST_CRITERIA, MOST_OPTIONS
from prioritisation.cases.changes import UnitChange, applied, clashes, needed, replayed
from prioritisation.cases.completing import with_new_cells
from prioritisation.cases.folder import files_of
from prioritisation.cases.reading import (
    LONGEST_LABEL,
    LONGEST_WHY,
    DossierConflict,
    DossierLinks,
    NoSuchProposal,
    checked_words,
)
from prioritisation.cases.rights import Deed
from prioritisation.cases.units import (
    CASE,
    CRITERION,
    DAY,
    OFFICIAL_ROW,
    QUESTION,
    SCORE,
    WORDS,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_parts,
    units_sha256,
)
from prioritisation.meeting.store import NewEntry, StoredDossier, StoredDossierLink, StoredProposal
from prioritisation.meeting.store.dossiers import DossierWrite
from prioritisation.wording.moments import local_moment


@dataclass(frozen=True, slots=True)
class DossierEdit:
    """What somebody writes in a dossier.

    Attributes
    ----------
    change
        Units as their author read them, and as they are to become.
    base
        The version that was read.
    kind
        What they were written with: ``form``, ``paste``, ``rename``, ``confirm``…
    reason
        Why, in the author's words.
    """

    change: UnitChange
    base: int
    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a dossier is called besides its title and its group.

    Attributes
    ----------
    option
        What is compared, of the closed list; None: as it is called already.
    choice
        What is chosen, as a question; empty for none, None to leave it as it is.
    base
        The version that its author read; None for the last.
    """

    option: Option | None = None
    choice: str | None = None
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be written over a state that was read.

    Attributes
    ----------
    undoes
        Number of the change that it undoes, if any.
    answered
        The proposal that it answers, if any, as it will stand.
    """

    units: UnitChange
    kind: str
    reason: str
    base: int
    undoes: int | None = None
    answered: StoredProposal | None = None


_SHEET = "sheet"

Drafting = Callable[[StoredDossier, CaseUnits], Draft]
"""What is to be written, over a dossier and its units as they were read."""


class DossierWriting(DossierLinks):
    """What is written in a dossier."""

    def write(self, key: str, secret: str, edit: DossierEdit) -> int:
        """Write units, all or none; the number of the version that has them.

        Writing again what is there already changes nothing.

        Raises
        ------
        DossierConflict
            When a unit is neither as it was read, nor as it is to become.
        InvalidCase
            With every problem of the case that it would make.
        InvalidDossierField
            For a reason that is missing, or cannot be.
        """
        due = any(map(is_explained, edit.change))
        reason = checked_words("reason", edit.reason, LONGEST_WHY, needed=due)

        def draft(_stored: StoredDossier, state: CaseUnits) -> Draft:
            if clashing := clashes(state, edit.change):
                raise DossierConflict(clashing)
            return Draft(needed(state, edit.change), edit.kind, reason, edit.base)

        return self._written(key, secret, Deed.WRITE, draft)

    def rename(
        self, key: str, secret: str, title: str, group: str, also: Renaming | None = None
    ) -> int:
        """Give a dossier another title, group, noun for what it compares, question.

        Raises
        ------
        DossierConflict
            When somebody has renamed it since the version that was read.
        """
        also = also or Renaming()
        names = {
            "title": checked_words("title", title, LONGEST_LABEL, needed=True),
            "group": checked_words("group", group, LONGEST_LABEL, needed=True),
        }
        if also.choice is not None:
            names["choice"] = checked_words("choice", also.choice, LONGEST_LABEL)

        def draft(stored: StoredDossier, state: CaseUnits) -> Draft:
            base = also.base or stored.seq
            read = replayed(self.store.dossiers.changes(key, until=base).values())
            tree = {k: v for k, v in (unit_content(read, CASE) | names).items() if v != ""}
            if also.option:
                tree = _called(tree, also.option)
            change = {CASE: (read[CASE], canonical_json(tree))}
            if clashing := clashes(state, change):
                raise DossierConflict(clashing)
            return Draft(needed(state, change), "rename", "", base)

        return self._written(key, secret, Deed.WRITE, draft)

    def _written(self, key: str, secret: str, deed: Deed, draft: Drafting) -> int:
        """Write what a draft says of the dossier as it is; the number of its last version.

        The case is made and checked before the dossier is locked: whoever votes meanwhile waits
        for the write alone. A dossier that has moved in between is read again.
        """
        while True:
            link = self._demand(key, secret, deed)
            stored, state = self.store.dossiers.with_units(key)
            drafted = draft(stored, state)
            if not drafted.units and not drafted.answered:
                return stored.seq
            entry = self._entry(drafted, state, link) if drafted.units else None
            with self.store.dossiers.change(key) as change:
                now = change.dossier
                if (now.seq, now.archived_at) == (stored.seq, stored.archived_at):
                    # Links are made anew under the same lock: an old one writes nothing.
                    self._demand(key, secret, deed)
                    return _done(change, entry, drafted.answered, link)

    def _entry(self, draft: Draft, state: CaseUnits, link: StoredDossierLink) -> NewEntry:
        """What is to be written, if the case that it makes is right; raises InvalidCase."""
        whole = with_new_cells(state, draft.units)
        dated = {**whole, DAY: (state[DAY], self._written_day(applied(state, whole)))}
        after = applied(state, dated)
        check_size(case_from_files(files_of(after)))
        units = {unit: pair for unit, pair in dated.items() if pair[0] != pair[1]}
        head = (units, draft.base, draft.kind, link.role, draft.reason)
        return NewEntry(*head, units_sha256(after), draft.undoes)

    def _written_day(self, state: CaseUnits) -> str:
        zone = timezone_in(toml_text(unit_content(state, CASE)))
        now = self.store.clock().isoformat()
        return canonical_json(local_moment(now, zone).date().isoformat())


def _called(tree: dict[str, Any], option: Option) -> dict[str, Any]:
    """A case whose things have a noun; the usual one is not written."""
    rest = {key: value for key, value in tree.items() if key != WORDS}
    return rest if option == DEFAULT_OPTION else {**rest, WORDS: {"option": option}}


def _done(
    change: DossierWrite,
    entry: NewEntry | None,
    answered: StoredProposal | None,
    link: StoredDossierLink,
) -> int:
    """Write a change, and the answer that it is; the number of the last version."""
    seq = change.append(entry) if entry else change.dossier.seq
    if answered and not change.answer_proposal(
        replace(answered, answered_by=link.role, seq=seq if entry else None)
    ):
        raise NoSuchProposal(str(answered.id))
    return seq


def check_size(case: Case) -> None:
    """Raise InvalidCase for more than what pages and rooms can compare in time."""
    counts = (
        (raw.LEVERS_FILE, len(case.levers), MOST_OPTIONS),
        (raw.CRITERIA_FILE, len(case.criteria), MOST_CRITERIA),
    )
    problems = [
        Problem("too_many", file, values={"found": count, "allowed": most})
        for file, count, most in counts
        if count > most
    ]
    if problems:
        raise InvalidCase(problems)


def is_explained(unit: str) -> bool:
    """Whether a reason is due: for a score, what it is made of, anchors, a direction, a scale."""
    parts = unit_parts(unit)
    if parts[0] in (CRITERION, _SHEET):
        return len(parts) > 2  # noqa: PLR2004 (a part of it)
    return parts[0] in (SCORE, OFFICIAL_ROW, QUESTION)
