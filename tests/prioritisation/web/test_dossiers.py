"""A dossier to take along: the same bytes each time, the same case again, for who may read it."""

import io
import zipfile

import pytest

from criteria.load import case_from_files
from prioritisation.cases.reading import DOSSIER_COOKIE
from prioritisation.cases.units import units_of
from prioritisation.documents.writing.templates import TEMPLATE_FORMS, template_file
from prioritisation.meeting.rules import Role
from tests.each import each
from tests.sampled import part
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


def test_whether_there_is_such_a_dossier_is_told_to_nobody_without_a_link(shelved, device):
    visitor = device()
    there, gone = fetched(visitor, shelved), visitor.get("/dossiers/ZZZZ9999/zip")
    assert (there.status, there.body) == (gone.status, gone.body)


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


# Links of dossiers: kept as cookies, thirty at most; nothing is lost by following one.


def opened(visitor, dossier, secret=None):
    return visitor.get(f"/ouvrir/{dossier.key}/{secret or dossier.secret}")


def role_kept(visitor, dossier):
    return dossier.shelf.role(dossier.key, visitor.cookies.get(DOSSIER_COOKIE + dossier.key, ""))


def test_a_link_becomes_a_cookie_and_leaves_the_address(dossier, device):
    for given in (None, *map(dossier.link, (Role.EXPERT, Role.OBSERVER))):
        visitor = device()
        page = visitor.get(f"/ouvrir/{dossier.key.lower()}/{given or dossier.secret}")
        where = f"/dossiers?dossier={dossier.key}"
        assert (page.status, page.headers["location"]) == (303, where)
        cookie = page.headers["set-cookie"]
        assert cookie.startswith(f"dossier_{dossier.key}=")
        assert (given or dossier.secret) not in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "no-referrer"


def test_a_link_that_opens_nothing_says_what_may_have_happened(dossier, room, device, caplog):
    shelf, other = dossier.shelf, Shelved(room)
    gone = dossier.link(Role.OBSERVER)
    assert opened(device(), dossier, gone).status == 303
    dossier.link(Role.OBSERVER)
    caplog.set_level("INFO")
    kept = shelf.pass_of(dossier.key, dossier.secret)
    for tried in (gone, other.secret, kept, "x" * 999):
        page = opened(device(), dossier, tried)
        assert (page.status, page.title) == (403, "Ce lien est inconnu")
        assert "dossier" in page.words
        assert "set-cookie" not in page.headers
        assert tried[:20] not in caplog.text
    shelf.erase(other.key, other.secret)
    assert opened(device(), other).status == 403


def test_nobody_is_made_less_by_a_link(dossier, device):
    """A page of another site may have a browser follow it."""
    expert, reader = dossier.link(Role.EXPERT), dossier.link(Role.OBSERVER)
    visitor = device()
    for secret, role in (
        (reader, Role.OBSERVER),
        (expert, Role.EXPERT),
        (reader, Role.EXPERT),
        (dossier.secret, Role.FACILITATOR),
        (expert, Role.FACILITATOR),
    ):
        page = opened(visitor, dossier, secret)
        assert (page.status, page.headers["location"]) == (303, f"/dossiers?dossier={dossier.key}")
        assert role_kept(visitor, dossier) is role


# What a stranger's page, a late link or an odd address may do to dossiers: nothing.

ADDRESSES = (
    "/dossiers/{key}/zip",
    "/dossiers/{key}/modele.csv",
    "/dossiers/envoi",
    "/ouvrir/{key}/{secret}",
    "/documents/projet/pdf?dossier={key}",
)


@each("address", ADDRESSES)
@each("origin", ["https://elsewhere.example", "null"])
def test_a_form_of_another_site_does_and_brings_nothing(dossier, device, address, origin):
    visitor = device(cookies=dossier.cookie())
    before = dossier.shelf.state(dossier.key, dossier.secret)
    url = address.format(key=dossier.key, secret=dossier.secret)
    page = visitor.posted(url, {"titre": "x"}, origin=origin)
    assert page.status in (403, 405)
    assert "set-cookie" not in page.headers
    assert dossier.shelf.state(dossier.key, dossier.secret) == before


def test_a_link_made_anew_since_brings_neither_files_nor_documents(dossier, device):
    visitor = device(cookies=dossier.cookie(dossier.link(Role.OBSERVER)))
    urls = (f"/dossiers/{dossier.key}/zip", f"/documents/projet/pdf?dossier={dossier.key}")
    assert visitor.get(urls[0]).status == 200
    dossier.link(Role.OBSERVER)
    assert [visitor.get(url).status for url in urls] == [403, 403]


@each("title", ["a\r\nSet-Cookie: x=y", '"; filename="x.exe', "../../etc/x", "🚲"])
def test_no_title_leaves_the_name_of_its_archive(room, device, title):
    one = Shelved(room, title)
    page = device(cookies=one.cookie()).get(f"/dossiers/{one.key}/zip")
    assert page.status == 200
    disposition = page.headers["content-disposition"]
    stem = disposition.removeprefix('attachment; filename="').removesuffix('.zip"')
    assert stem.replace("-", "").isalnum()
    assert "set-cookie" not in page.headers


# Whoever holds no link has one answer: of a dossier there, erased, or that never was.

NEVER = "ZZZZ9999"

ANOTHERS_PASS, ANOTHERS_SECRET = "the pass of another", "the secret of another"
HOLDS = {
    "nothing": "",
    "a word": "x",
    "a made up secret": "Q" * 32,
    "a forged pass": f"{'0' * 64}.{'A' * 16}",
    "letters of no alphabet": "é.ü",
}


@pytest.fixture
def keys(dossier, room):
    """Keys of a dossier that is there, of one that is erased, of one that never was."""
    gone = Shelved(room)
    gone.shelf.erase(gone.key, gone.secret)
    return dossier.key, gone.key, NEVER


@pytest.mark.sampled
@pytest.mark.parametrize("holds", part([*HOLDS, ANOTHERS_PASS, ANOTHERS_SECRET], 2, 3))
@pytest.mark.parametrize(
    "address",
    [
        "/dossiers/{key}/zip",
        "/dossiers/{key}/zip?version=1",
        "/dossiers/{key}/modele.xlsx",
        "/documents/projet/pdf?dossier={key}",
        "/ouvrir/{key}/{secret}",
    ],
)
def test_every_address_answers_the_same(keys, room, device, address, holds):
    other = Shelved(room)
    anothers = {
        ANOTHERS_PASS: other.shelf.pass_of(other.key, other.secret),
        ANOTHERS_SECRET: other.secret,
    }
    secret = (HOLDS | anothers)[holds]
    answers = set()
    for key in keys:
        visitor = device(cookies={DOSSIER_COOKIE + key: secret} if secret else {})
        page = visitor.get(address.format(key=key, secret=secret.replace("é", "e") or "y"))
        named = page.text.replace(key, "KEY"), sorted(page.headers.items())
        answers.add((page.status, *map(str, named)))
    assert len(answers) == 1
    assert {status for status, *_ in answers} == {403}


def test_whoever_held_a_true_pass_is_told_that_it_is_erased(dossier, device):
    """The server signed it: that there was such a dossier is no news to them."""
    cookies = dossier.cookie()
    dossier.shelf.erase(dossier.key, dossier.secret)
    page = device(cookies=cookies).get(f"/dossiers/{dossier.key}/zip")
    assert page.status == 404
    page = device(cookies=cookies).get(f"/documents/projet/pdf?dossier={dossier.key}")
    assert "a été effacé" in page.words
