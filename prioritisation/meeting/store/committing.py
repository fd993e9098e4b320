"""One transaction for what many ask at once: voters who join, ballots, of one or more meetings."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert, update

from prioritisation.meeting.store import reading, schema
from prioritisation.meeting.store.casting import Casting, cast_all
from prioritisation.meeting.store.errors import UnknownMeeting
from prioritisation.meeting.store.joining import join_all
from prioritisation.meeting.store.records import NewVoter, Probe, StoredBallot, StoredMeeting

Piece = Casting | NewVoter | Probe
Verdict = StoredBallot | bool | Exception
"""The ballot as stored, whether a voter is new, or why not."""

PROBED = "probed"
"""Name of the setting that a probe writes."""

_NEW_VERSION = (
    update(schema.meeting)
    .where(schema.meeting.c.id == bindparam("this"))
    .values(version=bindparam("reached"))
)


def write_all(
    connection: Connection, pieces: Sequence[Piece], at: str
) -> tuple[list[Verdict], dict[str, int]]:
    """A verdict for each piece, in order, and the new versions of the meetings written."""
    verdicts: list[Verdict] = [isinstance(piece, Probe) for piece in pieces]
    if any(verdicts):
        _probe(connection, at)
    versions = {}
    # In one order, so that two servers never wait for each other.
    for code in sorted({_code(piece) for piece in pieces} - {""}):
        places = [place for place, piece in enumerate(pieces) if _code(piece) == code]
        try:
            meeting = reading.meeting(connection, code, lock=True)
        except UnknownMeeting as error:
            for place in places:
                verdicts[place] = error
            continue
        found, version = _write(connection, meeting, [pieces[place] for place in places], at)
        for place, verdict in zip(places, found, strict=True):
            verdicts[place] = verdict
        if version > meeting.version:
            versions[code] = version
    return verdicts, versions


def _probe(connection: Connection, at: str) -> None:
    """Write when it was, over the last time."""
    table, row = schema.setting.c, {"name": PROBED, "value": at}
    connection.execute(delete(schema.setting).where(table.name == PROBED))
    connection.execute(insert(schema.setting), row)


def _code(piece: Piece) -> str:
    if isinstance(piece, Probe):
        return ""
    return piece.ballot.code if isinstance(piece, Casting) else piece.code


def _write(
    connection: Connection, meeting: StoredMeeting, pieces: Sequence[Piece], at: str
) -> tuple[list[Verdict], int]:
    """Voters first, then ballots: nobody votes before having joined."""
    arriving = [piece for piece in pieces if isinstance(piece, NewVoter)]
    joined = iter(join_all(connection, meeting, arriving, at) if arriving else [])
    verdicts: list[Verdict] = [
        next(joined) if isinstance(piece, NewVoter) else False for piece in pieces
    ]
    castings = [piece for piece in pieces if isinstance(piece, Casting)]
    version = meeting.version
    if castings:
        settled = cast_all(connection, meeting, castings, at)
        found = iter(settled.verdicts)
        verdicts = [
            next(found) if isinstance(piece, Casting) else verdict
            for piece, verdict in zip(pieces, verdicts, strict=True)
        ]
        version = settled.version
    version += sum(verdict is True for verdict in verdicts)
    if version > meeting.version:
        connection.execute(_NEW_VERSION, {"this": meeting.id, "reached": version})
    return verdicts, version
