"""Reading dossiers: who holds which link, what a dossier says now and said before."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Literal

from criteria.case import Case
from criteria.cells import is_seen, turning_sign, without_turns
from criteria.errors import InvalidCase
from criteria.load import case_from_files
from criteria.schema import timezone_in
from criteria.writing import toml_text
from prioritisation.cases.changes import Clash, UnitChange, replayed
from prioritisation.cases.folder import files_of
from prioritisation.cases.rights import (
    LINK_ROLES,
    Deed,
    DossierReason,
    DossierRefused,
    dossier_refusal,
)
from prioritisation.cases.units import CASE, unit_content
from prioritisation.meeting.room import MeetingCase, identity
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.state import DossierVersion
from prioritisation.meeting.store import (
    DossierUse,
    Store,
    StoredDossier,
    StoredDossierLink,
    StoredEntry,
    UnknownDossier,
)
from prioritisation.memory import Cache
from prioritisation.wording.moments import local_moment


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


DoorKind = Literal["region", "record", "meeting", "blank", "copy", "file", "files"]

DOSSIER_COOKIE = "dossier_"
"""Name of a cookie, before the key of its dossier: the pass of one of its links."""

_MOST_CASES_KEPT = 32
LONGEST_OF = 120
"""Letters of the name of what a dossier was made from."""


@dataclass(frozen=True, slots=True)
class DoorOrigin:
    """The door a dossier came by.

    Attributes
    ----------
    of
        The name of what it was made from: a territory, the title of a case, a file; or empty.
    sha256
        units_sha256 of the dossier, or fingerprint of the record or file, that made it.
    line
        Ids of the case that it is a copy of, and of those before (``lineage``).
    """

    kind: DoorKind
    of: str = ""
    sha256: str = ""
    line: str = ""

    def to_json(self) -> str:
        """As it is kept: a name that came in a file turns nothing round, and is one short line."""
        name = "".join(c if c.isprintable() else " " for c in without_turns(self.of))
        of = " ".join(name.split())[:LONGEST_OF]
        return json.dumps(asdict(self) | {"of": of}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class OpenDossier:
    """A dossier, for whoever holds a link of it.

    Attributes
    ----------
    key
        What names it in an address; it opens nothing.
    role
        What the link gives.
    seq, sha256
        Number and units_sha256 of the version that ``case`` is.
    created_at, changed_at
        Moments in ISO, UTC.
    """

    key: str
    role: Role
    case: Case
    origin: DoorOrigin
    seq: int
    sha256: str
    created_at: str
    changed_at: str
    archived: bool

    def may(self, deed: Deed) -> bool:
        """Whether this role may do it now."""
        return dossier_refusal(self.role, deed, archived=self.archived) is None


@dataclass(frozen=True, slots=True)
class ListedDossier:
    """What a list says of a dossier that nobody has opened; ``changed_on`` is a day there."""

    key: str
    title: str
    group: str
    origin: DoorOrigin
    changed_on: dt.date


class DossierReading:
    """What is read of dossiers; each method that takes a secret asks the rights first.

    Raises
    ------
    DossierRefused
        When there is no such link, or its role may not.
    UnknownDossier
        When it was erased since a browser was given the pass of a link.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._signing = identity.Signing(store)
        self._cases: Cache[tuple[str, str], Case] = Cache(_MOST_CASES_KEPT)

    def role(self, key: str, secret: str) -> Role | None:
        """What a secret, or its pass, gives in a dossier now; None for nothing."""
        link = self.own_link(key, secret)
        return Role(link.role) if link else None

    def own_link(self, key: str, secret: str) -> StoredDossierLink | None:
        """The link that a secret, or its pass, is: not one that was made anew since."""
        if not secret:
            return None
        hashed = identity.secret_hash(key, secret, self._signing.fresh())
        link = self.store.dossiers.link(hashed) if hashed else None
        return link if link and link.key == key else None

    def pass_of(self, key: str, secret: str) -> str:
        """What a browser keeps of a secret link."""
        return identity.pass_of(key, secret, self._signing.fresh())

    def open(self, key: str, secret: str) -> OpenDossier:
        """A dossier as it is now."""
        role = Role(self._demand(key, secret, Deed.READ).role)
        return self._opened(key, role)

    def held_by(self, secrets: Mapping[str, str]) -> tuple[OpenDossier, ...]:
        """The dossiers of these links (key -> secret), the last changed first.

        Those that are erased or cannot be read, and links that were made anew, are left out.
        """
        opened = []
        for key, role in self._held_roles(secrets):
            with suppress(UnknownDossier, InvalidCase):  # erased meanwhile; not to be read
                opened.append(self._opened(key, role))
        return tuple(opened)

    def unreadable_titles(self, secrets: Mapping[str, str]) -> tuple[str, ...]:
        """What those of these links (key -> secret) are called that this program cannot read."""
        titles = []
        for key, role in self._held_roles(secrets):
            with suppress(UnknownDossier):  # erased meanwhile
                try:
                    self._opened(key, role)
                except InvalidCase:
                    units = self.store.dossiers.with_units(key)[1]
                    titles.append(str(unit_content(units, CASE)["title"]))
        return tuple(titles)

    def _held_roles(self, secrets: Mapping[str, str]) -> list[tuple[str, Role]]:
        """Key of each dossier that is there, the last changed first, and what its link gives."""
        roles = {key: role for key, s in secrets.items() if (role := self.role(key, s))}
        return [(d.key, roles[d.key]) for d in self.store.dossiers.dossiers(roles)]

    def every(self) -> tuple[ListedDossier, ...]:
        """All of them, by name; the caller has checked the set-up link, or localhost.

        None is made into a case: there may be hundreds, and the page is drawn at each press.
        """
        return tuple(
            ListedDossier(
                stored.key,
                content["title"],
                content["group"],
                _origin(stored),
                local_moment(stored.changed_at, timezone_in(toml_text(content))).date(),
            )
            for stored, text in self.store.dossiers.with_unit(CASE)
            for content in (json.loads(text),)
        )

    def files(self, key: str, secret: str, seq: int | None = None) -> dict[str, str]:
        """The files of a version, the last one by default: to take them away, or for a copy."""
        return files_of(self.version(key, secret, seq)[1])

    def version(self, key: str, secret: str, seq: int | None = None) -> tuple[int, dict[str, str]]:
        """Number and units of a version, the last one by default, to be taken away.

        No case is made of them: what cannot be read can still be taken.

        Raises
        ------
        NoSuchVersion
            When there is no such version.
        """
        self._demand(key, secret, Deed.EXPORT)
        stored, units = self.store.dossiers.with_units(key)
        if seq is None or seq == stored.seq:
            return stored.seq, units
        return seq, self.state(key, secret, seq)

    def state(self, key: str, secret: str, seq: int | None = None) -> dict[str, str]:
        """The units of a version, the last one by default; raises NoSuchVersion."""
        self._demand(key, secret, Deed.READ)
        if seq is None:
            return self.store.dossiers.with_units(key)[1]
        if not 1 <= seq <= self.standing(key)[0]:
            raise NoSuchVersion(str(seq))
        return replayed(self.store.dossiers.changes(key, until=seq).values())

    def standing(self, key: str) -> tuple[int, bool]:
        """Number of the last version, and whether it is put away: all that a key alone tells.

        One small read: for whoever has opened the dossier, and looks whether it has moved since.
        """
        stored = self.store.dossiers.dossier(key)
        return stored.seq, stored.archived_at is not None

    def for_meeting(self, key: str, secret: str) -> MeetingCase:
        """Its last version, for a meeting that takes its case from it."""
        self._demand(key, secret, Deed.OPEN_MEETING)
        stored, units = self.store.dossiers.with_units(key)
        version = DossierVersion(stored.key, stored.seq, stored.sha256)
        return MeetingCase(files_of(units), version)

    def history(self, key: str, secret: str) -> tuple[StoredEntry, ...]:
        """Its changes, the last first; ``change_of`` tells their units."""
        self._demand(key, secret, Deed.SEE_HISTORY)
        return self.store.dossiers.entries(key)

    def change_of(self, key: str, secret: str, seq: int) -> UnitChange:
        """What a change did to which units; nothing when there is no such change."""
        self._demand(key, secret, Deed.SEE_HISTORY)
        return self.store.dossiers.change_of(key, seq)

    def links(self, key: str, secret: str) -> tuple[StoredDossierLink, ...]:
        """The links of a dossier that were made, without their secrets."""
        self._demand(key, secret, Deed.GIVE_LINKS)
        return self.store.dossiers.links(key)

    def uses(self, key: str, secret: str) -> tuple[DossierUse, ...]:
        """The meetings that took their case from it, the newest first."""
        self._demand(key, secret, Deed.READ)
        return self.store.dossiers.uses(key)

    def _demand(self, key: str, secret: str, deed: Deed) -> StoredDossierLink:
        """The link of whoever asks; raises DossierRefused without one, or if it may not.

        Without a link, one answer whether there is such a dossier or not. Only the server signs
        passes: whoever holds one knows that there was.
        """
        link = self.own_link(key, secret)
        if link is None:
            if identity.is_pass(key, secret, self._signing.key):
                self.store.dossiers.dossier(key)
            raise DossierRefused(DossierReason.NO_LINK)
        archived = self.store.dossiers.dossier(key).archived_at is not None
        if reason := dossier_refusal(Role(link.role), deed, archived=archived):
            raise DossierRefused(reason)
        return link

    def _opened(self, key: str, role: Role) -> OpenDossier:
        stored, case = self._case(key)
        return OpenDossier(
            stored.key,
            role,
            case,
            _origin(stored),
            stored.seq,
            stored.sha256,
            stored.created_at,
            stored.changed_at,
            stored.archived_at is not None,
        )

    def _case(self, key: str) -> tuple[StoredDossier, Case]:
        """A dossier and its case: units are read for one that is not known yet."""
        stored = self.store.dossiers.dossier(key)
        known = self._cases.peek((key, stored.sha256))
        if known is not None:
            return stored, known
        stored, units = self.store.dossiers.with_units(key)
        case = self._cases.get((key, stored.sha256), lambda: case_from_files(files_of(units)))
        return stored, case


def _origin(stored: StoredDossier) -> DoorOrigin:
    return DoorOrigin(**json.loads(stored.origin))


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
