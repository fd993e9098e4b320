import asyncio
import re
import threading

import pytest

from prioritisation.documents.sheets.content import ballot_sheet
from prioritisation.meeting.rules import Role
from prioritisation.web import documents
from tests.each import each
from tests.prioritisation.web.visitor import TYPE


def test_the_help_sheet_and_the_paper_ballot_are_for_anybody(sitting, device):
    here = sitting()
    for path in ("/vote/aide.pdf", f"{here.path}/papier.pdf"):
        page = device().get(path)
        assert (page.status, page.headers["content-type"]) == (200, "application/pdf")
        assert page.body.startswith(b"%PDF")


def test_the_qr_code_is_that_of_the_address_asked(sitting, device):
    page = device().get(f"/seance/{sitting().code}/qr.svg")
    assert (page.status, page.headers["content-type"]) == (200, "image/svg+xml")


def test_the_paper_ballot_says_what_phones_say(sitting, device):
    here = sitting(colleges=["Employeurs", "État"])
    sheet, phone = ballot_sheet(here.stage()), device().get(here.path)
    assert " ".join(sheet["small"].split()) in phone.words


@each("path", ["papier.pdf"])
def test_an_unknown_code_has_no_sheet(device, path):
    assert device().get(f"/vote/ZZZZZ/{path}").status == 404
    assert device().get("/seance/ZZZZZ/qr.svg").status == 404


def facilitator(here, visitor):
    visitor.get(f"/entrer/{here.code}/{here.secret}")
    return visitor


def test_invitations_are_for_the_facilitator(sitting, device):
    here = sitting(invited=True)
    path = f"/seance/{here.code}/invitations.pdf"
    given = {"combien": "3", "adresse": "http://192.0.2.1"}
    assert device().get(path).status == 403
    assert device().post(path, given).status == 403
    lead = device(
        cookies={f"lien_{here.code}": here.room.new_link(here.code, here.secret, Role.LEAD)}
    )
    assert (lead.get(path).status, lead.post(path, given).status) == (403, 403)
    assert here.room.invitations(here.code) == (0, 0)


def test_invitations_are_made_once_asked(sitting, device):
    here = sitting(invited=True)
    path = f"/seance/{here.code}/invitations.pdf"
    visitor = facilitator(here, device())
    page = visitor.get(path)
    assert "0 invitation faite, 0 utilisée." in page.words
    assert re.search(r'name="adresse"[^>]*value="http://salle.test"', page.text)
    made = visitor.post(path, {"combien": "3", "adresse": "http://192.0.2.1:8501/"})
    assert (made.status, made.headers["content-type"]) == (200, "application/pdf")
    assert here.room.invitations(here.code) == (3, 0)


def test_no_invitation_is_made_that_no_sheet_holds(sitting, device, monkeypatch):
    def broken(*_):
        raise ValueError

    monkeypatch.setattr(documents, "sheet_pdf", broken)
    here = sitting(invited=True)
    given = {"combien": "3", "adresse": "http://192.0.2.1"}
    page = facilitator(here, device()).post(f"/seance/{here.code}/invitations.pdf", given)
    assert page.status == 500
    assert here.room.invitations(here.code) == (0, 0)


@each("title", ["GT 🚀 ✅", "👨‍👩‍👧 中文"])
def test_a_meeting_of_any_title_has_its_sheets(sitting, device, title):
    here = sitting(invited=True, title=title)
    assert device().get(f"{here.path}/papier.pdf").status == 200
    given = {"combien": "3", "adresse": "http://192.0.2.1"}
    page = facilitator(here, device()).post(f"/seance/{here.code}/invitations.pdf", given)
    assert page.status == 200
    assert here.room.invitations(here.code) == (3, 0)


def test_a_sheet_of_invitations_is_downloaded_as_its_page_says(sitting, device):
    here = sitting(invited=True)
    path, visitor = f"/seance/{here.code}/invitations.pdf", facilitator(here, device())
    said = visitor.get(path).words
    assert "La feuille est téléchargée une seule fois, en PDF" in said
    assert "Un second clic fait d’autres invitations" in said
    assert "les liens ne sont gardés nulle part" in said.lower()
    assert "empreintes" not in said
    given = {"combien": "3", "adresse": "http://192.0.2.1"}
    for made in (3, 6):
        assert visitor.post(path, given).headers["content-disposition"].startswith("attachment;")
        assert here.room.invitations(here.code) == (made, 0)


def test_without_javascript_a_link_reads_the_count_again_with_its_address(sitting, device):
    here = sitting(invited=True)
    path = f"/seance/{here.code}/invitations.pdf"
    visitor = facilitator(here, device())
    visitor.post(path, {"combien": "3", "adresse": "http://192.0.2.1:8501"})
    page = visitor.get(f"{path}?adresse=http://192.0.2.1:8501")
    (again,) = re.findall(r'<noscript><a class="[^"]*" href="([^"]*)">Relire', page.main)
    page = visitor.get(again)
    assert "3 invitations faites" in page.words
    assert page.fields["adresse"] == "http://192.0.2.1:8501"


@each(
    ("given", "told"),
    [
        ({"combien": "0"}, "de 1 à 500"),
        ({"combien": "501"}, "de 1 à 500"),
        ({"combien": "x"}, "de 1 à 500"),
        ({"adresse": "javascript:alert(1)"}, "http://"),
        ({"adresse": ""}, "http://"),
    ],
)
def test_a_wrong_demand_comes_back_filled(sitting, device, given, told):
    here = sitting(invited=True)
    sent = {"combien": "7", "adresse": "http://192.0.2.1"} | given
    page = facilitator(here, device()).post(f"/seance/{here.code}/invitations.pdf", sent)
    assert (page.status, told in page.words) == (422, True)
    assert f'value="{sent["combien"]}"' in page.text
    assert here.room.invitations(here.code) == (0, 0)


@each(
    ("offered", "shown"),
    [("http://192.0.2.7:8501", "http://192.0.2.7:8501"), ("javascript:x", "http://salle.test")],
)
def test_the_address_that_phones_reach_is_written_beforehand(sitting, device, offered, shown):
    here = sitting(invited=True)
    visitor = facilitator(here, device())
    page = visitor.get(f"/seance/{here.code}/invitations.pdf?adresse={offered}")
    assert re.search(rf'name="adresse"[^>]*value="{shown}"', page.text)


@pytest.fixture
def press(monkeypatch):
    """What makes sheets, stopped until told; each sheet that it was given."""
    print_, opened, printed = documents.sheet_pdf, threading.Event(), []

    def slow(sheet, data):
        printed.append((sheet, data))
        assert opened.wait(30)
        return print_(sheet, data)

    monkeypatch.setattr(documents, "sheet_pdf", slow)
    slow.printed, slow.open = printed, opened.set
    yield slow
    opened.set()


def all_at_once(runner, press, asked, are_waiting):
    """The pages of all these requests; no sheet is made until they wait, or were told to leave."""

    async def crowd():
        tasks = [asyncio.create_task(one) for one in asked]
        async with asyncio.timeout(30):
            while not are_waiting(tasks):  # noqa: ASYNC110 (what is waited for tells nobody)
                await asyncio.sleep(0.01)
        press.open()
        return await asyncio.gather(*tasks)

    return runner.run(crowd())


def have_left(n):
    return lambda tasks: sum(task.done() for task in tasks) == n


def test_two_hundred_who_want_the_same_sheets_share_them(
    sitting, device, runner, press, monkeypatch
):
    here, visitor, wanted = sitting(), device(), []
    for name in ("ballot_sheet", "help_sheet"):
        write = getattr(documents, name)
        monkeypatch.setattr(documents, name, lambda *of, w=write: wanted.append(1) or w(*of))
    paths = (f"{here.path}/papier.pdf", f"{here.path}/aide.pdf", "/vote/aide.pdf")
    asked = [visitor.asked("GET", paths[i % 3]) for i in range(200)]
    pages = all_at_once(runner, press, asked, lambda _tasks: len(wanted) == 200)
    assert {page.status for page in pages} == {200}
    assert all(page.body.startswith(b"%PDF") for page in pages)
    assert len(press.printed) <= len(paths)


def test_more_different_sheets_than_may_wait_are_told_to_come_back(sitting, device, runner, press):
    visitor, refused = device(), 20 - documents.WAITING - 1
    asked = [visitor.asked("GET", f"{sitting().path}/papier.pdf") for _ in range(20)]
    pages = all_at_once(runner, press, asked, have_left(refused))
    told = [page for page in pages if page.status == 503]
    assert len(told) == refused
    for page in told:
        assert page.headers["retry-after"] == "5"
        assert "redemandez" in page.words
    assert len(press.printed) == documents.WAITING + 1


def test_too_many_sheets_of_invitations_make_no_invitation(sitting, device, runner, press):
    here = sitting(invited=True)
    visitor, refused = facilitator(here, device()), 20 - documents.INVITING
    path, body = f"/seance/{here.code}/invitations.pdf", b"combien=3&adresse=http://192.0.2.1"
    headers = {"origin": "http://salle.test", "content_type": TYPE}
    asked = [visitor.asked("POST", path, body, **headers) for _ in range(20)]
    pages = all_at_once(runner, press, asked, have_left(refused))
    assert [page.status for page in pages].count(200) == documents.INVITING
    assert [page.status for page in pages].count(503) == refused
    assert here.room.invitations(here.code) == (3 * documents.INVITING, 0)


def test_who_may_make_no_invitation_takes_no_place_of_who_may(sitting, device, runner, press):
    here = sitting(invited=True)
    visitor, stranger = facilitator(here, device()), device()
    path, body = f"/seance/{here.code}/invitations.pdf", b"combien=3&adresse=http://192.0.2.1"
    headers = {"origin": "http://salle.test", "content_type": TYPE}
    by = [stranger] * 19 + [visitor]
    asked = [one.asked("POST", path, body, **headers) for one in by]
    pages = all_at_once(runner, press, asked, have_left(19))
    assert [page.status for page in pages] == [403] * 19 + [200]
