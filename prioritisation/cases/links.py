"""Links of a dossier: given and revoked by role, closed on a day, recovered when lost."""

from datetime import UTC, datetime

from criteria.cells import is_seen, turning_sign
from prioritisation.cases.errors import InvalidDossierField
from prioritisation.cases.reading import DossierReading
from prioritisation.cases.rights import Deed, DossierReason, DossierRefused, may_give
from prioritisation.meeting.room import identity
from prioritisation.meeting.rules import Role

LONGEST_LABEL, LONGEST_WHY = 120, 2_000
MOST_LINKS, MOST_LINKS_EVER = 200, 2_000
"""Links of one dossier that are open at once, and all that were ever given: closed ones stay, for
the history names them."""


def checked_words(field: str, words: str, most: int, *, needed: bool = False) -> str:
    """One line that people typed, without the spaces around; empty where nothing of it is seen.

    Raises
    ------
    InvalidDossierField
        When it is empty though needed, too long, or holds a sign that turns what is read after.
    """
    words = " ".join(words.split())
    if len(words) > most:
        raise InvalidDossierField(field, "too_long")
    if turning_sign(words) or not words.isprintable():
        raise InvalidDossierField(field, "turned")
    if is_seen(words):
        return words
    if needed:
        raise InvalidDossierField(field, "empty")
    return ""


class DossierLinks(DossierReading):
    """Links given and taken back."""

    def new_link(
        self,
        key: str,
        secret: str,
        role: Role,
        name: str = "",
        closes_at: datetime | None = None,
    ) -> str:
        """The secret of a new link, told this once.

        Parameters
        ----------
        name
            A role or a subject, never a person: people read it in the history.
        closes_at
            When it opens nothing more; None for one without end.
        """
        given = Role(self._demand(key, secret, Deed.GIVE_LINKS).role)
        if not may_give(given, role):
            raise DossierRefused(DossierReason.ABOVE)
        name = checked_words("name", name, LONGEST_LABEL)
        end = closes_at.astimezone(UTC).isoformat(timespec="seconds") if closes_at else None
        if closes_at and closes_at <= self.store.clock():
            raise InvalidDossierField("closes_at", "value")
        made = identity.new_secret()
        with self.store.dossiers.change(key) as change:
            self._demand(key, secret, Deed.GIVE_LINKS)
            self._check_links(key)
            change.add_link(role, name, identity.hashed(made), end)
        return made

    def _check_links(self, key: str) -> None:
        """Raise InvalidDossierField where no other link can be given."""
        links = self.store.dossiers.links(key)
        if sum(map(self.is_open, links)) >= MOST_LINKS:
            raise InvalidDossierField("links", "too_many_open")
        if len(links) >= MOST_LINKS_EVER:
            raise InvalidDossierField("links", "too_many_ever")

    def link_names(self, key: str, secret: str) -> dict[int, str]:
        """Number of each link that has a name -> the name, as the history tells it."""
        self._demand(key, secret, Deed.SEE_HISTORY)
        return {one.id: one.name for one in self.store.dossiers.links(key) if one.name}

    def revoke_link(self, key: str, secret: str, link: int) -> None:
        """Close a link; one that is closed already is left as it is.

        Raises
        ------
        DossierRefused
            For one above what this secret gives, or that is not of this dossier.
        """
        given = Role(self._demand(key, secret, Deed.GIVE_LINKS).role)
        roles = {one.id: Role(one.role) for one in self.store.dossiers.links(key)}
        if not may_give(given, roles.get(link)):
            raise DossierRefused(DossierReason.ABOVE)
        with self.store.dossiers.change(key) as change:
            self._demand(key, secret, Deed.GIVE_LINKS)
            change.revoke_link(link)

    def recover(self, key: str) -> str:
        """A new facilitator secret; the caller has checked the set-up link, or localhost."""
        secret = identity.new_secret()
        with self.store.dossiers.change(key) as change:
            change.add_link(Role.FACILITATOR, "", identity.hashed(secret), None)
        return secret
