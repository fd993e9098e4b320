"""Restarts, cut connections, several servers: no page of a meeting stays dead or loses text."""

import json
import re
import signal
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import expect

from prioritisation.meeting.room import Room
from prioritisation.meeting.rules import Act, Form, Role
from prioritisation.meeting.rules.decision import Decision, to_json
from prioritisation.meeting.store import open_store
from tests.e2e.conftest import READY, by_command, until
from tests.e2e.leading import Phone
from tests.e2e.restarting import Machine, Proxy
from tests.prioritisation.meeting.store.postgresql import new_database, server
from tests.sitting import Sitting, in_portfolio

WEIGHTS = "poids.ghg_impact=80&poids.partner_ecosystem=1&poids.existing_coverage=1"
OLD = "window.drawnBefore"
"""Set on a page: gone once it was opened again."""


@contextmanager
def opened(url):
    store = open_store(url)
    yield Room(store)
    store.close()


@pytest.fixture(scope="module")
def started(tmp_path_factory, start):
    url = f"sqlite:///{tmp_path_factory.mktemp('salle')}/seances.db"
    with opened(url) as room, Machine(start, DATABASE_URL=url) as machine:
        yield room, machine


@pytest.fixture
def place(started):
    """A room, and its server that can be started again; it runs, whatever was done before."""
    started[1].start()
    return started


@pytest.fixture(scope="module")
def hall(start):
    """A room on PostgreSQL, its two servers and the proxy before them, which know nothing else."""
    with ExitStack() as stack:
        url = new_database(stack.enter_context(server()))
        room = stack.enter_context(opened(url))
        machines = [stack.enter_context(Machine(start, DATABASE_URL=url)) for _ in range(2)]
        yield room, machines, stack.enter_context(Proxy(*(one.port for one in machines)))


def voting(room):
    """A meeting whose first round is open."""
    return Sitting(room).open()


def link(made, role=None):
    secret = made.room.new_link(made.code, made.secret, role) if role else made.secret
    return f"/entrer/{made.code}/{secret}"


def at_rest(page):
    """A page that was drawn whole, and the mark that it is still the same one."""
    page.wait_for_selector(READY)
    page.evaluate(f"{OLD} = true")
    return page


def opened_again(page):
    page.wait_for_function(f"() => !{OLD}")
    page.wait_for_selector(READY)


def desk_of(made, address, open_page):
    desk = open_page(address + link(made))
    expect(desk.locator(".count")).to_contain_text("vote")
    return at_rest(desk)


def goes_on(desk, phone):
    """A ballot is counted on the page, and its button works."""
    phone.vote("ghg_impact", 20)
    expect(desk.locator(".count")).to_contain_text("1 vote reçu, 1 présent")
    # One ballot: nothing is shown of it, so its button is no filled one, and it is asked first.
    desk.get_by_role("button", name="Fermer le premier vote").click()
    desk.locator(".st-key-close_anyway button").click()
    expect(desk.locator(".phase").first).to_have_text("Résultats du premier vote")


def the_page_that_leads_and_the_projector_outlive_a_restart(place, open_page, monkeypatch):
    room, machine = place
    monkeypatch.setattr(machine, "begin", by_command)  # it takes its time, as at home
    made = voting(room)
    desk = desk_of(made, machine.address, open_page)
    screen = open_page(f"{machine.address}/projection?seance={made.code}")
    phone = Phone(machine.address, made.code)
    machine.end(signal.SIGKILL)
    expect(screen.locator(".cut")).to_contain_text("Connexion perdue")
    expect(screen.locator("h1")).to_contain_text("À vous de voter")
    machine.start()
    goes_on(desk, phone)
    expect(screen.locator(".p-withheld")).to_be_visible()
    expect(screen.locator(".cut")).to_be_empty()


def a_restart_in_the_middle_of_a_form_loses_nothing_of_it(place, open_page):
    room, machine = place
    made = Sitting(room, Form.FULL)
    for act in (Act.OPEN_LOBBY, Act.START_REVIEW):
        made.act(act)
    page = open_page(machine.address + link(made))
    page.get_by_label("Source", exact=True).fill("Insee, « recensement » <2024>")
    page.get_by_label("Raison", exact=True).fill("La fiche 12")
    at_rest(page)
    machine.again(signal.SIGKILL)
    opened_again(page)
    expect(page.get_by_label("Source", exact=True)).to_have_value("Insee, « recensement » <2024>")
    expect(page.get_by_label("Raison", exact=True)).to_have_value("La fiche 12")
    page.get_by_text("Manquante", exact=True).first.click()
    page.wait_for_selector(READY)
    page.get_by_role("button", name="Écrire cette note").click()
    expect(page.locator(".effect")).to_be_visible()
    written = json.loads(room.store.edits(made.code)[-1].content)
    assert {"Insee, « recensement » <2024>", "La fiche 12"} <= set(map(str, written.values()))


def what_is_typed_for_the_decision_outlives_a_restart(place, open_page):
    room, machine = place
    made = deciding(room)
    page = open_page(machine.address + link(made))
    field = page.get_by_label("Motifs du groupe")
    field.press_sequentially("Parce que le groupe")
    at_rest(page)
    machine.again(signal.SIGTERM)
    opened_again(page)
    expect(field).to_have_value("Parce que le groupe")


def deciding(room):
    made = voting(room)
    made.vote(7)
    made.reveal()
    for act in (Act.START_ANALYSIS, Act.START_DECISION):
        made.act(act)
    return made


def propose(made, body):
    paper = made.room.text(made.code, "decision")
    words = to_json(Decision(proposed=("mieux_produire",), body=body))
    made.room.write_text(made.code, made.secret, "decision", words, paper.version)


class Pages:
    """Every kind of page of a meeting, each at rest, and what each shows of what comes next."""

    def __init__(self, room, address, open_page):
        self.vote, self.pair, self.end = voting(room), in_portfolio(room), deciding(room)
        self.address = address
        self.shown = {
            "observer": open_page(f"{address}/seance?seance={self.vote.code}"),
            "lead": open_page(address + link(self.vote, Role.LEAD)),
            "one or two": open_page(address + link(self.pair)),
            "decision": open_page(address + link(self.end, Role.RECORDER)),
            "note": open_page(address + link(self.end, Role.RECORDER)),
        }
        self.shown["note"].goto(f"{address}/compte-rendu?seance={self.end.code}")
        self.screen = open_page(f"{address}/projection?seance={self.end.code}")
        for page in self.shown.values():
            at_rest(page)

    def all_follow(self, version=1):
        """Each page shows what is written now, for the first time or again."""
        comment = f"le comité de mardi, {version}"
        Phone(self.address, self.vote.code).vote("ghg_impact", 20)
        propose(self.end, comment)
        for name in ("observer", "lead"):
            expect(self.shown[name].locator(".count")).to_contain_text(f"{version} vote")
        expect(self.shown["one or two"].locator("body")).to_contain_text("Un levier ou deux")
        expect(self.shown["decision"].locator(".proposal")).to_contain_text("Mieux produire")
        expect(self.shown["note"].locator("body")).to_contain_text(comment)
        expect(self.screen.locator(".p-decision")).to_contain_text(comment)


@pytest.mark.deep
def test_every_page_of_a_meeting_goes_on_with_another_server_then_outlives_a_restart(
    hall, open_page
):
    room, machines, proxy = hall
    pages = Pages(room, proxy.address, open_page)
    assert proxy.cut() == len(pages.shown)
    pages.all_follow()
    for page in pages.shown.values():
        at_rest(page)
    for machine in machines:
        machine.end(signal.SIGKILL)
    for machine in machines:
        machine.start()
    for page in pages.shown.values():
        opened_again(page)
    pages.all_follow(version=2)


def a_websocket_that_is_cut_leaves_the_page_as_it_was(place, open_page):
    room, machine = place
    made = voting(room)
    with Proxy(machine.port) as proxy:
        desk = desk_of(made, proxy.address, open_page)
        phone = Phone(proxy.address, made.code)
        assert proxy.cut() == 1
        goes_on(desk, phone)
        assert desk.evaluate(OLD)


def a_stream_that_dies_without_a_word_leaves_no_screen_behind(place, open_page):
    """As when a network is left: no page hears that its connection is gone."""
    room, machine = place
    made = voting(room)
    made.vote(6)
    with Proxy(machine.port) as proxy:
        desk = desk_of(made, proxy.address, open_page)
        screen = open_page(f"{proxy.address}/projection?seance={made.code}")
        voter = screen.context.new_page()
        voter.goto(f"{proxy.address}/vote/{made.code}")
        pages = (desk, screen, voter)
        for page in pages:
            page.clock.install()
            page.reload()
        expect(desk.locator(".count")).to_contain_text("6 votes reçus")
        until(desk, lambda: len(proxy.streams) == len(pages))
        assert proxy.silence() == len(pages)
        made.reveal()
        screen.wait_for_timeout(1000)
        expect(screen.locator("h1")).to_contain_text("À vous de voter")
        for page in pages:
            page.clock.fast_forward("01:00")
        expect(screen.locator(".p-ask")).to_contain_text("Où sommes-nous d’accord")
        expect(desk.locator("body")).to_contain_text("Résultats du premier vote")
        expect(voter.locator("h1")).to_contain_text("groupe")
        for page in (desk, screen):
            page.context.close()  # its clock is no longer the world's


IMPACT = {"name": "Poids : Impact GES"}


def shown(page):
    """What a page says, and the control that is moved."""
    words = page.locator("[data-testid=stMainBlockContainer]").inner_text()
    return words, page.get_by_role("slider", **IMPACT).input_value()


def as_anew(page, fresh, proxy, machine):
    """Whether a page shows what somebody sees who opens its address now."""
    address = page.url.replace(proxy.address, machine.address)
    if fresh.url != address:
        fresh.goto(address)
        fresh.get_by_role("slider", **IMPACT).wait_for()
    return shown(page) == shown(fresh)


def a_websocket_that_is_cut_while_a_page_is_drawn_leaves_no_half_of_it(place, open_page):
    """At whatever moment: before the server hears of the act, in the middle, after."""
    machine = place[1]
    with Proxy(machine.port) as proxy:
        page = at_rest(open_page(f"{proxy.address}/"))
        fresh = open_page(machine.address)
        slider = page.get_by_role("slider", **IMPACT)
        for k, after in enumerate((0, 0.04)):
            page.wait_for_selector(READY)
            proxy.cut_at_next(after)
            slider.press("End" if k % 2 else "Home")
            until(page, lambda: proxy.asked["websocket"] == k + 2)  # noqa: B023
            until(page, lambda: as_anew(page, fresh, proxy, machine))
            # An act may be lost with the line: then the control says so, and it is done again.
            slider.press("End" if k % 2 else "Home")
            points = "100" if k % 2 else "0"
            page.wait_for_url(re.compile(rf"poids\.ghg_impact={points}(&|$)"))
            expect(slider).to_have_value(points)
        assert page.evaluate(OLD)  # it was never opened again


def a_page_beside_any_meeting_outlives_a_restart_too(place, open_page):
    _, machine = place
    page = at_rest(open_page(f"{machine.address}/?{WEIGHTS}"))
    page.wait_for_function("() => performance.now() > 5000")  # it was open for a while
    machine.again(signal.SIGKILL)
    opened_again(page)
    assert page.evaluate("sessionStorage.reopenings ?? null") is None  # it never waits
    expect(page.get_by_role("slider").first).to_have_value("80")


def a_page_that_came_in_part_opens_itself_again(place, open_page):
    page = open_page(place[1].address)
    lost = []

    def lose(route):
        lost.append(route.request.url)
        route.abort()

    page.route(re.compile(r"/static/js/src\.[^/]*\.js$"), lose, times=1)
    page.goto(f"{place[1].address}/?{WEIGHTS}")
    expect(page.get_by_role("slider").first).to_have_value("80")
    assert len(lost) == 1
    assert page.evaluate("JSON.parse(sessionStorage.reopenings).length") == 1  # it is not for ever


def a_page_from_which_everything_is_gone_opens_itself_again(place, open_page):
    page = open_page(f"{place[1].address}/?{WEIGHTS}")
    page.clock.install()
    page.reload()
    at_rest(page)
    page.wait_for_timeout(600)  # it was seen as it should be
    page.evaluate("dispatchEvent(new Event('beforeunload'))")  # as it asks for a file
    with page.expect_event("load"):
        page.evaluate("document.getElementById('root').replaceChildren()")
        page.wait_for_timeout(600)
        page.clock.fast_forward("00:11")
    assert not page.evaluate(OLD)
    expect(page.get_by_role("slider").first).to_have_value("80")
    page.context.close()  # its clock is no longer the world's


def test_pages_of_a_meeting_and_what_is_typed_there_outlive_a_restart(
    place, open_page, monkeypatch
):
    with monkeypatch.context() as patch:
        the_page_that_leads_and_the_projector_outlive_a_restart(place, open_page, patch)
    for step in (
        a_restart_in_the_middle_of_a_form_loses_nothing_of_it,
        what_is_typed_for_the_decision_outlives_a_restart,
        a_page_beside_any_meeting_outlives_a_restart_too,
    ):
        step(place, open_page)


@pytest.mark.deep
def test_a_line_that_is_cut_or_dies_leaves_no_page_behind(place, open_page):
    for step in (
        a_websocket_that_is_cut_leaves_the_page_as_it_was,
        a_stream_that_dies_without_a_word_leaves_no_screen_behind,
    ):
        step(place, open_page)


@pytest.mark.deep
def test_a_page_that_is_cut_in_part_or_gone_opens_itself_again(place, open_page):
    a_websocket_that_is_cut_while_a_page_is_drawn_leaves_no_half_of_it(place, open_page)
    a_page_that_came_in_part_opens_itself_again(place, open_page)
    a_page_from_which_everything_is_gone_opens_itself_again(place, open_page)
