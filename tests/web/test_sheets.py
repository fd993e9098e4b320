import re

import pytest

from prioritisation.meeting import Role


def test_the_help_sheet_and_the_paper_ballot_are_for_anybody(sitting, device):
    here = sitting()
    for path in ("/vote/aide.pdf", f"{here.path}/papier.pdf"):
        page = device().get(path)
        assert (page.status, page.headers["content-type"]) == (200, "application/pdf")
        assert page.body.startswith(b"%PDF")


def test_the_qr_code_is_that_of_the_address_asked(sitting, device):
    page = device().get(f"/seance/{sitting().code}/qr.svg")
    assert (page.status, page.headers["content-type"]) == (200, "image/svg+xml")


@pytest.mark.parametrize("path", ["papier.pdf"])
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
    ("offered", "shown"),
    [("http://192.0.2.7:8501", "http://192.0.2.7:8501"), ("javascript:x", "http://salle.test")],
)
def test_the_address_that_phones_reach_is_written_beforehand(sitting, device, offered, shown):
    here = sitting(invited=True)
    visitor = facilitator(here, device())
    page = visitor.get(f"/seance/{here.code}/invitations.pdf?adresse={offered}")
    assert re.search(rf'name="adresse"[^>]*value="{shown}"', page.text)
