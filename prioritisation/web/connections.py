"""Which connections stay open: uvicorn keeps any, as long and as many as somebody likes.

One that never ends its request holds a file for ever; a head that never ends, and requests sent
without waiting for answers, hold memory without end.
"""

import asyncio
import logging
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Iterator, MutableSet
from enum import Enum
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from prioritisation.web.rate_limits import subscriber_network
from prioritisation.web.sockets import files_allowed

_LOGGER = logging.getLogger(__name__)

_MOST_SILENT = 2_000
"""Of one network, without a whole request: 600 phones open some ahead of their needs, each."""
MOST_HEAD = 64 * 1024
"""Bytes of a request before its body; our longest addresses have 8,000."""
MOST_MESSAGE = 1024 * 1024
"""Bytes of what a page sends over its websocket: what is typed and chosen there."""
_MOST_AHEAD = 20
"""Requests that wait for the answer to one before them; browsers send one at a time."""
_PATIENCE_S, _LOOK_S = 60.0, 10.0
"""Within which a request has come in whole and something of an answer is taken."""
_SOON_S = 0.2
"""After which silent ones are counted: what a burst has sent along is read first."""
_FREE = 4
"""One file in so many is for all else than connections, and for those that come at once."""
_TOGETHER = 20
"""One connection in so many goes when there are too many: all are looked at, which is slow."""

_Protocol = HttpToolsProtocol | H11Protocol
_Transport = asyncio.Transport


class _Use(Enum):
    """Nothing for a while, nothing yet, nothing any more, something."""

    SILENT, NEW, IDLE, BUSY = range(4)


class _Known(NamedTuple):
    """Of an open connection: where it comes from, and since when."""

    network: str
    since: float


class Connections:
    """The open connections of a server, as its protocols tell of them.

    Parameters
    ----------
    most
        How many may be open.
    most_silent
        How many of one network may be without a whole request; the oldest goes.
    patience
        Seconds after which one goes that neither ends its request nor takes its answer.
    look
        Seconds between two looks at all of them.
    """

    def __init__(
        self,
        most: int,
        *,
        most_silent: int = _MOST_SILENT,
        patience: float = _PATIENCE_S,
        look: float = _LOOK_S,
    ) -> None:
        self._most = most
        self._most_silent = most_silent
        self._patience = patience
        self._look = look
        self._live: MutableSet[Any] = set()
        self._open: dict[_Transport, _Known] = {}
        self._silent: dict[str, OrderedDict[_Transport, int]] = {}
        self._crowded: set[str] = set()
        self._stuck: dict[tuple[_Transport, object, int], float] = {}
        self._looking = False
        self._closed = 0

    def arrives(self, protocol: _Protocol) -> None:
        """A connection is open."""
        transport = protocol.transport
        # uvicorn's own set, one for all connections of a server.
        self._live = protocol.connections
        network = subscriber_network(protocol.client[0] if protocol.client else "")
        now = protocol.loop.time()
        self._open[transport] = _Known(network, now)
        self._awaits(protocol, 0)
        if len(self._open) > self._most:
            self._make_room(now)
        if not self._looking:
            self._looking = True
            protocol.loop.call_later(self._look, self._look_at_all, protocol.loop)

    def hears(self, protocol: _Protocol, size: int) -> None:
        """So many bytes have come, and were read."""
        transport = protocol.transport
        if transport not in self._open:
            return
        if len(getattr(protocol, "pipeline", ())) > _MOST_AHEAD:
            self._close([transport])
        elif transport.get_protocol() is protocol and _is_silent(protocol):
            self._awaits(protocol, size)
        else:
            self._speaks(transport)

    def leaves(self, protocol: _Protocol) -> None:
        """A connection is closed."""
        self._forget(protocol.transport)

    def _awaits(self, protocol: _Protocol, size: int) -> None:
        """Count among the silent one whose request is not whole."""
        transport = protocol.transport
        network = self._open[transport].network
        silent = self._silent.setdefault(network, OrderedDict())
        silent[transport] = silent.get(transport, 0) + size
        if silent[transport] > MOST_HEAD:
            self._close([transport])
        elif len(silent) > self._most_silent and network not in self._crowded:
            self._crowded.add(network)
            protocol.loop.call_later(_SOON_S, self._thin, network)

    def _thin(self, network: str) -> None:
        self._crowded.discard(network)
        silent = self._silent.get(network, OrderedDict())
        self._close(list(islice(silent, max(0, len(silent) - self._most_silent))))

    def _speaks(self, transport: _Transport) -> None:
        network = self._open[transport].network
        if silent := self._silent.get(network):
            silent.pop(transport, None)
            if not silent:
                del self._silent[network]

    def _forget(self, transport: _Transport) -> None:
        if transport in self._open:
            self._speaks(transport)
            del self._open[transport]

    def _close(self, transports: Iterable[_Transport]) -> None:
        for transport in transports:
            self._forget(transport)
            self._closed += 1
            # Not closed: that would wait for the other side to take what is left.
            transport.abort()

    def _make_room(self, now: float) -> None:
        self._forget_lost()
        too_many = len(self._open) - self._most
        if too_many > 0:
            together = too_many + self._most // _TOGETHER
            self._close(list(islice(self._least(together, now), together)))

    def _forget_lost(self) -> None:
        """Websockets do not tell that they are closed."""
        for transport in [t for t in self._open if t.get_protocol() not in self._live]:
            self._forget(transport)

    def _least(self, count: int, now: float) -> Iterator[_Transport]:
        """Those whose loss costs least first.

        Where enough are silent, nobody else loses any. Otherwise: those silent for a while, idle
        ones, those in use, and only then those that have just come, which may be about to ask.
        """
        if sum(map(len, self._silent.values())) >= count:
            yield from _most_first(self._silent.values())
            return
        uses: defaultdict[_Use, list[_Transport]] = defaultdict(list)
        for transport, known in reversed(self._open.items()):
            uses[_use(transport, came=now - known.since < _SOON_S)].append(transport)
        yield from uses[_Use.SILENT]
        yield from _most_first(self._by_network(uses[_Use.IDLE]).values())
        yield from self._last_of(uses[_Use.BUSY])
        yield from uses[_Use.NEW]

    def _last_of(self, busy: list[_Transport]) -> Iterator[_Transport]:
        """Those that came last: of the network that holds more than half of all, then of all."""
        past_half: set[_Transport] = set()
        for crowd in self._by_network(busy).values():
            past_half.update(crowd[: max(0, len(crowd) - self._most // 2)])
        yield from (transport for transport in busy if transport in past_half)
        yield from (transport for transport in busy if transport not in past_half)

    def _by_network(self, transports: Iterable[_Transport]) -> dict[str, list[_Transport]]:
        crowds: defaultdict[str, list[_Transport]] = defaultdict(list)
        for transport in transports:
            crowds[self._open[transport].network].append(transport)
        return crowds

    def _look_at_all(self, loop: asyncio.AbstractEventLoop) -> None:
        """Close those that have been stuck for long, and come back later."""
        try:
            self._close_stuck(loop.time())
        finally:
            self._looking = bool(self._open)
            if self._looking:
                loop.call_later(self._look, self._look_at_all, loop)

    def _close_stuck(self, now: float) -> None:
        self._forget_lost()
        stuck = (_stuck(transport) for transport in self._open)
        self._stuck = {here: self._stuck.get(here, now) for here in stuck if here}
        self._close([t for (t, *_), since in self._stuck.items() if now - since >= self._patience])
        if self._closed:
            _LOGGER.warning("%d connections that said nothing, or too many, closed", self._closed)
        self._closed = 0


def _is_silent(protocol: Any) -> bool:  # noqa: ANN401 (a websocket's protocol is another)
    """Whether a request has not come in whole, but for its body: the first one, or the next."""
    if not isinstance(protocol, _Protocol):
        return False
    return protocol.cycle is None or protocol.cycle.scope is not protocol.scope


def _most_first(crowds: Iterable[Collection[_Transport]]) -> Iterator[_Transport]:
    for crowd in sorted(crowds, key=len, reverse=True):
        yield from crowd


def _use(transport: _Transport, *, came: bool) -> _Use:
    """What a connection is used for, which came just now or not."""
    protocol = transport.get_protocol()
    if _is_silent(protocol):
        return _Use.NEW if came else _Use.SILENT
    return _Use.IDLE if _is_answered(protocol) else _Use.BUSY


def _is_answered(protocol: Any) -> bool:  # noqa: ANN401 (as above)
    return isinstance(protocol, _Protocol) and protocol.cycle.response_complete


def _stuck(transport: _Transport) -> tuple[_Transport, object, int] | None:
    """Where a connection is that waits for the other side; the same later if nothing happens."""
    protocol = transport.get_protocol()
    left = transport.get_write_buffer_size()
    if not (left or _is_silent(protocol) or _is_answered(protocol)):
        return None
    return transport, getattr(protocol, "cycle", None), left


def connections_allowed() -> int:
    """How many connections may be open, of the files that this process may open."""
    most = files_allowed()
    return most - most // _FREE


@cache
def cap_connections() -> None:
    """Keep the connections of this process within what it may open."""
    hear_of(Connections(connections_allowed()))


def hear_of(connections: Connections) -> None:
    """Have uvicorn's protocols tell of their connections."""
    for kind in (HttpToolsProtocol, H11Protocol):
        _listen(kind, connections)


def _listen(kind: Any, connections: Connections) -> None:  # noqa: ANN401 (two classes, one way)
    made, received, lost = kind.connection_made, kind.data_received, kind.connection_lost

    def connection_made(self: _Protocol, transport: _Transport) -> None:
        # Whoever started uvicorn may have let more through.
        self.config.ws_max_size = min(self.config.ws_max_size, MOST_MESSAGE)
        made(self, transport)
        connections.arrives(self)

    def data_received(self: _Protocol, data: bytes) -> None:
        received(self, data)
        connections.hears(self, len(data))

    def connection_lost(self: _Protocol, error: Exception | None) -> None:
        lost(self, error)
        connections.leaves(self)

    # uvicorn tells nobody of its connections: its own classes are changed.
    kind.connection_made = connection_made
    kind.data_received = data_received
    kind.connection_lost = connection_lost
