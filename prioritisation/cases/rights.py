"""Who may do what with a dossier: one table, asked where it is written.

A link gives a role in one dossier, and nothing in any meeting. Whoever holds the set-up link, or
sits at the machine that serves, may create a dossier and give its facilitator a link again: that
is asked beside this table, since it is no role in a dossier. docs/rights.md is made of it.
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
    ABOVE = "above"


_EVERYBODY = frozenset({Role.FACILITATOR, Role.RECORDER, Role.EXPERT, Role.LEAD, Role.OBSERVER})
_FACILITATOR = frozenset({Role.FACILITATOR})
_PROPOSING = frozenset({Role.FACILITATOR, Role.RECORDER, Role.EXPERT, Role.LEAD})
_OFFICE = frozenset({Role.FACILITATOR, Role.RECORDER})

DOSSIER_ROLES: Mapping[Deed, frozenset[Role]] = {
    Deed.READ: _EVERYBODY,
    Deed.EXPORT: _EVERYBODY,
    Deed.SEE_HISTORY: _EVERYBODY,
    Deed.COPY: _EVERYBODY,
    Deed.OPEN_MEETING: _OFFICE,
    Deed.PROPOSE: _PROPOSING,
    Deed.WRITE: _OFFICE,
    Deed.UNDO: _OFFICE,
    Deed.RESTORE: _OFFICE,
    Deed.GIVE_LINKS: _OFFICE,
    Deed.ARCHIVE: _FACILITATOR,
    Deed.ERASE: _FACILITATOR,
}

IN_ARCHIVE = frozenset(
    {Deed.READ, Deed.EXPORT, Deed.SEE_HISTORY, Deed.COPY, Deed.ARCHIVE, Deed.ERASE}
)
"""What may still be done with a dossier that is put away; it may be taken out again."""

GIVES: Mapping[Role, tuple[Role, ...]] = {
    Role.FACILITATOR: (
        Role.FACILITATOR,
        Role.RECORDER,
        Role.EXPERT,
        Role.LEAD,
        Role.OBSERVER,
    ),
    Role.RECORDER: (Role.EXPERT, Role.LEAD, Role.OBSERVER),
}
"""The roles whose links each role gives and revokes: none above its own."""


def may_give(giver: Role, role: Role | None) -> bool:
    """Whether a role gives and revokes the links of another."""
    return role in GIVES.get(giver, ())


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
    >>> dossier_refusal(Role.RECORDER, Deed.WRITE, archived=False) is None
    True
    """
    if role is None:
        return DossierReason.NO_LINK
    if role not in DOSSIER_ROLES[deed]:
        return DossierReason.ROLE
    if archived and deed not in IN_ARCHIVE:
        return DossierReason.ARCHIVED
    return None
