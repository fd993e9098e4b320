"""What a stranger's page, a late link or an odd address may do to dossiers: nothing."""

from prioritisation.meeting.rules import Role
from tests.each import each
from tests.shelving import Shelved

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


@each("key", ["..", "%2e%2e%2f%2e%2e%2fetc", "%0d%0aSet-Cookie:%20a=b", "%00", "é", "Z" * 5000])
def test_an_odd_key_is_nobodys(dossier, device, key):
    page = device(cookies=dossier.cookie()).get(f"/dossiers/{key}/zip")
    assert page.status in (403, 404)
    assert "set-cookie" not in page.headers


@each("title", ["a\r\nSet-Cookie: x=y", '"; filename="x.exe', "../../etc/x", "🚲"])
def test_no_title_leaves_the_name_of_its_archive(room, device, title):
    one = Shelved(room, title)
    page = device(cookies=one.cookie()).get(f"/dossiers/{one.key}/zip")
    assert page.status == 200
    disposition = page.headers["content-disposition"]
    stem = disposition.removeprefix('attachment; filename="').removesuffix('.zip"')
    assert stem.replace("-", "").isalnum()
    assert "set-cookie" not in page.headers
