"""The running server: routes, headers, compression, languages of errors, a broken case."""

import platform
import urllib.error
import urllib.request

import pytest
import streamlit
from playwright.sync_api import expect

from tests.e2e.conftest import ROOT, served


def get(address, **headers):
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 (loopback)
    try:
        answer = urllib.request.urlopen(request, timeout=20)  # noqa: S310
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()


@pytest.mark.parametrize("path", ["/", "/leviers", "/healthz", "/nulle-part", "/fonts/OFL.txt"])
def test_every_answer_carries_the_security_headers(server, path):
    _, headers, _ = get(server + path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    for rule in ("default-src 'none'", "frame-ancestors 'none'", "object-src 'none'"):
        assert rule in policy
    assert "unsafe-eval" not in policy


def test_the_page_shell_is_french(server):
    _, _, body = get(server)
    assert b'<html lang="fr">' in body
    assert b"Priorisation des leviers" in body
    assert b"You need to enable JavaScript" not in body


def test_an_unknown_page_is_a_french_404(server):
    status, _, body = get(f"{server}/nulle-part")
    assert status == 404
    assert "Cette page n’existe pas".encode() in body


def test_the_metrics_and_the_agent_of_the_framework_are_closed(server):
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json"):
        assert get(server + path)[0] == 404


def test_no_answer_tells_a_version(server):
    for path in ("/", "/_stcore/health", "/_stcore/host-config", "/nulle-part", "/healthz"):
        _status, headers, body = get(server + path)
        told = f"{headers}".encode() + body
        for own in (str(ROOT), streamlit.__version__, platform.python_version()):
            assert own.encode() not in told


def test_a_cold_server_may_be_asked_for_any_page_first(open_page):
    with served() as address:
        page = open_page(f"{address}/leviers")
        expect(page.locator(".matrix")).to_be_visible()
        expect(page.locator(".brand")).to_be_visible()


def test_a_lost_server_is_said_and_a_found_one_again_keeps_the_settings(open_page):
    with served() as address:
        page = open_page(
            f"{address}/?poids.ghg_impact=80&poids.partner_ecosystem=1&poids.existing_coverage=1"
        )
        expect(page.locator(".bars")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('offline'))")
    expect(page.locator(".lost")).to_contain_text("Connexion perdue")
    expect(page.locator(".bars")).to_be_visible()


def test_a_broken_case_starts_and_says_all_that_is_wrong(broken_case, open_page):
    with served(PRIORITISATION_CASE=str(broken_case)) as address:
        page = open_page(address)
        expect(page.locator(".answer")).to_contain_text("ne peut pas être utilisé")
        faults = page.locator(".faults")
        expect(faults).to_contain_text("levers.csv, ligne 3, colonne colour : « orange »")
        expect(faults).to_contain_text("sources.csv : le fichier manque")
        assert "Traceback" not in page.content()
        assert page.errors == []
        status, _, body = get(f"{address}/documents/projet/png")
        assert status == 503
        assert "sources.csv" in body.decode()


def test_a_corrected_case_is_read_again_at_the_next_load(broken_case, open_page):
    with served(PRIORITISATION_CASE=str(broken_case)) as address:
        page = open_page(address)
        expect(page.locator(".faults")).to_be_visible()
        levers = broken_case / "levers.csv"
        levers.write_text(levers.read_text("utf-8").replace("orange", "#E69F00"), "utf-8")
        sources = ROOT / "tests" / "cases" / "intervals" / "sources.csv"
        (broken_case / "sources.csv").write_bytes(sources.read_bytes())
        page.reload()
        expect(page.locator(".bars")).to_be_visible()
