"""What a browser holds of a dossier is kept for a month from the last page that it opened."""

import asyncio

from starlette.responses import HTMLResponse, PlainTextResponse

from prioritisation.web.lifespan import Renewed
from tests.each import each

MARK = b"navigateur=mark"
COOKIES = MARK + b"; dossier_K7Q4P2XM=pass; dossier_AAAAAAAA=other"
KEY = "dossier=K7Q4P2XM"


def given(query=KEY, *, method="GET", cookies=COOKIES, answer=HTMLResponse):
    """The cookies that come with the answer to a request."""
    told = []

    async def send(message):
        told.append(message)

    async def main():
        scope = {"type": "http", "method": method, "path": "/", "query_string": query.encode()}
        scope |= {"scheme": "http", "headers": [(b"cookie", cookies)]}
        await Renewed(answer("x"))(scope, None, send)

    asyncio.run(main())
    return [value.decode() for name, value in told[0]["headers"] if name == b"set-cookie"]


def test_a_page_of_a_dossier_has_its_pass_kept_for_another_month():
    (cookie,) = given()
    assert cookie.startswith("dossier_K7Q4P2XM=pass;")
    assert "Max-Age=2592000" in cookie
    assert "HttpOnly" in cookie


@each("query", ["", "poids.dossier=K7Q4P2XM", "dossier=", "dossier=BBBBBBBB"])
def test_an_address_of_no_dossier_or_of_another_gives_none(query):
    assert given(query) == []


@each("other", [{"method": "POST"}, {"cookies": MARK}, {"answer": PlainTextResponse}])
def test_nor_does_what_is_posted_what_is_no_page_or_a_browser_that_has_none(other):
    assert given(**other) == []


def test_a_page_gives_a_browser_that_has_none_a_mark_and_nothing_else_does():
    """What it sends and makes is shown to it alone."""
    marks = [given("", cookies=cookies) for cookies in (b"", b"", b"navigateur=", b"other=x")]
    assert len({cookie for (cookie,) in marks}) == 4
    for (cookie,) in marks:
        assert len(cookie.partition(";")[0]) == len("navigateur=") + 32
        assert "HttpOnly" in cookie
        assert "samesite=lax" in cookie.lower()
    assert given("", cookies=b"", answer=PlainTextResponse) == []
    assert given("", cookies=b"", method="POST") == []
