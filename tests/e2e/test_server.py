"""The server as the README starts it, on a case that is broken, then corrected, then gone."""

import platform
import shutil
import urllib.error
import urllib.request

import streamlit
from playwright.sync_api import expect

from tests.e2e.conftest import ROOT, served

SETTINGS = "poids.ghg_impact=80&poids.partner_ecosystem=1&poids.existing_coverage=1"


def get(address):
    try:
        answer = urllib.request.urlopen(address, timeout=20)  # noqa: S310 (loopback)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()


def test_a_broken_case_says_all_that_is_wrong_a_corrected_one_is_read_a_lost_server_is_said(
    tmp_path, open_page
):
    folder = tmp_path / "casse"
    good = ROOT / "tests" / "cases" / "intervals"
    shutil.copytree(good, folder)
    levers = folder / "levers.csv"
    levers.write_text(levers.read_text("utf-8").replace("#E69F00", "orange"), "utf-8")
    (folder / "sources.csv").unlink()
    with served(PRIORITISATION_CASE=str(folder)) as address:
        page = open_page(f"{address}/les-notes")
        expect(page.locator(".answer")).to_contain_text("ne peut pas être utilisé")
        faults = page.locator(".faults")
        expect(faults).to_contain_text("levers.csv, ligne 3, colonne colour : « orange »")
        expect(faults).to_contain_text("sources.csv : le fichier manque")
        assert "Traceback" not in page.content()
        assert page.errors == []
        status, _, body = get(f"{address}/documents/projet/png")
        assert (status, "sources.csv" in body.decode()) == (503, True)
        for name in ("levers.csv", "sources.csv"):
            shutil.copy(good / name, folder / name)
        page.goto(f"{address}/?{SETTINGS}")
        expect(page.locator(".bars")).to_be_visible()
        for path in ("/", "/_stcore/health", "/_stcore/host-config", "/nulle-part", "/healthz"):
            _, headers, body = get(address + path)
            told = f"{headers}".encode() + body
            for own in (str(ROOT), streamlit.__version__, platform.python_version()):
                assert own.encode() not in told, path
            assert "frame-ancestors 'none'" in headers["content-security-policy"], path
    page.evaluate("dispatchEvent(new Event('offline'))")
    expect(page.locator(".lost")).to_contain_text("Connexion perdue")
    expect(page.locator(".bars")).to_be_visible()
