"""Ballots into the log, many at once in one transaction, each with its own verdict."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from prioritisation.meeting.store import errors, reading, records, schema
from prioritisation.meeting.store.errors import UnknownMeeting, UnknownVoter
from prioritisation.meeting.store.reading import LOGGED
from prioritisation.meeting.store.records import NewVoter, StoredMeeting
from prioritisation.meeting.store.schema import LOST


def claimed_by(connection: Connection, code: str, invitation_hash: str) -> str | None:
    """The token of who claimed an invitation; None as long as nobody has.

    Raises
    ------
    UnknownVoter
        When it is not of this meeting.
    """
    table = schema.invitation_table.c
    query = select(table.used_by).where(
        table.meeting_id == reading.meeting_id(connection, code),
        table.token_hash == invitation_hash,
    )
    row = connection.execute(query).first()
    if row is None:
        raise errors.UnknownVoter(code)
    return None if row.used_by is None else str(row.used_by)


def claim(
    connection: Connection, meeting: StoredMeeting, invitation_hash: str, token_hash: str, at: str
) -> None:
    """Have a token use an invitation.

    Raises
    ------
    UnknownVoter
        When it is not of this meeting.
    Conflict
        When another token has used it.
    """
    holder = claimed_by(connection, meeting.code, invitation_hash)
    if holder is not None and holder != token_hash:
        raise errors.Conflict("invitation")
    table = schema.invitation_table
    connection.execute(
        update(table)
        .where(table.c.meeting_id == meeting.id, table.c.token_hash == invitation_hash)
        .values(used_at=at, used_by=token_hash)
    )


def release(
    connection: Connection, meeting: StoredMeeting, invitation_hash: str, number: int | None
) -> bool:
    """Let an invitation be used again; who had it is lost, with their ballot of one round.

    Returns
    -------
    bool
        Whether there was such a ballot.

    Raises
    ------
    UnknownVoter
        When the invitation is not of this meeting.
    Conflict
        When nobody has used it.
    """
    holder = claimed_by(connection, meeting.code, invitation_hash)
    if holder is None:
        raise errors.Conflict("invitation")
    table, voter, log = schema.invitation_table, schema.voter_table, schema.ballot_log_table
    connection.execute(
        update(table)
        .where(table.c.meeting_id == meeting.id, table.c.token_hash == invitation_hash)
        .values(used_at=None, used_by=None)
    )
    connection.execute(
        update(voter)
        .where(voter.c.meeting_id == meeting.id, voter.c.token_hash == holder)
        .values(kind=LOST)
    )
    if number is None:
        return False
    gone = connection.execute(
        delete(log).where(
            log.c.meeting_id == meeting.id, log.c.token_hash == holder, log.c.round == number
        )
    )
    return bool(gone.rowcount)


_JOIN = insert(schema.voter_table)


def join(connection: Connection, meeting: StoredMeeting, new: NewVoter, at: str) -> bool:
    """True when the voter is new; False, and nothing written, for one who had joined.

    Raises
    ------
    TooManyVoters
        When ``new.most`` voters have joined already.
    UnknownVoter
        When the invitation is not of this meeting.
    Conflict
        When the invitation has been used.
    """
    (verdict,) = join_all(connection, meeting, [new], at)
    if isinstance(verdict, errors.StoreError):
        raise verdict
    return verdict


def join_all(
    connection: Connection, meeting: StoredMeeting, arriving: Sequence[NewVoter], at: str
) -> list[bool | errors.StoreError]:
    """What ``join`` says of each, in order, with one look and one write for all of them."""
    there = _there(connection, meeting.id, {new.token_hash for new in arriving})
    present = _present(connection, meeting.id) if any(new.most for new in arriving) else 0
    verdicts: list[bool | errors.StoreError] = []
    rows = []
    for new in arriving:
        if new.token_hash in there:
            verdicts.append(False)
            continue
        refusal = _refusal(connection, meeting, new, present, at)
        verdicts.append(refusal or True)
        if refusal is None:
            # The same token twice in a batch joins once.
            there.add(new.token_hash)
            present += 1
            rows.append(_voter_row(meeting.id, new, at))
    if rows:
        connection.execute(_JOIN, rows)
    return verdicts


def _refusal(
    connection: Connection, meeting: StoredMeeting, new: NewVoter, present: int, at: str
) -> errors.StoreError | None:
    """Why somebody cannot join; otherwise their invitation, if any, is used."""
    if new.most is not None and present >= new.most:
        return errors.TooManyVoters(meeting.code, new.most)
    if new.invitation_hash is not None:
        try:
            claim(connection, meeting, new.invitation_hash, new.token_hash, at)
        except errors.StoreError as refusal:
            return refusal
    return None


def _voter_row(meeting_id: int, new: NewVoter, at: str) -> Mapping[str, object]:
    return {
        "meeting_id": meeting_id,
        "token_hash": new.token_hash,
        "college": new.college,
        "carries": _number(new.carries),
        "joined_at": at,
        "kind": new.kind,
    }


def _number(carries: int | None) -> int | None:
    """PostgreSQL takes no boolean for a number."""
    return None if carries is None else int(carries)


def _there(connection: Connection, meeting_id: int, tokens: Collection[str]) -> set[str]:
    """Those of these tokens whose holders have joined."""
    table = schema.voter_table.c
    query = select(table.token_hash).where(
        table.meeting_id == meeting_id, table.token_hash.in_(tokens)
    )
    return set(connection.scalars(query))


def _present(connection: Connection, meeting_id: int) -> int:
    table = schema.voter_table.c
    counted = select(func.count()).where(table.meeting_id == meeting_id, table.kind != LOST)
    return connection.scalar(counted) or 0


Allowed = Callable[[str], int]
"""From the state of a meeting (JSON) to the round that takes a ballot now; raises when none."""

_LOG = insert(schema.ballot_log_table)


@dataclass(frozen=True, slots=True)
class Casting:
    """A ballot to write, and what says whether it may come in."""

    ballot: records.StoredBallot
    allowed: Allowed


@dataclass(frozen=True, slots=True)
class _Known:
    """What the tables say of the voters of a batch, completed as the batch comes in."""

    voters: frozenset[str]
    sent: dict[tuple[str, str], dict[int, records.StoredBallot]]
    """Token and content -> round -> the ballot it became."""
    counting: dict[tuple[str, int], records.StoredBallot]
    """Token and round -> the last ballot, of voters who send something again."""

    def note(self, digest: str, ballot: records.StoredBallot) -> None:
        """A ballot is in."""
        self.sent[ballot.token_hash, digest][ballot.round] = ballot
        self.counting[ballot.token_hash, ballot.round] = ballot

    def instead(self, ballot: records.StoredBallot) -> records.StoredBallot:
        """The ballot that counts where this one was sent."""
        return self.counting.get((ballot.token_hash, ballot.round), ballot)


@dataclass(slots=True)
class BatchResult:
    """What became of a batch: a verdict for each piece, in order, and the last version."""

    version: int
    verdicts: list[records.StoredBallot | Exception] = field(default_factory=list)


def cast_all(
    connection: Connection, meeting: records.StoredMeeting, castings: Sequence[Casting], at: str
) -> BatchResult:
    """Append ballots to the log of a meeting that is locked; its own row is left to the caller.

    A ballot sent again is answered with the ballot of its voter that counts in that round, even
    when the round is over by now: itself, unless the voter has sent another since.
    """
    contents = [content(casting.ballot) for casting in castings]
    voters = _known(connection, meeting, castings, contents)
    settled = BatchResult(meeting.version)
    rows: list[Mapping[str, object]] = []
    for casting, digest in zip(castings, contents, strict=True):
        verdict = _verdict(meeting, casting, digest, voters)
        if isinstance(verdict, int):
            # Each ballot makes a version of its own: versions are the only order of the log.
            settled.version += 1
            verdict = _logged(casting.ballot, verdict, settled.version, at)
            voters.note(digest, verdict)
            rows.append(_row(meeting.id, digest, verdict))
        settled.verdicts.append(verdict)
    if rows:
        connection.execute(_LOG, rows)
    return settled


def content(ballot: records.StoredBallot) -> str:
    """What makes two ballots of a voter the same one, sent twice."""
    texts = (ballot.nonce, ballot.points_json, ballot.reason)
    # Kept apart: what ends one text and begins the next is not the same ballot.
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:32]


def _verdict(
    meeting: records.StoredMeeting, casting: Casting, digest: str, lookup: _Known
) -> int | records.StoredBallot | Exception:
    """The round that takes a new ballot, or the ballot already there, or the refusal."""
    token = casting.ballot.token_hash
    if token not in lookup.voters:
        return UnknownVoter(meeting.code)
    sent = lookup.sent[token, digest]
    try:
        number = casting.allowed(meeting.state)
    except Exception as refusal:  # noqa: BLE001 (whatever the rules raise is for the sender)
        # Sent again after its round: the answer is about the last round that took it.
        return lookup.instead(sent[max(sent)]) if sent else refusal
    return lookup.instead(sent[number]) if number in sent else number


def _known(
    connection: Connection,
    meeting: records.StoredMeeting,
    castings: Iterable[Casting],
    contents: Sequence[str],
) -> _Known:
    tokens = {casting.ballot.token_hash for casting in castings}
    table, log = schema.voter_table.c, schema.ballot_log_table.c
    voters = select(table.token_hash).where(
        table.meeting_id == meeting.id, table.token_hash.in_(tokens), table.kind != LOST
    )
    again = select(log.nonce, *LOGGED).where(
        log.meeting_id == meeting.id, log.nonce.in_(contents), log.token_hash.in_(tokens)
    )
    sent: dict[tuple[str, str], dict[int, records.StoredBallot]] = defaultdict(dict)
    for digest, *row in connection.execute(again):
        own_ballot = records.StoredBallot(meeting.code, *row)
        sent[own_ballot.token_hash, digest][own_ballot.round] = own_ballot
    # Nearly nobody: the ballots that count are read for those who send something again only.
    again_from = {token for token, _digest in sent}
    counting = _counting(connection, meeting, again_from) if again_from else {}
    return _Known(frozenset(connection.scalars(voters)), sent, counting)


def _counting(
    connection: Connection, meeting: records.StoredMeeting, tokens: Iterable[str]
) -> dict[tuple[str, int], records.StoredBallot]:
    """The last ballot of these voters in each round."""
    log = schema.ballot_log_table.c
    query = (
        select(*LOGGED)
        .where(log.meeting_id == meeting.id, log.token_hash.in_(set(tokens)))
        .order_by(log.version)
    )
    rows = (records.StoredBallot(meeting.code, *row) for row in connection.execute(query))
    return {(one.token_hash, one.round): one for one in rows}  # the last of each stays


def _logged(
    ballot: records.StoredBallot, number: int, version: int, at: str
) -> records.StoredBallot:
    """A ballot as it is read back from the log, where its nonce is a part of the digest only."""
    return replace(ballot, round=number, version=version, at=at, nonce="")


def _row(meeting_id: int, digest: str, stored: records.StoredBallot) -> Mapping[str, object]:
    return {
        "meeting_id": meeting_id,
        "round": stored.round,
        "version": stored.version,
        "token_hash": stored.token_hash,
        "points": stored.points_json,
        "reason": stored.reason,
        "receipt": stored.receipt,
        "kind": stored.kind,
        "nonce": digest,
        "at": stored.at,
    }


Piece = Casting | records.NewVoter | records.Probe
PieceVerdict = records.StoredBallot | bool | Exception
"""The ballot as stored, whether a voter is new, or why not."""

_PROBED = "probed"
"""Name of the setting that a probe writes."""

_NEW_VERSION = (
    update(schema.meeting_table)
    .where(schema.meeting_table.c.id == bindparam("this"))
    .values(version=bindparam("reached"))
)


def write_all(
    connection: Connection, pieces: Sequence[Piece], at: str
) -> tuple[list[PieceVerdict], dict[str, int]]:
    """A verdict for each piece, in order, and the new versions of the meetings written."""
    verdicts: list[PieceVerdict] = [isinstance(piece, records.Probe) for piece in pieces]
    if any(verdicts):
        _probe(connection, at)
    versions = {}
    # In one order, so that two servers never wait for each other.
    for code in sorted({_code(piece) for piece in pieces} - {""}):
        places = [place for place, piece in enumerate(pieces) if _code(piece) == code]
        try:
            meeting = reading.locked_meeting(connection, code)
        except UnknownMeeting as error:
            for place in places:
                verdicts[place] = error
            continue
        settled, version = _write(connection, meeting, [pieces[place] for place in places], at)
        for place, verdict in zip(places, settled, strict=True):
            verdicts[place] = verdict
        if version > meeting.version:
            versions[code] = version
    return verdicts, versions


def _probe(connection: Connection, at: str) -> None:
    """Write when it was, over the last time."""
    table, row = schema.setting_table.c, {"name": _PROBED, "value": at}
    connection.execute(delete(schema.setting_table).where(table.name == _PROBED))
    connection.execute(insert(schema.setting_table), row)


def _code(piece: Piece) -> str:
    if isinstance(piece, records.Probe):
        return ""
    return piece.ballot.code if isinstance(piece, Casting) else piece.code


def _write(
    connection: Connection, meeting: records.StoredMeeting, pieces: Sequence[Piece], at: str
) -> tuple[list[PieceVerdict], int]:
    """Voters first, then ballots: nobody votes before having joined."""
    arriving = [piece for piece in pieces if isinstance(piece, records.NewVoter)]
    joined = iter(join_all(connection, meeting, arriving, at) if arriving else [])
    verdicts: list[PieceVerdict] = [
        next(joined) if isinstance(piece, records.NewVoter) else False for piece in pieces
    ]
    castings = [piece for piece in pieces if isinstance(piece, Casting)]
    version = meeting.version
    if castings:
        settled = cast_all(connection, meeting, castings, at)
        cast = iter(settled.verdicts)
        verdicts = [
            next(cast) if isinstance(piece, Casting) else verdict
            for piece, verdict in zip(pieces, verdicts, strict=True)
        ]
        version = settled.version
    version += sum(verdict is True for verdict in verdicts)
    if version > meeting.version:
        connection.execute(_NEW_VERSION, {"this": meeting.id, "reached": version})
    return verdicts, version


_PAPER = ("name", "version", "content", "role", "at")


def meeting_text(connection: Connection, code: str, name: str) -> records.StoredText:
    """The last version of a text; version 0 and no content when nobody wrote it."""
    return _last(connection, reading.meeting_id(connection, code), name)


def insert_text(
    connection: Connection, meeting_id: int, new: records.NewText, at: str
) -> records.StoredText:
    """Append a version, under the lock of the meeting.

    Raises
    ------
    Overtaken
        When the last version is not the expected one; it carries that last version.
    """
    last = _last(connection, meeting_id, new.name)
    if last.version != new.expected:
        raise errors.Overtaken(last.name, last.version, last.content)
    written = records.StoredText(new.name, last.version + 1, new.content, new.role, at)
    row = {name: getattr(written, name) for name in _PAPER}
    connection.execute(insert(schema.paper_table), {"meeting_id": meeting_id, **row})
    return written


def _last(connection: Connection, meeting_id: int, name: str) -> records.StoredText:
    table = schema.paper_table.c
    query = select(*(table[c] for c in _PAPER)).where(
        table.meeting_id == meeting_id, table.name == name
    )
    row = connection.execute(query.order_by(table.version.desc()).limit(1)).first()
    return records.StoredText(name, 0, "", "", "") if row is None else records.StoredText(*row)


Agreed = Callable[[Sequence[records.StoredMeeting]], None]
"""Called with all meetings, none of which is written meanwhile; what it raises undoes all."""


def renew_with_meetings(
    connection: Connection, settings: Mapping[str, str], agreed: Agreed
) -> Mapping[str, int]:
    """Give settings other values, and each meeting another version: those are returned.

    No device is known by its token any more: invitations may be claimed again.
    """
    meetings = reading.locked_meetings(connection)
    agreed(meetings)
    renew_settings(connection, settings)
    connection.execute(update(schema.invitation_table).values(used_at=None, used_by=None))
    connection.execute(
        update(schema.meeting_table).values(version=schema.meeting_table.c.version + 1)
    )
    return {meeting.code: meeting.version + 1 for meeting in meetings}


def setting_if_made(connection: Connection, name: str) -> str | None:
    """A setting; None if nobody has made it."""
    table = schema.setting_table.c
    return connection.scalar(select(table.value).where(table.name == name))


def renew_settings(connection: Connection, settings: Mapping[str, str]) -> None:
    """Give settings other values, in the transaction of ``connection``."""
    table = schema.setting_table
    # Deleted, then inserted: SQLAlchemy has an upsert for one dialect at a time only.
    connection.execute(delete(table).where(table.c.name.in_(settings)))
    rows = [{"name": name, "value": value} for name, value in settings.items()]
    connection.execute(insert(table), rows)
