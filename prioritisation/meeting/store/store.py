"""The store: what pages, routes and the command line call. Every write is one transaction."""

import logging
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import wraps
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Concatenate, Generic, ParamSpec, TypeVar, cast

from sqlalchemy import Connection, insert
from sqlalchemy.exc import IntegrityError

from prioritisation.meeting.store import casting, changing, erasing, reading, records, schema
from prioritisation.meeting.store.casting import Agreed, renew_settings, renew_with_meetings
from prioritisation.meeting.store.changing import Transaction
from prioritisation.meeting.store.dossiers import DossierStore
from prioritisation.meeting.store.engine import (
    ERASED_VERSION,
    PATIENCE,
    Database,
    Listener,
    Listeners,
    Notices,
)
from prioritisation.meeting.store.erasing import Scrubber, scrub
from prioritisation.meeting.store.errors import StoreUnavailable
from prioritisation.meeting.store.records import StoredBallot, check_storable
from prioritisation.meeting.store.schema import upgrade

Work = TypeVar("Work")
Done = TypeVar("Done")

_Piece = tuple[Work, Future[Done]]

_MOST_TOGETHER = 250
_MOST_WAITING = 10_000

_LOGGER = logging.getLogger(__name__)


class GroupCommit(Generic[Work, Done]):
    """A queue of pieces to write, and the thread that writes them.

    Parameters
    ----------
    commit
        Writes pieces in one transaction and returns a verdict for each, in order, once they are
        on disk. When it raises, nothing was written; pieces that went together are then tried
        one by one, so that a spoilt one harms itself only.
    together
        Most pieces in a transaction.
    waiting
        Most pieces that may wait.
    """

    def __init__(
        self,
        commit: Callable[[Sequence[Work]], Sequence[Done | Exception]],
        *,
        together: int = _MOST_TOGETHER,
        waiting: int = _MOST_WAITING,
    ) -> None:
        self._commit, self._together, self._waiting = commit, together, waiting
        self._queue: SimpleQueue[_Piece[Work, Done] | None] = SimpleQueue()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._closed = False

    def ask(self, piece: Work) -> Future[Done]:
        """Queue a piece; the future ends once it is on disk, or refused.

        Raises
        ------
        StoreUnavailable
            At once, after ``close`` or when too many wait.
        """
        future: Future[Done] = Future()
        with self._lock:
            if self._closed:
                raise StoreUnavailable("gone")
            if self._queue.qsize() >= self._waiting:
                raise StoreUnavailable("locked")
            self._queue.put((piece, future))
            # Not before there is something to write: a command that only reads has no thread.
            if self._thread is None:
                self._thread = Thread(target=self._run, name="store writer", daemon=True)
                self._thread.start()
        return future

    def close(self) -> None:
        """Write what waits, then end the thread."""
        with self._lock:
            self._closed = True
            self._queue.put(None)
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while self._write():
            pass

    def _write(self) -> bool:
        """Write what waits; whether there may be more. A thread that waits holds no ballot."""
        pieces = self._taken()
        # Whoever left before the transaction is left out of it.
        wanted = [p for p in pieces if p and p[1].set_running_or_notify_cancel()]
        if wanted:
            self._settle(wanted)
        return None not in pieces

    def _taken(self) -> list[_Piece[Work, Done] | None]:
        pieces = [self._queue.get()]
        with suppress(Empty):
            while len(pieces) < self._together:
                pieces.append(self._queue.get_nowait())
        return pieces

    def _settle(self, pieces: Sequence[_Piece[Work, Done]]) -> None:
        try:
            verdicts = self._commit([work for work, _future in pieces])
        except StoreUnavailable as error:
            _LOGGER.warning("%d writes refused: %s", len(pieces), _in_a_line(error))
            # One each: a traceback is not shared by threads.
            verdicts = [StoreUnavailable(error.cause) for _ in pieces]
        except Exception as error:  # noqa: BLE001 (it belongs to who asked)
            if len(pieces) > 1:
                for piece in pieces:
                    self._settle([piece])
                return
            verdicts = [error]
        for (_asked, future), verdict in zip(pieces, verdicts, strict=True):
            if isinstance(verdict, Exception):
                future.set_exception(verdict)
            else:
                future.set_result(verdict)


def _in_a_line(error: StoreUnavailable) -> str:
    """Why the store refuses, then what the database said, whatever lines that has.

    PostgreSQL also says where it is, for whom, and what a refused row held: that is left out.
    """
    original = getattr(error.__cause__, "orig", "")
    sentence = (
        str(original.diag.message_primary or "") if hasattr(original, "diag") else str(original)
    )
    return " ".join(f"{error} {sentence and f'({sentence})'}".split())


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
    claimed_by = _question(casting.claimed_by)

    ballot = _question(reading.ballot)
    ballot_count = _question(reading.ballot_count)
    last_cast = _question(reading.last_cast)
    receipt = _question(reading.receipt)

    text = _question(casting.meeting_text)
    setting_if_made = _question(casting.setting_if_made)

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


Clock = Callable[[], datetime]
"""Gives the moment it is, with its zone: the one clock of a store, its rooms and their rounds."""


def open_store(url: str, *, now: Clock | None = None, patience: float = PATIENCE) -> "Store":
    """The store of a database, brought to the tables of this version first.

    Parameters
    ----------
    url
        ``sqlite:///file`` (made when missing) or ``postgresql://user:password@host/database``.
    now
        The moment written beside what is stored, whose order nothing relies on, and by which the
        rounds of its meetings close.
    patience
        Seconds to wait for who holds the database.

    Raises
    ------
    StoreUnavailable
        With its cause.
    NewerStore
        When a later version has changed the tables already.
    """
    database = Database(url, patience)
    try:
        with database.write() as connection:
            upgrade(connection)
        scrub(database)
    except BaseException:
        database.close()
        raise
    return Store(database, now or _utc_now)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Store(Reader):
    """Meetings, their voters and their ballots; usable from any thread.

    Any method may raise StoreUnavailable, and those that take the code of a meeting
    UnknownMeeting. ``open_store`` makes it.

    Attributes
    ----------
    clock
        Gives the present moment.
    dossiers
        Those of the same database.
    """

    def __init__(self, database: Database, now: Clock) -> None:
        super().__init__(database)
        self.clock = now
        self._scrubber = Scrubber(database)
        self._listeners = Listeners()
        self._notices = Notices(database.listening, self._listeners.tell)
        self.dossiers = DossierStore(database, self._at, self._scrubber)
        self._together: GroupCommit[casting.Piece, records.StoredBallot | bool] = GroupCommit(
            self._commit
        )

    def close(self) -> None:
        """Write what waits, then close; what is asked afterwards is refused."""
        self._scrubber.close()
        self._together.close()
        self._notices.close()
        self._database.close()

    def add_listener(self, listener: Listener, *, others: bool = True) -> Callable[[], None]:
        """Tell ``listener`` the last version of a meeting after each commit.

        At last it is ``ERASED_VERSION``.

        It is called by the thread that wrote, before whoever asked for the write goes on; on
        PostgreSQL by a thread of the store too, for what other servers write. It must not wait,
        and never write. Two commits may be told in the other order. The function returned ends
        it.

        Parameters
        ----------
        others
            Whether what other servers write is to be heard from now on; else only if somebody
            else asks for it.
        """
        if others:
            self._notices.hear()
        return self._listeners.add(listener)

    # --- meetings

    def create(self, new: records.NewMeeting) -> int:
        """Create a meeting and return its id.

        Raises
        ------
        Conflict
            When its code is taken.
        """
        records.check_storable(
            new.code, new.title, new.case_id, new.state, new.extra, new.purge_after
        )
        records.check_storable(*new.files, *new.files.values())
        at = self._at()
        with self._database.write() as connection:
            key = changing.create(connection, new, at)
            self._notices.send(connection, {new.code: 1})
        self._listeners.tell(new.code, 1)
        return key

    @contextmanager
    def change(self, code: str) -> Iterator[Transaction]:
        """One atomic write: all of the block is kept, or nothing if it raises.

        The meeting is locked meanwhile: no slow work in the block, and no other write of the
        store, which would wait for this one.
        """
        with self._database.write() as connection:
            change = changing.open_transaction(connection, code, self._at())
            yield change
            version = change.settle()
            self._notices.send(connection, {} if version is None else {code: version})
        if version is not None:
            self._listeners.tell(code, version)

    def purge(self, code: str) -> None:
        """Remove a meeting, every row of it, and have nothing of it remain in the file."""
        with self._database.write() as connection:
            erasing.delete_meeting(connection, code)
            self._notices.send(connection, {code: ERASED_VERSION})
        # Before the scrubbing, which takes long.
        self._listeners.tell(code, ERASED_VERSION)
        self._scrubber.scrub()

    def renew(self, settings: Mapping[str, str]) -> None:
        """Give settings other values, all or none."""
        records.check_storable(*settings, *settings.values())
        with self._database.write() as connection:
            renew_settings(connection, settings)

    def renew_with_meetings(self, settings: Mapping[str, str], agreed: Agreed) -> None:
        """The same, and another version to each meeting; ``agreed`` may raise: nothing is done."""
        records.check_storable(*settings, *settings.values())
        with self._database.write() as connection:
            versions = renew_with_meetings(connection, settings, agreed)
            self._notices.send(connection, versions)
        for code, version in versions.items():
            self._listeners.tell(code, version)

    # --- voters and ballots

    def join(
        self,
        code: str,
        token_hash: str,
        *,
        college: str | None = None,
        carries: int | None = None,
        kind: str = "device",
        invitation_hash: str | None = None,
        most: int | None = None,
    ) -> bool:
        """Have a voter join; True when new, False for one who had joined.

        Raises
        ------
        TooManyVoters
            When ``most`` voters have joined already.
        UnknownVoter
            When the invitation is not of this meeting.
        Conflict
            When the invitation has been used.
        """
        new = records.NewVoter(code, token_hash, college, carries, kind, invitation_hash, most)
        return self.join_soon(new).result()

    def join_soon(self, new: records.NewVoter) -> Future[bool]:
        """As ``join``, without waiting."""
        records.check_storable(
            new.code, new.token_hash, new.college, new.kind, new.invitation_hash
        )
        return cast("Future[bool]", self._together.ask(new))

    def cast(self, ballot: records.StoredBallot, allowed: casting.Allowed) -> records.StoredBallot:
        """Append a ballot, and return it once it is on disk.

        Parameters
        ----------
        allowed
            Called with the meeting's state under its lock; returns the round that takes the
            ballot, or raises. It must be quick.

        Raises
        ------
        UnknownVoter
            When nobody of this meeting holds the token.
        """
        return self.cast_soon(ballot, allowed).result()

    def cast_soon(
        self, ballot: records.StoredBallot, allowed: casting.Allowed
    ) -> Future[records.StoredBallot]:
        """As ``cast``, without waiting: for ``asyncio.wrap_future``."""
        records.check_storable(ballot.code, ballot.token_hash, ballot.points_json, ballot.reason)
        records.check_storable(ballot.receipt, ballot.kind, ballot.nonce)
        return cast(
            "Future[records.StoredBallot]", self._together.ask(casting.Casting(ballot, allowed))
        )

    def probe_soon(self) -> Future[bool]:
        """Ends once something has been written as a ballot is, on disk; or refused as one."""
        return cast("Future[bool]", self._together.ask(records.Probe()))

    def _commit(self, pieces: Sequence[casting.Piece]) -> list[casting.PieceVerdict]:
        at = self._at()
        with self._database.write(first=True) as connection:
            verdicts, versions = casting.write_all(connection, pieces, at)
            self._notices.send(connection, versions)
        if versions:
            self._scrubber.note_votes()
        for code, version in versions.items():
            self._listeners.tell(code, version)
        return verdicts

    def _at(self) -> str:
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")
