"""Links of dossiers: kept as cookies, thirty at most; nothing is lost by following one."""

from prioritisation.cases.reading import DOSSIER_COOKIE
from prioritisation.meeting.rules import Role
from prioritisation.web.door import MOST_DOSSIERS
from tests.each import each
from tests.shelving import Shelved


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


def test_a_link_that_replaces_one_made_anew_is_taken(dossier, device):
    visitor = device()
    first, second = dossier.link(Role.EXPERT), dossier.link(Role.OBSERVER)
    opened(visitor, dossier, first)
    dossier.link(Role.EXPERT)
    opened(visitor, dossier, second)
    assert role_kept(visitor, dossier) is Role.OBSERVER


def test_a_browser_keeps_thirty_links_those_that_it_was_given_last(dossier, device):
    cookies = {f"{DOSSIER_COOKIE}{n:08}": "x" * 60 for n in range(400)}
    visitor = device(cookies=dict(cookies))
    assert opened(visitor, dossier).status == 303
    own = DOSSIER_COOKIE + dossier.key
    assert set(visitor.cookies) == {own, *[*cookies][1 - MOST_DOSSIERS :]}
    sent = "; ".join(f"__Host-{name}={value}" for name, value in visitor.cookies.items())
    assert len(sent) < 4096, "proxies take eight thousand characters of headers, or four"
    opened(visitor, dossier)
    assert len(visitor.cookies) == MOST_DOSSIERS, "one that it has already makes none go"


@each("odd", ["a/b", "[1]", "é", "a b", '"x"', "(x)", "a,b"])
def test_a_name_that_no_cookie_may_have_stands_in_the_way_of_no_link(dossier, device, odd):
    """To forget one was an error, and the link opened nothing."""
    cookies = {f"{DOSSIER_COOKIE}{n:08}": "x" for n in range(MOST_DOSSIERS)}
    visitor = device(cookies={DOSSIER_COOKIE + odd: "x"} | cookies)
    assert opened(visitor, dossier).status == 303
    assert role_kept(visitor, dossier) is Role.FACILITATOR
