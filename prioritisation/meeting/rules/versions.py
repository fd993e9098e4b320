"""Which version of a dossier a meeting, a link or a record is about."""

from typing import NamedTuple


class DossierVersion(NamedTuple):
    """A version of a dossier: the key of the dossier, its number, the fingerprint of its units."""

    key: str
    seq: int
    sha256: str
