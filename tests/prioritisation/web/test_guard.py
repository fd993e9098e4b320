import asyncio
import base64
import hashlib
import json
import re
from html import unescape
from pathlib import Path

import pytest
import streamlit
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse
from starlette.routing import Route

from prioritisation.web.guard import HEADERS, Guard, Shell, page_policy
from tests.each import each

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text()
SHELL = Shell(
    title="Choisir",
    noscript="Il faut JavaScript.",
    missing="Cette page n’existe pas",
    home="Aller à l’accueil",
    skip="Sauter",
    lost="Perdu",
)
PERSON = "text/html,application/xhtml+xml,*/*;q=0.8"


async def _index(request):
    page = "" if request.method == "HEAD" else INDEX
    return HTMLResponse(page, headers={"ETag": '"streamlit"', "Cache-Control": "no-cache"})


async def _own(_request):
    return HTMLResponse("<h1>Une page à nous</h1>")


async def _data(_request):
    return JSONResponse({"a": 1})


async def _echo(request):
    return JSONResponse({"method": request.method, **request.headers})


async def _own_missing(_request):
    return HTMLResponse("<h1>Pas de cette note</h1>", status_code=404)


async def _bare(_request):
    return PlainTextResponse("Not Found", status_code=404)


def _guard(app=None, **changes):
    routes = [
        Route("/own", _own),
        Route("/own/missing", _own_missing),
        Route("/data", _data),
        Route("/bare", _bare),
        Route("/echo", _echo),
        Route("/static/echo", _echo, methods=["GET", "HEAD"]),
        Route("/{anything:path}", _index),
    ]
    settings = {
        "shell": SHELL,
        "pages": {"/", "/comprendre"},
        "sieve": lambda: lambda _message: False,
        "knows": lambda _session: True,
        "served": lambda: None,
    }
    return Guard(app or Starlette(routes=routes), **(settings | changes))


@pytest.fixture
def ask(exchange):
    return lambda *args, app=None, **headers: asyncio.run(
        exchange(app or _guard(), *args, **headers)
    )


@each("path", ["/", "/comprendre", "/unknown", "/own", "/data", "/bare", "/_stcore/metrics"])
def test_every_answer_carries_the_security_headers(ask, path):
    headers = ask(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_scripts_run_from_our_own_files_only():
    scripts = re.search(r"script-src ([^;]*)", page_policy("<script>alert(1)</script>"))[1]
    assert "unsafe" not in scripts
    assert "http" not in scripts
    assert "default-src 'none'" in page_policy()


def test_the_inline_script_of_streamlit_may_run(ask):
    reply = ask("/")
    scripts = re.findall(r"<script>(.*?)</script>", reply.body.decode(), flags=re.DOTALL)
    allowed = re.search(r"script-src ([^;]*)", reply.headers["content-security-policy"])[1]
    assert scripts
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed.split()


@each("path", ["/", "/comprendre"])
def test_a_page_of_streamlit_speaks_french(ask, path):
    reply = ask(path)
    page = reply.body.decode()
    assert reply.status == 200
    assert '<html lang="fr">' in page
    assert "<title>Choisir</title>" in page
    assert "<noscript><p>Il faut JavaScript.</p></noscript>" in page
    assert "enable JavaScript" not in page


def test_a_page_of_streamlit_asks_for_no_font_but_ours_and_tells_of_no_agent(ask):
    page = ask("/").body.decode()
    fonts = re.findall(r"[^\"']*\.woff2", page)
    assert set(fonts) == {SHELL.font}
    assert "service-desc" not in page


def test_a_page_of_streamlit_is_never_answered_from_an_older_copy(ask):
    reply = ask("/", if_none_match='"streamlit"', if_modified_since="now")
    assert reply.status == 200
    assert reply.headers["cache-control"] == "no-cache"
    assert "etag" not in reply.headers
    assert int(reply.headers["content-length"]) == len(reply.body)


@given(title=st.text(), noscript=st.text())
@example(title=r"\1 \g<0>", noscript="</noscript><b>&amp;")
def test_words_are_never_markup(title, noscript):
    page = Shell(title=title, noscript=noscript, missing="", home="", skip="", lost="").dress(
        INDEX
    )
    shown = re.search(r"<title>(.*?)</title>", page, flags=re.DOTALL)[1]
    without = re.search(r"<noscript><p>(.*?)</p></noscript>", page, flags=re.DOTALL)[1]
    assert (unescape(shown), unescape(without)) == (title, noscript)
    assert "<" not in shown + without


@each("path", ["/unknown", "/comprendre/more", "/note.pdf", "/index.html"])
def test_an_unknown_address_gets_a_french_page_with_a_way_out(ask, path):
    reply = ask(path)
    page = reply.body.decode()
    assert reply.status == 404
    assert '<html lang="fr">' in page
    assert "<h1>Cette page n’existe pas</h1>" in page
    assert '<a href="/">Aller à l’accueil</a>' in page
    assert "color-scheme: light dark" in page


def test_the_words_of_an_unknown_address_are_never_markup(ask):
    shell = Shell(
        title="<t>", noscript="", missing="<script>{x}</script>", home="a & b", skip="", lost=""
    )
    page = ask("/unknown", app=_guard(shell=shell)).body.decode()
    assert "<h1>&lt;script&gt;{x}&lt;/script&gt;</h1>" in page
    assert "a &amp; b" in page
    assert "<t>" not in page


def test_a_page_of_our_own_passes_untouched(ask):
    reply = ask("/own")
    assert (reply.status, reply.body) == (200, "<h1>Une page à nous</h1>".encode())


def test_a_not_found_page_of_our_own_passes_untouched(ask):
    assert ask("/own/missing", accept=PERSON).body == b"<h1>Pas de cette note</h1>"


def test_a_bare_not_found_is_dressed_for_a_person_and_left_to_a_program(ask):
    assert "n’existe pas" in ask("/bare", accept=PERSON).body.decode()
    assert ask("/bare", accept="*/*").body == b"Not Found"


@each("method", ["GET", "POST"])
@each(
    "path",
    ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent", "/_stcore/agent/openapi.json"],
)
def test_what_streamlit_tells_to_anyone_is_closed(ask, path, method):
    async def never(_scope, _receive, _send):
        pytest.fail("the request went through")

    assert ask(path, method, app=_guard(never)).status == 404


@each("path", ["/_stcore/health", "/_stcore/metricss", "/x/_stcore/metrics"])
def test_other_addresses_of_streamlit_stay_open(ask, path):
    seen = []

    async def app(scope, _receive, send):
        seen.append(scope["path"])
        await PlainTextResponse("ok")(scope, _receive, send)

    assert ask(path, app=_guard(app)).status == 200
    assert seen == [path]


COPIES = {"accept_encoding": "gzip", "if_none_match": '"a"', "range": "bytes=0-1"}


def test_a_file_is_asked_for_as_the_browser_did(ask):
    seen = json.loads(ask("/static/echo", **COPIES).body)
    assert {"accept-encoding": "gzip", "if-none-match": '"a"', "range": "bytes=0-1"}.items() <= (
        seen.items()
    )


def test_whatever_may_be_a_page_is_asked_for_whole_and_plain(ask):
    seen = json.loads(ask("/echo", accept=PERSON, **COPIES).body)
    assert seen == {"method": "GET", "accept": PERSON}


@each("path", ["/", "/unknown", "/own", "/data"])
def test_head_answers_like_get_without_the_body(ask, path):
    got, head = ask(path), ask(path, "HEAD")
    assert head.body == b""
    assert (head.status, head.headers) == (got.status, got.headers)


def test_a_page_in_several_pieces_is_read_whole(ask):
    async def pieces(_scope, _receive, send):
        headers = [(b"content-type", b"text/html; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for letter in INDEX:
            await send({"type": "http.response.body", "body": letter.encode(), "more_body": True})
        await send({"type": "http.response.body"})

    assert "<title>Choisir</title>" in ask("/", app=_guard(pieces)).body.decode()


@each(
    ("path", "expected"),
    [("/", 1), ("/comprendre", 1), ("/unknown", 0), ("/own", 0), ("/data", 0)],
)
def test_only_a_page_of_streamlit_counts_as_served(ask, path, expected):
    served = []
    ask(path, app=_guard(served=lambda: served.append(path)))
    assert len(served) == expected


def test_a_page_counts_as_served_once_it_is_sent(exchange):
    told = []
    guard = _guard(served=lambda: told.append("served"))

    async def noting(scope, receive, send):
        async def noted(message):
            told.append(message["type"])
            await send(message)

        await guard(scope, receive, noted)

    asyncio.run(exchange(noting, "/"))
    assert told == ["http.response.start", "http.response.body", "served"]


def _open(app, headers=(), messages=()):
    """Return what the server is told to send when a browser opens a websocket."""
    waiting, sent = list(messages), []

    async def receive():
        return waiting.pop(0)

    async def send(message):
        sent.append(message)

    asyncio.run(_guard(app)({"type": "websocket", "headers": headers}, receive, send))
    return sent


def test_a_websocket_of_another_page_is_closed_before_it_is_accepted():
    async def never(_scope, _receive, _send):
        pytest.fail("the handshake went through")

    headers = [(b"host", b"here.example"), (b"origin", b"https://elsewhere.example")]
    assert [message["type"] for message in _open(never, headers)] == ["websocket.close"]


def test_a_page_whose_session_is_not_here_never_reaches_streamlit():
    async def never(_scope, _receive, _send):
        pytest.fail("the handshake went through")

    scope = {
        "type": "websocket",
        "headers": [(b"host", b"here.example"), (b"origin", b"https://here.example")],
        "subprotocols": ["streamlit", "token", "gone"],
        "query_string": b"reopens",
    }
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message["type"])

    guard = _guard(never, knows=lambda session: session != "gone")
    asyncio.run(guard(scope, receive, send))
    assert sent == ["websocket.accept", "websocket.close"]


def test_a_websocket_of_our_own_page_goes_through_without_its_texts():
    received = []

    async def app(_scope, receive, send):
        received.append(await receive())
        await send({"type": "websocket.accept"})

    texts = {"type": "websocket.receive", "text": "hello"}
    leaving = {"type": "websocket.disconnect", "code": 1000}
    headers = [(b"host", b"here.example"), (b"origin", b"https://here.example")]
    assert _open(app, headers, [texts, leaving]) == [{"type": "websocket.accept"}]
    assert received == [leaving]


def test_start_and_stop_of_the_server_pass_through():
    seen = []

    async def app(scope, receive, send):
        seen.append((scope, receive, send))

    passed = ({"type": "lifespan"}, object(), object())
    asyncio.run(_guard(app)(*passed))
    assert seen == [passed]


def test_the_standing_script_gets_its_words_as_data():
    shell = Shell(title="", noscript="", missing="", home="", skip='a"b', lost="<c>")
    page = shell.dress(INDEX)
    assert '<script src="/shell.js" data-skip="a&quot;b" data-lost="&lt;c&gt;"></script>' in page
