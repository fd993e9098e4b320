"""What goes into the store of dossiers and comes out of it: plain values, times in ISO, UTC."""

from collections.abc import Mapping
from dataclasses import dataclass

Changes = Mapping[str, tuple[str | None, str | None]]
"""Name of a unit -> its content before and after; None where it is not there."""


@dataclass(frozen=True, slots=True)
class StoredDossier:
    """A dossier as it is, without its units.

    Attributes
    ----------
    key
        What names it in an address; it opens nothing.
    origin
        JSON: the door it came by.
    seq, sha256
        Number of its last version, and the fingerprint of its units.
    """

    id: int
    key: str
    origin: str
    seq: int
    sha256: str
    created_at: str
    changed_at: str
    archived_at: str | None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A change about to be written.

    Attributes
    ----------
    base
        Version that its author read.
    undoes
        Number of the change it undoes, if any.
    sha256
        Of the units once it is made.
    """

    changes: Changes
    base: int
    kind: str
    role: str
    reason: str
    sha256: str
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """A change as it was written: who, when, why; its units are read apart."""

    seq: int
    base: int
    kind: str
    role: str
    reason: str
    undoes: int | None
    sha256: str
    at: str


@dataclass(frozen=True, slots=True)
class StoredDossierLink:
    """The link of a role, without its secret."""

    key: str
    role: str
    created_at: str


@dataclass(frozen=True, slots=True)
class DossierUse:
    """A meeting that took its case from a version of a dossier.

    Attributes
    ----------
    voted
        Whether somebody has voted there.
    """

    code: str
    title: str
    created_at: str
    seq: int
    voted: bool


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A change that somebody proposes, and whoever corrects the dossier is to answer.

    Attributes
    ----------
    base
        Version that its author read.
    meeting
        Code of the meeting where it was corrected, if in any.
    """

    changes: Changes
    base: int
    kind: str
    role: str
    meeting: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """A proposal as it stands.

    Attributes
    ----------
    answer
        ``accepted``, ``refused``, ``withdrawn``; None as long as it waits.
    word
        What was answered.
    seq
        Number of the change that it became, if any.
    """

    id: int
    base: int
    changes: Changes
    kind: str
    role: str
    meeting: str | None
    reason: str
    at: str
    answer: str | None
    word: str | None
    answered_by: str | None
    answered_at: str | None
    seq: int | None
