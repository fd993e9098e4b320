"""The projector's page: what anybody may see, drawn once a version, without a websocket."""

import re

import pytest

from prioritisation.drawing.markup import text
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.web import projection, requests
from tests.each import each


def address(code, rest=""):
    return f"/projection?seance={code}{rest}"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    monkeypatch.setattr(requests, "addresses", lambda _url: ())


def test_it_is_a_page_that_needs_nothing_of_the_framework(sitting, device):
    here = sitting()
    page = device().get(address(here.code))
    assert page.status == 200
    assert here.code in page.main
    assert "_stcore" not in page.text
    assert f'data-stream="/seance/{here.code}/flux"' in page.main
    assert f'data-version="{here.stage().version}"' in page.main


@each("typed", ["ZZZZZ", "%3Cimg%20src=x%3E", "%D9%A0%D9%A1A", "A" * 500])
def test_a_code_that_nobody_has_is_said_and_asked_again(device, typed):
    page = device().get(address(typed))
    assert page.status == 404
    assert "Aucune séance n’a le code" in page.words
    assert "<img" not in page.main
    assert '<input name="seance"' in page.main


def test_while_a_round_is_open_only_the_count_is_told(sitting, device):
    here = sitting().open()
    here.others_vote(6)
    page = device().get(address(here.code))
    assert "votes reçus" in page.words
    assert ">6</b>" in page.main
    case = here.stage().case
    for word in [v.label for v in case.levers] + [c.label for c in case.criteria]:
        assert text(word) not in page.main
    assert not re.search(r"\d\s%", page.words)


def test_it_follows_the_meeting(sitting, device):
    here, screen = sitting().open(), device()
    here.others_vote(6)
    first = screen.get(address(here.code)).main
    here.reveal()
    assert 'class="proj p-agreement"' in screen.get(address(here.code)).main
    assert first != screen.get(address(here.code)).main


def test_many_screens_of_one_version_cost_one_drawing(sitting, device, monkeypatch):
    drawn = []
    real = projection.projector_view

    def noted(*given):
        drawn.append(given)
        return real(*given)

    monkeypatch.setattr(projection, "projector_view", noted)
    here = sitting().open()
    here.others_vote(6)
    here.reveal()
    pages = {device().get(address(here.code)).main for _ in range(20)}
    assert len(pages) == len(drawn) == 1
    here.act(Act.START_ANALYSIS)
    device().get(address(here.code))
    assert len(drawn) == 2


def test_a_meeting_that_is_erased_is_not_shown_any_more(sitting, device):
    here, screen = sitting(), device()
    assert screen.get(address(here.code)).status == 200
    here.room.purge(here.code, here.secret)
    assert screen.get(address(here.code)).status == 404


def test_a_store_that_cannot_be_read_is_said_and_the_page_comes_back(
    sitting, device, monkeypatch, room
):
    here, screen = sitting(), device()
    real = room.stage

    def gone(*_, **__):
        raise StoreUnavailable("gone")

    monkeypatch.setattr(room, "stage", gone)
    page = screen.get(address(here.code))
    assert page.status == 503
    assert "ne peuvent pas être lues" in page.words
    assert f'data-stream="/seance/{here.code}/flux"' in page.main
    assert page.headers["retry-after"] == "2"
    monkeypatch.setattr(room, "stage", real)
    assert screen.get(address(here.code)).status == 200


@each(
    ("headers", "rest", "told"),
    [
        ({"host": "vote.example"}, "", "http://vote.example/vote/"),
        ({"host": "vote.example", "x_forwarded_proto": "https"}, "", "https://vote.example/vote/"),
        ({"host": "vote.example"}, "&adresse=https://vote.example", "https://vote.example/vote/"),
        ({"host": "vote.example"}, "&adresse=https://evil.example", "http://vote.example/vote/"),
    ],
)
def test_phones_are_told_an_address_of_this_server(sitting, device, headers, rest, told):
    here = sitting()
    assert f"{told}{here.code}" in device().get(address(here.code, rest), **headers).main


def test_without_javascript_the_page_asks_for_itself_again(sitting, device):
    page = device().get(address(sitting().code))
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page.text


def test_a_round_that_closes_counts_its_seconds_then_says_so(sitting, device, clock):
    """Nothing is written when its time comes: the view changes all the same."""
    here = sitting().open()
    here.others_vote(5)
    for _ in range(5):
        here.room.join_soon(here.code, here.room.new_token(here.code)).result()
    here.room.close_round(here.code, here.secret, missing=here.stage().missing)
    before = device().get(address(here.code))
    assert "Le vote ferme dans" in before.words
    assert 0 < int(re.search(r'data-left="(\d+)"', before.main)[1]) <= 10_000
    clock(11)
    after = device().get(address(here.code))
    assert "est fermé" in after.title
    assert "dès que l’animation les montre" in after.words
    assert states(before.main) != states(after.main)


def states(main):
    return re.findall(r'data-(?:version|state)="([^"]*)"', main)
