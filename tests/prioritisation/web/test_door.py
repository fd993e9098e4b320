"""The door: codes being guessed, forms that come in byte by byte, too many at once."""

import asyncio
import itertools
import re

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse

from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.room.identity import ALPHABET
from prioritisation.meeting.rules import Role
from prioritisation.settings import PROXIES_VARIABLE
from prioritisation.web import requests
from prioritisation.web.door import MadeLink, MadeLinks, current_made_links
from prioritisation.web.lifespan import Renewed
from prioritisation.web.meetings import Meetings
from prioritisation.web.requests import A_MONTH, Guesses, subscriber_network
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


def test_a_crowd_that_scans_the_code_at_once_uses_no_guess_up(sitting, guarded):
    """Those under way when the code was found were counted for good."""
    here, device = sitting().open(), guarded(Guesses(60, 0))
    phones = [device() for _ in range(50)]

    async def together():
        return await asyncio.gather(*(one.asked("GET", here.path) for one in phones))

    assert {page.status for page in phones[0].runner.run(together())} == {200}
    wrong = [device().get(f"/vote/{c}").status for c in itertools.islice(codes(here.code), 61)]
    assert wrong == [404] * 60 + [429]


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


@each("role", [Role.FACILITATOR, Role.RECORDER, Role.LEAD, Role.EXPERT])
def test_a_secret_link_becomes_a_cookie_and_leaves_the_address(sitting, device, role):
    here = sitting()
    secret = here.secret
    if role is not Role.FACILITATOR:
        secret = here.room.new_link(here.code, here.secret, role)
    page = device().get(f"/entrer/{here.code.lower()}/{secret}")
    assert (page.status, page.headers["location"]) == (303, f"/seance?seance={here.code}")
    cookie = page.headers["set-cookie"]
    assert cookie.startswith(f"lien_{here.code}=")
    assert secret not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert page.headers["cache-control"] == "no-store"


def test_a_link_that_is_unknown_revoked_or_of_another_meeting_opens_nothing(
    sitting, device, caplog
):
    here, other = sitting(), sitting()
    secret = here.room.new_link(here.code, here.secret, Role.LEAD)
    link = next(k for k in here.room.links(here.code, here.secret) if k.role == Role.LEAD)
    here.room.revoke(here.code, here.secret, link.id)
    caplog.set_level("INFO")
    for code, tried in ((here.code, secret), (other.code, here.secret), (here.code, "x" * 999)):
        page = device().get(f"/entrer/{code}/{tried}")
        assert (page.status, page.title) == (403, "Ce lien est inconnu")
        assert "set-cookie" not in page.headers
        assert tried[:20] not in caplog.text


def test_the_set_up_link_opens_the_first_page_of_meetings(room, device):
    secret = room.new_setup_secret()
    page = device().get(f"/demarrer/{secret}")
    assert (page.status, page.headers["location"]) == (303, "/seance")
    cookie = page.headers["set-cookie"]
    assert cookie.startswith("demarrage=")
    assert secret not in cookie


def test_a_link_of_a_lesser_role_takes_the_lead_from_nobody(sitting, room, device):
    """A page of another site may have a browser follow it."""
    here, visitor = sitting(), device()
    lesser = room.new_link(here.code, here.secret, Role.EXPERT)
    visitor.get(f"/entrer/{here.code}/{here.secret}")
    page = visitor.get(f"/entrer/{here.code}/{lesser}")
    assert (page.status, page.headers["location"]) == (303, f"/seance?seance={here.code}")
    assert room.role(here.code, visitor.cookies[f"lien_{here.code}"]) is Role.FACILITATOR
    other = device()
    other.get(f"/entrer/{here.code}/{lesser}")
    other.get(f"/entrer/{here.code}/{here.secret}")
    assert room.role(here.code, other.cookies[f"lien_{here.code}"]) is Role.FACILITATOR


# Cookies as the way to the server allows: over HTTPS, secure and under a name of this host.


@pytest.fixture
def cookie(sitting, device):
    """What a phone is given, with these headers, over that scheme."""

    def asked(scheme="http", **headers):
        return device(scheme=scheme).get(sitting().path, **headers).headers["set-cookie"]

    return asked


def test_over_http_a_cookie_is_for_its_own_pages_and_no_script(cookie):
    found = cookie()
    assert found.startswith("bulletin_")
    assert "Path=/vote/" in found
    assert {"HttpOnly", f"Max-Age={A_MONTH}", "SameSite=lax"} <= set(found.split("; "))
    assert "Secure" not in found


@each(("told", "secure"), [({}, True), ({"x_forwarded_proto": "http"}, False)])
def test_behind_a_trusted_proxy_cookies_are_secure_unless_it_says_otherwise(
    cookie, monkeypatch, told, secure
):
    monkeypatch.setenv(PROXIES_VARIABLE, "10.0.0.2")
    assert ("Secure" in cookie(**told).split("; ")) is secure


def test_a_planted_token_is_not_taken_over_https(sitting, device):
    here = sitting().open()
    planted = here.room.new_token(here.code)
    victim = device(scheme="https")
    victim.cookies = {f"bulletin_{here.code}": planted}
    page = victim.get(here.path)
    assert planted not in page.text
    assert page.fields["jeton"] == victim.cookies[f"__Host-bulletin_{here.code}"]


def test_of_two_cookies_of_one_name_none_is_taken(sitting, device):
    """Over plain HTTP a neighbour plants one at another path: browsers send both."""
    here = sitting().open()
    planted, own = (here.room.new_token(here.code) for _ in range(2))
    for pair in ((planted, own), (own, planted)):
        both = "; ".join(f"bulletin_{here.code}={token}" for token in pair)
        page = device().get(here.path, cookie=both)
        assert page.fields["jeton"] not in (planted, own)
    same = "; ".join([f"bulletin_{here.code}={own}"] * 2)
    assert device().get(here.path, cookie=same).fields["jeton"] == own


def test_a_planted_claim_is_not_the_one_of_an_invitation(sitting, device):
    here = sitting(invited=True).open()
    (invitation,) = here.room.new_invitations(here.code, here.secret, drawn_invitations(1))
    address = f"/i/{here.code}/{invitation}"
    attacker, victim = device(), device()
    attacker.get(address)
    ((name, planted),) = attacker.cookies.items()
    page = victim.get(address, cookie=f"{name}={planted}")
    both = f"{name}={victim.cookies[name]}; {name}={planted}"
    done = victim.posted(address, page.fields, cookie=both)
    assert (done.status, done.title) == (200, "Votre premier vote")
    assert "Envoyer mon vote" in done.words
    assert attacker.get(address).status == 403


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_codes_cannot_be_guessed_in_a_meeting_s_time():
    """Four hours of one address that asks without end, and of other addresses of its own."""
    clock = Clock()
    guesses, tried = Guesses(now=clock), 0
    while clock.now < 4 * 3600:
        mine = (subscriber_network(f"2001:db8:7:{i:x}::{i:x}") for i in range(3))
        tried += sum(guesses.may_try(network) for network in mine)
        clock.now += 0.25
    assert 7_000 < tried < len(ALPHABET) ** 5 / 3_000
    clock.now += 3600
    assert sum(guesses.may_try("2001:db8:7::/48") for _ in range(900)) == 300, "and no more saved"


def test_whoever_guesses_is_stopped_and_locks_nobody_out_of_what_was_found():
    guesses = Guesses(3, 0)
    assert not guesses.is_known("room", "RIGHT")
    assert guesses.may_try("room")
    for _ in range(3):
        guesses.is_none("room")
    guesses.is_right("room", "RIGHT")
    assert [guesses.may_try("room") for _ in range(4)] == [True, True, True, False]
    assert guesses.is_known("room", "RIGHT")
    assert not guesses.is_known("room", "OTHER")
    assert not guesses.is_known("elsewhere", "RIGHT")
    assert guesses.may_try("elsewhere")


# What a browser holds of a dossier is kept for a month from the last page that it opened.

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


# A link just made is shown again to the browser that made it, until it is used.


def test_a_link_just_made_is_shown_again_to_its_browser_until_it_is_used():
    links, moment = MadeLinks(lambda: moment[0]), [0.0]
    link = MadeLink("AAAA2222", "secret", "Titre", is_new=True)
    links.keep(link, "mine")
    assert links.last_of("mine") == link
    for other in ("", "another"):
        assert links.last_of(other) is None
    moment[0] = 3601.0
    assert links.last_of("mine") is None
    links.keep(link, "mine")
    links.forget("AAAA2222")
    assert links.last_of("mine") is None
    links.keep(link, "")
    assert links.last_of("") is None, "nobody's is nobody's"


def test_whoever_comes_in_by_it_has_used_it(device, dossier):
    current_made_links().keep(MadeLink(dossier.key, dossier.secret, "t", is_new=True), "mine")
    device().get(f"/ouvrir/{dossier.key}/{'x' * 32}")
    assert current_made_links().last_of("mine")
    device().get(f"/ouvrir/{dossier.key}/{dossier.secret}")
    assert current_made_links().last_of("mine") is None
