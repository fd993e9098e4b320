"""A real server on a small limit, and sockets from several addresses of this machine."""

import asyncio
import contextlib
import socket
import threading
import time

import pytest
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import connect

from prioritisation.web import connections as module_of_it
from prioritisation.web.connections import (
    _SOON_S,
    MOST_HEAD,
    MOST_MESSAGE,
    Connections,
    connections_allowed,
    hear_of,
)
from prioritisation.web.sockets import MOST_FILES

pytestmark = pytest.mark.slow

ATTACKER, HONEST = "127.0.0.9", "127.0.0.2"
WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
STREAM = b"GET /stream HTTP/1.1\r\nHost: x\r\n\r\n"
HALF = b"GET / HTTP/1.1\r\nHost: "
PATIENCE_S = 20
TOO_BIG = 1009


async def application(scope, receive, send):
    """A short answer, one that goes on, one that is large; a websocket that repeats."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] != "websocket.disconnect":
            if message["type"] == "websocket.receive":
                await send({"type": "websocket.send", "text": message["text"]})
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    path = scope["path"]
    body = b"x" * 20_000_000 if path == "/large" else b"good"
    await send({"type": "http.response.body", "body": body, "more_body": path == "/stream"})
    if path == "/stream":
        await receive()
        while (await receive())["type"] != "http.disconnect":
            pass


class Server:
    """A server in a thread, and who is connected to it."""

    def __init__(self, **options):
        bound = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.port = bound.getsockname()[1]
        config = uvicorn.Config(application, lifespan="off", log_level="error", **options)
        self._server = uvicorn.Server(config)
        self._server.config.timeout_graceful_shutdown = 1
        self._thread = threading.Thread(target=self._server.run, args=([bound],))
        self._thread.start()
        self._opened = []
        until(lambda: self._server.started)

    def opens(self, address, said=b""):
        """A connection from an address."""
        one = socket.create_connection(("127.0.0.1", self.port), PATIENCE_S, (address, 0))
        self._opened.append(one)
        one.sendall(said)
        return one

    def streams(self, address):
        """A connection whose answer has begun and goes on."""
        one = self.opens(address, STREAM)
        assert one.recv(99).startswith(b"HTTP/1.1 200")
        return one

    def answers(self, address, said=WHOLE):
        """Whether one more connection from an address has its answer."""
        with contextlib.suppress(OSError):
            return self.opens(address, said).recv(99).startswith(b"HTTP/1.1 200")
        return False

    @property
    def open(self):
        return len(self._server.server_state.connections)

    def stops(self):
        for one in self._opened:
            one.close()
        self._server.should_exit = True
        self._thread.join(PATIENCE_S)


def until(condition):
    last = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < last
        time.sleep(0.005)


def is_closed(one):
    """Whether the server has closed a connection; what it said before is read."""
    one.setblocking(False)
    try:
        while one.recv(9_999):
            pass
    except BlockingIOError:
        return False
    except OSError:
        pass
    return True


def alive(opened):
    return [one for one in opened if not is_closed(one)]


BOTH = ("uvloop/httptools", "asyncio/h11")
"""What is installed, and what runs where it cannot be."""


@pytest.fixture(params=BOTH)
def server(request, monkeypatch):
    """Starts a server that keeps its connections within limits."""
    for kind in (HttpToolsProtocol, H11Protocol):
        for name in ("connection_made", "data_received", "connection_lost"):
            monkeypatch.setattr(kind, name, getattr(kind, name))
    loop, http = request.param.split("/")
    started = []

    def start(most, **limits):
        hear_of(Connections(most, **limits))
        started.append(Server(loop=loop, http=http, ws="websockets-sansio"))
        return started[-1]

    yield start
    for one in started:
        one.stops()


def test_half_open_ones_of_an_address_keep_nobody_else_out(server):
    here = server(100)
    half = [here.opens(ATTACKER, HALF) for _ in range(400)]
    assert all(here.answers(HONEST) for _ in range(20))
    assert here.answers(ATTACKER)
    until(lambda: len(alive(half)) <= 100)
    assert here.open <= 100
    assert not is_closed(half[-1])


def test_many_networks_with_a_few_each_keep_nobody_else_out(server):
    here = server(100)
    room = [here.streams(HONEST) for _ in range(30)]
    for i in range(400):
        here.opens(f"127.0.1.{1 + i % 40}", HALF)
    assert all(here.answers(HONEST) for _ in range(5))
    until(lambda: here.open <= 100)
    assert alive(room) == room


def test_what_goes_on_already_survives(server):
    here = server(60)
    stream = here.streams(HONEST)
    address = f"ws://127.0.0.1:{here.port}/"
    with (
        connect(address, source_address=(HONEST, 0)) as mine,
        connect(address, source_address=(ATTACKER, 0)) as theirs,
    ):
        for said in (HALF, b""):
            half = [here.opens(ATTACKER, said) for _ in range(150)]
            until(lambda half=half: len(alive(half)) < 60)
        for one in (mine, theirs):
            one.send("still here")
            assert one.recv(PATIENCE_S) == "still here"
    assert here.answers(HONEST)
    assert not is_closed(stream)


def test_whole_requests_of_an_address_take_no_place_of_others(server):
    here = server(60)
    room = [here.streams(HONEST) for _ in range(20)]
    theirs = [here.opens(ATTACKER, STREAM) for _ in range(150)]
    assert here.answers(HONEST)
    until(lambda: here.open <= 60)
    assert alive(room) == room
    assert len(alive(theirs)) <= 40


def test_idle_ones_of_many_networks_go_before_the_streams_of_a_room_of_one(server):
    here = server(120)
    room = [here.streams(HONEST) for _ in range(50)]
    for i in range(360):
        assert here.answers(f"127.0.1.{1 + i % 30}")
    assert all(here.answers(HONEST) for _ in range(20))
    until(lambda: here.open <= 120)
    assert alive(room) == room


def test_streams_of_many_networks_do_not_cut_those_that_were_there(server):
    here = server(120)
    room = [here.streams(HONEST) for _ in range(50)]
    for i in range(360):
        here.opens(f"127.0.1.{1 + i % 30}", STREAM)
    until(lambda: here.open <= 120)
    assert all(here.answers(HONEST) for _ in range(5))
    assert alive(room) == room


def test_streams_of_one_network_past_half_of_all_leave_their_place_to_who_comes_later(server):
    here = server(60)
    theirs = [here.streams(ATTACKER) for _ in range(55)]
    room = [here.streams(HONEST) for _ in range(29)]
    assert alive(room) == room
    until(lambda: here.open <= 60)
    left = alive(theirs)
    assert len(left) >= 30
    assert left == theirs[: len(left)]


def test_a_few_that_have_been_silent_for_a_while_go_before_streams(server):
    here = server(100)
    silent = [here.opens(ATTACKER) for _ in range(4)]
    room = [here.streams(HONEST) for _ in range(96)]
    time.sleep(2 * _SOON_S)
    assert here.answers("127.0.0.3")
    until(lambda: alive(silent) == [])
    assert len(alive(room)) >= 94


def test_silent_ones_of_a_network_go_past_their_number_only_the_oldest_first(server):
    here = server(1_000, most_silent=10)
    first = [here.opens(HONEST) for _ in range(10)]
    assert here.answers(HONEST)
    until(lambda: here.open >= 10)
    others = [here.opens(ATTACKER) for _ in range(10)]
    assert here.answers("127.0.0.3")
    assert len(alive(others)) == 10
    more = [here.opens(HONEST) for _ in range(5)]
    until(lambda: len(alive(first)) <= 5)
    assert alive(first) == first[-len(alive(first)) :]
    assert len(alive(more)) == 5


def test_a_room_behind_one_address_that_asks_for_something_is_never_thinned(server):
    here = server(1_000, most_silent=10)
    room = [here.opens(HONEST, STREAM) for _ in range(100)]
    assert all(one.recv(99).startswith(b"HTTP/1.1 200") for one in room)
    more = [here.opens(HONEST) for _ in range(20)]
    until(lambda: len(alive(more)) <= 10)
    assert alive(room) == room


def test_who_neither_ends_a_request_nor_takes_an_answer_goes_after_a_while(server):
    here = server(1_000, patience=0.3, look=0.05)
    stream = here.streams(HONEST)
    silent = here.opens(HONEST)
    half = here.opens(HONEST, HALF)
    second = here.opens(HONEST, WHOLE + HALF)
    unread = here.opens(HONEST, b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
    for one in (silent, half):
        until(lambda one=one: is_closed(one))
    until(lambda: here.open == 1)
    assert second.recv(999).startswith(b"HTTP/1.1 200")
    assert unread.recv(9) == b"HTTP/1.1 "
    assert not is_closed(stream)


def pushed(one, piece):
    """Bytes that the server takes before it closes the connection; the most that are sent."""
    sent, most = 0, 50 * MOST_HEAD
    with contextlib.suppress(ConnectionError):
        while sent < most:
            sent += one.send(piece)
    return sent, most


@pytest.mark.parametrize("begun", [HALF, WHOLE + HALF, b"GET /", WHOLE + b"GET /"])
def test_a_head_that_never_ends_is_no_longer_read(server, begun):
    here = server(1_000)
    taken, sent = pushed(here.opens(ATTACKER, begun), b"a" * 8_192)
    assert taken < sent
    assert here.answers(HONEST, b"GET /?" + b"a" * 8_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")


@pytest.mark.parametrize("server", BOTH[:1], indirect=True)  # the other reads one at a time
@pytest.mark.parametrize("ahead", [WHOLE * 1_000, WHOLE * 1_000 + HALF])
def test_requests_sent_ahead_without_end_are_no_longer_read(server, ahead):
    here = server(1_000)
    assert here.answers(HONEST, WHOLE * 4)
    taken, sent = pushed(here.streams(ATTACKER), ahead)
    assert taken < sent


def test_a_network_is_what_one_subscriber_holds_of_ipv6():
    told, later = [], []

    class Told:
        def __init__(self, address):
            self.client, self.transport, self.loop = (address, 1), self, asyncio.new_event_loop()
            self.connections, self.cycle, self.scope = {self}, None, None
            self.loop.close()
            self.loop.call_later = lambda _seconds, *asked: later.append(asked)

        def get_protocol(self):
            return self

        def abort(self):
            told.append(self.client[0])

    here = Connections(1_000, most_silent=2)
    for address in ("2001:db8::1", "2001:db8:0:7::2", "2001:db9::1", "2001:db8::3"):
        here.arrives(Told(address))
    assert told == []
    for work, asked in later[1:]:
        work(asked)
    assert told == ["2001:db8::1"]


@pytest.mark.parametrize(
    ("files", "allowed"), [(1024, 768), (20_000, 15_000), (-1, MOST_FILES * 3 // 4)]
)
def test_connections_are_three_quarters_of_the_files(monkeypatch, files, allowed):
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda _what: (files, files))
    assert connections_allowed() == allowed


def test_a_server_hears_of_its_connections_once(monkeypatch):
    heard = []
    monkeypatch.setattr(module_of_it, "hear_of", heard.append)
    module_of_it.cap_connections.cache_clear()
    for _ in range(2):
        module_of_it.cap_connections()
    module_of_it.cap_connections.cache_clear()
    assert len(heard) == 1


def test_a_message_of_a_page_has_an_end(server):
    here = server(100)
    with connect(f"ws://127.0.0.1:{here.port}") as page:
        page.send("x" * 1_000_000)
        assert len(page.recv(PATIENCE_S)) == 1_000_000
        page.send("x" * (MOST_MESSAGE + 1))
        with pytest.raises(ConnectionClosedError):
            page.recv(PATIENCE_S)
        assert page.close_code == TOO_BIG
