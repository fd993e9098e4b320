import pytest
from starlette.routing import Router

from prioritisation.meeting import Role
from prioritisation.web.ballot.desk import Desk
from prioritisation.web.entry import Entries
from prioritisation.web.limits import Limiter


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.RECORDER, Role.LEAD, Role.EXPERT])
def test_a_secret_link_becomes_a_cookie_and_leaves_the_address(sitting, device, role):
    here = sitting()
    secret = here.secret
    if role is not Role.FACILITATOR:
        secret = here.room.new_link(here.code, here.secret, role)
    page = device().get(f"/entrer/{here.code.lower()}/{secret}")
    assert (page.status, page.headers["location"]) == (303, f"/seance?seance={here.code}")
    cookie = page.headers["set-cookie"]
    assert cookie.startswith(f"lien_{here.code}={secret};")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert page.headers["cache-control"] == "no-store"


def test_a_link_that_is_unknown_revoked_or_of_another_meeting_opens_nothing(
    sitting, device, caplog
):
    here, other = sitting(), sitting()
    secret = here.room.new_link(here.code, here.secret, Role.LEAD)
    link = next(k for k in here.room.links(here.code, here.secret) if k.role == Role.LEAD)
    here.room.revoke(here.code, here.secret, link.id)
    caplog.set_level("INFO")
    for code, tried in ((here.code, secret), (other.code, here.secret), (here.code, "x" * 999)):
        page = device().get(f"/entrer/{code}/{tried}")
        assert (page.status, page.title) == (403, "Ce lien est inconnu")
        assert "set-cookie" not in page.headers
        assert tried[:20] not in caplog.text


def test_the_set_up_link_opens_the_first_page_of_meetings(room, device):
    secret = room.new_setup_secret()
    page = device().get(f"/demarrer/{secret}")
    assert (page.status, page.headers["location"]) == (303, "/seance")
    assert page.headers["set-cookie"].startswith(f"demarrage={secret};")
    assert device().get("/demarrer/autre").status == 403


def test_guesses_are_slowed_down(room, device):
    visitor = device()
    visitor.app = Router(Entries(Desk(lambda: room), tries=Limiter(2, 0)).routes())
    paths = ["/demarrer/a", "/entrer/ABCDE/b", "/demarrer/c", "/entrer/ABCDE/d"]
    assert [visitor.get(path).status for path in paths] == [403, 403, 429, 429]
