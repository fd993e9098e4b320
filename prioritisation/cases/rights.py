"""Who may do what with a dossier: one table, asked where it is written.

Each of its three links gives a role in one dossier, and nothing in any meeting. Whoever holds the
set-up link, or sits at the machine that serves, may create a dossier and make the link that
corrects anew: that is asked beside this table, since it is no role in a dossier. docs/rights.md is
made of it.
"""

from collections.abc import Mapping
from enum import StrEnum

from prioritisation.meeting.rules import Role


class Deed(StrEnum):
    """What may be done with a dossier."""

    READ = "read"
    EXPORT = "export"
    SEE_HISTORY = "see_history"
    COPY = "copy"
    OPEN_MEETING = "open_meeting"
    PROPOSE = "propose"
    WRITE = "write"
    UNDO = "undo"
    RESTORE = "restore"
    GIVE_LINKS = "give_links"
    ARCHIVE = "archive"
    ERASE = "erase"


class DossierReason(StrEnum):
    """Why something is refused."""

    NO_LINK = "no_link"
    ROLE = "role"
    ARCHIVED = "archived"


LINK_ROLES = (Role.OBSERVER, Role.EXPERT, Role.FACILITATOR)
"""What the three links give: to read, to propose, to correct; each more than the one before."""

_EVERYBODY = frozenset(LINK_ROLES)
_PROPOSING = _EVERYBODY - {Role.OBSERVER}
_FACILITATOR = frozenset({Role.FACILITATOR})

DOSSIER_ROLES: Mapping[Deed, frozenset[Role]] = {
    Deed.READ: _EVERYBODY,
    Deed.EXPORT: _EVERYBODY,
    Deed.SEE_HISTORY: _EVERYBODY,
    Deed.COPY: _EVERYBODY,
    Deed.OPEN_MEETING: _FACILITATOR,
    Deed.PROPOSE: _PROPOSING,
    Deed.WRITE: _FACILITATOR,
    Deed.UNDO: _FACILITATOR,
    Deed.RESTORE: _FACILITATOR,
    Deed.GIVE_LINKS: _FACILITATOR,
    Deed.ARCHIVE: _FACILITATOR,
    Deed.ERASE: _FACILITATOR,
}

IN_ARCHIVE = frozenset(
    {Deed.READ, Deed.EXPORT, Deed.SEE_HISTORY, Deed.COPY, Deed.ARCHIVE, Deed.ERASE}
)
"""What may still be done with a dossier that is put away; it may be taken out again."""


class DossierRefused(Exception):
    """Something was asked that a dossier does not allow."""

    def __init__(self, reason: DossierReason) -> None:
        super().__init__(reason)
        self.reason = reason


def dossier_refusal(role: Role | None, deed: Deed, *, archived: bool) -> DossierReason | None:
    """Why a role may not do this; None when it may.

    Parameters
    ----------
    role
        None for whoever holds no link of the dossier.

    Examples
    --------
    >>> dossier_refusal(Role.OBSERVER, Deed.WRITE, archived=False)
    <DossierReason.ROLE: 'role'>
    >>> dossier_refusal(Role.FACILITATOR, Deed.WRITE, archived=False) is None
    True
    """
    if role is None:
        return DossierReason.NO_LINK
    if role not in DOSSIER_ROLES[deed]:
        return DossierReason.ROLE
    if archived and deed not in IN_ARCHIVE:
        return DossierReason.ARCHIVED
    return None
