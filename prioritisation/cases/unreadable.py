"""Dossiers that an earlier version of the program wrote, and this one cannot read."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from criteria.errors import InvalidCase, Problem
from criteria.schema import timezone_in
from criteria.writing import toml_text
from prioritisation.cases.reading import DossierReading
from prioritisation.cases.rights import Deed, DossierRefused, dossier_refusal
from prioritisation.cases.units import CASE, unit_content
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import UnknownDossier


@dataclass(frozen=True, slots=True)
class UnreadableDossier:
    """A dossier whose last version makes no case for this program; nothing of it is lost.

    Attributes
    ----------
    problems
        Why it makes none.
    """

    key: str
    role: Role
    title: str
    group: str
    seq: int
    changed_at: str
    archived: bool
    timezone: str
    problems: tuple[Problem, ...]

    def may(self, deed: Deed) -> bool:
        """Whether this role may do it now."""
        return dossier_refusal(self.role, deed, archived=self.archived) is None


class UnreadableReading(DossierReading):
    """What is read of a dossier that makes no case."""

    def unreadable_by(self, secrets: Mapping[str, str]) -> tuple[UnreadableDossier, ...]:
        """Those of these links (key -> secret) that this program cannot read any more."""
        unreadable = []
        for key, _ in self._held_roles(secrets):
            with suppress(UnknownDossier, DossierRefused):  # erased, or closed, meanwhile
                if one := self.unreadable(key, secrets[key]):
                    unreadable.append(one)
        return tuple(unreadable)

    def unreadable(self, key: str, secret: str) -> UnreadableDossier | None:
        """A dossier that this program cannot read; None for one that it can."""
        role = Role(self._demand(key, secret, Deed.READ).role)
        try:
            self._case(key)
        except InvalidCase as error:
            stored, units = self.store.dossiers.with_units(key)
            content = unit_content(units, CASE)
            return UnreadableDossier(
                key,
                role,
                content["title"],
                content["group"],
                stored.seq,
                stored.changed_at,
                stored.archived_at is not None,
                timezone_in(toml_text(content)),
                tuple(error.problems),
            )
        return None
