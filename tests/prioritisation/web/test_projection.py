"""The projector's page: what anybody may see, drawn once a version, without a websocket."""

import gzip
import re

import pytest

from prioritisation.drawing.markup import text
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.memory import Cache
from prioritisation.web import projection, requests
from prioritisation.web.guard import HEADERS
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


def test_it_carries_the_headers_of_the_other_pages(sitting, device):
    page = device().get(address(sitting().code))
    assert {name: page.headers[name] for name in HEADERS} == HEADERS
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert page.headers["cache-control"] == "no-store"


def test_it_is_compressed_for_who_accepts_it_and_small(sitting, device):
    page = device().get(address(sitting().code), accept_encoding="gzip")
    assert page.headers["content-encoding"] == "gzip"
    assert b"<main" in gzip.decompress(page.body)
    assert len(page.body) < 40_000


def test_the_script_asks_for_what_changes_only(sitting, device):
    part = device().get(address(sitting().code), x_part="1")
    assert part.text.startswith("<main")
    assert "<style" not in part.text


def test_a_code_is_corrected_as_people_type_it(sitting, device):
    here = sitting()
    typed = f" {here.code[:3].lower()}-{here.code[3:].lower()}"
    assert here.code in device().get(address(typed.replace(" ", "%20"))).main


def test_without_a_code_it_asks_for_one(device):
    page = device().get("/projection")
    assert page.status == 200
    assert page.title.startswith("Quelle séance projeter")
    assert '<input name="seance"' in page.main
    assert "data-stream=" not in page.main


@each("typed", ["ZZZZZ", "%3Cimg%20src=x%3E", "%D9%A0%D9%A1A", "A" * 500])
def test_a_code_that_nobody_has_is_said_and_asked_again(device, typed):
    page = device().get(address(typed))
    assert page.status == 404
    assert "Aucune séance n’a le code" in page.words
    assert "<img" not in page.main
    assert '<input name="seance"' in page.main


def test_whoever_holds_the_link_of_the_facilitator_projects_the_same(sitting, device):
    here = sitting().open()
    here.others_vote(6)
    facilitator = device()
    facilitator.get(f"/entrer/{here.code}/{here.secret}")
    shown = facilitator.get(address(here.code))
    assert shown.main == device().get(address(here.code)).main
    assert here.secret not in shown.text


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


def test_what_is_kept_has_an_end(sitting, device, monkeypatch, app):
    monkeypatch.setattr(app.projection, "_kept", Cache(3))
    for _ in range(5):
        device().get(address(sitting().code))
    kept = app.projection._kept  # noqa: SLF001 (nothing else shows what is kept)
    assert len(kept) == 3


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


def test_a_failure_of_our_own_is_a_page_and_a_line_of_the_log(
    sitting, device, monkeypatch, caplog
):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(projection, "projector_view", broken)
    page = device().get(address(sitting().code))
    assert page.status == 500
    assert page.title == "L’écran n’a pas pu être dessiné\u00a0; il réessaie de lui-même."
    assert "cannot be projected" in caplog.text


@each(
    ("headers", "rest", "told"),
    [
        ({"host": "vote.example"}, "", "http://vote.example/vote/"),
        (
            {"host": "vote.example", "x_forwarded_proto": "https"},
            "",
            "https://vote.example/vote/",
        ),
        ({"host": "vote.example"}, "&adresse=https://vote.example", "https://vote.example/vote/"),
        ({"host": "vote.example"}, "&adresse=https://evil.example", "http://vote.example/vote/"),
    ],
)
def test_phones_are_told_an_address_of_this_server(sitting, device, headers, rest, told):
    here = sitting()
    assert f"{told}{here.code}" in device().get(address(here.code, rest), **headers).main


def test_no_port_of_this_machine_is_tried_but_the_one_that_serves(sitting, device, monkeypatch):
    tried = []
    monkeypatch.setattr(requests, "addresses", lambda url: tried.append(url) or ())
    code = sitting().code
    device().get(address(code), host="127.0.0.1:22")
    assert tried == []
    device().get(address(code), host="127.0.0.1:80")
    assert tried == ["http://127.0.0.1:80"]


def test_its_words_are_those_of_the_catalogue(sitting, device):
    page = device().get(address(sitting().code))
    assert "<title>Projection</title>" in page.text
    assert "Plein écran</button>" in page.text
    assert 'data-lost="Connexion perdue' in page.text


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


def test_strangers_with_addresses_of_their_own_cost_no_drawing(sitting, device, monkeypatch):
    """A version is drawn once, whoever asks for it; the address is put in afterwards."""
    drawn = []
    draw = projection.projector_view
    monkeypatch.setattr(
        projection, "projector_view", lambda *given: drawn.append(1) or draw(*given)
    )
    here = sitting().open()
    pages = [device().get(address(here.code), host=f"h{k}.example") for k in range(5)]
    assert len(drawn) == 1
    assert all(f"h{k}.example/vote" in page.main for k, page in enumerate(pages))
