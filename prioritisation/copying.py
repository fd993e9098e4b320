"""The commands ``backup`` and ``restore``: all that is kept, in one file, and back."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from criteria.problems import Problem
from prioritisation.errors import InvalidRequest
from prioritisation.export.errors import NotWritten
from prioritisation.replaying import WRONG, Told
from prioritisation.sentences.storing import nothing_kept_text, store_text
from prioritisation.settings import database_url
from prioritisation.store import NotACopy, NotEmpty, StoreError, back_up, is_there, put_back
from prioritisation.wording import t, tn

SHOWN = 80
Options = Mapping[str, Sequence[str]]


class _Nowhere(Exception):
    """There is no database to be copied."""


def backup_command(words: Sequence[str], _options: Options, before: Sequence[Problem]) -> Told:
    """Copy the database into a new file, while servers run.

    Raises
    ------
    InvalidRequest
        With every problem of what was typed; what else is wrong is told.
    """
    name = _file(words, before)
    return _told(lambda: _backed_up(name), name)


def restore_command(words: Sequence[str], _options: Options, before: Sequence[Problem]) -> Told:
    """Put such a file back into an empty database.

    Raises
    ------
    InvalidRequest
        With every problem of what was typed; what else is wrong is told.
    """
    name = _file(words, before)
    return _told(lambda: _restored(name), name)


def _file(words: Sequence[str], before: Sequence[Problem]) -> str:
    problems = [*before, *(Problem("unknown_setting", word[:SHOWN]) for word in words[1:])]
    if not words or not words[0].strip():
        problems.append(Problem("missing_key", t("FILE")))
    if problems:
        raise InvalidRequest(problems)
    return words[0]


def _backed_up(name: str) -> str:
    if not is_there(database_url()):
        raise _Nowhere
    try:
        n = back_up(database_url(), Path(name))
    except (OSError, ValueError) as error:
        raise NotWritten(name, _as_fault(error)) from error
    counted = tn("{n} meeting in « {name} ».", "{n} meetings in « {name} ».", n, name=name)
    return " ".join((counted, t("Every ballot and the server's key are in it: keep it safe.")))


def _restored(name: str) -> str:
    n = put_back(database_url(), Path(name))
    return tn("{n} meeting is put back.", "{n} meetings are put back.", n)


def _told(done: Callable[[], str], name: str) -> Told:
    try:
        return Told((done(),))
    except _Nowhere:
        said = nothing_kept_text()
    except NotWritten as error:
        there = isinstance(error.__cause__, FileExistsError)
        said = t("{name}: there already, nothing was written.", name=name)
        said = said if there else error.sentence
    except NotACopy:
        said = t("{name}: this file is not a whole copy of the meetings.", name=name)
    except NotEmpty:
        said = t(
            "Meetings are kept here already: nothing was changed. A copy is put back into an "
            "empty database only (DATABASE_URL, PRIORITISATION_DATA)."
        )
    except StoreError as error:
        said = store_text(error)
    except (OSError, ValueError):
        said = t("{name}: this file cannot be read.", name=name)
    return Told((), (said,), WRONG)


def _as_fault(error: Exception) -> OSError:
    return error if isinstance(error, OSError) else OSError(str(error))
