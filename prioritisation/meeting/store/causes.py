"""Why a database refuses, from what its driver says."""

import re
import sqlite3

from sqlalchemy import exc as sa_exc

from prioritisation.meeting.store.errors import Cause

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
    if isinstance(error, _OF_ROWS) and not error.connection_invalidated:
        return None
    return "gone"


def _refused(said: str) -> Cause | None:
    """Why a PostgreSQL server lets nobody in: the driver gives its words, and no code."""
    found = (cause for cause, pattern in _AT_THE_DOOR.items() if pattern.search(said))
    return next(found, None)
