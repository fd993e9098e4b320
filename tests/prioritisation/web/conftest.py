import asyncio
from dataclasses import dataclass

import pytest
from starlette.datastructures import Headers

from prioritisation.web.meetings import Meetings
from prioritisation.web.requests import Guesses
from tests.prioritisation.web.visitor import Visitor
from tests.shelving import Shelved


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Headers
    body: bytes


async def _exchange(app, path, method="GET", query=b"", **headers):
    """Send one request to an ASGI application, without a server."""
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http", "method": method, "path": path, "root_path": "", "query_string": query,
        "headers": raw,
    }  # fmt: skip
    sent = []
    request = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        return request.pop() if request else await asyncio.Future()

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Reply(sent[0]["status"], Headers(raw=sent[0]["headers"]), body)


@pytest.fixture(scope="session")
def exchange():
    return _exchange


@pytest.fixture
def runner(monkeypatch):
    """One event loop for a test; nothing read from the room is kept between two requests."""
    monkeypatch.setattr("prioritisation.web.ballot.async_room.ROUTE_STAGE_FRESH_S", 0.0)
    monkeypatch.setattr("prioritisation.meeting.room.stage.STAGE_FRESH_S", 0.0)
    with asyncio.Runner() as running:
        yield running


@pytest.fixture
def app(room, runner):
    """The addresses of meetings; another address is not theirs."""
    made = Meetings(None, rooms=lambda: room, guesses=Guesses(10**6))
    yield made
    made.events.close()
    runner.run(asyncio.sleep(0))


@pytest.fixture
def device(app, runner):
    """A new device each time."""
    return lambda **options: Visitor(app, runner, **options)


@pytest.fixture
def here(sitting):
    """A meeting whose first round is open."""
    return sitting().open()


@pytest.fixture
def dossier(room):
    """A dossier kept beside the meetings of the room."""
    return Shelved(room)
