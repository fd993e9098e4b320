import asyncio
from urllib.parse import urlparse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.web import guard
from prioritisation.web.guard import (
    FORGOTTEN,
    MOST_FILES,
    REOPENS,
    forgotten,
    from_own_page,
    session_lost,
    sieved,
)
from prioritisation.web.meetings import SHELL
from tests.each import each
from tests.strategies import ENOUGH

LETTERS = st.text("aB1.:@/[]%?# \t", max_size=12)


def handshake(origin, host):
    pairs = {"cookie": "a=1", "host": host, "origin": origin}
    raw = [(k.encode(), v.encode("latin-1")) for k, v in pairs.items() if v is not None]
    return {"type": "websocket", "headers": raw}


@each(
    ("origin", "host"),
    [
        ("http://127.0.0.1:8501", "127.0.0.1:8501"),
        ("http://[::1]:8501", "[::1]:8501"),
        ("https://leviers.example", "leviers.example"),
        ("https://leviers.example", "leviers.example:443"),
        ("http://leviers.example:80", "leviers.example"),
        ("http://Leviers.Example", "leviers.example"),
        ("HTTPS://leviers.example", "LEVIERS.example"),
    ],
)
def test_a_page_of_ours_may_open_a_websocket_and_streamlit_sees_the_same_host(origin, host):
    passed = dict(from_own_page(handshake(origin, host))["headers"])
    assert urlparse(passed[b"origin"].decode()).netloc == host
    assert (passed[b"host"].decode(), passed[b"cookie"]) == (host, b"a=1")


@each(
    ("origin", "host"),
    [
        ("https://elsewhere.example", "leviers.example"),
        ("https://leviers.example.evil", "leviers.example"),
        ("https://sub.leviers.example", "leviers.example"),
        ("http://127.0.0.1:8502", "127.0.0.1:8501"),
        ("http://localhost:8501", "127.0.0.1:8501"),
        ("http://leviers.example", "leviers.example:443"),
        ("https://leviers.example:8443", "leviers.example"),
        ("https://leviers.example:0", "leviers.example:1"),
        ("https://leviers.example:many", "leviers.example"),
        ("https://leviers.example", "leviers.example:many"),
        ("https://leviers.example", "leviers.example/more"),
        ("https://leviers.example", None),
        ("http://[::1", "[::1"),
        ("file://leviers.example", "leviers.example"),
        ("leviers.example", "leviers.example"),
        ("null", "null"),
        ("null", "leviers.example"),
        ("", ""),
        ("https://", ""),
    ],
)
def test_a_page_of_others_may_not(origin, host):
    assert from_own_page(handshake(origin, host)) is None


def test_a_program_that_tells_no_origin_is_left_to_streamlit():
    scope = handshake(None, "leviers.example")
    assert from_own_page(scope) is scope


def test_streamlit_is_never_left_with_another_origin():
    reached = set()
    names = st.sampled_from(["a", "B.a", "a:1", "a:80", "[::1]", "a:"]) | LETTERS

    @ENOUGH
    @given(names, names, st.booleans())
    def check(name, host, own):
        passed = from_own_page(handshake(f"http://{host if own else name}", host))
        reached.add(passed is not None)
        if passed is not None:
            assert urlparse(dict(passed["headers"])[b"origin"].decode("latin-1")).netloc == host

    check()
    assert reached == {True, False}


def test_a_second_origin_does_not_reach_streamlit():
    scope = handshake("http://leviers.example", "leviers.example")
    scope["headers"].append((b"origin", b"http://elsewhere.example"))
    origins = [v for k, v in from_own_page(scope)["headers"] if k == b"origin"]
    assert origins == [b"http://leviers.example"]


def received(messages, refuses):
    """Return what comes through when a browser sends these messages, then leaves."""
    leaving = {"type": "websocket.disconnect", "code": 1000}
    waiting, through = [*messages, leaving], []

    async def receive():
        return waiting.pop(0)

    async def read():
        kept = sieved(receive, refuses)
        while not through or through[-1] != leaving:
            through.append(await kept())

    asyncio.run(read())
    assert waiting == []
    return through[:-1]


@given(st.lists(st.binary()))
def test_refused_messages_are_dropped_and_the_others_pass_in_order(messages):
    opening = {"type": "websocket.connect"}
    sent = [{"type": "websocket.receive", "bytes": message} for message in messages]
    passed = [message for message in sent if not message["bytes"] or message["bytes"][0] % 2]
    assert received([opening, *sent], lambda data: data[0] % 2 == 0) == [opening, *passed]


@each("text", [{"text": "hello"}, {"text": "", "bytes": None}, {}])
def test_a_text_is_dropped_because_streamlit_would_print_a_traceback(text):
    assert received([{"type": "websocket.receive", **text}], lambda _data: False) == []


def returning(*protocols, query=REOPENS):
    return {"type": "websocket", "subprotocols": list(protocols), "query_string": query}


@each(
    ("scope", "lost"),
    [
        (returning("streamlit", "token", "known"), False),
        (returning("streamlit", "token", "unknown"), True),
        (returning("streamlit", "token"), False),
        (returning("streamlit", "token", ""), False),
        (returning(), False),
        # A page that was opened before it could open itself again: closing it would not help.
        (returning("streamlit", "token", "unknown", query=b""), False),
    ],
)
def test_a_page_whose_session_is_unknown_here_is_told_apart(scope, lost):
    assert session_lost(scope, {"known"}.__contains__) is lost


def test_a_page_hears_why_it_is_closed():
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    asyncio.run(forgotten(returning("streamlit", "token", "unknown"), receive, send))
    assert sent == [
        {"type": "websocket.accept", "subprotocol": "streamlit"},
        {"type": "websocket.close", "code": FORGOTTEN},
    ]


def test_the_page_knows_the_same_words_as_the_server():
    script = SHELL.read_text("utf-8")
    assert f"FORGOTTEN = {FORGOTTEN}" in script
    assert f'asked.search = "{REOPENS.decode()}"' in script


def test_a_process_may_open_as_many_files_as_the_system_lets_it(monkeypatch):
    resource = pytest.importorskip("resource")
    limits, asked = (1024, 4096), []
    monkeypatch.setattr(resource, "getrlimit", lambda _what: limits)
    monkeypatch.setattr(resource, "setrlimit", lambda _what, wanted: asked.append(wanted))
    guard.allow_files()
    limits = (4096, 4096)
    guard.allow_files()
    limits = (1024, resource.RLIM_INFINITY)
    guard.allow_files()
    assert asked == [(4096, 4096), (MOST_FILES, resource.RLIM_INFINITY)]
