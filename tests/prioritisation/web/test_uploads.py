"""Files that come in: from whom, how many, how large, and what is said instead."""

import asyncio
import json

import pytest

from prioritisation.imports.grids import LARGEST_FILE
from prioritisation.imports.process.uploads import Uploads
from prioritisation.meeting.rules import Role
from prioritisation.web import uploads as module
from prioritisation.web.meetings import Meetings
from prioritisation.web.uploads import file_name
from tests.each import each

PATH = "/dossiers/envoi"
SCRIPT = {"accept": "application/json", "content_type": "application/octet-stream"}


def no_reading(*_arguments):
    raise AssertionError


@pytest.fixture
def waiting():
    """The files that wait, of this test alone; nothing here reads them."""
    return Uploads(no_reading)


@pytest.fixture
def app(room, runner, waiting, monkeypatch):
    monkeypatch.setattr(module, "current_uploads", lambda: waiting)
    made = Meetings(None, rooms=lambda: room)
    yield made
    made.events.close()
    runner.run(asyncio.sleep(0))


@pytest.fixture
def sender(device, room):
    """A browser that has opened the set-up link."""
    visitor = device()
    visitor.get(f"/demarrer/{room.new_setup_secret()}")
    return visitor


def send(visitor, content=b"a;b", name="Notes.csv", **more):
    headers = {"origin": "http://salle.test", "x_nom": name, **SCRIPT, **more}
    return visitor.ask("POST", PATH, content, **headers)


def token(page):
    assert page.status == 201, page.text
    return json.loads(page.body)["token"]


def why(page):
    assert page.headers["cache-control"] == "no-store"
    return page.status, json.loads(page.body)["message"]


def test_a_file_comes_in_and_waits_as_it_was(sender, waiting):
    page = send(sender, b"\x00\xffabc", "Notes%20%C3%A9t%C3%A9.xlsx")
    assert json.loads(page.body) == {"token": token(page), "name": "Notes été.xlsx", "size": 5}
    one = waiting.received(token(page), sender.cookies["navigateur"])
    assert (one.name, one.content) == ("Notes été.xlsx", b"\x00\xffabc")
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.FACILITATOR, 201),
        (Role.EXPERT, 201),
        (Role.OBSERVER, 403),
    ],
)
def test_whoever_may_write_or_propose_in_a_dossier_sends_files(
    dossier, device, waiting, role, status
):
    page = send(device(cookies=dossier.cookie(dossier.link(role))))
    assert page.status == status
    assert status == 201 or "token" not in page.text
    assert (len(waiting) == 1) == (status == 201)


@pytest.mark.parametrize(
    "cookies", [{}, {"demarrage": "x"}, {"dossier_AAAA2222": "x"}, {"demarrage": ""}]
)
def test_nobody_else_does_whatever_cookie_they_make_up(dossier, device, waiting, cookies):
    assert dossier.key
    status, sentence = why(send(device(cookies=cookies)))
    assert status == 403
    assert "lien de démarrage" in sentence
    assert len(waiting) == 0


def test_a_link_that_was_made_anew_sends_nothing_more(dossier, device):
    visitor = device(cookies=dossier.cookie(dossier.link(Role.EXPERT)))
    assert send(visitor).status == 201
    dossier.link(Role.EXPERT)
    assert send(visitor).status == 403


def test_whoever_sits_at_the_server_does_where_that_counts(device, monkeypatch):
    monkeypatch.delenv("PRIORITISATION_SEAT", raising=False)
    visitor = device(address="127.0.0.1")
    asked = {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}
    assert send(visitor, **asked).status == 403
    monkeypatch.setenv("PRIORITISATION_SEAT", "1")
    assert send(visitor, **asked).status == 201
    assert send(visitor, **asked, x_forwarded_for="192.0.2.9").status == 403
    assert send(device(), **asked).status == 403


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://salle.test:81"])
def test_a_page_of_another_site_sends_nothing(sender, waiting, origin):
    assert send(sender, origin=origin).status == 403
    assert send(sender, sec_fetch_site="cross-site").status == 403
    assert len(waiting) == 0


def test_a_request_that_says_nothing_of_its_page_sends_nothing(sender, waiting):
    assert send(sender, origin="").status == 403
    assert len(waiting) == 0


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_files_are_sent_and_neither_read_nor_replaced(sender, method):
    page = sender.ask(method, PATH, b"x", origin="http://salle.test")
    assert (page.status, page.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("length", [str(LARGEST_FILE + 1), "9" * 30, "-1", "x", "1e3", "٣"])
def test_a_length_that_is_too_large_or_none_is_refused_before_a_byte_is_read(
    sender, waiting, length
):
    status, sentence = why(send(sender, b"abc", content_length=length))
    assert status == 413
    assert "10 Mo" in sentence.replace("\xa0", " ")
    assert len(waiting) == 0


def test_one_that_is_larger_than_it_says_is_cut_off(sender, waiting):
    assert why(send(sender, bytes(LARGEST_FILE + 1), content_length="10"))[0] == 413
    assert len(waiting) == 0


def test_the_largest_is_taken(sender, waiting):
    page = send(sender, bytes(LARGEST_FILE))
    assert waiting.received(token(page), sender.cookies["navigateur"]).size == LARGEST_FILE


def slow_scope(visitor):
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    names = {"host": "salle.test", "origin": "http://salle.test", "content-length": "10"}
    names |= {"cookie": cookie, "accept": "application/json", "x-nom": "a.csv"}
    return {
        "type": "http",
        "method": "POST",
        "scheme": "http",
        "path": PATH,
        "root_path": "",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in names.items()],
        "client": (visitor.address, 5000),
        "server": ("salle.test", 80),
    }


async def half_sent(visitor):
    """Status of a request whose body never comes to its end."""
    statuses = []
    first = [{"type": "http.request", "body": b"abc", "more_body": True}]

    async def receive():
        return first.pop() if first else await asyncio.Future()

    async def answer(event):
        statuses.append(event.get("status"))

    await visitor.app(slow_scope(visitor), receive, answer)
    return statuses[0]


def test_one_that_never_comes_to_its_end_is_given_up(sender, waiting, monkeypatch):
    monkeypatch.setattr(module, "_COMING_S", 0.05)
    assert sender.runner.run(half_sent(sender)) == 408
    assert len(waiting) == 0


def test_four_come_in_at_once_and_the_next_comes_again(sender, waiting, monkeypatch):
    monkeypatch.setattr(module, "_COMING_S", 0.5)

    async def together():
        slow = [asyncio.create_task(half_sent(sender)) for _ in range(4)]
        await asyncio.sleep(0.2)
        given = {"origin": "http://salle.test", "x_nom": "a.csv", **SCRIPT}
        fifth = await sender.asked("POST", PATH, b"x", **given)
        return fifth, await asyncio.gather(*slow)

    fifth, others = sender.runner.run(together())
    assert (fifth.status, fifth.headers["retry-after"], others) == (503, "5", [408] * 4)
    assert send(sender).status == 201
    assert len(waiting) == 1


@each(
    ("header", "name"),
    [
        ("a.csv", "a.csv"),
        ("..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("C%3A%5CUsers%5CAnne%5CNotes.xlsx", "Notes.xlsx"),
        ("a%0D%0ASet-Cookie%3A%20x.csv", "aSet-Cookie: x.csv"),
        ("%E2%80%AEvsc.exe", "vsc.exe"),
        ("%00%1B%5B31ma.csv", "[31ma.csv"),
        ("%FF%FE.csv", "\ufffd\ufffd.csv"),
        ("%ED%A0%80.csv", "\ufffd\ufffd\ufffd.csv"),
        ("", "fichier"),
        ("%2F", "fichier"),
        ("%20%20", "fichier"),
        ("%", "%"),
        ("é.csv", "é.csv"),
    ],
)
def test_a_name_is_one_short_line_of_what_is_seen(header, name):
    assert file_name(header) == name


def test_a_name_keeps_its_ending_however_long_it_is(sender, waiting):
    page = send(sender, name="a" * 3000)
    one = waiting.received(token(page), sender.cookies["navigateur"])
    assert len(one.name) == 120
    assert file_name("b" * 500 + ".xlsx").endswith("b.xlsx")


def test_without_a_script_the_same_is_a_page(device):
    page = send(device(), accept="text/html")
    assert (page.status, page.title) == (403, "Le fichier n’est pas arrivé")


def test_nothing_of_a_file_is_in_the_log(sender, caplog):
    caplog.set_level("DEBUG")
    key = token(send(sender, b"Prix secret", "Secret.csv"))
    for text in (key, "secret", "Secret"):
        assert text not in caplog.text


MADE_UP = {f"dossier_K{n:03d}2222": f"{'x' * 40}.{'y' * 16}" for n in range(200)}


def looked_at(monkeypatch, room):
    """How many times the store was asked for a link."""
    links = room.store.dossiers
    asked, link = [], type(links).link
    monkeypatch.setattr(type(links), "link", lambda me, one: asked.append(one) or link(me, one))
    return asked


@pytest.mark.parametrize("many", [1, 30])
def test_cookies_that_we_did_not_sign_cost_no_look_at_the_store(
    device, dossier, room, monkeypatch, many
):
    asked = looked_at(monkeypatch, room)
    assert dossier.key
    cookies = dict([*MADE_UP.items()][:many])
    assert send(device(cookies=cookies)).status == 403
    assert asked == []


def test_thirty_dossiers_are_no_hindrance(device, dossier, waiting):
    others = dict([*MADE_UP.items()][:29])
    link = dossier.cookie(dossier.link(Role.EXPERT))
    assert send(device(cookies={**others, **link})).status == 201
    assert len(waiting) == 1
