"""What may be asked of the store: each answer is of one moment."""

import secrets
from collections.abc import Callable, Mapping

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from prioritisation.meeting.store import reading, schema, texts, voters, waves
from prioritisation.meeting.store.engine import Database
from prioritisation.meeting.store.records import (
    Entry,
    StoredAnswer,
    StoredBallot,
    StoredCast,
    StoredEdit,
    StoredLink,
    StoredMatrix,
    StoredMeeting,
    StoredScenario,
    StoredText,
    StoredVoter,
    check_storable,
)

_SALT = "salt of the order of ballots"


class Reader:
    """The questions; ``Store`` adds the writes.

    Any method may raise StoreUnavailable, and those that take the code of a meeting
    UnknownMeeting.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def dialect(self) -> str:
        """Name of the kind of database: sqlite or postgresql."""
        return self._database.dialect

    def meeting(self, code: str) -> StoredMeeting:
        """A meeting as it is."""
        with self._database.read() as connection:
            return reading.meeting(connection, code)

    def meetings(self) -> tuple[StoredMeeting, ...]:
        """All meetings, the newest first."""
        with self._database.read() as connection:
            return reading.meetings(connection)

    def files(self, code: str) -> Mapping[str, str]:
        """Name -> content of the files of the meeting's case."""
        with self._database.read() as connection:
            return reading.files(connection, code)

    def voter(self, code: str, token_hash: str) -> StoredVoter | None:
        """Who holds a token in a meeting, if anybody."""
        with self._database.read() as connection:
            return reading.voter(connection, code, token_hash)

    def ballot(self, code: str, number: int, token_hash: str) -> StoredBallot | None:
        """The current ballot of a voter in a round."""
        with self._database.read() as connection:
            return reading.ballot(connection, code, number, token_hash)

    def ballots(self, code: str, number: int) -> tuple[StoredBallot, ...]:
        """The current ballots of a round, in an order that tells nothing of their arrival."""
        return tuple(ballot.ballot for ballot in self.cast_in(code, number))

    def cast_in(self, code: str, number: int) -> tuple[StoredCast, ...]:
        """The same with what their voters said of themselves."""
        salt = self.setting(_SALT, secrets.token_hex)
        with self._database.read() as connection:
            return reading.cast(connection, code, number, salt)

    def count(self, code: str, number: int, kind: str = "") -> int:
        """How many voters have a ballot in a round; of one kind, where it is named."""
        with self._database.read() as connection:
            return reading.count(connection, code, number, kind)

    def last_cast(self, code: str, number: int) -> int:
        """The version that the last ballot of a round made: no other round ever has the same."""
        with self._database.read() as connection:
            return reading.last_cast(connection, code, number)

    def receipt(self, code: str, receipt: str) -> reading.BallotOfReceipt | None:
        """The ballot of a receipt, if any has it."""
        with self._database.read() as connection:
            return reading.receipt(connection, code, receipt)

    def attendance(self, code: str, number: int | None = None) -> int:
        """How many are present; of stand-ins, those of a round only: each round has its own."""
        with self._database.read() as connection:
            return reading.attendance(connection, code, number)

    def version(self, code: str) -> int:
        """The version of a meeting."""
        with self._database.read() as connection:
            return reading.version(connection, code)

    def versions(self) -> Mapping[str, int]:
        """The versions of all meetings, in one query."""
        with self._database.read() as connection:
            return reading.versions(connection)

    def link(self, secret_hash: str) -> StoredLink | None:
        """What a secret link opens; None for one that is revoked or was never issued."""
        with self._database.read() as connection:
            return reading.link(connection, secret_hash)

    def links(self, code: str) -> tuple[StoredLink, ...]:
        """The secret links of a meeting, revoked ones included."""
        with self._database.read() as connection:
            return reading.links(connection, code)

    def audit(self, code: str) -> tuple[Entry, ...]:
        """Who did what, the oldest line first."""
        with self._database.read() as connection:
            return reading.entries(connection, code)

    def answers(self, code: str) -> tuple[StoredAnswer, ...]:
        """The answers to warnings, the oldest first; the last to a warning counts."""
        with self._database.read() as connection:
            return reading.answers(connection, code)

    def edits(self, code: str) -> tuple[StoredEdit, ...]:
        """The scores proposed, the oldest first."""
        with self._database.read() as connection:
            return reading.edits(connection, code)

    def matrices(self, code: str) -> tuple[StoredMatrix, ...]:
        """The frozen matrices, the oldest first."""
        with self._database.read() as connection:
            return reading.matrices(connection, code)

    def invitations(self, code: str) -> tuple[int, int]:
        """How many invitations were issued, and how many of them used."""
        with self._database.read() as connection:
            return reading.invitations(connection, code)

    def claimed_by(self, code: str, invitation_hash: str) -> str | None:
        """The token of who claimed an invitation, None before; raises UnknownVoter."""
        with self._database.read() as connection:
            meeting = reading.meeting(connection, code)
            return voters.claimed_by(connection, meeting, invitation_hash)

    def waves(self, code: str) -> tuple[waves.Wave, ...]:
        """Many arrivals of one network in a short time, the latest first."""
        with self._database.read() as connection:
            return waves.waves(connection, reading.meeting_id(connection, code))

    def of_network(self, code: str, network: str) -> int:
        """How many of a network, by its mark, are there."""
        with self._database.read() as connection:
            meeting = reading.meeting_id(connection, code)
            return waves.of_network(connection, meeting, [network]).get(network, 0)

    def most_of_one(self, code: str) -> int:
        """How many are there of the network with most."""
        with self._database.read() as connection:
            return waves.most_of_one(connection, reading.meeting_id(connection, code))

    def leaf(self, key: str) -> str:
        """The text kept under a key; raises UnknownLeaf."""
        with self._database.read() as connection:
            return texts.leaf(connection, key)

    def scenario(self, key: str) -> StoredScenario:
        """The scenario of a key; raises UnknownScenario."""
        with self._database.read() as connection:
            return texts.scenario(connection, key)

    def scenarios(self, code: str) -> tuple[StoredScenario, ...]:
        """The scenarios kept in a meeting, the oldest first."""
        with self._database.read() as connection:
            return texts.scenarios(connection, code)

    def paper(self, code: str, name: str) -> StoredText:
        """The last version of a paper; version 0, with no content, when nobody wrote it."""
        with self._database.read() as connection:
            return texts.paper(connection, code, name)

    def setting(self, name: str, default_factory: Callable[[], str]) -> str:
        """A setting: made at the first call, and the same for all processes from then on."""
        found = self.known(name)
        if found is not None:
            return found
        row = {"name": name, "value": default_factory()}
        check_storable(*row.values())
        try:
            with self._database.write() as connection:
                connection.execute(insert(schema.setting_table), row)
        except IntegrityError:  # another was quicker
            return self.setting(name, default_factory)
        return row["value"]

    def known(self, name: str) -> str | None:
        """A setting; None if nobody has made it."""
        table = schema.setting_table.c
        with self._database.read() as connection:
            return connection.scalar(select(table.value).where(table.name == name))
