import asyncio
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response

from prioritisation.web.lifespan import Compression
from tests.each import each

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
def ask(exchange):
    def asking(app, path=PATH, *args, accept_encoding="gzip, deflate", **headers):
        if accept_encoding:
            headers["accept_encoding"] = accept_encoding
        return asyncio.run(exchange(app, path, *args, **headers))

    return asking


def test_a_text_file_arrives_compressed_and_says_so(ask):
    reply = ask(Compression(Files()))
    assert gzip.decompress(reply.body) == TEXT
    assert len(reply.body) < len(TEXT) / 10
    assert reply.headers["content-encoding"] == "gzip"
    assert reply.headers["vary"] == "Accept-Encoding"
    assert int(reply.headers["content-length"]) == len(reply.body)


def test_a_compressed_file_keeps_its_life_and_weakens_its_tag(ask):
    headers = ask(Compression(Files())).headers
    assert headers["cache-control"] == IMMUTABLE
    assert headers["etag"] == 'W/"abc"'


@given(st.binary(min_size=1000, max_size=5000))
def test_any_content_comes_back_whole(exchange, content):
    reply = asyncio.run(exchange(Compression(Files(content)), PATH, accept_encoding="gzip"))
    assert gzip.decompress(reply.body) == content


def test_a_file_is_asked_of_the_application_once(ask):
    files = Files()
    app = Compression(files)
    assert ask(app) == ask(app) == ask(app)
    assert files.asked == [PATH]


def test_a_kept_file_is_not_spoilt_by_who_adds_a_header(ask):
    compression = Compression(Files())

    async def app(scope, receive, send):
        async def adding(message):
            message.get("headers", []).append((b"x-added", b"1"))
            await send(message)

        await compression(scope, receive, adding)

    assert ask(app).headers.getlist("x-added") == ["1"]
    assert ask(app).headers.getlist("x-added") == ["1"]


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


def test_a_phone_that_leaves_does_not_take_the_file_from_the_others(exchange):
    app = Compression(Files())

    async def phones():
        leaving, staying = (
            asyncio.create_task(exchange(app, PATH, accept_encoding="gzip")) for _ in range(2)
        )
        await asyncio.sleep(0)
        leaving.cancel()
        return await staying

    assert gzip.decompress(asyncio.run(phones()).body) == TEXT


def test_a_phone_that_hangs_up_does_not_cut_the_file(exchange):
    async def app(_scope, receive, send):
        headers = [(b"cache-control", IMMUTABLE.encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        leaving = asyncio.ensure_future(receive())
        await asyncio.sleep(0)
        body = b"" if leaving.done() else TEXT
        leaving.cancel()
        await send({"type": "http.response.body", "body": body})

    async def hangs_up(scope, _receive, send):
        async def receive():
            return {"type": "http.disconnect"}

        await Compression(app)(scope, receive, send)

    reply = asyncio.run(exchange(hangs_up, PATH, accept_encoding="gzip"))
    assert gzip.decompress(reply.body) == TEXT


def test_a_failure_is_not_kept(ask):
    files = Files()
    fails = [True]

    async def app(scope, receive, send):
        if fails.pop() if fails else False:
            raise OSError("disk")
        await files(scope, receive, send)

    compression = Compression(app)
    with pytest.raises(OSError, match="disk"):
        ask(compression)
    assert gzip.decompress(ask(compression).body) == TEXT


@each(
    "files",
    [Files(cache_control="no-cache"), Files(status=404, cache_control=IMMUTABLE)],
    ids=["may change", "not found"],
)
def test_only_an_immutable_file_is_kept(ask, files):
    files.asked.clear()
    app = Compression(files)
    ask(app)
    ask(app)
    assert len(files.asked) == 2


def test_the_file_asked_for_longest_ago_leaves_first(ask):
    files = Files()
    size = len(ask(Compression(Files())).body)
    app = Compression(files, room=2 * size)
    for name in ("a", "b", "a", "c", "a", "b"):
        ask(app, f"/static/{name}.js")
    assert files.asked == ["/static/a.js", "/static/b.js", "/static/c.js", "/static/b.js"]


@each(
    "headers", [{"range": "bytes=0-9"}, {"if_none_match": '"abc"'}, {"if_modified_since": "now"}]
)
def test_a_request_about_a_part_or_a_copy_is_left_alone(ask, headers):
    files = Files()
    reply = ask(Compression(files), **headers)
    assert reply.body == TEXT
    assert "content-encoding" not in reply.headers
    assert reply.headers["etag"] == '"abc"'


def test_a_kept_file_does_not_answer_a_request_about_a_copy(ask):
    files = Files()
    app = Compression(files)
    ask(app)
    ask(app, if_none_match='"abc"')
    assert len(files.asked) == 2


def test_head_is_left_alone(ask):
    reply = ask(Compression(Files()), PATH, "HEAD")
    assert "content-encoding" not in reply.headers
    assert int(reply.headers["content-length"]) == len(TEXT)


def test_who_does_not_accept_gzip_gets_the_plain_file(ask):
    app = Compression(Files())
    ask(app)
    reply = ask(app, accept_encoding="")
    assert reply.body == TEXT
    assert reply.headers["vary"] == "Accept-Encoding"


@each("kind", ["font/woff2", "image/png", "text/event-stream"])
def test_what_would_not_shrink_passes_untouched(ask, kind):
    reply = ask(Compression(Files(content_type=kind)), "/static/media/file")
    assert reply.body == TEXT
    assert "content-encoding" not in reply.headers


@each("path", [PATH, "/", "/small"])
def test_a_small_answer_is_not_worth_it(ask, path):
    reply = ask(Compression(Files(b"x" * 999)), path)
    assert reply.body == b"x" * 999
    assert "content-encoding" not in reply.headers


@each("path", ["/", "/comprendre"])
def test_a_page_is_compressed_but_not_kept(ask, path):
    files = Files(content_type="text/html; charset=utf-8", cache_control="no-cache")
    app = Compression(files)
    for _ in range(2):
        assert gzip.decompress(ask(app, path).body) == TEXT
    assert len(files.asked) == 2


def test_addresses_with_a_query_fill_no_memory(ask):
    files = Files()
    app = Compression(files)
    for _ in range(2):
        assert gzip.decompress(ask(app, PATH, "GET", b"v=1").body) == TEXT
    assert len(files.asked) == 2


def test_what_the_application_compressed_is_not_compressed_again(ask):
    packed = gzip.compress(bytes(range(256)) * 50)
    reply = ask(Compression(Files(packed, content_encoding="gzip")), "/data")
    assert reply.body == packed
    assert reply.headers.getlist("content-encoding") == ["gzip"]


def test_a_websocket_passes_through():
    seen = []

    async def app(scope, receive, send):
        seen.append((scope, receive, send))

    passed = ({"type": "websocket"}, object(), object())
    asyncio.run(Compression(app)(*passed))
    assert seen == [passed]
