"""The doors of the ballot, on a plain HTTP address of a network, with another site that attacks.

Browsers trust `localhost` more than any address of a network: here the server is reached under a
name that is not this machine's own, as phones reach it.
"""

import http.server
import re
import threading
from itertools import product
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from prioritisation.meeting.room.facilitation import drawn_invitations
from tests.browser import launched
from tests.e2e.test_ballot import PHONE, BrowserSitting, fill, send, title

ROOM, OTHER = "salle.test", "autre.test"
SENT = "<p id=sent>parti</p>"


@pytest.fixture(scope="module")
def network(playwright_tool):
    """A browser for which two names lead to this machine."""
    rules = f"--host-resolver-rules=MAP {ROOM} 127.0.0.1, MAP {OTHER} 127.0.0.1"
    opened = launched(playwright_tool, rules, hasty=True)
    yield opened
    opened.close()


@pytest.fixture
def device(network):
    """A phone somebody holds."""
    contexts = []

    def opened(*, script=True):
        context = network.new_context(viewport=PHONE, locale="fr-FR", java_script_enabled=script)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def here(place):
    """A meeting with a round open, by the address of the network."""
    room, address = place
    outside = f"http://{ROOM}:{urlsplit(address).port}"
    return lambda **options: BrowserSitting(room, outside, **options)


@pytest.fixture
def attacker():
    """Another site, and what it has browsers send."""
    pages = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages.get(self.path, SENT).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Referrer-Policy", pages.get("policy", "unsafe-url"))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def lure(action, fields, policy="unsafe-url"):
        rows = "".join(f'<input type="hidden" name="{n}" value="{v}">' for n, v in fields.items())
        pages["/"] = f'<form method="post" action="{action}">{rows}<button>Gagner</button></form>'
        pages["policy"] = policy
        return f"http://{OTHER}:{server.server_port}/"

    yield lure
    server.shutdown()
    server.server_close()


def answers(token):
    given = {"premier": "ghg_impact", "n_partner_ecosystem": "1", "n_existing_coverage": "2"}
    return {**given, "jeton": token, "tour": "1", "envoi": "x"}


def another_site_neither_gives_a_token_nor_votes(here, device, attacker, *, script):
    sitting, victim = here().open(), device(script=script)
    victim.goto(sitting.url)
    fill(victim)
    send(victim)
    title(victim, "Vote enregistré")
    before = sitting.points()
    planted = sitting.room.new_token(sitting.code)
    for where, policy in product(("", "/entrer"), ("unsafe-url", "no-referrer")):
        victim.goto(attacker(f"{sitting.url}{where}", answers(planted), policy))
        victim.get_by_role("button", name="Gagner").click()
        title(victim, "Refusé")
        assert planted not in [c["value"] for c in victim.context.cookies()]
        assert sitting.points() == before
    victim.goto(sitting.url)
    title(victim, "Vote enregistré")


def a_new_phone_lured_by_another_site_is_nobody_else(here, device, attacker):
    """The whole attack: the token planted, then the victim votes, then the thief looks."""
    sitting, victim, thief = here().open(), device(), device()
    thief.goto(sitting.url)
    planted = next(c["value"] for c in thief.context.cookies() if "bulletin_" in c["name"])
    victim.goto(attacker(f"{sitting.url}/entrer", {"jeton": planted}))
    victim.get_by_role("button", name="Gagner").click()
    title(victim, "Refusé")
    victim.goto(sitting.url)
    fill(victim)
    send(victim)
    title(victim, "Vote enregistré")
    thief.goto(sitting.url)
    title(thief, "Votre premier vote")


def an_invitation_serves_the_first_device_only(here, device):
    sitting = here(invited=True).open()
    room, drawn = sitting.room, drawn_invitations(1)
    (invitation,) = room.new_invitations(sitting.code, sitting.secret, drawn)
    link = f"{sitting.address}/i/{sitting.code}/{invitation}"
    first, second = device(), device()
    first.goto(sitting.url)
    title(first, "Cette séance est sur invitation")
    for page in (second, first):  # the second looks first, and does nothing
        page.goto(link)
        title(page, "Votre invitation")
    first.get_by_role("button", name="Entrer dans la séance").click()
    fill(first)
    assert invitation not in first.url
    send(first)
    title(first, "Vote enregistré")
    second.get_by_role("button", name="Entrer dans la séance").click()  # its page is older
    for _ in range(2):
        title(second, "Cette invitation a déjà servi")
        expect(second.get_by_text(re.compile("[2-9A-Z]{4}-[2-9A-Z]{4}"))).to_have_count(0)
        second.goto(link)
    first.goto(link.lower().replace(ROOM.lower(), ROOM))
    title(first, "Vote enregistré")
    assert sitting.count() == 1


def test_over_plain_http_another_site_votes_for_nobody_and_an_invitation_serves_once(
    here, device, attacker
):
    for script in (True, False):
        another_site_neither_gives_a_token_nor_votes(here, device, attacker, script=script)
    a_new_phone_lured_by_another_site_is_nobody_else(here, device, attacker)
    an_invitation_serves_the_first_device_only(here, device)
