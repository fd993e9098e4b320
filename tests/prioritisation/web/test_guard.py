import asyncio
import base64
import gzip
import hashlib
import re
from html import unescape
from pathlib import Path
from urllib.parse import urlparse

import pytest
import streamlit
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from prioritisation.meeting.room import VoterStanding
from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.web.guard import (
    FORGOTTEN,
    HEADERS,
    REOPENS,
    Guard,
    Shell,
    forgotten,
    from_own_page,
    page_policy,
    session_lost,
    sieved,
)
from prioritisation.web.lifespan import Compression
from prioritisation.web.requests import is_posted_here
from tests.each import each
from tests.prioritisation.web.visitor import ANSWERS
from tests.strategies import ENOUGH

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text()
SHELL = Shell(
    title="Choisir",
    noscript="Il faut JavaScript.",
    missing="Cette page n’existe pas",
    home="Aller à l’accueil",
    skip="Sauter",
    lost="Perdu",
)


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
        Route("/own", _own), Route("/own/missing", _own_missing), Route("/data", _data),
        Route("/bare", _bare), Route("/echo", _echo),
        Route("/static/echo", _echo, methods=["GET", "HEAD"]), Route("/{anything:path}", _index),
    ]  # fmt: skip
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


@each("method", ["GET", "POST"])
@each(
    "path",
    ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent", "/_stcore/agent/openapi.json"],
)
def test_what_streamlit_tells_to_anyone_is_closed(ask, path, method):
    async def never(_scope, _receive, _send):
        pytest.fail("the request went through")

    assert ask(path, method, app=_guard(never)).status == 404


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
        ("http://127.0.0.1:8502", "127.0.0.1:8501"), ("http://localhost:8501", "127.0.0.1:8501"),
        ("http://leviers.example", "leviers.example:443"),
        ("https://leviers.example:8443", "leviers.example"),
        ("https://leviers.example:0", "leviers.example:1"),
        ("https://leviers.example:many", "leviers.example"),
        ("https://leviers.example", "leviers.example:many"),
        ("https://leviers.example", "leviers.example/more"), ("https://leviers.example", None),
        ("http://[::1", "[::1"), ("file://leviers.example", "leviers.example"),
        ("leviers.example", "leviers.example"), ("null", "null"), ("null", "leviers.example"),
        ("", ""), ("https://", ""),
    ],
)  # fmt: skip
def test_a_page_of_others_may_not(origin, host):
    assert from_own_page(handshake(origin, host)) is None


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


# Forms of other sites: refused whatever they hold, and nothing of theirs is kept.

HOST = "192.168.1.20:8501"
OWN = f"http://{HOST}"


def headers(**given):
    return Headers({n.replace("_", "-"): v for n, v in {"host": HOST, **given}.items()})


@each(
    "given",
    [
        {"origin": OWN},
        {"origin": OWN, "sec_fetch_site": "same-origin"},
        {"origin": OWN, "sec_fetch_site": "none"},  # sent again by the browser itself
        {"referer": f"{OWN}/vote/K7Q4P"},
        {"host": "vote.example", "origin": "https://vote.example"},
        {"host": "vote.example", "origin": "https://vote.example:443"},
        {"host": "[::1]:8501", "origin": "http://[::1]:8501"},
    ],
)
def test_our_own_forms_are_taken(given):
    assert is_posted_here(headers(**given))


@each(
    "given",
    [
        {}, {"origin": "null"}, {"origin": ""}, {"origin": "null", "referer": OWN},
        {"origin": "http://evil.test"}, {"origin": "http://evil.test", "referer": OWN},
        {"origin": "http://192.168.1.20"}, {"origin": "http://192.168.1.20:8502"},
        {"origin": "http://192.168.1.20:8501.evil.test"},
        {"origin": "http://evil.test@192.168.1.20:8501x"}, {"origin": f"{OWN}, http://evil.test"},
        {"origin": "file://"}, {"origin": "http://[::1"},
        {"origin": OWN, "sec_fetch_site": "cross-site"},
        {"origin": OWN, "sec_fetch_site": "same-site"}, {"sec_fetch_site": "same-origin"},
        {"referer": "http://evil.test/?http://192.168.1.20:8501"},
        {"host": "", "origin": "http://"},
    ],
)  # fmt: skip
def test_all_others_are_not(given):
    assert not is_posted_here(headers(**given))


FORGED = [{"origin": "http://evil.test"}, {"origin": "null"}, {"origin": ""}]


@each("given", FORGED)
def test_no_address_takes_a_form_of_another_site(sitting, device, given):
    here = sitting().open()
    (invitation,) = here.room.new_invitations(here.code, here.secret, drawn_invitations(1))
    planted = here.room.new_token(here.code)
    form = {**ANSWERS, "jeton": planted, "tour": "1", "combien": "3", "adresse": "http://x.test"}
    victim = device()
    victim.get(f"/entrer/{here.code}/{here.secret}")
    victim.get(here.path)
    before = dict(victim.cookies), here.stage().version
    for path in (
        here.path,
        f"{here.path}/entrer",
        f"/i/{here.code}/{invitation}",
        f"/seance/{here.code}/invitations.pdf",
        "/dossiers/envoi",
    ):
        page = victim.posted(path, form, **given)
        assert (path, page.status, page.title) == (path, 403, "Refusé")
        assert "Rien n’a été enregistré" in page.words
        assert "set-cookie" not in page.headers
        assert planted not in page.text
    assert (victim.cookies, here.stage().version) == before


def test_a_token_in_a_form_never_becomes_the_cookie(sitting, device):
    """The attack: a page of another site has a phone send a form with a token that it knows."""
    here = sitting().open()
    planted = here.room.new_token(here.code)
    for path in (f"{here.path}/entrer", here.path):
        victim = device()
        victim.posted(path, {**ANSWERS, "jeton": planted, "tour": "1"})
        assert planted not in victim.cookies.values()
        assert victim.get(here.path).fields.get("jeton") != planted


def test_the_cookie_is_who_votes_whatever_the_form_says(sitting, device):
    here, victim = sitting().open(), device()
    planted = here.room.new_token(here.code)
    form = victim.get(here.path).fields
    victim.posted(here.path, {**form, **ANSWERS, "jeton": planted})
    own = here.room.voter_of(here.code, victim.cookies[f"bulletin_{here.code}"])
    assert here.room.own_ballot(here.code, own) is not None
    voter = here.room.voter_of(here.code, planted)
    assert here.room.standing(here.code, voter) is not VoterStanding.JOINED


def test_a_browser_that_keeps_no_cookie_still_votes_and_is_given_none_of_a_form(sitting, device):
    here, visitor = sitting(colleges=["État", "Région"]).open(), device()
    page = visitor.get(here.path)
    token = page.fields["jeton"]
    visitor.cookies = {}
    page = visitor.posted(f"{here.path}/entrer", {**page.fields, "college": "État"})
    assert page.fields["jeton"] == token
    visitor.cookies = {}
    page = visitor.posted(here.path, {**page.fields, **ANSWERS})
    assert (page.status, "Vote enregistré" in page.title) == (200, True)
    assert set(visitor.cookies) == {f"present_{here.code}"}
    assert here.stage().ballots == 1


PATH = "/static/js/index.abc.js"
TEXT = b"function answer() { return 42; }\n" * 100
IMMUTABLE = "public, immutable, max-age=31536000"


class Files:
    """An application that serves one content at every address, and counts."""

    def __init__(self, content=TEXT, status=200, **headers):
        names = {"cache_control": IMMUTABLE, "etag": '"abc"', "content_type": "text/javascript"}
        self.headers = {k.replace("_", "-"): v for k, v in (names | headers).items()}
        self.content = content
        self.status = status
        self.asked = []

    async def __call__(self, scope, receive, send):
        self.asked.append(scope["path"])
        await asyncio.sleep(0)
        response = Response(self.content, self.status, headers=self.headers)
        await response(scope, receive, send)


@pytest.fixture
def ask_compression(exchange):
    def asking(app, path=PATH, *args, accept_encoding="gzip, deflate", **headers):
        if accept_encoding:
            headers["accept_encoding"] = accept_encoding
        return asyncio.run(exchange(app, path, *args, **headers))

    return asking


def test_a_text_file_arrives_compressed_and_says_so(ask_compression):
    reply = ask_compression(Compression(Files()))
    assert gzip.decompress(reply.body) == TEXT
    assert len(reply.body) < len(TEXT) / 10
    assert reply.headers["content-encoding"] == "gzip"
    assert reply.headers["vary"] == "Accept-Encoding"
    assert int(reply.headers["content-length"]) == len(reply.body)


@given(st.binary(min_size=1000, max_size=5000))
def test_any_content_comes_back_whole(exchange, content):
    reply = asyncio.run(exchange(Compression(Files(content)), PATH, accept_encoding="gzip"))
    assert gzip.decompress(reply.body) == content


def test_sixty_phones_at_once_cost_one_compression(exchange, monkeypatch):
    compressed = []
    real = gzip.compress
    monkeypatch.setattr(gzip, "compress", lambda *a, **k: compressed.append(1) or real(*a, **k))
    files = Files()
    app = Compression(files)

    async def phones():
        return await asyncio.gather(
            *(exchange(app, PATH, accept_encoding="gzip") for _ in range(60))
        )

    replies = asyncio.run(phones())
    assert {gzip.decompress(reply.body) for reply in replies} == {TEXT}
    assert (files.asked, compressed) == ([PATH], [1])


def test_who_does_not_accept_gzip_gets_the_plain_file(ask_compression):
    app = Compression(Files())
    ask_compression(app)
    reply = ask_compression(app, accept_encoding="")
    assert reply.body == TEXT
    assert reply.headers["vary"] == "Accept-Encoding"


@each("path", ["/", "/comprendre"])
def test_a_page_is_compressed_but_not_kept(ask_compression, path):
    files = Files(content_type="text/html; charset=utf-8", cache_control="no-cache")
    app = Compression(files)
    for _ in range(2):
        assert gzip.decompress(ask_compression(app, path).body) == TEXT
    assert len(files.asked) == 2


def test_a_websocket_passes_through():
    seen = []

    async def app(scope, receive, send):
        seen.append((scope, receive, send))

    passed = ({"type": "websocket"}, object(), object())
    asyncio.run(Compression(app)(*passed))
    assert seen == [passed]
