"""The commands ``setup-link`` and ``rotate-secrets``: the server's own secrets made anew."""

import sys
from collections.abc import Callable, Mapping, Sequence

from criteria.errors import Problem
from prioritisation.cli import WRONG
from prioritisation.cli.replay import CommandOutput
from prioritisation.errors import InvalidRequest
from prioritisation.meeting.room import Room, current_room
from prioritisation.meeting.room.errors import RoundOpen
from prioritisation.meeting.store import StoreError, is_there
from prioritisation.sentences.meeting import no_database_text, store_text
from prioritisation.settings import database_url
from prioritisation.wording import t

_USUAL = "http://127.0.0.1:8501"
"""Where the server listens unless told otherwise."""

_SHOWN = 80
_Options = Mapping[str, Sequence[str]]


def setup_link_command(
    words: Sequence[str], _options: _Options, before: Sequence[Problem]
) -> CommandOutput:
    """Make another set-up link; the one before opens nothing any more.

    Raises
    ------
    InvalidRequest
        With every problem of what was typed.
    """
    _nothing_more(words, before)
    return _told(lambda room: (*_link(room.new_setup_secret()), t("The one before is void.")))


def rotate_command(
    words: Sequence[str], _options: _Options, before: Sequence[Problem]
) -> CommandOutput:
    """Change the set-up link and the key of tokens, asked first of whoever sits at a terminal.

    Raises
    ------
    InvalidRequest
        With every problem of what was typed.
    """
    _nothing_more(words, before)
    if sys.stdin is not None and sys.stdin.isatty() and not _agreed():
        return CommandOutput((t("Nothing was changed."),))
    return _told(
        lambda room: (t("The secrets are changed."), *_cost(), *_link(room.rotate_secrets()))
    )


def _nothing_more(words: Sequence[str], before: Sequence[Problem]) -> None:
    problems = [*before, *(Problem("unknown_setting", word[:_SHOWN]) for word in words)]
    if problems:
        raise InvalidRequest(problems)


def _told(done: Callable[[Room], tuple[str, ...]]) -> CommandOutput:
    """What was done; the secrets of no server are made for a database that is not there."""
    try:
        if is_there(database_url()):
            return CommandOutput(done(current_room()))
    except RoundOpen as error:
        meetings = ", ".join(f"{code} « {title} »" for code, title in error.meetings)
        sentence = t(
            "A round is open: {meetings}. Nothing was changed: who has voted could vote again. "
            "Reveal it or declare it void first.",
            meetings=meetings,
        )
        return CommandOutput((), (sentence,), WRONG)
    except StoreError as error:
        return CommandOutput((), (store_text(error),), WRONG)
    return CommandOutput((), (no_database_text(),), WRONG)


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
        t("Secret links stay good, but each is to be opened once more in its browser."),
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
