from prioritisation.meeting.rules import Role
from tests.each import each


@each("role", [Role.FACILITATOR, Role.RECORDER, Role.LEAD, Role.EXPERT])
def test_a_secret_link_becomes_a_cookie_and_leaves_the_address(sitting, device, role):
    here = sitting()
    secret = here.secret
    if role is not Role.FACILITATOR:
        secret = here.room.new_link(here.code, here.secret, role)
    page = device().get(f"/entrer/{here.code.lower()}/{secret}")
    assert (page.status, page.headers["location"]) == (303, f"/seance?seance={here.code}")
    cookie = page.headers["set-cookie"]
    assert cookie.startswith(f"lien_{here.code}=")
    assert secret not in cookie
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
    cookie = page.headers["set-cookie"]
    assert cookie.startswith("demarrage=")
    assert secret not in cookie


def test_a_set_up_link_that_is_none_any_more_or_never_was_says_how_to_have_another(room, device):
    before = room.new_setup_secret()
    room.new_setup_secret()
    for tried in (before, "autre"):
        page = device().get(f"/demarrer/{tried}")
        assert (page.status, page.title) == (403, "Ce lien de démarrage est inconnu")
        assert "un autre l’a remplacé" in page.words
        assert ".venv/bin/python -m prioritisation setup-link" in page.words
        assert "set-cookie" not in page.headers


def test_what_a_browser_keeps_opens_the_same_and_is_no_link(sitting, room, device):
    here, visitor = sitting(), device()
    visitor.get(f"/entrer/{here.code}/{here.secret}")
    visitor.get(f"/demarrer/{room.new_setup_secret()}")
    kept = [visitor.cookies[n] for n in (f"lien_{here.code}", "demarrage")]
    assert room.role(here.code, kept[0]) is Role.FACILITATOR
    assert room.is_setup(kept[1])
    assert room.role(here.code, kept[1]) is Role.OBSERVER
    assert not room.is_setup(kept[0])
    for tried in kept:
        assert device().get(f"/entrer/{here.code}/{tried}").status == 403
        assert device().get(f"/demarrer/{tried}").status == 403
    link = room.own_link(here.code, here.secret)
    room.revoke(here.code, here.secret, link)
    assert room.role(here.code, kept[0]) is Role.OBSERVER


def test_a_link_of_a_lesser_role_takes_the_lead_from_nobody(sitting, room, device):
    """A page of another site may have a browser follow it."""
    here, visitor = sitting(), device()
    lesser = room.new_link(here.code, here.secret, Role.EXPERT)
    visitor.get(f"/entrer/{here.code}/{here.secret}")
    page = visitor.get(f"/entrer/{here.code}/{lesser}")
    assert (page.status, page.headers["location"]) == (303, f"/seance?seance={here.code}")
    assert room.role(here.code, visitor.cookies[f"lien_{here.code}"]) is Role.FACILITATOR
    other = device()
    other.get(f"/entrer/{here.code}/{lesser}")
    other.get(f"/entrer/{here.code}/{here.secret}")
    assert room.role(here.code, other.cookies[f"lien_{here.code}"]) is Role.FACILITATOR
