"""Restarts, cut connections, several servers: no page of a meeting stays dead or loses text."""

import signal

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import READY
from tests.e2e.restarting import Machine
from tests.e2e.test_seance import Phone, created, go_on, open_first_round


@pytest.fixture
def machine(tmp_path):
    with Machine(PRIORITISATION_DATA=str(tmp_path)) as started:
        yield started


def voting(address, open_page):
    """A round is open, one person is there, and the facilitator's page was just loaded."""
    desk, link, code = created(address, open_page)
    go_on(desk, "Accueil, vote d’essai")
    phone = Phone(address, code)
    open_first_round(desk)
    desk.goto(address + link)
    desk.wait_for_selector(READY)
    expect(desk.locator(".count")).to_contain_text("0 bulletin, 1 présent")
    return desk, code, phone


def is_alive(desk, phone):
    """A ballot is counted on the page, and its button works."""
    phone.vote("ghg_impact", 20)
    expect(desk.locator(".count")).to_contain_text("1 bulletin, 1 présent")
    go_on(desk, "Tour 1, révélé")


SENT = pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL], ids=["term", "kill"])


@SENT
def test_the_page_that_leads_outlives_a_restart(machine, open_page, sent):
    desk, _, phone = voting(machine.address, open_page)
    machine.again(sent)
    is_alive(desk, phone)
