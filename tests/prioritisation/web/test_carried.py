"""Cookies as the way to the server allows: over HTTPS, secure and under a name of this host."""

import pytest

from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.settings import PROXIES_VARIABLE
from prioritisation.web.requests import A_MONTH, request_network
from tests.each import each


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


def test_over_https_a_cookie_is_secure_and_of_this_host_alone(cookie):
    found = cookie("https")
    assert found.startswith("__Host-bulletin_")
    assert {"HttpOnly", "Secure", "Path=/"} <= set(found.split("; "))
    assert "Domain" not in found


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


def test_a_role_is_not_planted_over_https_either(sitting, device):
    here = sitting().others_vote(0)
    victim = device(scheme="https")
    victim.cookies = {f"lien_{here.code}": here.room.pass_of(here.code, here.secret)}
    assert victim.get(f"/seance/{here.code}/invitations.pdf").status == 403
    victim.get(f"/entrer/{here.code}/{here.secret}")
    assert victim.get(f"/seance/{here.code}/invitations.pdf").status == 200


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


def test_one_header_gives_nobody_another_network():
    said = {"headers": [(b"x-forwarded-for", b"198.51.100.7")]}
    assert request_network({**said, "client": ("192.0.2.1", 5000)}) == "192.0.2.1"
    handed_on = {request_network({**said, "client": (f"198.51.100.{i}", 0)}) for i in range(9)}
    assert len(handed_on) == 1
