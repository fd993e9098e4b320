"""A dossier to take along: the same bytes each time, the same case again, for who may read it."""

import io
import zipfile

import pytest

from criteria.errors import InvalidCase, Problem
from criteria.load import case_from_files
from prioritisation.cases.folder import packed_files
from prioritisation.cases.units import units_of
from prioritisation.documents.writing.templates import TEMPLATE_FORMS, template_file
from prioritisation.meeting.rules import Role
from prioritisation.web import uploads
from tests.each import each
from tests.shelving import Shelved


@pytest.fixture
def shelved(room):
    return Shelved(room, title="Priorités « d’été » ../../x\r\nSet-Cookie: a=b")


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def fetched(visitor, shelved, version=""):
    query = f"?version={version}" if version != "" else ""
    return visitor.get(f"/dossiers/{shelved.key}/zip{query}")


def test_the_files_come_and_are_the_case_again(shelved, device):
    visitor = device()
    visitor.cookies |= shelved.cookie()
    page = fetched(visitor, shelved)
    assert (page.status, page.headers["content-type"]) == (200, "application/zip")
    name = "dossier-priorites-d-ete-x-set-cookie-a-b-version-2.zip"
    assert page.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert page.headers["cache-control"] == "no-store"
    files = unpacked(page.body)
    assert files == shelved.shelf.files(shelved.key, shelved.secret)
    case_from_files(files)
    assert units_of(files) == shelved.shelf.state(shelved.key, shelved.secret)


def test_the_same_files_are_the_same_bytes(shelved, device):
    visitor = device()
    visitor.cookies |= shelved.cookie()
    assert fetched(visitor, shelved).body == fetched(visitor, shelved, 2).body
    files = shelved.shelf.files(shelved.key, shelved.secret)
    assert packed_files(dict(reversed(files.items()))) == packed_files(files)


def test_any_version_may_be_had(shelved, device):
    visitor = device()
    visitor.cookies |= shelved.cookie()
    shelved.alter(title="Encore")
    first = unpacked(fetched(visitor, shelved, 1).body)
    assert first == shelved.shelf.files(shelved.key, shelved.secret, 1)
    assert first != unpacked(fetched(visitor, shelved).body)


@each("version", [0, 4, 99, "x", "-1", "1.0", "٣", "9" * 30])
def test_a_version_that_is_not_there_is_said_not_to_be(shelved, device, version):
    visitor = device()
    visitor.cookies |= shelved.cookie()
    page = fetched(visitor, shelved, version)
    assert page.status == 404
    assert page.headers["content-type"].startswith("text/html")


@each("role", [Role.FACILITATOR, Role.EXPERT, Role.OBSERVER])
def test_each_role_may_take_it_along(shelved, device, role):
    visitor = device()
    visitor.cookies |= shelved.cookie(shelved.link(role))
    assert fetched(visitor, shelved).status == 200


def test_nobody_else_may(shelved, room, device):
    page = fetched(device(), shelved)
    assert page.status == 403
    assert "COP" not in page.text
    stranger = device()
    stranger.cookies |= {f"dossier_{shelved.key}": Shelved(room).secret}
    assert fetched(stranger, shelved).status == 403


def test_not_even_who_could_once_a_link_is_made_anew_or_the_dossier_erased(shelved, device):
    visitor = device()
    visitor.cookies |= shelved.cookie(shelved.link(Role.OBSERVER))
    shelved.link(Role.OBSERVER)
    assert fetched(visitor, shelved).status == 403
    shelved.shelf.erase(shelved.key, shelved.secret)
    assert fetched(visitor, shelved).status == 404


def test_one_that_is_put_away_is_taken_along_still(shelved, device):
    visitor = device()
    visitor.cookies |= shelved.cookie()
    shelved.shelf.archive(shelved.key, shelved.secret, archived=True)
    assert fetched(visitor, shelved).status == 200


def test_whether_there_is_such_a_dossier_is_told_to_nobody_without_a_link(shelved, device):
    visitor = device()
    there, gone = fetched(visitor, shelved), visitor.get("/dossiers/ZZZZ9999/zip")
    assert (there.status, there.body) == (gone.status, gone.body)


def test_an_error_of_ours_is_no_version_that_is_missing(shelved, device, monkeypatch, caplog):
    def broken(*_given):
        raise KeyError("primary_lever")

    visitor = device()
    visitor.cookies |= shelved.cookie()
    monkeypatch.setattr(uploads, "packed_files", broken)
    page = fetched(visitor, shelved)
    assert page.status == 500
    assert "version" not in page.words
    assert "KeyError" in caplog.text


TABLES = ("xlsx", "csv")


@each("form", TABLES)
def test_its_table_comes_to_be_corrected_elsewhere(shelved, device, form):
    visitor = device(cookies=shelved.cookie(shelved.link(Role.OBSERVER)))
    page = visitor.get(f"/dossiers/{shelved.key}/modele.{form}")
    assert page.status == 200
    assert page.headers["content-type"] == TEMPLATE_FORMS[form]
    name = f"dossier-priorites-d-ete-x-set-cookie-a-b-version-2.{form}"
    assert page.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert page.headers["cache-control"] == "no-store"
    case = case_from_files(shelved.files())
    assert page.body == template_file(form, case)
    assert page.body[:2] == (b"\xef\xbb" if form == "csv" else b"PK")


@each("form", TABLES)
def test_a_blank_table_is_anybodys(device, form):
    page = device().get(f"/dossiers/modele.{form}")
    assert (page.status, page.headers["content-type"]) == (200, TEMPLATE_FORMS[form])
    assert page.headers["content-disposition"].endswith(f'filename="tableau-a-remplir.{form}"')


@each("form", ["xls", "xlsm", "exe", "XLSX", "%2e%2e"])
def test_a_form_that_is_none_of_them_is_no_page(shelved, device, form):
    visitor = device(cookies=shelved.cookie())
    assert visitor.get(f"/dossiers/{shelved.key}/modele.{form}").status == 404
    assert visitor.get(f"/dossiers/modele.{form}").status == 404


def test_a_version_that_cannot_be_read_has_no_table_and_says_so(shelved, device, monkeypatch):
    def unread(_files):
        raise InvalidCase((Problem("unknown_key", "case.toml"),))

    monkeypatch.setattr(uploads, "case_from_files", unread)
    page = device(cookies=shelved.cookie()).get(f"/dossiers/{shelved.key}/modele.xlsx")
    assert page.status == 409
    assert "ne sait pas lire la dernière version" in page.words


def test_its_table_is_for_nobody_else(shelved, device):
    page = device().get(f"/dossiers/{shelved.key}/modele.csv")
    assert page.status == 403
    assert "COP" not in page.text
