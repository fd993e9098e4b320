"""What a facilitator meets first: a form to fill in, ways in that work, a log that can be read."""

import re
from types import SimpleNamespace

import pytest

from criteria.model import Sense
from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.meeting.room import Room, VoterStanding
from prioritisation.meeting.room.case_edits import ScoreEdit
from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.rules import Act, Form, Phase, Role
from prioritisation.settings import SEAT_VARIABLE
from prioritisation.ui.meeting import arrivals
from prioritisation.ui.visit import visit
from prioritisation.ui.visit.visit import Visit
from prioritisation.web import requests
from prioritisation.web.requests import Address, Guesses
from tests.each import each
from tests.prioritisation.ui.overtaking import pressed_during
from tests.prioritisation.ui.reading import html, page, press, words
from tests.sitting import Sitting

CODED = re.compile(r"[a-z]+_[a-z_]+|[{}]|\b(full|short|facilitator|recorder|deck|firsts)\b")


def test_a_double_click_makes_one_meeting_and_shows_its_link(room, holds, monkeypatch):
    holds(demarrage=room.new_setup_secret())
    app = page()
    next(f for f in app.text_input if f.label == "Intitulé").set_value("GT ECTE")
    pressed_during(monkeypatch, Room, "create")
    press(app, "Créer la séance")
    (made,) = room.meetings()
    (address,) = [c.value for c in app.code]
    assert room.role(made.code, address.split("/")[-1]) is Role.FACILITATOR


@each(("answers", "origin"), [(True, "http://192.0.2.7:8501"), (False, "http://127.0.0.1:8501")])
def test_a_secret_link_opens_on_this_computer_as_long_as_nobody_else_reaches_it(
    monkeypatch, answers, origin
):
    monkeypatch.setattr(arrivals, "page_url", lambda: "http://127.0.0.1:8501/seance")
    offered = (Address("http://192.0.2.7:8501", answers=answers),)
    monkeypatch.setattr(requests, "addresses", lambda _url: offered)
    assert arrivals.link_origin() == origin


def ready(sitting):
    room, code, secret = sitting.room, sitting.code, sitting.secret
    for criterion in sitting.stage().meeting.unconfirmed:
        room.confirm_direction(code, secret, criterion, Sense.MIN)
    room.freeze(code, secret)
    sitting.act(Act.START_CHECKS)


@each("phase", [Phase.LOBBY, Phase.ROUND])
def test_the_desk_of_a_meeting_by_invitation_shows_how_people_come_in_by_these(room, holds, phase):
    sitting = Sitting(room, invited=True).lobby()
    if phase is Phase.ROUND:
        sitting.open()
    holds(**{f"lien_{sitting.code}": sitting.secret})
    desk = page(seance=sitting.code)
    assert 'class="code"' not in html(desk)
    app = page(seance=sitting.code, onglet="presents")
    assert 'class="code"' not in html(app)
    assert 'class="qr"' not in html(app)
    assert f"Code de la séance : {sitting.code}" in words(app)
    assert "Chaque personne scanne le code de sa propre invitation" in words(app)
    assert "Aucune invitation n’est faite : aucun appareil ne peut voter." in words(desk)
    at_desk, below = re.findall(f'href="(/seance/{sitting.code}/invitations.pdf[^"]*)"', html(app))
    assert at_desk == below
    given = room.new_invitations(sitting.code, sitting.secret, drawn_invitations(20))
    token = room.new_token(sitting.code)
    room.join_soon(sitting.code, token, invitation=given[0]).result()
    assert "20 invitations faites, 1 utilisée." in words(desk.run())
    assert "aucun appareil ne peut voter" not in words(desk)


def test_the_log_says_everything_in_the_words_of_the_room(room, holds):
    sitting = Sitting(room, Form.FULL)
    code, secret = sitting.code, sitting.secret
    holds(**{f"lien_{code}": secret})
    room.choose_frame(
        code,
        secret,
        combination="gt",
        criteria=("ghg_impact", "partner_ecosystem", "existing_coverage"),
        weighting=Mode.SWING,
    )
    room.new_link(code, secret, Role.RECORDER)
    room.revoke(code, secret, next(k.id for k in room.links(code, secret) if k.role == "recorder"))
    room.new_invitations(code, secret, drawn_invitations(3))
    sitting.lobby()
    sitting.act(Act.START_REVIEW)
    edit = ScoreEdit("mieux_se_loger", "partner_ecosystem", None, None, "inconnu", "", "su")
    room.edit_score(code, secret, edit)
    ready(sitting)
    sitting.open()
    room.set_countdown(code, secret, 5)
    sitting.vote(5)
    sitting.reveal()
    room.project(code, secret, "firsts")
    room.write_text(code, secret, "decision", "{}", 0)
    log = re.search(
        r'<table class="left log".*?</table>', html(page(seance=code, onglet="journal")), re.DOTALL
    )
    told = re.sub("<[^>]+>", " ", log.group()).replace("\u00a0", " ")
    assert CODED.findall(told) == []
    for one in (
        "forme complète",
        "Mieux se loger, Écosystème partenarial : note manquante → note manquante",
        "Couverture existante : moins couvert",
        "rapporteur",
        "groupes normands ; Impact GES",
        "décision, version 1",
    ):
        assert one in told


def test_what_is_drawn_is_allowed_by_the_meeting_that_is_drawn(room):
    """Another facilitator opens the round between two pieces of a page: none speaks of it yet."""
    made = Sitting(room).lobby()
    found = Visit(room, made.code, made.secret, Role.FACILITATOR, made.stage())
    made.open()
    assert made.stage().meeting.unrevealed_round
    assert not found.may(Act.VOID_ROUND)
    assert found.may(Act.REHEARSE)


@each(
    ("seat", "ip", "headers", "offered"),
    [
        ("1", None, {"Host": "127.0.0.1:8501"}, True),
        ("", None, {"Host": "127.0.0.1:8501"}, False),
        ("", "127.0.0.1", {"Host": "localhost"}, False),  # through a proxy that says nothing
        ("", None, {}, False),  # a websocket without any origin
        ("1", "192.0.2.9", {"Host": "localhost"}, False),
        ("1", None, {"Host": "127.0.0.1:8501", "X-Forwarded-For": "192.0.2.9"}, False),
    ],
)
def test_set_up_is_offered_at_the_machine_only_where_its_starter_said_so(
    room, monkeypatch, seat, ip, headers, offered
):
    monkeypatch.setenv(SEAT_VARIABLE, seat)
    room.create("Secrète")
    visitor = SimpleNamespace(cookies={}, headers=headers, ip_address=ip, url="http://127.0.0.1/")
    monkeypatch.setattr(visit.st, "context", visitor)
    shown = words(page())
    assert ("Créer une séance" in shown) is offered
    assert ("Secrète" in shown) is offered


def test_a_lost_phone_s_invitation_is_let_be_used_again_by_the_end_of_its_link(room, holds):
    sitting = Sitting(room, invited=True).lobby()
    holds(**{f"lien_{sitting.code}": sitting.secret})
    assert "Un téléphone perdu" not in words(page(seance=sitting.code, onglet="presents"))
    given = room.new_invitations(sitting.code, sitting.secret, drawn_invitations(2))
    token = room.new_token(sitting.code)
    room.join_soon(sitting.code, token, invitation=given[0]).result()
    for typed, said in (
        ("ABCDEFGHJK", "Aucune invitation de cette séance ne finit ainsi"),
        (given[1], "Personne n’a utilisé cette invitation"),
        (f"http://salle.test/i/{sitting.code}/{given[0].lower()}", "C’est fait"),
    ):
        app = page(seance=sitting.code, onglet="presents")
        field = next(f for f in app.text_input if f.label.startswith("Fin du lien"))
        field.set_value(typed)
        press(app, "Rendre cette invitation utilisable")
        assert said in words(app)
        assert "L’appareil perdu ne pourra plus s’en servir, même retrouvé" in words(app)
    voter = room.voter_of(sitting.code, token)
    assert room.standing(sitting.code, voter) is not VoterStanding.JOINED
    assert "aucun vote retiré" in words(page(seance=sitting.code, onglet="journal"))


@pytest.mark.usefixtures("holds")
def test_codes_are_not_guessed_on_the_page_either(room, monkeypatch):
    guesses = Guesses(1, 0)
    visitor = SimpleNamespace(ip_address="192.0.2.9", url="http://192.0.2.7/", headers={})
    monkeypatch.setattr(visit.st, "context", visitor)
    monkeypatch.setattr(visit, "current_guesses", lambda: guesses)
    sitting, other = Sitting(room).lobby(), Sitting(room).lobby()
    assert sitting.code in words(page(seance=sitting.code))
    assert "Aucune séance n’a le code" in words(page(seance="ABCDE"))
    told = words(page(seance=other.code))
    assert "Beaucoup de codes ont été essayés depuis ce réseau" in told
    assert "Phase" not in told
    assert "Accueil" in words(page(seance=sitting.code))
    assert "Beaucoup de codes" in words(page("compte-rendu", seance=other.code))
