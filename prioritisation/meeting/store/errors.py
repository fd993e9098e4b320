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

import sqlite3
from typing import Literal

from sqlalchemy import exc as sa_exc

Cause = Literal["locked", "readonly", "full", "gone", "slow", "address"]

StoreFault = Literal["empty", "other", "damaged", "newer", "denied"]


class StoreError(Exception):
    """Base class: ``except StoreError`` catches every refusal of the store."""


class StoreUnavailable(StoreError):
    """Nothing can be written, or read, at the moment; what was acknowledged is still there.

    Parameters
    ----------
    cause
        ``locked``: others hold it for too long; ``readonly``; ``full``: the disk is; ``gone``:
        no file or no server, one that is damaged, or one that lets nobody in; ``slow``: no answer
        yet, so that nobody knows whether what was asked was done; ``address``: ``DATABASE_URL``
        is no address of a database.
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
}
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
    # A connection that broke under a row says the same kind of error: that is no refusal.
    if isinstance(error, _OF_ROWS) and not error.connection_invalidated:
        return None
    return "gone"
