"""The commands of whoever keeps the server: its copies, and its own secrets.

``backup`` and ``restore`` write all that is kept in one file, and put it back; ``setup-link`` and
``rotate-secrets`` make secrets anew.
"""

import errno
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from prioritisation.cli import WRONG, CommandOutput
from prioritisation.documents.writing.errors import NotWritten
from prioritisation.meeting.room import Room, current_room
from prioritisation.meeting.room.errors import RoundOpen
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
from prioritisation.sentences.replay import no_database_text, store_text
from prioritisation.settings import database_url
from prioritisation.wording import t, tn

_USUAL = "http://127.0.0.1:8501"
"""Where the server listens unless told otherwise."""


class _Said(Exception):
    """What the user reads."""


def backup_command(given: Namespace) -> CommandOutput:
    """Copy the database into a new file, while servers run."""
    return _outcome(lambda: _backed_up(given.subject))


def restore_command(given: Namespace) -> CommandOutput:
    """Put such a file back into an empty database."""
    return _outcome(lambda: _restored(given.subject))


def _expect_database() -> None:
    if not is_there(database_url()):
        raise _Said(no_database_text())


def _backed_up(name: str) -> tuple[str]:
    _expect_database()
    try:
        n = back_up(database_url(), Path(name))
    except NotOurs as error:
        raise _Said(_not_ours(error.fault, t("nothing was copied"))) from error
    except FileExistsError as error:
        raise _Said(t("{name}: there already, nothing was written.", name=name)) from error
    except (OSError, ValueError) as error:
        cause = error if isinstance(error, OSError) else OSError(str(error))
        raise _Said(NotWritten(name, cause).sentence) from error
    counted = tn("{n} meeting in « {name} ».", "{n} meetings in « {name} ».", n, name=name)
    safe = t("Every vote and the server's key are in it: keep it safe.")
    return (f"{counted} {safe}",)


def _restored(name: str) -> tuple[str]:
    try:
        n = put_back(database_url(), Path(name))
    except NotACopy as error:
        text = t(
            "{name}: no whole copy of meetings that this version can read, nothing was put back. "
            "Give the file that « backup » has written, or update the program.",
            name=name,
        )
        raise _Said(text) from error
    except NotOurs as error:
        raise _Said(_not_ours(error.fault, t("nothing was put back"))) from error
    except FileNotFoundError as error:
        raise _Said(t("{name}: no file has this name.", name=name)) from error
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _Said(t("The disk is full: nothing was put back.")) from error
        text = t("{name}: this account cannot read this as a file.", name=name)
        raise _Said(text) from error
    return (tn("{n} meeting is put back.", "{n} meetings are put back.", n),)


def _outcome(act: Callable[[], tuple[str, ...]]) -> CommandOutput:
    """What was done, or why nothing was."""
    try:
        return CommandOutput(act())
    except _Said as error:
        sentence = str(error)
    except NotEmpty:
        sentence = t(
            "Meetings are kept here already: nothing was changed. A copy is put back into an "
            "empty database only (DATABASE_URL, PRIORITISATION_DATA)."
        )
    except RoundOpen as error:
        meetings = ", ".join(f"{code} « {title} »" for code, title in error.meetings)
        sentence = t(
            "A vote is open: {meetings}. Nothing was changed: who has voted could vote again. "
            "Show its results, or cancel it first.",
            meetings=meetings,
        )
    except StoreError as error:
        sentence = store_text(error)
    return CommandOutput((), (sentence,), WRONG)


def _not_ours(fault: StoreFault, nothing: str) -> str:
    """Why what the settings name cannot be copied, or filled."""
    if fault == "damaged":
        return t(
            "The file of the meetings is damaged: {nothing}. Keep it, and put your last copy "
            "back elsewhere.",
            nothing=nothing,
        )
    return t(
        "What DATABASE_URL or PRIORITISATION_DATA names is empty, is something else than meetings "
        "of this application, or may not be read and written by this account: {nothing}.",
        nothing=nothing,
    )


def setup_link_command(_given: Namespace) -> CommandOutput:
    """Make another set-up link; the one before opens nothing any more."""
    return _outcome(lambda: (*_link(_room().new_setup_secret()), t("The old one opens nothing.")))


def rotate_command(_given: Namespace) -> CommandOutput:
    """Change the set-up link and the key of tokens, asked first of whoever sits at a terminal."""
    if sys.stdin is not None and sys.stdin.isatty() and not _agreed():
        return CommandOutput((t("Nothing was changed."),))
    return _outcome(
        lambda: (t("The secrets are changed."), *_cost(), *_link(_room().rotate_secrets()))
    )


def _room() -> Room:
    """The room: the secrets of no server are made for a database that is not there."""
    _expect_database()
    return current_room()


def _agreed() -> bool:
    question = t("Change the secrets? Type « oui »: ")
    try:
        answer = input("\n".join((*_cost(), question)))
    except EOFError:
        return False
    return answer.strip().lower() in (t("yes"), t("yes")[:1])


def _cost() -> tuple[str, ...]:
    """What is lost with the secrets."""
    return (
        t(
            "Phones that have joined a meeting are not known any more: whoever comes back is "
            "counted once more among those present. Invitations can be used again, each by one "
            "device."
        ),
        t("Personal links stay good, but each is to be opened once more in its browser."),
        t("The set-up link before this one opens nothing any more."),
    )


def _link(secret: str) -> tuple[str, str]:
    link = f"{_USUAL}/demarrer/{secret}"
    return (
        t("Set-up link, to create a meeting: {link}", link=link),
        t(
            "If the application is at another address, put it in the place of {usual}.",
            usual=_USUAL,
        ),
    )
