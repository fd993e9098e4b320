"""The shelf: all dossiers, as pages and routes use them, every right asked first."""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from criteria import raw
from criteria.load import case_from_files, forget_files
from criteria.writing import toml_text
from prioritisation.cases.changes import difference
from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.rights import Deed
from prioritisation.cases.typed import NAME_SIGNS, text_problems, unique_ids
from prioritisation.cases.units import units_of, units_sha256
from prioritisation.cases.versions import DossierVersions
from prioritisation.cases.writing import check_size
from prioritisation.errors import InvalidRequest
from prioritisation.meeting.room import Room, current_room, identity
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import Conflict, NewEntry, Store, UnknownDossier
from prioritisation.memory import MadeOnce


@dataclass(frozen=True, slots=True)
class CreatedDossier:
    """The key of a dossier just made, and the secret of its facilitator's link, told this once."""

    key: str
    secret: str


class Shelf(DossierVersions):
    """All dossiers of a store; usable from any thread."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._erasing: dict[Callable[[str], None], None] = {}

    def create(self, files: Mapping[str, str], origin: DoorOrigin) -> CreatedDossier:
        """A dossier of these files, with its facilitator's link; the caller has checked who asks.

        Raises
        ------
        InvalidCase
            With every problem of the files; nothing is stored.
        """
        check_size(case_from_files(files))
        units, secret = units_of(files), identity.new_secret()
        first = difference({}, units)
        made = NewEntry(first, 0, "create", Role.FACILITATOR, "", units_sha256(units))
        while True:
            key = identity.new_key()
            # A key drawn twice is drawn again.
            try:
                self.store.dossiers.create(key, origin.to_json(), made, identity.hashed(secret))
            except Conflict:
                continue
            return CreatedDossier(key, secret)

    def roles(self, passes: Mapping[str, str]) -> Iterator[Role]:
        """What passes give, each by the key of its dossier; no look at those not signed here."""
        signing = self._signing.fresh()
        for key, one in passes.items():
            if identity.is_pass(key, one, signing) and (role := self.role(key, one)):
                yield role

    def archive(self, key: str, secret: str, *, archived: bool) -> None:
        """Put a dossier away, where nothing is written, or take it out again."""
        self._demand(key, secret, Deed.ARCHIVE)
        with self.store.dossiers.change(key) as change:
            self._demand(key, secret, Deed.ARCHIVE)
            change.archive(archived=archived)

    def erase(self, key: str, secret: str) -> None:
        """Erase a dossier, all of it; meetings keep the case that they took from it."""
        self._demand(key, secret, Deed.ERASE)
        self.store.dossiers.erase(key, lambda: self._demand(key, secret, Deed.ERASE))
        self._cases.drop(lambda cached: cached[0] == key)
        forget_files()
        for forgets in tuple(self._erasing):
            forgets(key)

    def keeps(self, key: str, forgets: Callable[[str], None]) -> None:
        """Something of a dossier was just kept by somebody, who forgets it once it is erased.

        At once if it is no more; ``forgets`` is called by any thread, and must not wait.
        """
        self._erasing[forgets] = None
        try:
            self.store.dossiers.dossier(key)
        except UnknownDossier:
            forgets(key)


def current_shelf() -> Shelf:
    """The shelf of this process, opened at the first call; raises as ``current_room``."""
    return shelf_of(current_room())


@MadeOnce
def shelf_of(room: Room) -> Shelf:
    """The shelf that is kept where the meetings of a room are."""
    return Shelf(room.store)


_DOOR = "copy"


def copied_files(files: Mapping[str, str], title: str, today: dt.date) -> dict[str, str]:
    """Name -> text of the files of a copy; all but ``case.toml`` are as they were.

    Parameters
    ----------
    files
        Those of a case that loads.

    Raises
    ------
    InvalidRequest
        When the copy cannot be called so.
    """
    if problems := tuple(text_problems(_DOOR, "title", title, NAME_SIGNS)):
        raise InvalidRequest(problems)
    (ident,) = unique_ids([title], "dossier")
    head = {"id": ident, "title": title.strip(), "updated": today}
    return {**files, raw.CASE_FILE: _renamed(files[raw.CASE_FILE], head)}


def _renamed(text: str, head: Mapping[str, object]) -> str:
    """The file with these keys, its comments kept where each key has a line of its own."""
    tree: dict[str, object] = {**tomllib.loads(text), **head}
    lines = text.split("\n")
    for key, value in head.items():
        own = [k for k, line in enumerate(lines) if re.match(rf"{key}[ \t]*=", line)]
        if own:
            lines[own[0]] = toml_text({key: value}).rstrip("\n")
    try:
        same = tomllib.loads("\n".join(lines)) == tree
    except tomllib.TOMLDecodeError:
        same = False
    return "\n".join(lines) if same else toml_text(tree)
