"""A real server, and requests that never end: the memory that they take has an end."""

import contextlib
import socket
import threading
import time
import tracemalloc

import pytest
import uvicorn

from prioritisation.web.meetings import Meetings

SENT, MOST, PATIENCE_S = 20_000_000, 5_000_000, 20
WHOLE = b"GET /vote HTTP/1.1\r\nHost: x\r\n\r\n"
FORM = b"POST /vote/ABCDE HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\n"
CHUNKED = FORM + b"Transfer-Encoding: chunked\r\n\r\n"
PIECE = b"a" * 8_192


@pytest.fixture
def port(room):
    """Where a server as `streamlit run` makes it answers for meetings."""
    bound = socket.create_server(("127.0.0.1", 0))
    app = Meetings(None, rooms=lambda: room)
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="critical"))
    thread = threading.Thread(target=server.run, args=([bound],))
    thread.start()
    yield bound.getsockname()[1]
    server.should_exit = True
    thread.join(PATIENCE_S)


def pushed(port, begun, piece):
    """Send without end, as long as the server takes it and does not close."""
    sent = 0
    with socket.create_connection(("127.0.0.1", port), 2) as one, contextlib.suppress(OSError):
        one.sendall(begun)
        while sent < SENT:
            sent += one.send(piece)
        time.sleep(0.2)


ENDLESS = (
    (b"GET /", PIECE),
    (b"GET /vote HTTP/1.1\r\nHost: ", PIECE),
    (b"GET /vote HTTP/1.1\r\n", b"Name: value\r\n" * 600),
    (WHOLE + b"GET /", PIECE),
    (b"", WHOLE * 200),
    (FORM + b"Content-Length: 99999999999\r\n\r\n", PIECE),
    (CHUNKED, b"2000\r\n" + PIECE + b"\r\n"),
    (CHUNKED + b"0\r\n", b"Name: value\r\n" * 600),
    (CHUNKED + b"1;", PIECE),
)


@pytest.mark.deep
def test_no_request_takes_memory_without_end(port):
    """Where httptools is installed, it keeps a head and what follows a body without end."""
    tracemalloc.start()
    try:
        for begun, piece in ENDLESS:
            tracemalloc.reset_peak()
            pushed(port, begun, piece)
            assert tracemalloc.get_traced_memory()[1] < MOST, (begun, piece[:9])
    finally:
        tracemalloc.stop()
    with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as honest:
        honest.sendall(WHOLE)
        assert honest.recv(99).startswith(b"HTTP/1.1 200")
