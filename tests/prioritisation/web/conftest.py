import asyncio
import json
from dataclasses import dataclass

import pytest
from starlette.datastructures import Headers

from criteria.model import Sense
from prioritisation.ballots.ballot import Ballot
from prioritisation.limits import Guesses, Limiter
from prioritisation.meeting import Act, Form
from prioritisation.room import Room
from prioritisation.store import open_store
from prioritisation.web.meetings import Meetings
from tests.voting import vote
from tests.web.visitor import Visitor


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Headers
    body: bytes


async def _exchange(app, path, method="GET", query=b"", **headers):
    """Send one request to an ASGI application, without a server."""
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "root_path": "",
        "query_string": query,
        "headers": raw,
    }
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
def store(sqlite):
    opened = open_store(sqlite)
    yield opened
    opened.close()


class Sitting:
    """A meeting with its doors open, on a real store, and shortcuts to lead it."""

    def __init__(self, room, **options):
        self.room = room
        made = room.create("Réunion d’essai", form=Form.SHORT, **options)
        self.code, self.secret = made.code, made.facilitator
        self.act(Act.OPEN_LOBBY)

    @property
    def path(self):
        return f"/vote/{self.code}"

    @property
    def stage(self):
        return self.room.stage(self.code, fresh=True)

    @property
    def ids(self):
        return [c.id for c in self.stage.criteria]

    def act(self, act, *details):
        self.room.act(self.code, self.secret, act, *details)
        return self

    def open(self):
        senses = dict.fromkeys(self.stage.meeting.unconfirmed, Sense.MIN)
        answers = {w.id: "le groupe l’accepte" for w in self.room.warnings(self.code)}
        self.room.open_round(self.code, self.secret, senses=senses, answers=answers)
        return self

    def reveal(self):
        return self.act(Act.REVEAL)

    def others_vote(self, n, first=0):
        for i in range(n):
            points = dict.fromkeys(self.ids, 7 * i) | {self.ids[first]: 100}
            vote(self.room, self.code, Ballot(points, self.ids[first]))
        return self

    def ballots(self):
        """Points of the ballots in the box."""
        number = len(self.stage.meeting.rounds)
        return [json.loads(b.points_json) for b in self.room.store.ballots(self.code, number)]


@pytest.fixture
def room(store):
    return Room(store)


@pytest.fixture
def sitting(room):
    return lambda **options: Sitting(room, **options)


@pytest.fixture
def runner(monkeypatch):
    """One event loop for a test; nothing read from the room is kept between two requests."""
    monkeypatch.setattr("prioritisation.web.ballot.desk.FRESH_S", 0.0)
    monkeypatch.setattr("prioritisation.room.stage.FRESH_S", 0.0)
    with asyncio.Runner() as running:
        yield running


@pytest.fixture
def app(room, runner):
    """The addresses of meetings; another address is not theirs."""
    made = Meetings(None, rooms=lambda: room, guesses=Guesses(Limiter(10**6, 0)))
    yield made
    made.events.close()
    runner.run(asyncio.sleep(0))


@pytest.fixture
def device(app, runner):
    """A new device each time."""
    return lambda **options: Visitor(app, runner, **options)
