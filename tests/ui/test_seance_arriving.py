"""What a facilitator meets first: a form to fill in, ways in that work, a log that can be read."""

import re

import pytest

from criteria.model import Sense
from prioritisation.ballots.modes import Mode
from prioritisation.meeting import Act, Form, Phase, Role
from prioritisation.reach import Address
from prioritisation.room import Room
from prioritisation.room.dossier import ScoreEdit
from prioritisation.ui.components.seance import joining, logbook
from prioritisation.ui.components.seance.here import Here
from tests.ui import test_seance as there
from tests.ui.test_pages import html
from tests.ui.test_seance import Sitting, page, plain_words, press, screened, words

room, holds, sitting = there.room, there.holds, there.sitting
CODED = re.compile(r"[a-z]+_[a-z_]+|[{}]|\b(full|short|facilitator|recorder|deck|firsts)\b")


def test_a_meeting_without_a_title_is_asked_for_one(room, holds):
    holds(demarrage=room.setup_secret())
    app = page()
    press(app, "Créer la séance")
    assert "Donnez un intitulé à la séance." in words(app)
    assert not room.meetings()


def test_a_meeting_that_is_made_leaves_an_empty_form(room, holds):
    holds(demarrage=room.setup_secret())
    app = page()
    app.text_input[0].set_value("GT ECTE")
    app.text_area[0].set_value("Employeurs")
    press(app, "Créer la séance")
    assert "La séance est prête" in words(app)
    assert "Aucune séance n’est choisie" not in words(app)
    assert (app.text_input[0].value, app.text_area[0].value) == ("", "")
    press(app, "Créer la séance")
    assert len(room.meetings()) == 1


@pytest.mark.parametrize(
    ("answers", "origin"),
    [(True, "http://192.0.2.7:8501"), (False, "http://127.0.0.1:8501")],
)
def test_a_secret_link_opens_on_this_computer_as_long_as_nobody_else_reaches_it(
    monkeypatch, answers, origin
):
    monkeypatch.setattr(joining, "page_url", lambda: "http://127.0.0.1:8501/seance")
    offered = (Address("http://192.0.2.7:8501", answers=answers),)
    monkeypatch.setattr(joining, "addresses", lambda _url: offered)
    assert joining.link_origin() == origin


@pytest.mark.usefixtures("holds")
@pytest.mark.parametrize("phase", [Phase.LOBBY, Phase.REVIEW, Phase.CHECKS, Phase.ROUND])
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
    if phase is not Phase.REVIEW:
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
    assert "Les invitations ouvrent la page de vote" in shown
    assert "pour voter, il faut une invitation" in shown


def test_the_log_says_everything_in_the_words_of_the_room(room, holds):
    sitting = Sitting(room, Form.FULL)
    code, secret = sitting.code, sitting.secret
    holds(**{f"lien_{code}": secret})
    room.choose_frame(
        code,
        secret,
        perimeter="gt",
        criteria=("ghg_impact", "partner_ecosystem", "existing_coverage"),
        weighting=Mode.SWING,
    )
    room.new_link(code, secret, Role.RECORDER)
    room.revoke(code, secret, next(k.id for k in room.links(code, secret) if k.role == "recorder"))
    room.new_invitations(code, secret, 3)
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
    for name in ("portfolio", "arguments", "decision"):
        room.write_paper(code, secret, name, "{}", room.paper(code, name).version)
    log = re.search(r'<table class="left log".*?</table>', html(page(seance=code)), re.DOTALL)
    told = re.sub("<[^>]+>", " ", log.group()).replace("\u00a0", " ")
    assert CODED.findall(told) == []
    for one in (
        "forme complète",
        "Mieux se loger, Écosystème partenarial",
        "Couverture existante : moins couvert",
        "rapporteur",
        "Qui est premier",
        "groupes normands ; Impact GES",
        "décision, version 1",
    ):
        assert one in told


def test_the_log_finds_the_warnings_once_however_many_were_answered(room, monkeypatch):
    made, asked, find = Sitting(room).open(), [], Room.warnings
    answered = [e for e in room.audit(made.code, made.secret) if e.act == Act.ANSWER_WARNING]
    monkeypatch.setattr(Room, "warnings", lambda *who: asked.append(who) or find(*who))
    found = Here(room, made.code, made.secret, Role.FACILITATOR, made.stage())
    monkeypatch.setattr(logbook.st, "html", str)
    logbook.log(found)
    assert len(answered) > 1
    assert len(asked) == 1


def test_what_is_drawn_is_allowed_by_the_meeting_that_is_drawn(room):
    """Another facilitator opens the round between two pieces of a page: none speaks of it yet."""
    made = Sitting(room).lobby()
    found = Here(room, made.code, made.secret, Role.FACILITATOR, made.stage())
    made.open()
    assert made.stage().meeting.open_round
    assert not found.may(Act.VOID_ROUND)
    assert found.may(Act.REHEARSE)


@pytest.mark.parametrize(
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
    counts = "5 bulletins sur 10 viennent de personnes qui portent une fiche"
    assert (counts in said) is counted
