"""Files that come in: from whom, how many, how large, and what is said instead."""

import asyncio
import io
import json
from dataclasses import replace

import openpyxl
import pytest
from starlette.routing import Router

from prioritisation.imports.grids import LARGEST_FILE, FileKind
from prioritisation.imports.model import CellProblem, FileReading
from prioritisation.imports.process.uploads import Uploads
from prioritisation.meeting.rules import Role
from prioritisation.web import uploads as module
from prioritisation.web.meetings import Meetings
from prioritisation.web.uploads import MarkedFiles
from tests.each import each
from tests.prioritisation.web.visitor import Visitor

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
    ("role", "status"), [(Role.FACILITATOR, 201), (Role.EXPERT, 201), (Role.OBSERVER, 403)]
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


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://salle.test:81"])
def test_a_page_of_another_site_sends_nothing(sender, waiting, origin):
    assert send(sender, origin=origin).status == 403
    assert send(sender, sec_fetch_site="cross-site").status == 403
    assert len(waiting) == 0


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


# A file that was received is given back with what is to be mended, to who sent it alone.

READING = FileReading(
    FileKind.XLSX, None, (), (), (), problems=(CellProblem("not_a_number", "Notes!B2", "=quatre"),)
)


MARK = "m" * 32


def workbook():
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    for row in (("Levier", "Coût"), ("Un", "=quatre"), ("Deux", 3)):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def receive(runner):
    """Who sent a file that is read so, and the address of what is made of it."""

    def received(name, content=b"x", reading=READING, error=None):
        def read(*_as_file):
            if error:
                raise error
            return reading

        uploads = Uploads(read)
        visitor = Visitor(Router(MarkedFiles(lambda: uploads).routes()), runner)
        visitor.cookies["navigateur"] = MARK
        return visitor, f"/dossiers/envoi/{uploads.receive(name, content, MARK)}"

    return received


def test_a_workbook_comes_back_annotated_under_its_name(receive):
    visitor, address = receive("Été « 2026 ».xlsm", workbook())
    page = visitor.get(f"{address}/annote")
    assert page.status == 200
    assert page.headers["content-type"].endswith("spreadsheetml.sheet")
    assert page.headers["cache-control"] == "no-store"
    named = page.headers["content-disposition"]
    assert named.endswith("%C3%89t%C3%A9%20%C2%AB%202026%20%C2%BB-annot%C3%A9.xlsx")
    assert named.isascii()
    book = openpyxl.load_workbook(io.BytesIO(page.body))
    assert book.sheetnames == ["À corriger", "Notes"]
    assert book["Notes"]["B2"].comment.text.startswith("un nombre")


def test_nobody_has_it_without_its_token(receive):
    visitor, _ = receive("a.xlsx", workbook())
    assert visitor.get(f"/dossiers/envoi/{'x' * 32}/annote").status == 404


@each("cookies", [{}, {"navigateur": "n" * 32}, {"navigateur": ""}])
def test_another_browser_has_nothing_by_its_address(receive, cookies):
    visitor, address = receive("a.xlsx", workbook())
    page = replace(visitor, cookies=cookies).get(f"{address}/annote")
    nowhere = visitor.get(f"/dossiers/envoi/{'x' * 32}/annote")
    assert (page.status, page.words) == (404, nowhere.words)
    assert "Un autre navigateur l’a envoyé" in page.words
    assert "content-disposition" not in page.headers
    assert visitor.get(f"{address}/annote").status == 200
