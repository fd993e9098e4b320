"""The commands ``backup`` and ``restore``: all that is kept, in one file, and back."""

import errno
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from criteria.errors import Problem
from prioritisation.cli import WRONG
from prioritisation.cli.replay import CommandOutput
from prioritisation.documents.writing.errors import NotWritten
from prioritisation.errors import InvalidRequest
from prioritisation.meeting.store import (
    NotACopy,
    NotEmpty,
    NotOurs,
    StoreError,
    StoreFault,
    back_up,
    is_there,
    put_back,
)
from prioritisation.sentences.meeting import no_database_text, store_text
from prioritisation.settings import database_url
from prioritisation.wording import t, tn

_SHOWN = 80
_Options = Mapping[str, Sequence[str]]


class _Nowhere(Exception):
    """There is no database to be copied."""


class _Said(Exception):
    """What the user reads."""


def backup_command(
    words: Sequence[str], _options: _Options, before: Sequence[Problem]
) -> CommandOutput:
    """Copy the database into a new file, while servers run.

    Raises
    ------
    InvalidRequest
        With every problem of what was typed; what else is wrong is told.
    """
    name = _file(words, before)
    return _told(lambda: _backed_up(name))


def restore_command(
    words: Sequence[str], _options: _Options, before: Sequence[Problem]
) -> CommandOutput:
    """Put such a file back into an empty database.

    Raises
    ------
    InvalidRequest
        With every problem of what was typed; what else is wrong is told.
    """
    name = _file(words, before)
    return _told(lambda: _restored(name))


def _file(words: Sequence[str], before: Sequence[Problem]) -> str:
    problems = [*before, *(Problem("unknown_setting", word[:_SHOWN]) for word in words[1:])]
    if not words or not words[0].strip():
        problems.append(Problem("missing_key", t("FILE")))
    if problems:
        raise InvalidRequest(problems)
    return words[0]


def _backed_up(name: str) -> str:
    if not is_there(database_url()):
        raise _Nowhere
    if name.endswith(os.sep) and not Path(name).exists():
        raise _Said(NotWritten(name, OSError(errno.ENOENT, name)).sentence)
    try:
        n = back_up(database_url(), Path(name))
    except NotOurs as error:
        raise _Said(_not_copied(error.fault)) from error
    except FileExistsError as error:
        raise _Said(_taken(name)) from error
    except (OSError, ValueError) as error:
        raise _Said(NotWritten(name, _as_fault(error)).sentence) from error
    counted = tn("{n} meeting in « {name} ».", "{n} meetings in « {name} ».", n, name=name)
    return " ".join((counted, t("Every ballot and the server's key are in it: keep it safe.")))


def _restored(name: str) -> str:
    try:
        n = put_back(database_url(), Path(name))
    except NotACopy as error:
        raise _Said(_no_copy(name, error.fault)) from error
    except NotOurs as error:
        raise _Said(_not_filled(error.fault)) from error
    except (OSError, ValueError) as error:
        raise _Said(_unreadable(name, error)) from error
    return tn("{n} meeting is put back.", "{n} meetings are put back.", n)


def _told(done: Callable[[], str]) -> CommandOutput:
    try:
        return CommandOutput((done(),))
    except _Said as error:
        sentence = str(error)
    except _Nowhere:
        sentence = no_database_text()
    except NotEmpty:
        sentence = t(
            "Meetings are kept here already: nothing was changed. A copy is put back into an "
            "empty database only (DATABASE_URL, PRIORITISATION_DATA)."
        )
    except StoreError as error:
        sentence = store_text(error)
    return CommandOutput((), (sentence,), WRONG)


def _taken(name: str) -> str:
    if Path(name).is_dir():
        return t("{name}: this is a folder, nothing was written. Name a file in it.", name=name)
    return t("{name}: there already, nothing was written. Give another name.", name=name)


def _not_copied(fault: StoreFault) -> str:
    """Why what the settings name cannot be copied."""
    if fault == "empty":
        return t(
            "The file of the meetings is empty: there is nothing to copy. Give DATABASE_URL or "
            "PRIORITISATION_DATA the same value as for the application, or put a copy back."
        )
    if fault == "damaged":
        return t(
            "The file of the meetings is damaged: nothing was copied. Keep it as it is, and put "
            "your last copy back elsewhere."
        )
    if fault == "denied":
        return t(
            "This account may not read and write the file of the meetings: nothing was copied. "
            "Use the account that runs the application."
        )
    return t(
        "What DATABASE_URL or PRIORITISATION_DATA names holds no meetings of this application: "
        "nothing was copied. Give it the same value as for the application."
    )


def _not_filled(fault: StoreFault) -> str:
    """Why nothing can be put back where the settings say."""
    if fault == "damaged":
        return t(
            "The file of the meetings is damaged: nothing was put back. Move it away, then "
            "start over."
        )
    if fault == "denied":
        return t(
            "This account may not read and write the file of the meetings: nothing was put "
            "back. Use the account that runs the application."
        )
    return t(
        "What DATABASE_URL or PRIORITISATION_DATA names is something else than meetings of this "
        "application: nothing was put back. Move it away, or name another file."
    )


def _no_copy(name: str, fault: StoreFault) -> str:
    """Why a file cannot be put back."""
    return {
        "empty": t(
            "{name}: this file is empty, nothing was put back. Give another copy.", name=name
        ),
        "damaged": t(
            "{name}: this copy is cut short or damaged, nothing was put back. Give another copy.",
            name=name,
        ),
        "newer": t(
            "{name}: a later version of this program made this copy, nothing was put back. "
            "Update the program first.",
            name=name,
        ),
    }.get(
        fault,
        t(
            "{name}: this file is no copy of meetings, nothing was put back. Give the file that "
            "« backup » has written.",
            name=name,
        ),
    )


def _unreadable(name: str, error: Exception) -> str:
    """Why a file could not be read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return t("{name}: no file has this name.", name=name)
    if isinstance(error, IsADirectoryError):
        return t("{name}: this is a folder. Give the file that « backup » has written.", name=name)
    if isinstance(error, PermissionError):
        return t(
            "{name}: this account may not read this file. Use the one that it belongs to.",
            name=name,
        )
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return t("The disk is full: nothing was put back.")
    return t("{name}: this file cannot be read.", name=name)


def _as_fault(error: Exception) -> OSError:
    return error if isinstance(error, OSError) else OSError(str(error))
