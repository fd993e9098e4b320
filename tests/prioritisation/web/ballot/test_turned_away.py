"""Who cannot come in is told on the first page, before filling anything in."""

import pytest

from prioritisation.meeting.rules import Act
from prioritisation.web.ballot.meanwhile import turned_away
from prioritisation.web.ballot.rendering import render
from tests.prioritisation.web.visitor import joined, voted


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


def test_before_the_meeting_is_open_nobody_is_turned_away(room, device, monkeypatch):
    monkeypatch.setattr("prioritisation.web.ballot.async_room.MOST_VOTERS", 0)
    made = room.create("À venir")
    assert device().get(f"/vote/{made.code}").title == "La séance n’est pas encore ouverte"
    room.act(made.code, made.facilitator, Act.OPEN_LOBBY)
    assert device().get(f"/vote/{made.code}").status == 409


def test_the_page_leads_back_to_itself_and_is_not_taken_for_what_is_pushed(here):
    text = render(turned_away(here.stage()), part=True)
    assert f'href="{here.path}"' in text
    assert 'data-page="full"' in text
    assert 'data-key=""' in text
