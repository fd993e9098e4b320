"""A browser is given a mark, in a cookie: what it sends or makes is its own."""

import asyncio

import pytest

from prioritisation.web.browsers import KNOWN_ROUTE, page_browser
from prioritisation.web.made_links import MadeLink, MadeLinks, current_made_links
from prioritisation.web.meetings import Meetings

MARK = "m" * 32


@pytest.fixture
def app(room, runner):
    made = Meetings(None, rooms=lambda: room)
    yield made
    made.events.close()
    runner.run(asyncio.sleep(0))


def ask(visitor, ticket, **more):
    headers = {"origin": "http://salle.test", "x_billet": ticket, **more}
    return visitor.ask("POST", KNOWN_ROUTE, b"", **headers)


def test_a_page_whose_browser_has_no_mark_has_it_given_one(device):
    browser, visitor = page_browser(""), device()
    before = set(browser.marks)
    page = ask(visitor, browser.ticket)
    assert page.status == 204
    mark = visitor.cookies["navigateur"]
    assert browser.marks == before | {mark}
    assert mark not in before
    (cookie,) = page.headers.getlist("set-cookie")
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()


def test_one_that_has_a_mark_keeps_it_and_its_pages_learn_it(device):
    browser, visitor = page_browser(""), device(cookies={"navigateur": MARK})
    page = ask(visitor, browser.ticket)
    assert "set-cookie" not in page.headers
    assert MARK in browser.marks
    known = page_browser(MARK)
    assert (known.marks, known.ticket) == ({MARK}, "")


@pytest.mark.parametrize("made_up", ["", "x", "é" * 32, "m" * 33, "m" * 31 + ";"])
def test_a_mark_is_one_that_we_drew(made_up):
    browser = page_browser(made_up)
    assert made_up not in browser.marks
    assert browser.ticket


@pytest.mark.parametrize("ticket", ["", "t" * 32])
def test_nobody_is_given_one_without_a_page(device, ticket):
    visitor = device()
    assert ask(visitor, ticket).status == 404
    assert "navigateur" not in visitor.cookies


def test_nor_by_a_form_of_another_site(device):
    browser, visitor = page_browser(""), device()
    before = set(browser.marks)
    assert ask(visitor, browser.ticket, origin="https://other.test").status == 403
    assert browser.marks == before


def test_a_link_just_made_is_shown_again_to_its_browser_until_it_is_used():
    links, moment = MadeLinks(lambda: moment[0]), [0.0]
    marks = {"of the page"}
    link = MadeLink("AAAA2222", "secret", "Titre", is_new=True)
    links.keep(link, marks)
    marks.add("of the cookie")
    assert links.last_of({"of the cookie"}) == link
    for others in (set(), {""}, {"another"}):
        assert links.last_of(others) is None
    moment[0] = 3601.0
    assert links.last_of({"of the cookie"}) is None
    links.keep(link, marks)
    links.forget("AAAA2222")
    assert links.last_of(marks) is None


def test_few_links_are_kept():
    links = MadeLinks()
    for n in range(150):
        links.keep(MadeLink(str(n), "s", "t", is_new=True), {str(n)})
    assert [bool(links.last_of({str(n)})) for n in (0, 49, 50, 149)] == [False, False, True, True]


def test_whoever_comes_in_by_it_has_used_it(device, dossier):
    current_made_links().keep(MadeLink(dossier.key, dossier.secret, "t", is_new=True), {MARK})
    device().get(f"/ouvrir/{dossier.key}/{'x' * 32}")
    assert current_made_links().last_of({MARK})
    device().get(f"/ouvrir/{dossier.key}/{dossier.secret}")
    assert current_made_links().last_of({MARK}) is None
