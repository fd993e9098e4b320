"""The links of a dossier, each made anew when it is lost; and words that people type, checked."""

from criteria.cells import is_seen, turning_sign
from prioritisation.cases.errors import InvalidDossierField
from prioritisation.cases.reading import DossierReading
from prioritisation.cases.rights import LINK_ROLES, Deed, DossierReason, DossierRefused
from prioritisation.meeting.room import identity
from prioritisation.meeting.rules import Role

LONGEST_LABEL, LONGEST_WHY = 120, 2_000


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
    """The three links, each of them made anew where it is lost, or known to too many."""

    def new_link(self, key: str, secret: str, role: Role) -> str:
        """The secret of the link of a role, made anew and told this once; the old one fails."""
        self._demand(key, secret, Deed.GIVE_LINKS)
        if role not in LINK_ROLES:
            raise DossierRefused(DossierReason.ROLE)
        made = identity.new_secret()
        with self.store.dossiers.change(key) as change:
            self._demand(key, secret, Deed.GIVE_LINKS)
            change.set_link(role, identity.hashed(made))
        return made

    def recover(self, key: str) -> str:
        """The link that corrects, made anew; the caller has checked who asks."""
        secret = identity.new_secret()
        with self.store.dossiers.change(key) as change:
            change.set_link(Role.FACILITATOR, identity.hashed(secret))
        return secret
