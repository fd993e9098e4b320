"""What was of a dossier: any version of it."""

from dataclasses import dataclass

from criteria.case import Case
from criteria.load import case_from_files
from prioritisation.cases.errors import NoSuchVersion
from prioritisation.cases.folder import files_of
from prioritisation.cases.proposals import DossierProposals
from prioritisation.cases.rights import Deed
from prioritisation.meeting.rules.state import DossierVersion


@dataclass(frozen=True, slots=True)
class OpenVersion:
    """A version of a dossier, for whoever holds a link of it: it is read, and not changed.

    Attributes
    ----------
    version
        Which one.
    at
        When it was made; ISO, UTC.
    last
        Number of the last version.
    archived
        Whether the dossier is put away.
    """

    case: Case
    version: DossierVersion
    at: str
    last: int
    archived: bool


_MOST_FIGURES = 9


def version_number(words: str) -> int:
    """The number of a version as an address has it; 0, which no version has, for anything else."""
    number = words.isascii() and words.isdecimal() and len(words) <= _MOST_FIGURES
    return int(words) if number else 0


class DossierVersions(DossierProposals):
    """What is read of what was."""

    def open_version(self, key: str, secret: str, seq: int) -> OpenVersion:
        """A version as it was.

        Raises
        ------
        NoSuchVersion
            When there is no such version.
        """
        self._demand(key, secret, Deed.SEE_HISTORY)
        stored = self.store.dossiers.dossier(key)
        made = [one for one in self.store.dossiers.entries(key) if one.seq == seq]
        if not made:
            raise NoSuchVersion(str(seq))
        (entry,) = made
        case = self._cases.get(
            (key, entry.sha256),
            lambda: case_from_files(files_of(self.state(key, secret, seq))),
        )
        archived = stored.archived_at is not None
        version = DossierVersion(key, seq, entry.sha256)
        return OpenVersion(case, version, entry.at, stored.seq, archived)
