"""Everything that can go wrong with what is kept, and why a database refuses.

* StoreError
  x StoreUnavailable
  x NewerStore
  x NotEmpty
  x NotACopy
  x NotOurs
  x UnknownMeeting
  x UnknownVoter
  x UnknownDossier
  x TooManyVoters
  x Conflict
    x Overtaken
  x Unstorable

Messages are English, for developers; pages write their French sentence from the fields.
"""

import re
import sqlite3
from typing import Literal

from sqlalchemy import exc as sa_exc

Cause = Literal["locked", "readonly", "full", "gone", "slow", "password", "base", "address"]

StoreFault = Literal["empty", "other", "damaged", "newer", "denied"]


class StoreError(Exception):
    """Base class: ``except StoreError`` catches every refusal of the store."""


class StoreUnavailable(StoreError):
    """Nothing can be written, or read, at the moment; what was acknowledged is still there.

    Parameters
    ----------
    cause
        ``locked``: others hold it for too long; ``readonly``; ``full``: the disk is; ``gone``:
        no file or no server, or one that is damaged; ``slow``: no answer yet, so that nobody knows
        whether what was asked was done; ``password``, ``base``: the server knows no such user or
        password, or no such base; ``address``: ``DATABASE_URL`` is no address of a database.
    """

    def __init__(self, cause: Cause) -> None:
        super().__init__(f"the store is unavailable: {cause}")
        self.cause: Cause = cause


class NewerStore(StoreError):
    """The database was last used by a version of this program that this one does not know."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"the database is at revision {revision}, which this version has not")
        self.revision = revision


class NotEmpty(StoreError):
    """Something is kept already where a copy was to be put back."""


class NotACopy(StoreError):
    """A file that is no whole copy of a store.

    Parameters
    ----------
    fault
        ``empty``: it has no byte; ``other``: a file or a database of something else;
        ``damaged``: a part is missing or does not go with the rest; ``newer``: a later version of
        this program made it.
    """

    def __init__(self, fault: StoreFault) -> None:
        super().__init__(f"no copy of a store: {fault}")
        self.fault: StoreFault = fault


class NotOurs(StoreError):
    """What is there is no store, or none that can be read; it was left as it is.

    Parameters
    ----------
    fault
        As of ``NotACopy``; ``denied``: this account may not read and write it.
    """

    def __init__(self, fault: StoreFault) -> None:
        super().__init__(f"no store: {fault}")
        self.fault: StoreFault = fault


class UnknownMeeting(StoreError):
    """No meeting has this code: mistyped, or purged."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no meeting {code!r}")
        self.code = code


class UnknownVoter(StoreError):
    """A token, or an invitation, that this meeting never gave."""

    def __init__(self, code: str) -> None:
        super().__init__(f"not a voter of {code!r}")
        self.code = code


class UnknownDossier(StoreError):
    """No dossier has this key: mistyped, or erased."""

    def __init__(self, key: str) -> None:
        super().__init__(f"no dossier {key!r}")
        self.key = key


class TooManyVoters(StoreError):
    """As many voters have joined as may join."""

    def __init__(self, code: str, most: int) -> None:
        super().__init__(f"{most} voters are in {code!r} already")
        self.code, self.most = code, most


class Conflict(StoreError):
    """Something unique exists already, ``what``: a code, an invitation that was used..."""

    def __init__(self, field: str) -> None:
        super().__init__(f"exists already: {field}")
        self.what = field


class Overtaken(Conflict):
    """A paper that somebody else has written since it was read; nothing of it was written.

    Parameters
    ----------
    name
        Of the paper.
    version, content
        What is there now: to be shown beside what was refused.
    """

    def __init__(self, name: str, version: int, content: str) -> None:
        super().__init__(f"version {version} of paper {name!r}")
        self.name, self.version, self.content = name, version, content


class Unstorable(StoreError):
    """A text that no database takes: a zero character, half of a pair."""


_SQLITE: dict[int, Cause] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "readonly",
    sqlite3.SQLITE_PERM: "readonly",
    sqlite3.SQLITE_FULL: "full",
}
_POSTGRESQL: dict[str, Cause] = {
    "55P03": "locked",  # lock_not_available
    "57014": "locked",  # query_canceled: the time for a statement is over
    "40P01": "locked",  # deadlock_detected
    "40001": "locked",  # serialization_failure
    "25006": "readonly",  # read_only_sql_transaction
    "42501": "readonly",  # insufficient_privilege
    "53100": "full",  # disk_full
    "28P01": "password",  # invalid_password
    "28000": "password",  # invalid_authorization_specification
    "3D000": "base",  # invalid_catalog_name
}
_ABSENT = r"(does not exist|n.existe pas|existiert nicht|non esiste)"
_BASE = r"(database|base de donn\S+|Datenbank)"
_ROLE = r"(role|r\S+le|Rolle|ruolo)"
_AT_THE_DOOR: dict[Cause, re.Pattern[str]] = {
    "base": re.compile(rf"FATALE?:.*\b({_BASE}\s+\W.*{_ABSENT}|no existe la base de datos)"),
    "password": re.compile(
        rf"FATALE?:.*\b({_ROLE}\s+\W.*{_ABSENT}|no existe el rol)"
        r"|password authentication failed|no password supplied|pg_hba\.conf"
        r"|authentification par mot de passe|aucun mot de passe"
        r"|Passwort-Authentifizierung|kein Passwort"
        r"|autentificaci\S+n password|autenticazione con password"
    ),
}
"""The words of a server that lets nobody in, for which its driver has no code.

A server speaks the language it was installed in; accents may come in any encoding.
"""
# Refusals of a row, which are no trouble of the database.
_OF_ROWS = (sa_exc.IntegrityError, sa_exc.DataError, sa_exc.ProgrammingError)


def cause_of(error: sa_exc.DBAPIError) -> Cause | None:
    """Why the database is unavailable; None when it only refused a row."""
    original = error.orig
    code = getattr(original, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in _SQLITE:
        return _SQLITE[code & 0xFF]
    state = getattr(original, "sqlstate", None)
    if state in _POSTGRESQL:
        return _POSTGRESQL[state]
    if state is None and (refused := _refused(str(original))):
        return refused
    # A connection that broke under a row says the same kind of error: that is no refusal.
    if isinstance(error, _OF_ROWS) and not error.connection_invalidated:
        return None
    return "gone"


def _refused(message: str) -> Cause | None:
    """Why a PostgreSQL server lets nobody in: the driver gives its words, and no code."""
    causes = (cause for cause, pattern in _AT_THE_DOOR.items() if pattern.search(message))
    return next(causes, None)
