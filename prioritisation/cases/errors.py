"""What can go wrong with a dossier, besides what its rights refuse and the store cannot do.

* DossierError
  x DossierConflict
  x DossierMoved
  x InvalidDossierField
  x NothingToUndo
  x NoSuchVersion
  x NoSuchProposal
  x TooManyProposals
"""

from collections.abc import Sequence

from prioritisation.cases.changes import Clash


class DossierError(Exception):
    """Base class."""


class DossierConflict(DossierError):
    """Somebody else has written units since they were read; nothing was written."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__(", ".join(clash.unit for clash in clashes))
        self.clashes = tuple(clashes)


class DossierMoved(DossierError):
    """The dossier has another last version, ``seq``, than the one that was looked at."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"the last version is {seq}")
        self.seq = seq


class InvalidDossierField(DossierError):
    """A title, a name, a reason, a date that cannot be; ``field`` says which, ``fault`` why.

    Parameters
    ----------
    fault
        ``empty``, ``too_long``, ``turned`` (a sign that turns what is read after it), ``value``;
        of links, ``too_many_open`` or ``too_many_ever``.
    """

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(f"{field}: {fault}")
        self.field = field
        self.fault = fault


class NothingToUndo(DossierError):
    """A change that is not there, that made the dossier, or that is undone already."""


class NoSuchVersion(DossierError):
    """A version that a dossier does not have."""


class NoSuchProposal(DossierError):
    """A proposal that has its answer already, or is not there."""


class TooManyProposals(DossierError):
    """As many proposals of one link wait as may, ``most``."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} proposals wait already")
        self.most = most
