"""Who cannot come in is told on the first page, before filling anything in."""

import pytest

from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import TooManyOfNetwork, TooManyVoters
from prioritisation.web.ballot.messages import turned_away
from prioritisation.web.ballot.rendering import render
from tests.prioritisation.web.visitor import joined, voted

NETWORK = "198.51.100.7"


@pytest.fixture
def hall(here, device, monkeypatch):
    """As many as may have come from one network."""
    monkeypatch.setattr("prioritisation.meeting.room.voters.MOST_OF_NETWORK", 3)
    inside = [device(address=NETWORK) for _ in range(3)]
    assert [joined(one, here).status for one in inside] == [303] * 3
    return inside


def test_a_phone_too_many_is_told_on_its_first_page_to_tell_the_facilitator(here, hall, device):
    page = device(address=NETWORK).get(here.path)
    assert (page.status, page.title) == (409, "Trop d’entrées depuis ce réseau")
    assert "Dites-le à l’animation, qui peut lever cette limite" in page.words
    assert "vous ne pouvez pas voter pour l’instant" in page.words
    assert "<form" not in page.main
    assert here.stage().present == len(hall)


def test_those_inside_and_those_of_other_networks_see_their_ballot(here, hall, device):
    for one in (hall[0], device()):
        assert one.get(here.path).title.startswith("Votre premier vote")


def test_once_the_limit_is_lifted_the_same_page_is_the_ballot(here, hall, device):
    late = device(address=hall[0].address)
    assert late.get(here.path).status == 409
    here.room.lift_limit(here.code, here.secret, lifted=True)
    assert "Vote enregistré" in voted(late, here).title


def test_a_full_meeting_says_so_at_once(here, hall, device, monkeypatch):
    monkeypatch.setattr("prioritisation.meeting.room.voters.MOST_VOTERS", len(hall))
    page = device().get(here.path)
    assert (page.status, page.title) == (409, "La séance est pleine")
    assert "Dites-le à l’animation" in page.words
    assert "<form" not in page.main


def test_who_came_a_moment_too_late_is_told_when_the_page_comes_in_by_itself(
    here, device, monkeypatch
):
    phones = [device(address=NETWORK) for _ in range(2)]
    fields = [one.get(here.path).fields for one in phones]  # both see the ballot
    monkeypatch.setattr("prioritisation.meeting.room.voters.MOST_OF_NETWORK", 1)
    alone = [
        one.posted(f"{here.path}/entrer", {"jeton": given["jeton"], "seul": "1"})
        for one, given in zip(phones, fields, strict=True)
    ]
    assert [page.status for page in alone] == [204, 409]
    assert alone[1].title == "Trop d’entrées depuis ce réseau"
    assert "<form" not in alone[1].main


def test_results_are_shown_to_who_cannot_come_in(here, hall, device):
    here.others_vote(5).reveal()
    assert "groupe" in device(address=hall[0].address).get(here.path).title


def test_before_the_meeting_is_open_nobody_is_turned_away(room, device, monkeypatch):
    monkeypatch.setattr("prioritisation.meeting.room.voters.MOST_VOTERS", 0)
    made = room.create("À venir")
    assert device().get(f"/vote/{made.code}").title == "La séance n’est pas encore ouverte"
    room.act(made.code, made.facilitator, Act.OPEN_LOBBY)
    assert device().get(f"/vote/{made.code}").status == 409


@pytest.mark.parametrize("kind", [TooManyVoters, TooManyOfNetwork])
def test_the_page_leads_back_to_itself_and_is_not_taken_for_what_is_pushed(here, kind):
    text = render(turned_away(here.stage(), kind(here.code, 3)), part=True)
    assert f'href="{here.path}"' in text
    assert 'data-page="full"' in text
    assert 'data-key=""' in text
