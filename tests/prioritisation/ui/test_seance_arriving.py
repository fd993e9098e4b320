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
from prioritisation.ui.meeting import arrivals, logbook
from prioritisation.ui.visit import visit
from prioritisation.ui.visit.visit import Visit
from prioritisation.web import requests
from prioritisation.web.requests import Address, Guesses
from tests.each import each
from tests.prioritisation.ui.overtaking import pressed_during
from tests.prioritisation.ui.reading import html, page, plain_words, press, screened, words
from tests.sitting import Sitting

CODED = re.compile(r"[a-z]+_[a-z_]+|[{}]|\b(full|short|facilitator|recorder|deck|firsts)\b")


def test_a_meeting_without_a_title_is_asked_for_one(room, holds):
    holds(demarrage=room.new_setup_secret())
    app = page()
    press(app, "Créer la séance")
    assert "Donnez un intitulé à la séance." in words(app)
    assert not room.meetings()


def test_a_meeting_that_is_made_leaves_an_empty_form(room, holds):
    holds(demarrage=room.new_setup_secret())
    app = page()
    app.text_input[0].set_value("GT ECTE")
    app.text_area[0].set_value("Employeurs")
    press(app, "Créer la séance")
    assert "La séance est créée" in words(app)
    assert "Aucune séance n’est choisie" not in words(app)
    assert (app.text_input[0].value, app.text_area[0].value) == ("", "")
    press(app, "Créer la séance")
    assert len(room.meetings()) == 1


def test_a_double_click_makes_one_meeting_and_shows_its_link(room, holds, monkeypatch):
    holds(demarrage=room.new_setup_secret())
    app = page()
    app.text_input[0].set_value("GT ECTE")
    pressed_during(monkeypatch, Room, "create")
    press(app, "Créer la séance")
    (made,) = room.meetings()
    (address,) = [c.value for c in app.code]
    assert room.role(made.code, address.split("/")[-1]) is Role.FACILITATOR


@each(
    ("answers", "origin"),
    [(True, "http://192.0.2.7:8501"), (False, "http://127.0.0.1:8501")],
)
def test_a_secret_link_opens_on_this_computer_as_long_as_nobody_else_reaches_it(
    monkeypatch, answers, origin
):
    monkeypatch.setattr(arrivals, "page_url", lambda: "http://127.0.0.1:8501/seance")
    offered = (Address("http://192.0.2.7:8501", answers=answers),)
    monkeypatch.setattr(requests, "addresses", lambda _url: offered)
    assert arrivals.link_origin() == origin


@pytest.mark.usefixtures("holds")
@each("phase", [Phase.LOBBY, Phase.REVIEW, Phase.CHECKS, Phase.ROUND])
def test_the_projector_shows_no_code_that_would_turn_people_away(room, phase):
    sitting = Sitting(room, Form.FULL, invited=True).lobby()
    if phase is not Phase.LOBBY:
        sitting.act(Act.START_REVIEW)
    if phase in (Phase.CHECKS, Phase.ROUND):
        ready(sitting)
    if phase is Phase.ROUND:
        sitting.open()
    shown = screened(sitting)
    assert "/vote" not in shown
    assert 'class="qr' not in shown
    if phase not in (Phase.REVIEW, Phase.CHECKS):
        assert "Scannez le code de votre propre invitation" in plain_words(shown)


def ready(sitting):
    room, code, secret = sitting.room, sitting.code, sitting.secret
    for criterion in sitting.stage().meeting.unconfirmed:
        room.confirm_direction(code, secret, criterion, Sense.MIN)
    room.freeze(code, secret)
    sitting.act(Act.START_CHECKS)


def test_a_facilitator_who_invites_is_told_that_the_code_lets_nobody_vote(room, holds):
    sitting = Sitting(room, invited=True)
    holds(**{f"lien_{sitting.code}": sitting.secret})
    shown = words(page(seance=sitting.code))
    assert "qui a une invitation peut entrer" in shown
    shown = words(page(seance=sitting.code, onglet="presents"))
    assert "pour voter, il faut une invitation" in shown


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


def test_the_desk_of_a_meeting_with_an_open_code_shows_it_large(room, holds):
    sitting = Sitting(room).lobby()
    holds(**{f"lien_{sitting.code}": sitting.secret})
    app = page(seance=sitting.code, onglet="presents")
    assert f'<p class="code">{sitting.code}</p>' in html(app)
    assert 'class="qr"' in html(app)
    assert "Comment on entre" not in words(app)


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


def test_the_log_names_answered_warnings_without_looking_for_any(room, monkeypatch):
    made, asked, find = Sitting(room).open(), [], Room.warnings
    answered = [e for e in room.audit(made.code, made.secret) if e.act == Act.ANSWER_WARNING]
    monkeypatch.setattr(Room, "warnings", lambda *who: asked.append(who) or find(*who))
    found = Visit(room, made.code, made.secret, Role.FACILITATOR, made.stage())
    monkeypatch.setattr(logbook.st, "html", str)
    logbook.log(found)
    assert len(answered) > 1
    assert asked == []


def test_what_is_drawn_is_allowed_by_the_meeting_that_is_drawn(room):
    """Another facilitator opens the round between two pieces of a page: none speaks of it yet."""
    made = Sitting(room).lobby()
    found = Visit(room, made.code, made.secret, Role.FACILITATOR, made.stage())
    made.open()
    assert made.stage().meeting.unrevealed_round
    assert not found.may(Act.VOID_ROUND)
    assert found.may(Act.REHEARSE)


@each(
    ("n", "carriers", "colleges", "counted"),
    [(6, 3, False, False), (10, 1, True, False), (10, 5, True, True), (4, 2, False, False)],
)
def test_what_was_asked_and_cannot_be_told_is_said(room, holds, n, carriers, colleges, counted):
    made = Sitting(room, colleges=["Employeurs", "Salariés"], asks_carrying=True)
    holds(**{f"lien_{made.code}": made.secret})
    tokens = [room.new_token(made.code) for _ in range(n)]
    made.open()
    for k, token in enumerate(tokens):
        college = "Employeurs" if k % 2 else "Salariés"
        room.join_soon(made.code, token, college=college, carries=k < carriers).result()
    made.vote(n, tokens=tokens)
    made.reveal()
    said = words(page(seance=made.code))
    assert ("Par collège : rien n’est montré" in said) is not colleges
    assert ("Qui porte une fiche : rien n’est montré" in said) is not counted
    counts = "5 votes sur 10 viennent de personnes qui portent une fiche"
    assert (counts in said) is counted


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


def test_the_desk_says_that_the_meeting_is_full(room, holds, monkeypatch):
    monkeypatch.setattr(arrivals, "MOST_VOTERS", 2)
    sitting = Sitting(room).lobby()
    holds(**{f"lien_{sitting.code}": sitting.secret})
    for full in (False, False, True):
        assert ("2 personnes sont entrées" in words(page(seance=sitting.code))) is full
        room.join_soon(sitting.code, room.new_token(sitting.code)).result()
