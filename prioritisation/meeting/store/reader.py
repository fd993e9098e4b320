"""What may be asked of the store: each answer is of one moment."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, insert
from sqlalchemy.exc import IntegrityError

from prioritisation.meeting.store import reading, schema, texts, voters
from prioritisation.meeting.store.engine import Database
from prioritisation.meeting.store.records import StoredBallot, check_storable

_SALT = "salt of the order of ballots"

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def _question(
    question: Callable[Concatenate[Connection, Given], Answer],
) -> Callable[Concatenate["Reader", Given], Answer]:
    """The same question, put to the store on a connection of its own."""

    @wraps(question)
    def ask(self: "Reader", /, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        with self._database.read() as connection:
            return question(connection, *args, **kwargs)

    return ask


class Reader:
    """The questions, each as its function says; ``Store`` adds the writes.

    Any method may raise StoreUnavailable, and those that take the code of a meeting
    UnknownMeeting.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def dialect(self) -> str:
        """Name of the kind of database: sqlite or postgresql."""
        return self._database.dialect

    meeting = _question(reading.meeting)
    meetings = _question(reading.meetings)
    version = _question(reading.version)
    versions = _question(reading.versions)
    files = _question(reading.files)
    edits = _question(reading.edits)
    matrices = _question(reading.matrices)
    answers = _question(reading.answers)
    audit = _question(reading.audit)
    link = _question(reading.link)
    links = _question(reading.links)

    voter = _question(reading.voter)
    attendance = _question(reading.attendance)
    invitations = _question(reading.invitations)
    claimed_by = _question(voters.claimed_by)

    ballot = _question(reading.ballot)
    ballot_count = _question(reading.ballot_count)
    last_cast = _question(reading.last_cast)
    receipt = _question(reading.receipt)

    text = _question(texts.meeting_text)
    setting_if_made = _question(texts.setting_if_made)

    def ballots(self, code: str, number: int) -> tuple[StoredBallot, ...]:
        """The current ballots of a round, in an order that tells nothing of their arrival."""
        salt = self.setting(_SALT, secrets.token_hex)
        with self._database.read() as connection:
            return reading.ballots(connection, code, number, salt)

    def setting(self, name: str, default_factory: Callable[[], str]) -> str:
        """A setting: made at the first call, and the same for all processes from then on."""
        value = self.setting_if_made(name)
        if value is not None:
            return value
        row = {"name": name, "value": default_factory()}
        check_storable(*row.values())
        try:
            with self._database.write() as connection:
                connection.execute(insert(schema.setting_table), row)
        except IntegrityError:  # another was quicker
            return self.setting(name, default_factory)
        return row["value"]
