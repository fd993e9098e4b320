"""Forms of other sites: refused whatever they hold, and nothing of theirs is kept."""

from starlette.datastructures import Headers

from prioritisation.meeting.room import VoterStanding
from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.web.requests import is_posted_here, own_origin
from tests.each import each
from tests.prioritisation.web.visitor import ANSWERS

HOST = "192.168.1.20:8501"
OWN = f"http://{HOST}"


def headers(**given):
    return Headers({n.replace("_", "-"): v for n, v in {"host": HOST, **given}.items()})


@each(
    "given",
    [
        {"origin": OWN},
        {"origin": OWN, "sec_fetch_site": "same-origin"},
        {"origin": OWN, "sec_fetch_site": "none"},  # sent again by the browser itself
        {"referer": f"{OWN}/vote/K7Q4P"},
        {"host": "vote.example", "origin": "https://vote.example"},
        {"host": "vote.example", "origin": "https://vote.example:443"},
        {"host": "[::1]:8501", "origin": "http://[::1]:8501"},
    ],
)
def test_our_own_forms_are_taken(given):
    assert is_posted_here(headers(**given))


@each(
    "given",
    [
        {},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "null", "referer": OWN},
        {"origin": "http://evil.test"},
        {"origin": "http://evil.test", "referer": OWN},
        {"origin": "http://192.168.1.20"},
        {"origin": "http://192.168.1.20:8502"},
        {"origin": "http://192.168.1.20:8501.evil.test"},
        {"origin": "http://evil.test@192.168.1.20:8501x"},
        {"origin": f"{OWN}, http://evil.test"},
        {"origin": "file://"},
        {"origin": "http://[::1"},
        {"origin": OWN, "sec_fetch_site": "cross-site"},
        {"origin": OWN, "sec_fetch_site": "same-site"},
        {"sec_fetch_site": "same-origin"},
        {"referer": "http://evil.test/?http://192.168.1.20:8501"},
        {"host": "", "origin": "http://"},
    ],
)
def test_all_others_are_not(given):
    assert not is_posted_here(headers(**given))


def test_two_origins_are_one_too_many():
    raw = [(b"host", HOST.encode()), (b"origin", OWN.encode()), (b"origin", b"http://evil.test")]
    assert not is_posted_here(Headers(raw=raw))


def test_the_origin_is_written_as_the_host_is():
    assert own_origin("HTTP://Salle.Test", "salle.test") == "http://salle.test"


FORGED = [{"origin": "http://evil.test"}, {"origin": "null"}, {"origin": ""}]


@each("given", FORGED)
def test_no_address_takes_a_form_of_another_site(sitting, device, given):
    here = sitting().open()
    (invitation,) = here.room.new_invitations(here.code, here.secret, drawn_invitations(1))
    planted = here.room.new_token(here.code)
    form = {**ANSWERS, "jeton": planted, "tour": "1", "combien": "3", "adresse": "http://x.test"}
    victim = device()
    victim.get(f"/entrer/{here.code}/{here.secret}")
    victim.get(here.path)
    before = dict(victim.cookies), here.stage().version
    for path in (
        here.path,
        f"{here.path}/entrer",
        f"/i/{here.code}/{invitation}",
        f"/seance/{here.code}/invitations.pdf",
        "/dossiers/envoi",
    ):
        page = victim.posted(path, form, **given)
        assert (path, page.status, page.title) == (path, 403, "Refusé")
        assert "Rien n’a été enregistré" in page.words
        assert "set-cookie" not in page.headers
        assert planted not in page.text
    assert (victim.cookies, here.stage().version) == before


def test_a_token_in_a_form_never_becomes_the_cookie(sitting, device):
    """The attack: a page of another site has a phone send a form with a token that it knows."""
    here = sitting().open()
    planted = here.room.new_token(here.code)
    for path in (f"{here.path}/entrer", here.path):
        victim = device()
        victim.posted(path, {**ANSWERS, "jeton": planted, "tour": "1"})
        assert planted not in victim.cookies.values()
        assert victim.get(here.path).fields.get("jeton") != planted


def test_the_cookie_is_who_votes_whatever_the_form_says(sitting, device):
    here, victim = sitting().open(), device()
    planted = here.room.new_token(here.code)
    form = victim.get(here.path).fields
    victim.posted(here.path, {**form, **ANSWERS, "jeton": planted})
    own = here.room.voter_of(here.code, victim.cookies[f"bulletin_{here.code}"])
    assert here.room.own_ballot(here.code, own) is not None
    voter = here.room.voter_of(here.code, planted)
    assert here.room.standing(here.code, voter) is not VoterStanding.JOINED


def test_a_browser_that_keeps_no_cookie_still_votes_and_is_given_none_of_a_form(sitting, device):
    here, visitor = sitting(colleges=["État", "Région"]).open(), device()
    page = visitor.get(here.path)
    token = page.fields["jeton"]
    visitor.cookies = {}
    page = visitor.posted(f"{here.path}/entrer", {**page.fields, "college": "État"})
    assert page.fields["jeton"] == token
    visitor.cookies = {}
    page = visitor.posted(here.path, {**page.fields, **ANSWERS})
    assert (page.status, "Vote enregistré" in page.title) == (200, True)
    assert set(visitor.cookies) == {f"present_{here.code}"}
    assert here.stage().ballots == 1
