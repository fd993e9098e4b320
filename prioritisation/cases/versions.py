"""What was of a dossier: what became of some of its units."""

from collections.abc import Collection
from dataclasses import dataclass

from prioritisation.cases.changes import UnitChange
from prioritisation.cases.proposals import DossierProposals
from prioritisation.cases.rights import Deed
from prioritisation.meeting.store import StoredEntry


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change of some units.

    Attributes
    ----------
    change
        What it did to these; it may have done more.
    undone
        Number of the change that undid it; 0 when none did.
    """

    entry: StoredEntry
    change: UnitChange
    undone: int


class DossierVersions(DossierProposals):
    """What is read of what was."""

    def past(self, key: str, secret: str, units: Collection[str]) -> tuple[PastChange, ...]:
        """The changes of some units, the last first; no other is read."""
        self._demand(key, secret, Deed.SEE_HISTORY)
        changes = self.store.dossiers.changes(key, units=units) if units else {}
        entries = self.store.dossiers.entries(key, changes) if changes else ()
        undone = {entry.undoes: entry.seq for entry in entries if entry.undoes}
        return tuple(
            PastChange(entry, changes[entry.seq], undone.get(entry.seq, 0))
            for entry in entries
            if entry.seq in changes
        )
