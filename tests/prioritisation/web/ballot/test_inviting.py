"""One-time invitations, as the browser of whoever holds one sees them, and as a thief does."""

import asyncio

import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.rules import Act, Form
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.web.ballot import meanwhile
from prioritisation.web.ballot.async_room import AsyncRoom, Look
from prioritisation.web.ballot.form import Visitor
from prioritisation.web.ballot.rendering import render
from tests.prioritisation.web.visitor import ANSWERS, joined, voted


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


def test_no_log_names_an_invitation(invited, device, caplog):
    found = invited()
    caplog.set_level("DEBUG")
    come_in(device(), found.address)
    device().get(found.address)
    assert not any(i in caplog.text for i in found.given)


# Who cannot come in is told on the first page, before filling anything in.


@pytest.fixture
def hall(here, device, monkeypatch):
    """As many as may have come in."""
    monkeypatch.setattr("prioritisation.web.ballot.async_room.MOST_VOTERS", 3)
    monkeypatch.setattr("prioritisation.meeting.room.voters.MOST_VOTERS", 3)
    late = device()
    late.get(here.path)
    inside = [device() for _ in range(3)]
    assert [joined(one, here).status for one in inside] == [303] * 3
    return (*inside, late)


def test_a_phone_too_many_is_told_at_once_and_who_is_inside_votes(here, hall, device):
    *inside, late = hall
    page = device().get(here.path)
    assert (page.status, page.title) == (409, "La séance est pleine")
    assert "Dites-le à l’animation" in page.words
    assert "vous ne pouvez pas voter pour l’instant" in page.words
    assert "<form" not in page.main
    token = here.room.new_token(here.code)
    alone = late.posted(f"{here.path}/entrer", {"jeton": token, "seul": "1"})
    assert (alone.status, alone.title, "<form" in alone.main) == (409, page.title, False)
    full = device().posted(f"{here.path}/entrer", {"jeton": token})
    assert (full.status, full.title) == (429, page.title)
    assert here.stage().present == len(inside)
    for one in inside:
        assert "Vote enregistré" in voted(one, here).title
    here.act(Act.REVEAL)
    assert device().get(here.path).status == 200, "results are shown to all"


def test_before_the_doors_open_no_criterion_is_told(room):
    made = room.create("Bientôt", form=Form.SHORT)
    text = render(meanwhile.welcome_page(room.stage(made.code), Visitor("t")), part=True)
    assert "La séance n’est pas encore ouverte" in text
    assert "Gardez cette page" in text
    assert "Impact GES" not in text


def test_late_answers_on_other_criteria_are_not_drawn(sitting):
    here = sitting().open()
    page = meanwhile.closed_round_page(here.stage(), None, Ballot({"autre": 100}, "autre"), 1)
    assert page.values["bar_slices"] == ()
    assert page.status == 409


def test_pages_without_a_ballot_lead_back(sitting):
    here = sitting()
    back = {
        f"/vote/{here.code}": meanwhile.meeting_over_page(here.stage()),
        f"/seance?seance={here.code}": meanwhile.by_invitation_page(here.stage()),
    }
    for where, page in back.items():
        assert f'href="{where}"' in render(page, part=True)


TURNING = "\u05d0\u05d1\u05d2 1"


def test_a_title_turns_nothing_round_on_any_page_of_a_ballot(sitting, device):
    """After letters that are read from right to left, so would be a code."""
    here, visitor = sitting(title=TURNING), device()
    pages = [visitor.get(here.path)]
    here.open()
    form = visitor.get(here.path)
    pages += [form, voted(visitor, here), visitor.get(here.path)]
    pages.append(visitor.get(f"{here.path}/recu"))
    here.act(Act.END_ROUND)
    pages.append(visitor.get(here.path))
    here.reveal()
    pages.append(visitor.get(here.path))
    for page in pages:
        assert page.main.count(TURNING) == page.main.count(f"<bdi>{TURNING}</bdi>") > 0


@pytest.fixture
def desk(room):
    return AsyncRoom(lambda: room)


def test_a_stage_is_read_once_for_all_who_ask_at_the_same_time(sitting, desk, monkeypatch):
    here, read = sitting(), []
    stage = here.room.stage
    monkeypatch.setattr(here.room, "stage", lambda *args: read.append(args) or stage(*args))

    async def many():
        return await asyncio.gather(*(desk.stage(here.code) for _ in range(20)))

    assert len(set(map(id, asyncio.run(many())))) == 1
    assert len(read) == 1


def test_a_room_that_could_not_be_opened_is_tried_again(room):
    tries = [StoreUnavailable("gone"), room]

    def rooms():
        found = tries.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    desk = AsyncRoom(rooms)
    with pytest.raises(StoreUnavailable):
        asyncio.run(desk.room())
    assert asyncio.run(desk.room()) is room


def test_a_token_of_another_meeting_is_replaced(sitting, desk):
    here, other = sitting(), sitting()
    token = other.room.new_token(other.code)
    opened = asyncio.run(desk.opened(Look(here.code, token)))
    assert opened.new_token not in ("", token)
    assert here.room.voter_of(here.code, opened.new_token)
