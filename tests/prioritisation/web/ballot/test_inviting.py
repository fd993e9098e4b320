"""One-time invitations, as the browser of whoever holds one sees them, and as a thief does."""

import pytest

from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.rules import Act
from tests.prioritisation.web.visitor import ANSWERS
from tests.voting import colleges


class Invited:
    """A meeting by invitation, and the address of one."""

    def __init__(self, here):
        self.here = here
        self.path = here.path
        self.given = here.room.new_invitations(here.code, here.secret, drawn_invitations(3))
        self.address = f"/i/{here.code}/{self.given[0]}"


@pytest.fixture
def invited(sitting):
    return lambda **options: Invited(sitting(invited=True, **options))


def come_in(visitor, address, **answers):
    """Open an invitation and touch the button."""
    page = visitor.get(address)
    return visitor.posted(address, {**page.fields, **answers})


def vote(visitor, path, points="60"):
    form = {**visitor.get(f"{path}?changer").fields, **ANSWERS, "n_partner_ecosystem": points}
    return visitor.post(path, form)


def test_an_invitation_is_one_ballot_on_the_first_device(invited, device):
    found = invited()
    found.here.open()
    first, second = device(), device()
    entered = come_in(first, found.address)
    assert (entered.status, entered.headers["location"]) == (303, found.path)
    assert vote(first, found.path, "1").status == 200
    kept = first.cookies[f"bulletin_{found.here.code}"]
    for thief in (second.get(found.address), second.posted(found.address, {"jeton": kept + "x"})):
        assert (thief.status, thief.title) == (403, "Cette invitation a déjà servi")
        assert not {"100", "receipt", "Votre bulletin"} & set(thief.main.split())
    assert f"bulletin_{found.here.code}" not in second.cookies
    assert second.get(found.path).status == 403
    assert [b["points"]["partner_ecosystem"] for b in found.here.ballots()] == [1]
    assert found.here.room.invitations(found.here.code) == (3, 1)


def test_that_device_finds_its_ballot_by_opening_the_invitation_again(invited, device):
    found, visitor = invited(), device()
    found.here.open()
    come_in(visitor, found.address)
    vote(visitor, found.path)
    again = visitor.get(found.address)
    assert (again.status, again.headers["location"]) == (303, found.path)
    assert "Vote enregistré" in visitor.get(found.path).title


def test_opening_joins_nobody_and_asks_first(invited, device):
    found, visitor = invited(), device()
    for _ in range(3):
        page = visitor.get(found.address)
        assert (page.status, page.title) == (200, "Votre invitation")
    assert visitor.ask("HEAD", found.address).body == b""
    assert found.here.stage().present == 0
    assert found.here.room.invitations(found.here.code) == (3, 0)
    assert page.headers["referrer-policy"] == "strict-origin"


def test_a_double_touch_comes_in_once(invited, device):
    """The browser drops the first answer, with its cookies, when the second is asked."""
    found, visitor = invited(), device()
    page = visitor.get(found.address)
    before = dict(visitor.cookies)
    for _ in range(2):
        visitor.cookies = dict(before)
        entered = visitor.posted(found.address, page.fields)
        assert entered.status == 303
    assert found.here.stage().present == 1
    assert visitor.get(found.path).status == 200


def test_a_token_planted_before_is_not_the_one_that_comes_in(invited, device):
    found, victim, attacker = invited(), device(), device()
    found.here.open()
    attacker.get(found.address)
    (name,) = (n for n in attacker.cookies if n.startswith("invitation_"))
    victim.cookies[name] = attacker.cookies[name]
    come_in(victim, found.address)
    vote(victim, found.path)
    assert attacker.get(found.address).status == 403
    assert attacker.get(found.path).status == 403


def test_a_browser_that_keeps_no_cookie_votes_from_page_to_page(invited, device):
    found, visitor = invited(), device()
    found.here.open()
    page = visitor.get(found.address)
    for fields in (page.fields, page.fields):  # a double touch
        visitor.cookies = {}
        page = visitor.posted(found.address, fields)
        assert page.status == 200
    visitor.cookies = {}
    done = visitor.posted(found.path, {**page.fields, **ANSWERS})
    assert (done.status, "Vote enregistré" in done.title) == (200, True)


def test_what_the_meeting_asks_is_asked_with_the_invitation(invited, device):
    found = invited(colleges=["Employeurs", "Salariés"], asks_carrying=True)
    visitor, here = device(), found.here
    page = visitor.get(found.address)
    assert "Employeurs" in page.words
    assert come_in(visitor, found.address, college="Autre").status == 422
    assert here.stage().present == 0
    assert come_in(visitor, found.address, college="Salariés", porte="oui").status == 303
    assert colleges(here.room, here.code) == {"Salariés": 1}
    assert "Employeurs" not in visitor.get(here.path).words


def test_nobody_enters_without_an_invitation_or_with_a_made_up_one(invited, device):
    """Nor does one address fill the room, however often it tries: others come in meanwhile."""
    found, visitor = invited(), device()
    here = found.here.open()
    assert visitor.get(here.path).status == 403
    token = here.room.new_token(here.code)
    assert visitor.posted(here.path, {**ANSWERS, "jeton": token, "tour": "1"}).status == 403
    assert visitor.posted(f"{here.path}/entrer", {"jeton": token}).status == 403
    drawn = drawn_invitations(300)
    for made_up in ("ABCDEFGHJK", "A" * 64, "%00", *drawn):
        address = f"/i/{here.code}/{made_up}"
        assert visitor.get(address).status == 403
        assert visitor.posted(address, {"jeton": token}).status == 403
    assert (here.ballots(), here.stage().present) == ([], 0)
    assert come_in(visitor, found.address).status == 303
    again = [device().posted(found.address, {"jeton": here.room.new_token(here.code)})]
    assert ([page.status for page in again], here.stage().present) == ([403], 1)


def test_nobody_is_welcomed_by_a_meeting_by_invitation_without_one(invited, device):
    found = invited()
    found.here.open().act(Act.VOID_ROUND, reason="erreur")
    assert device().get(found.path).status == 403


def test_one_device_holds_two_invitations_and_is_told_what_it_costs(invited, device):
    found, tablet = invited(), device()
    here = found.here.open()
    come_in(tablet, found.address)
    vote(tablet, here.path, "1")
    other = f"/i/{here.code}/{found.given[1]}"
    assert "une autre invitation" in tablet.get(other).words
    come_in(tablet, other)
    vote(tablet, here.path, "2")
    assert sorted(b["points"]["partner_ecosystem"] for b in here.ballots()) == [1, 2]
    tablet.get(found.address)
    vote(tablet, here.path, "3")
    assert sorted(b["points"]["partner_ecosystem"] for b in here.ballots()) == [2, 3]


def test_a_lost_phone_votes_no_more_and_is_told_why(invited, device):
    found, lost, new = invited(), device(), device()
    here = found.here.open()
    come_in(lost, found.address)
    form = {**lost.get(here.path).fields, **ANSWERS}
    lost.post(here.path, form)
    assert here.room.release_invitation(here.code, here.secret, found.given[0])
    for page in (lost.get(here.path), lost.posted(here.path, {**form, "envoi": "x"})):
        assert (page.status, page.title) == (403, "Cet appareil ne vote plus")
        assert "resservir sur un autre appareil, plus sur celui-ci" in page.words
    assert here.ballots() == []
    again = lost.get(found.address)
    assert (again.status, again.title) == (403, "Cet appareil ne vote plus")
    assert come_in(new, found.address).status == 303
    assert vote(new, here.path).status == 200
    assert (here.stage().ballots, here.stage().present) == (1, 1)


def test_a_lost_phone_that_is_found_votes_with_another_invitation(invited, device):
    found, lost = invited(), device()
    here = found.here.open()
    come_in(lost, found.address)
    here.room.release_invitation(here.code, here.secret, found.given[0])
    assert come_in(lost, f"/i/{here.code}/{found.given[1]}").status == 303
    assert vote(lost, here.path).status == 200
    assert len(here.ballots()) == 1


def test_before_the_meeting_opens_an_invitation_uses_nothing(device, room):
    made = room.create("Plus tard", invited=True)
    (early,) = room.new_invitations(made.code, made.facilitator, drawn_invitations(1))
    page = device().get(f"/i/{made.code}/{early}")
    assert (page.status, "pas encore ouverte" in page.title) == (200, True)
    assert device().posted(f"/i/{made.code}/{early}", page.fields).status == 200
    assert (room.invitations(made.code), room.stage(made.code, fresh=True).present) == ((1, 0), 0)


def test_after_the_meeting_an_invitation_says_that_it_is_over(invited, device):
    found, late = invited(), device()
    here = found.here.open().reveal()
    page = late.get(found.address)
    for act in (Act.START_ANALYSIS, Act.START_DECISION, Act.CLOSE):
        here.act(act)
    for answer in (late.get(found.address), late.posted(found.address, page.fields)):
        assert answer.title == "La séance est terminée"
    assert here.room.invitations(here.code) == (3, 0)


def test_no_log_names_an_invitation(invited, device, caplog):
    found = invited()
    caplog.set_level("DEBUG")
    come_in(device(), found.address)
    device().get(found.address)
    assert not any(i in caplog.text for i in found.given)
