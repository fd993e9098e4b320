"""The door: codes being guessed, forms that come in byte by byte, too many at once."""

import asyncio
import itertools

import pytest

from prioritisation.limits import Guesses, Limiter
from prioritisation.room.identity import ALPHABET
from prioritisation.web import door
from prioritisation.web.ballot import body
from prioritisation.web.meetings import Meetings
from tests.web.visitor import TYPE, Visitor

OWN = {"origin": "http://salle.test", "content_type": TYPE}


@pytest.fixture
def guarded(room, runner):
    """The addresses of meetings, with the guesses that a server allows."""

    def made(guesses=None):
        app = Meetings(None, rooms=lambda: room, guesses=guesses or Guesses())
        return lambda **options: Visitor(app, runner, **options)

    return made


def codes(right):
    found = ("".join(letters) for letters in itertools.product(ALPHABET, repeat=5))
    return (code for code in found if code != right)


def test_thousands_of_guesses_are_told_to_wait_and_find_nothing(sitting, guarded):
    device = guarded()
    here, attacker, honest = sitting(), device(address="192.0.2.66"), device()
    guesses = itertools.islice(codes(here.code), 5_000)
    answers = [attacker.get(f"/vote/{code}").status for code in guesses]
    assert set(answers) == {404, 429}
    assert answers.count(404) < 400
    last = attacker.get(f"/vote/{here.code}")
    assert (last.status, last.headers["retry-after"]) == (429, "60")
    assert "Beaucoup de demandes arrivent de ce réseau" in last.words
    assert honest.get(here.path).status == 200


DOORS = (
    *("/vote/{}", "/vote/{}/flux", "/seance/{}/flux", "/projection?seance={}", "/i/{}/ABC"),
    *("/seance/{}/qr.svg", "/vote/{}/papier.pdf", "/documents/{}/pdf", "/vote/{}?changer"),
)


@pytest.mark.parametrize("path", DOORS)
def test_every_door_counts_the_same_guesses(sitting, guarded, path):
    here, visitor = sitting(), guarded(Guesses(Limiter(2, 0)))()
    wrong = list(itertools.islice(codes(here.code), 3))
    for code in wrong[:2]:
        assert visitor.get(path.format(code)).status == 404
    assert visitor.get(path.format(wrong[2])).status == 429
    assert visitor.get(here.path).status == 429


def test_whoever_guesses_in_the_room_locks_nobody_of_the_room_out(sitting, guarded):
    device = guarded(Guesses(Limiter(3, 0)))
    here, first, attacker, late = sitting().open(), device(), device(), device()
    assert first.get(here.path).status == 200
    for code in itertools.islice(codes(here.code), 6):
        attacker.get(f"/vote/{code}")
    assert late.get(here.path).status == 200
    assert late.get(f"/vote/{next(codes(here.code))}").status == 429


@pytest.mark.parametrize("path", ["/vote/{}", "/i/{}/ABC"])
def test_a_code_that_is_only_led_elsewhere_is_not_known_to_be_right(sitting, guarded, path):
    """Small letters are led to capitals before anything is looked up."""
    here, visitor = sitting(), guarded(Guesses(Limiter(1, 0)))()
    assert visitor.get(f"/vote/{next(codes(here.code))}").status == 404
    visitor.get(path.format(here.code.lower()))
    assert visitor.get(here.path).status == 429


def test_a_form_that_is_refused_says_nothing_of_its_code(sitting, guarded):
    here, visitor = sitting(), guarded(Guesses(Limiter(1, 0)))()
    assert visitor.get(f"/vote/{next(codes(here.code))}").status == 404
    for headers in ({"content_type": "text/plain"}, {"origin": "http://evil.test"}):
        visitor.posted(here.path, b"x", **headers)
    assert visitor.get(here.path).status == 429


def test_a_form_that_comes_byte_by_byte_is_given_up(sitting, guarded, monkeypatch):
    monkeypatch.setattr(body, "SECONDS", 0.05)
    here, visitor = sitting().open(), guarded()()

    async def slow(scope, _body):
        sent, first = [], [{"type": "http.request", "body": b"prem", "more_body": True}]

        async def receive():
            return first.pop() if first else await asyncio.Future()

        async def send(message):
            sent.append(message)

        await visitor.app(scope, receive, send)
        return sent

    visitor._exchange = slow  # noqa: SLF001 (its body never ends)
    start, *rest = visitor.ask("POST", here.path, b"", **OWN)
    text = b"".join(m["body"] for m in rest).decode()
    assert start["status"] == 408
    assert "n’est pas arrivé en entier" in text
    assert here.ballots() == []


@pytest.mark.parametrize(
    ("limit", "address"), [("MOST_POSTS", "192.0.2.2"), ("MOST_OF_ONE", "192.0.2.1")]
)
def test_forms_at_once_have_an_end_and_places_are_given_back(
    sitting, guarded, monkeypatch, limit, address
):
    monkeypatch.setattr(door, limit, 1)
    device = guarded()
    here, stuck, other = sitting().open(), device(), device(address=address)

    async def both():
        waits = asyncio.Event()

        async def held(scope, _body):
            async def receive():
                await waits.wait()
                return {"type": "http.disconnect"}

            async def send(_message):
                pass

            await stuck.app(scope, receive, send)

        stuck._exchange = held  # noqa: SLF001 (its body does not come)
        holding = asyncio.create_task(stuck.asked("POST", here.path, b"x", **OWN))
        await asyncio.sleep(0)
        refused = await other.asked("POST", here.path, b"x", **OWN)
        waits.set()
        await holding
        return refused, await other.asked("POST", here.path, b"x", **OWN)

    refused, taken = other.runner.run(both())
    assert (refused.status, refused.headers["retry-after"]) == (429, "2")
    assert taken.status != 429
