"""Changes of a dossier undone, and earlier versions written again: by changes too."""

from prioritisation.cases.changes import (
    Clash,
    clashes,
    difference,
    inverse,
    needed,
    replayed,
    stated_since,
)
from prioritisation.cases.completing import given_since, without_strays
from prioritisation.cases.errors import DossierConflict, DossierMoved, NothingToUndo
from prioritisation.cases.links import LONGEST_WHY, checked_words
from prioritisation.cases.rights import Deed
from prioritisation.cases.units import DAY, CaseUnits
from prioritisation.cases.writing import DossierWriting, Draft
from prioritisation.meeting.store import StoredDossier


class DossierUndoing(DossierWriting):
    """What is taken back of what was written."""

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
        done = self.store.dossiers.change_of(key, seq) if seq > 1 else {}
        back = inverse({unit: pair for unit, pair in done.items() if unit != DAY})

        def draft(stored: StoredDossier, state: CaseUnits) -> Draft:
            if clashing := (*clashes(state, back), *given_since(state, back)):
                raise DossierConflict(clashing)
            units = needed(state, without_strays(state, back))
            if not units:
                raise NothingToUndo(str(seq))
            if again := self._stated_since(key, seq) & units.keys():
                # Somebody said the same again since: that is not the change that is undone.
                raise DossierConflict([Clash(u, *back[u], state.get(u)) for u in sorted(again)])
            return Draft(units, "undo", reason, stored.seq, seq)

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

        def draft(stored: StoredDossier, state: CaseUnits) -> Draft:
            if stored.seq != base:
                raise DossierMoved(stored.seq)
            if not 1 <= seq <= stored.seq:
                raise NothingToUndo(str(seq))
            wanted = replayed(self.store.dossiers.changes(key, until=seq).values())
            back = {u: pair for u, pair in difference(state, wanted).items() if u != DAY}
            return Draft(back, "restore", reason, base)

        return self._written(key, secret, Deed.RESTORE, draft)

    def _stated_since(self, key: str, seq: int) -> set[str]:
        """The units that were written after a change, and not undone."""
        dossiers = self.store.dossiers
        undoings = {one.seq: one.undoes for one in dossiers.entries(key) if one.undoes}
        return stated_since(dossiers.changes(key), undoings, seq)
