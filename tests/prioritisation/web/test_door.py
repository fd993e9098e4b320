"""The door: codes being guessed, forms that come in byte by byte, too many at once."""

import asyncio
import itertools
import re

import pytest

from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.room.identity import ALPHABET
from prioritisation.web import requests
from prioritisation.web.meetings import Meetings
from prioritisation.web.requests import Guesses
from tests.each import each
from tests.prioritisation.web.visitor import TYPE, Visitor

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
    assert "Beaucoup de codes ont été essayés depuis ce réseau" in last.words
    assert honest.get(here.path).status == 200


DOORS = (
    *("/vote/{}", "/vote/{}/flux", "/seance/{}/flux", "/projection?seance={}"),
    *("/projection?seance=-&seance={}", "/projection?seance=ABCDE&seance={}"),
    *("/seance/{}/qr.svg", "/vote/{}/papier.pdf", "/documents/{}/pdf", "/vote/{}?changer"),
)


@each("path", DOORS)
def test_every_door_counts_the_same_guesses(sitting, guarded, path):
    here, visitor = sitting(), guarded(Guesses(2, 0))()
    wrong = list(itertools.islice(codes(here.code), 3))
    for code in wrong[:2]:
        assert visitor.get(path.format(code)).status == 404
    assert visitor.get(path.format(wrong[2])).status == 429
    assert visitor.get(here.path).status == 429


def test_whoever_guesses_in_the_room_locks_nobody_of_the_room_out(sitting, guarded):
    device = guarded(Guesses(3, 0))
    here, first, attacker, late = sitting().open(), device(), device(), device()
    assert first.get(here.path).status == 200
    for code in itertools.islice(codes(here.code), 6):
        attacker.get(f"/vote/{code}")
    assert late.get(here.path).status == 200
    assert late.get(f"/vote/{next(codes(here.code))}").status == 429


@each("path", ["/rien", "/", "/favicon.ico", "/recu/x"])
def test_an_address_that_is_not_there_below_a_right_code_is_no_wrong_code(sitting, guarded, path):
    """It took the code away from all the room, with one request a second."""
    device = guarded(Guesses(3, 0))
    here, honest, attacker = sitting().open(), device(), device()
    assert honest.get(here.path).status == 200
    for code in itertools.islice(codes(here.code), 6):
        attacker.get(f"/vote/{code}")
    for _ in range(3):
        assert attacker.get(f"{here.path}{path}").status == 404
    assert device().get(here.path).status == 200


def test_after_a_restart_who_holds_a_token_or_a_link_comes_in_and_brings_the_others(
    sitting, guarded, device
):
    here, voter, leader = sitting().open(), device(), device()
    voter.get(here.path)
    leader.get(f"/entrer/{here.code}/{here.secret}")
    again = guarded(Guesses(2, 0))
    attacker, late = again(), again()
    for code in itertools.islice(codes(here.code), 4):
        attacker.get(f"/vote/{code}")
    assert late.get(here.path).status == 429
    forged = again(cookies={f"bulletin_{here.code}": "x.y", f"lien_{here.code}": here.secret})
    assert forged.get(here.path).status == 429
    for held in (leader, voter):
        assert again(cookies=held.cookies).get(here.path).status == 200
    assert late.get(here.path).status == 200


def test_a_code_that_is_only_led_elsewhere_is_not_known_to_be_right(sitting, guarded):
    """Small letters are led to capitals before anything is looked up."""
    here, visitor = sitting(), guarded(Guesses(1, 0))()
    assert visitor.get(f"/vote/{next(codes(here.code))}").status == 404
    visitor.get(f"/vote/{here.code.lower()}")
    assert visitor.get(here.path).status == 429


def test_an_invitation_tells_no_code_and_a_right_one_is_let_in_whatever_was_tried(
    sitting, guarded
):
    here = sitting(invited=True).open()
    (invitation,) = here.room.new_invitations(here.code, here.secret, drawn_invitations(1))
    visitor = guarded(Guesses(1, 0))()
    wrong, right = next(codes(here.code)), here.code
    pages = [visitor.get(f"/i/{code}/ABCDEFGHJK") for code in (wrong, right)]
    assert [(p.status, p.text) for p in pages] == [(403, pages[0].text)] * 2
    assert visitor.get(f"/vote/{wrong}").status == 404
    assert visitor.get(here.path).status == 429
    assert visitor.get(f"/i/{here.code}/{invitation}").title == "Votre invitation"


def test_tries_under_way_count_already(sitting, guarded):
    """Held back until all are let in, they passed the limit together."""
    device = guarded(Guesses(3, 0))
    here, attacker = sitting(), device()
    wrong = list(itertools.islice(codes(here.code), 6))

    async def together():
        return await asyncio.gather(*(attacker.asked("GET", f"/vote/{code}") for code in wrong))

    statuses = sorted(page.status for page in attacker.runner.run(together()))
    assert statuses == [404, 404, 404, 429, 429, 429]


def test_a_crowd_that_scans_the_code_at_once_uses_no_guess_up(sitting, guarded):
    """Those under way when the code was found were counted for good."""
    here, device = sitting().open(), guarded(Guesses(60, 0))
    phones = [device() for _ in range(50)]

    async def together():
        return await asyncio.gather(*(one.asked("GET", here.path) for one in phones))

    assert {page.status for page in phones[0].runner.run(together())} == {200}
    wrong = [device().get(f"/vote/{c}").status for c in itertools.islice(codes(here.code), 61)]
    assert wrong == [404] * 60 + [429]


def test_what_a_proxy_nobody_named_hands_on_is_one_network(sitting, guarded):
    here, attacker = sitting(), guarded(Guesses(3, 0))()
    answers = [
        attacker.get(f"/vote/{code}", x_forwarded_for=f"198.51.100.{i}").status
        for i, code in enumerate(itertools.islice(codes(here.code), 5))
    ]
    assert answers == [404, 404, 404, 429, 429]


def test_a_form_that_is_refused_says_nothing_of_its_code(sitting, guarded):
    here, visitor = sitting(), guarded(Guesses(1, 0))()
    assert visitor.get(f"/vote/{next(codes(here.code))}").status == 404
    for headers in ({"content_type": "text/plain"}, {"origin": "http://evil.test"}):
        visitor.posted(here.path, b"x", **headers)
    assert visitor.get(here.path).status == 429


def test_a_form_that_comes_byte_by_byte_is_given_up(sitting, guarded, monkeypatch):
    monkeypatch.setattr(requests, "SECONDS", 0.05)
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


SPELT = (str, str.lower, lambda code: f"{code[:2]}-{code[2:]}", lambda code: f"{code}x")
FORMS = (
    (b"", {}),
    (b"jeton=x&college=a&code=abc", OWN),
    (b"combien=3", {"origin": "http://evil.test"}),
)
REST = {"document": "pdf", "form": "xlsx", "invitation": "KMNPQRSTVW", "secret": "s" * 32}


class Uncounted(Guesses):
    """Allows everything, and knows what stays counted."""

    counted = 0

    def may_try(self, _network):
        self.counted += 1
        return True

    def is_none(self, _network):
        self.counted -= 1


def shown(page, code):
    """What a page tells whoever asked with a code, the code itself and what is drawn apart."""
    text = page.body.decode("latin-1")
    headers = {k: v for k, v in page.headers.items() if k != "set-cookie"}
    for told in (code, code.lower()):
        text = text.replace(told, "-")
        headers = {k: v.replace(told, "-") for k, v in headers.items()}
    return page.status, text, headers


@each("invited", [False, True])
def test_no_address_tells_a_right_code_from_a_wrong_one_that_is_not_counted(
    sitting, room, runner, invited
):
    """Small letters were led to capitals where an invitation is opened, for right codes only."""
    here, wrong = sitting(invited=invited).open(), "QKQKQ"
    tries = Uncounted()
    app = Meetings(None, rooms=lambda: room, guesses=tries)
    for route in app._router.routes:  # noqa: SLF001 (every address, whatever is added)
        path = re.sub(r"{(\w+)}", lambda name: REST.get(name[1], "{}"), route.path)
        asked = [p for p in (path, "/projection?seance={}") if "{}" in p and "/flux" not in p]
        for place, spell, (sent, headers) in itertools.product(asked, SPELT, FORMS):
            for method in ("POST",) if sent else ("GET", "HEAD", "POST"):
                told = []
                for code in (here.code, wrong):
                    before = tries.counted
                    visitor = Visitor(app, runner, address=f"192.0.2.{len(told)}")
                    page = visitor.ask(method, place.format(spell(code)), sent, **headers)
                    told.append(shown(page, code))
                assert told[0] == told[1] or tries.counted > before, (method, place, spell(wrong))
