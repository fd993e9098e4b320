"""The shelf: all dossiers, as pages and routes use them, every right asked first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from criteria.load import case_from_files
from criteria.schema import timezone_in
from criteria.writing import toml_text
from prioritisation.cases.changes import (
    UnitChange,
    applied,
    clashes,
    difference,
    inverse,
    needed,
    replayed,
)
from prioritisation.cases.errors import (
    DossierConflict,
    DossierMoved,
    NothingToUndo,
)
from prioritisation.cases.folder import files_of
from prioritisation.cases.links import LONGEST_LABEL, LONGEST_WHY, DossierLinks, checked_words
from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.rights import Deed
from prioritisation.cases.units import (
    CASE,
    CRITERION,
    DAY,
    SCORE,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_parts,
    units_of,
    units_sha256,
)
from prioritisation.meeting.room import Room, current_room, identity
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import Conflict, NewEntry, StoredDossier, StoredDossierLink
from prioritisation.wording.moments import local_moment


@dataclass(frozen=True, slots=True)
class CreatedDossier:
    """The key of a dossier just made, and the secret of its facilitator's link, told this once."""

    key: str
    secret: str


@dataclass(frozen=True, slots=True)
class DossierEdit:
    """What somebody writes in a dossier.

    Attributes
    ----------
    change
        CaseUnits as their author read them, and as they are to become.
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


class Shelf(DossierLinks):
    """All dossiers of a store; usable from any thread."""

    def create(self, files: Mapping[str, str], origin: DoorOrigin) -> CreatedDossier:
        """A dossier of these files, with its facilitator's link; the caller has checked who asks.

        Raises
        ------
        InvalidCase
            With every problem of the files; nothing is stored.
        """
        case_from_files(files)
        units, secret = units_of(files), identity.new_secret()
        first = difference({}, units)
        made = NewEntry(first, 0, "create", Role.FACILITATOR, None, "", units_sha256(units))
        while True:
            key = identity.new_key()
            # A key drawn twice is drawn again.
            try:
                self.store.dossiers.create(key, origin.to_json(), made, identity.hashed(secret))
            except Conflict:
                continue
            return CreatedDossier(key, secret)

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
        due = any(map(_is_explained, edit.change))
        reason = checked_words("reason", edit.reason, LONGEST_WHY, needed=due)

        def draft(_stored: StoredDossier, state: CaseUnits) -> _Draft:
            if clashing := clashes(state, edit.change):
                raise DossierConflict(clashing)
            return _Draft(needed(state, edit.change), edit.kind, reason, edit.base)

        return self._written(key, secret, Deed.WRITE, draft)

    def rename(self, key: str, secret: str, title: str, group: str) -> int:
        """Give a dossier another title, and another name to its group."""
        names = {
            "title": checked_words("title", title, LONGEST_LABEL, needed=True),
            "group": checked_words("group", group, LONGEST_LABEL, needed=True),
        }

        def draft(stored: StoredDossier, state: CaseUnits) -> _Draft:
            after = canonical_json(unit_content(state, CASE) | names)
            return _Draft(needed(state, {CASE: (None, after)}), "rename", "", stored.seq)

        return self._written(key, secret, Deed.WRITE, draft)

    def undo(self, key: str, secret: str, seq: int, reason: str) -> int:
        """Undo a change by its inverse, which is a change too.

        Raises
        ------
        DossierConflict
            When one of its units has been written since.
        NothingToUndo
            For the change that made the dossier, one that is not there, or is undone already.
        """
        reason = checked_words("reason", reason, LONGEST_WHY, needed=True)
        done = self.store.dossiers.changes(key, until=seq).get(seq, {}) if seq > 1 else {}
        back = inverse({unit: pair for unit, pair in done.items() if unit != DAY})

        def draft(stored: StoredDossier, state: CaseUnits) -> _Draft:
            if clashing := clashes(state, back):
                raise DossierConflict(clashing)
            units = needed(state, back)
            if not units:
                raise NothingToUndo(str(seq))
            return _Draft(units, "undo", reason, stored.seq, seq)

        return self._written(key, secret, Deed.UNDO, draft)

    def restore(self, key: str, secret: str, seq: int, base: int, reason: str) -> int:
        """Write again all that an earlier version said.

        Raises
        ------
        DossierMoved
            When the last version is not ``base`` any more.
        NothingToUndo
            When there is no such version.
        """
        reason = checked_words("reason", reason, LONGEST_WHY, needed=True)

        def draft(stored: StoredDossier, state: CaseUnits) -> _Draft:
            if stored.seq != base:
                raise DossierMoved(stored.seq)
            if not 1 <= seq <= stored.seq:
                raise NothingToUndo(str(seq))
            wanted = replayed(self.store.dossiers.changes(key, until=seq).values())
            back = {u: pair for u, pair in difference(state, wanted).items() if u != DAY}
            return _Draft(back, "restore", reason, base)

        return self._written(key, secret, Deed.RESTORE, draft)

    def archive(self, key: str, secret: str, *, archived: bool) -> None:
        """Put a dossier away, where nothing is written, or take it out again."""
        self._demand(key, secret, Deed.ARCHIVE)
        with self.store.dossiers.change(key) as change:
            change.archive(archived=archived)

    def erase(self, key: str, secret: str) -> None:
        """Erase a dossier, all of it; meetings keep the case that they took from it."""
        self._demand(key, secret, Deed.ERASE)
        self.store.dossiers.erase(key)
        self._cases.drop(lambda cached: cached[0] == key)

    def _written(
        self,
        key: str,
        secret: str,
        deed: Deed,
        draft: Callable[[StoredDossier, CaseUnits], "_Draft"],
    ) -> int:
        """Write what a draft says of the dossier as it is; the number of its last version.

        The case is made and checked before the dossier is locked: whoever votes meanwhile waits
        for the write alone. A dossier that has moved in between is read again.
        """
        while True:
            link = self._demand(key, secret, deed)
            stored, state = self.store.dossiers.with_units(key)
            wanted_draft = draft(stored, state)
            if not wanted_draft.units:
                return stored.seq
            entry = self._entry(wanted_draft, state, link)
            with self.store.dossiers.change(key) as change:
                now = change.dossier
                if (now.seq, now.archived_at) == (stored.seq, stored.archived_at):
                    return change.append(entry)

    def _entry(self, draft: "_Draft", state: CaseUnits, link: StoredDossierLink) -> NewEntry:
        """What is to be written, if the case that it makes is right; raises InvalidCase."""
        dated = {**draft.units, DAY: (state[DAY], self._today(applied(state, draft.units)))}
        after = applied(state, dated)
        case_from_files(files_of(after))
        units = {unit: pair for unit, pair in dated.items() if pair[0] != pair[1]}
        head = (units, draft.base, draft.kind, link.role, link.id, draft.reason)
        return NewEntry(*head, units_sha256(after), draft.undoes)

    def _today(self, state: CaseUnits) -> str:
        zone = timezone_in(toml_text(unit_content(state, CASE)))
        now = self.store.clock().isoformat()
        return canonical_json(local_moment(now, zone).date().isoformat())


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is to be written over a state that was read."""

    units: UnitChange
    kind: str
    reason: str
    base: int
    undoes: int | None = None


def _is_explained(unit: str) -> bool:
    """Whether a reason is due: for a score, anchors, a direction, a scale, how it is counted."""
    parts = unit_parts(unit)
    return parts[0] == SCORE or (parts[0] == CRITERION and len(parts) > 2)  # noqa: PLR2004 (a part of it)


def current_shelf() -> Shelf:
    """The shelf of this process, opened at the first call; raises as ``current_room``."""
    return shelf_of(current_room())


@lru_cache(maxsize=1)
def shelf_of(room: Room) -> Shelf:
    """The shelf that is kept where the meetings of a room are."""
    return Shelf(room.store)
