"""One atomic write of a meeting: everything done to it in one ``with`` block."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, Table, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from prioritisation.meeting.store import casting, erasing, reading, records, schema
from prioritisation.meeting.store.casting import Casting, cast_all
from prioritisation.meeting.store.errors import Conflict


def write_case(
    connection: Connection,
    key: int,
    files: Mapping[str, str],
    dossier: tuple[str, int, str] | None,
) -> None:
    """Keep the files of a meeting that has none."""
    rows = [
        {"meeting_id": key, "name": name, "content": content} for name, content in files.items()
    ]
    if rows:
        connection.execute(insert(schema.case_file_table), rows)
    if dossier:
        version = dict(zip(("key", "seq", "sha256"), dossier, strict=True))
        connection.execute(insert(schema.meeting_dossier_table), {"meeting_id": key, **version})


class Transaction:
    """A meeting under its lock, and what may be written of it.

    Attributes
    ----------
    meeting
        The meeting as it is under the lock, with what this change has written so far.
    """

    def __init__(self, connection: Connection, meeting: records.StoredMeeting, at: str) -> None:
        self._connection = connection
        self._at = at
        self._version = meeting.version
        self._written = False
        self.meeting = meeting

    def set_state(self, state: str) -> None:
        """Replace the state (JSON of the rules)."""
        self._note(state)
        self.meeting = replace(self.meeting, state=state)

    def set_extra(self, extra: str) -> None:
        """Replace the document of the pages (JSON)."""
        self._note(extra)
        self.meeting = replace(self.meeting, extra=extra)

    def audit(self, role: str, act: str, detail: str = "") -> None:
        """Write who did what."""
        _write_entry(self._connection, self.meeting.id, records.Entry(role, act, detail), self._at)
        self._note()

    def add_matrix(self, sha256: str, content: str) -> int:
        """Keep a frozen matrix and return its number."""
        table = schema.matrix_version_table
        last = select(func.max(table.c.number)).where(table.c.meeting_id == self.meeting.id)
        number = (self._connection.scalar(last) or 0) + 1
        self._insert(table, sha256=sha256, content=content, number=number, created_at=self._at)
        return number

    def add_edit(self, content: str, role: str) -> int:
        """Keep a proposed score (JSON) and return its id."""
        return self._insert(schema.score_edit_table, content=content, role=role, at=self._at)

    def answer(self, warning: str, text: str) -> None:
        """Keep what the group answered to a warning."""
        self._insert(schema.warning_answer_table, warning=warning, answer=text, at=self._at)

    def write_text(self, new: records.NewText) -> records.StoredText:
        """Append a version of a text.

        Raises
        ------
        Overtaken
            When somebody else has written it since ``new.expected``: nothing is written.
        """
        records.check_storable(new.name, new.content, new.role)
        written = casting.insert_text(self._connection, self.meeting.id, new, self._at)
        self._note()
        return written

    def mark(self, role: str) -> None:
        """Keep where the meeting stands, for ``rewind``."""
        erasing.set_mark(self._connection, self.meeting, role, self._at)
        self._note()

    def rewind(self) -> str:
        """Erase what was written since the mark; the pages' document as it was then.

        Links, invitations and the audit stay.
        """
        self._note()
        return erasing.rewind(self._connection, self.meeting)

    def add_link(self, role: str, secret_hash: str) -> int:
        """Keep a secret link and return its id."""
        query = select(schema.link_table.c.id).where(
            schema.link_table.c.secret_hash == secret_hash
        )
        if self._connection.scalar(query) is not None:
            raise Conflict("link")
        return self._insert(
            schema.link_table, role=role, secret_hash=secret_hash, created_at=self._at
        )

    def revoke_link(self, link_id: int) -> bool:
        """Close a link; False when it is not of this meeting or is closed already."""
        table = schema.link_table
        changed = self._connection.execute(
            update(table)
            .where(
                table.c.id == link_id,
                table.c.meeting_id == self.meeting.id,
                table.c.revoked_at.is_(None),
            )
            .values(revoked_at=self._at)
        )
        if changed.rowcount:
            self._note()
        return bool(changed.rowcount)

    def add_invitations(self, hashes: Iterable[str]) -> None:
        """Issue invitations; those issued before stay as they are."""
        table = schema.invitation_table.c
        there = select(table.token_hash).where(table.meeting_id == self.meeting.id)
        wanted = set(hashes) - set(self._connection.scalars(there))
        rows = [
            {"meeting_id": self.meeting.id, "token_hash": one, "created_at": self._at}
            for one in sorted(wanted)
        ]
        if rows:
            self._connection.execute(insert(schema.invitation_table), rows)
            self._note(*wanted)

    def release(self, invitation_hash: str, number: int | None) -> bool:
        """Take an invitation from the device that used it, with its ballot of one round.

        Returns
        -------
        bool
            Whether there was such a ballot.

        Raises
        ------
        UnknownVoter, Conflict
            When it is not of this meeting; when nobody has used it.
        """
        released = casting.release(self._connection, self.meeting, invitation_hash, number)
        self._note()
        return released

    def add_voter(self, token_hash: str, *, college: str | None = None, kind: str) -> bool:
        """Have somebody join whose ballot the office enters; False when they had."""
        records.check_storable(token_hash, college)
        new = records.NewVoter(self.meeting.code, token_hash, college=college, kind=kind)
        joined = casting.join(self._connection, self.meeting, new, self._at)
        if joined:
            self._note()
        return joined

    def cast_all(
        self, ballots: Sequence[records.StoredBallot], number: int
    ) -> tuple[records.StoredBallot, ...]:
        """Append ballots to a round, all or none.

        Raises
        ------
        UnknownVoter
            When the voter of one of them has not been added.
        """
        for ballot in ballots:
            records.check_storable(ballot.points_json, ballot.reason, ballot.receipt, ballot.nonce)
        # Whoever calls has asked the rules, under this same lock.
        castings = [Casting(ballot, lambda _state: number) for ballot in ballots]
        meeting = replace(self.meeting, version=self._version)
        settled = cast_all(self._connection, meeting, castings, self._at)
        for verdict in settled.verdicts:
            if isinstance(verdict, Exception):
                raise verdict
        self._version = settled.version
        return tuple(v for v in settled.verdicts if isinstance(v, records.StoredBallot))

    def settle(self) -> int | None:
        """Write the meeting's own row, and return its new version; None when nothing changed."""
        # Each ballot has made its version; all else that was written makes one more.
        version = self._version + self._written
        if version == self.meeting.version:
            return None
        table = schema.meeting_table
        self._connection.execute(
            update(table)
            .where(table.c.id == self.meeting.id)
            .values(version=version, state=self.meeting.state, extra=self.meeting.extra)
        )
        return version

    def _insert(self, table: Table, **values: str | int | None) -> int:
        self._note(*(value for value in values.values() if isinstance(value, str)))
        row: Mapping[str, object] = {"meeting_id": self.meeting.id, **values}
        done = self._connection.execute(insert(table).values(row))
        return int((done.inserted_primary_key or (0,))[0])

    def _note(self, *texts: str | None) -> None:
        """Something is written, of texts that any database takes."""
        records.check_storable(*texts)
        self._written = True


def _write_entry(connection: Connection, meeting_id: int, entry: records.Entry, at: str) -> None:
    """Add a line to the audit."""
    records.check_storable(entry.role, entry.act, entry.detail)
    row = {"role": entry.role, "act": entry.act, "detail": entry.detail, "at": at}
    connection.execute(insert(schema.audit_table), {"meeting_id": meeting_id, **row})


def create(connection: Connection, new: records.NewMeeting, at: str) -> int:
    """Insert a meeting with its files and the first line of its audit; return its id.

    Raises
    ------
    Conflict
        When its code is taken.
    """
    row = {
        "code": new.code,
        "title": new.title,
        "case_id": new.case_id,
        "state": new.state,
        "extra": new.extra,
        "version": 1,
        "created_at": at,
        "purge_after": new.purge_after,
    }
    try:
        done = connection.execute(insert(schema.meeting_table).values(row))
    except IntegrityError as error:
        raise Conflict("code") from error
    key = int((done.inserted_primary_key or (0,))[0])
    write_case(connection, key, new.files, new.dossier)
    _write_entry(connection, key, new.audit, at)
    return key


def open_transaction(connection: Connection, code: str, at: str) -> Transaction:
    """Lock a meeting and start its change."""
    return Transaction(connection, reading.locked_meeting(connection, code), at)
