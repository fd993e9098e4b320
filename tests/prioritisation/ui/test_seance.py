"""The pages of a meeting through the framework's own test runner, on a store of their own."""

import re
import threading
import time

import pytest

from criteria.model import Sense
from prioritisation.meeting.room import Room, warnings
from prioritisation.meeting.rules import Act, Form, Phase, Role
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.ui.meeting import page as meeting_page
from prioritisation.ui.note import page as note_page
from prioritisation.ui.visit import visit as place
from prioritisation.ui.visit import voting
from tests.each import each
from tests.prioritisation.ui.reading import (
    MARKUP,
    SEANCE,
    filled,
    html,
    opened,
    page,
    plain_words,
    press,
    screened,
    words,
)
from tests.sitting import Sitting


@each("replaced", [False, True])
def test_a_visitor_without_a_link_that_counts_is_told_where_to_go_and_cannot_create(
    room, holds, replaced
):
    room.create("Secrète")
    if replaced:
        holds(demarrage=room.new_setup_secret())
        room.new_setup_secret()
    app = page()
    assert "J’ai un code" in [field.label for field in app.text_input]
    assert "ouvrez le lien de démarrage" in words(app)
    assert "Secrète" not in words(app)
    assert "Créer la séance" not in [b.label for b in app.button]


def test_the_machine_itself_and_the_set_up_link_list_and_create_meetings(room, holds):
    holds(demarrage=room.new_setup_secret())
    app = page()
    next(f for f in app.text_input if f.label == "Intitulé").set_value("GT ECTE")
    press(app, "Créer la séance")
    assert [m.title for m in room.meetings()] == ["GT ECTE"]
    code = room.meetings()[0].code
    assert f"La séance {code} est créée" in words(app)
    link = re.search(f'href="/entrer/{code}/([^"]+)"', html(app)).group(1)
    assert room.role(code, link) is Role.FACILITATOR


@pytest.mark.usefixtures("room", "holds")
def test_an_unknown_code_is_said_and_another_can_be_typed():
    app = page(seance="ZZZZ")
    assert "Aucune séance n’a le code « ZZZZ »" in words(app)
    assert "Suivre cette séance" in [b.label for b in app.button]


def test_the_short_form_opens_in_one_dialog_and_forgets_no_question(sitting):
    app = page(seance=sitting.code)
    press(app, "Ouvrir l’accueil")
    assert filled(app) == ["Ouvrir le premier vote…"]
    press(app, "Ouvrir le premier vote…")
    confirm = "Ouvrir le premier vote"
    press(app, confirm)
    assert "Choisissez ce qui rend prioritaire." in words(app)
    assert "Choisissez comment compter, ou laissez ce choix ouvert." in words(app)
    app.radio(key=f"take_{sitting.code}_perimeter").set_value("left_open").run()
    app.radio(key=f"sense_{sitting.code}_existing_coverage").set_value("min")
    press(app, confirm)
    assert "Choisissez ce qui rend" not in words(app)
    assert "Acceptez, ou écrivez un mot : il va au compte rendu." in words(app)
    first, *others = [f for f in app.text_input if f.key.startswith("opening_")]
    first.set_value("su, on saura en mars")
    for field in others:
        app.checkbox(key=f"{field.key}_accepted").check()
    press(app, confirm)
    assert sitting.stage().meeting.phase is Phase.ROUND
    answers = [w.answer for w in sitting.room.warnings(sitting.code) if w.answer]
    assert sorted(answers) == ["Accepté"] * len(others) + ["su, on saura en mars"]
    app.run()
    assert "Le premier vote est ouvert" in words(app)


def test_the_full_form_writes_scores_says_their_effect_and_freezes(room, holds):
    sitting = Sitting(room, Form.FULL).lobby()
    holds(**{f"lien_{sitting.code}": sitting.secret})
    sitting.act(Act.START_REVIEW)
    app = page(seance=sitting.code)
    press(app, "Arrêter les notes")
    assert "Réglez d’abord ce qui rend prioritaire : Couverture existante" in words(app)
    app.selectbox(key=f"score_lever_{sitting.code}").set_value("mieux_se_loger").run()
    app.selectbox(key=f"score_criterion_{sitting.code}").set_value("partner_ecosystem").run()
    press(app, "Écrire cette note")
    assert "Donnez la note" in words(app)
    levels = app.selectbox(key=f"word_0_{sitting.code}_partner_ecosystem")
    levels.set_value(sitting.stage().case.criterion("partner_ecosystem").scale.levels[-1].id)
    app.text_input(key=f"score_source_{sitting.code}").set_value("la salle")
    press(app, "Écrire cette note")
    edits = room.store.edits(sitting.code)
    assert len(edits) == 1
    press(app, "Retenir « Moins couvert = plus prioritaire »")
    press(app, "Arrêter les notes")
    frozen = sitting.stage().meeting.frozen
    assert f"Notes arrêtées : version 1, empreinte des notes {frozen[:12]}…" in words(app)
    press(app, "Passer aux questions")
    press(app, "Ouvrir le premier vote…")
    assert sitting.stage().meeting.phase is Phase.CHECKS


@pytest.fixture
def settled(room, holds):
    """A whole meeting that reads its scores again, with nothing else to settle."""
    made = Sitting(room, Form.FULL).lobby().act(Act.START_REVIEW)
    holds(**{f"lien_{made.code}": made.secret})
    for criterion in made.stage().meeting.unconfirmed:
        room.confirm_direction(made.code, made.secret, criterion, Sense.MIN)
    for warning in room.warnings(made.code):
        made.act(Act.ANSWER_WARNING, warning=warning.id, reason="su")
    return made


def test_once_nothing_is_left_to_settle_one_press_fixes_the_scores_and_opens_the_vote(settled):
    app = page(seance=settled.code)
    assert filled(app) == ["Arrêter les notes et ouvrir le premier vote"]
    press(app, "Arrêter les notes et ouvrir le premier vote")
    assert settled.stage().meeting.phase is Phase.ROUND
    assert settled.stage().meeting.frozen


def test_while_a_round_is_open_only_the_count_is_shown(sitting):
    sitting.open()
    sitting.vote(6)
    desk, room = words(page(seance=sitting.code)), plain_words(screened(sitting))
    assert "6 votes reçus, 6 présents" in desk
    assert "6 votes reçus 6 personnes présentes" in room
    for text in (desk, room):
        assert "Mieux produire" not in text
        assert not re.search(r"\d %", text)


def test_while_people_vote_nothing_on_the_desk_depends_on_what_they_answer(sitting):
    """The small picture of what the room sees included: the same number of votes, all changed."""
    sitting.open()
    tokens = sitting.vote(6)
    before = html(page(seance=sitting.code))
    assert 'class="thumb"' in before
    sitting.vote(6, seed=2, tokens=tokens)
    assert html(page(seance=sitting.code)) == before
    sitting.vote(1, seed=3)
    assert html(page(seance=sitting.code)) != before, "how many is shown"


def test_after_the_reveal_agreement_comes_first_then_weights_then_who_is_first(sitting):
    sitting.open()
    sitting.vote(12, reason=MARKUP)
    app = page(seance=sitting.code)
    press(app, "Fermer le premier vote et montrer les résultats")
    app.run()
    text = words(app)
    order = [
        "Raisons écrites",
        "Où le groupe est-il d’accord ?",
        "Poids du groupe",
        "Qui est premier",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    # In the small picture, and in what the room sees: nowhere else.
    assert html(app).count('class="p-dot"') == 2 * 36
    assert 'class="sw-dot"' not in html(app)
    assert MARKUP not in html(app)
    assert "&lt;img src=x onerror=alert(1)&gt; **gras**" in html(app)


def test_few_ballots_show_their_number_and_nothing_else(sitting):
    sitting.open()
    sitting.vote(2)
    sitting.reveal()
    app = page(seance=sitting.code)
    assert "2 votes : à moins de 5, rien d’autre que le nombre de votes" in words(app)
    assert 'class="p-dot"' not in html(app)
    assert "Moyenne" not in words(app)


def test_the_pictures_are_shown_in_an_order_and_never_lead_back_to_a_vote(sitting):
    sitting.open()
    tokens = sitting.vote(8)
    for name, seed in (("second", 2), ("3e", 3)):
        sitting.reveal()
        app = page(seance=sitting.code)
        assert filled(app) == ["Montrer « Vote par vote »"]
        press(app, "Montrer « Vote par vote »")
        assert sitting.stage().setup.projection == "firsts"
        assert filled(app) == ["Montrer « Le classement »"]
        press(app, f"Ouvrir le {name} vote")
        sitting.vote(8, seed=seed, tokens=tokens)
    sitting.reveal()
    # The talk of the vote before is over: its picture does not come back by itself.
    assert sitting.stage().setup.projection == "auto"
    app = page(seance=sitting.code)
    steps = []
    while sitting.stage().meeting.phase is not Phase.CLOSED:
        (label,) = filled(app)
        steps.append(label)
        press(app, label)
        if label.startswith("Clore"):  # what is not written is recalled
            press(app, "Clore quand même")
    assert steps == [
        "Montrer « Vote par vote »",
        "Montrer « Le classement »",
        "Passer à la décision",
        "Clore la séance…",
    ]


def test_a_second_round_says_what_moved_and_the_ranking_follows(sitting):
    sitting.open()
    tokens = sitting.vote(8)
    sitting.reveal().open()
    sitting.vote(8, seed=2, tokens=tokens)
    sitting.reveal()
    assert "Depuis le vote d’avant" in words(page(seance=sitting.code))
    sitting.act(Act.START_ANALYSIS)
    text = words(page(seance=sitting.code))
    assert "Classement avec les poids du groupe" in text
    assert "Mieux produire" in text


def test_voiding_and_going_back_need_a_reason(sitting):
    sitting.open()
    app = page(seance=sitting.code)
    press(app, "Annuler le premier vote")
    assert "Écrivez d’abord la raison" in words(app)
    app.text_input(key=f"void_reason_{sitting.code}").set_value("mauvais périmètre")
    press(app, "Annuler le premier vote")
    assert sitting.stage().meeting.rounds[-1].reason == "mauvais périmètre"


def test_a_countdown_is_set_and_taken_away_and_never_closes(sitting):
    sitting.open()
    app = page(seance=sitting.code)
    press(app, "Lancer le compte à rebours")
    assert sitting.stage().setup.deadline
    press(app, "L’enlever")
    assert not sitting.stage().setup.deadline
    assert sitting.stage().meeting.phase is Phase.ROUND


def test_a_rehearsal_is_marked_everywhere_and_erased_once_it_was_asked(sitting):
    sitting.lobby()
    app = page(seance=sitting.code, onglet="preparer")
    press(app, next(b.label for b in app.button if b.key == "rehearse"))
    sitting.open()
    app = page(seance=sitting.code, onglet="preparer")
    press(app, "Ajouter des votes inventés")
    assert sitting.stage().ballots == 12
    sitting.reveal()
    assert "Rien de ce qui s’affiche n’est un vote" in words(page(seance=sitting.code))
    assert "Répétition : votes inventés" in plain_words(screened(sitting))
    app = page(seance=sitting.code, onglet="preparer")
    press(app, "Effacer la répétition…")
    assert "Tout ce qui a été écrit depuis le début de la répétition est effacé" in words(app)
    assert "C’est sans retour possible." in words(app)
    assert sitting.stage().ballots == 12
    press(app, "Garder la répétition")
    assert "C’est sans retour possible." not in words(app)
    assert sitting.stage().meeting.rehearsal
    press(app, "Effacer la répétition…")
    press(app, "Effacer la répétition")
    assert sitting.stage().meeting.phase is Phase.LOBBY
    assert (sitting.stage().ballots, sitting.stage().meeting.unconfirmed != ()) == (0, True)


def test_a_paper_ballot_asks_the_same_questions_and_is_recorded(sitting):
    sitting.open()
    app = page(seance=sitting.code, onglet="preparer")
    press(app, "Enregistrer ce vote sur papier")
    assert "Ce vote n’est pas complet" in words(app)
    first, second, third = (c.id for c in sitting.stage().criteria)
    app.radio(key="paper_first_0").set_value(first)
    app.number_input(key=f"paper_n_{second}_0").set_value(60)
    app.checkbox(key=f"paper_a_{third}_0").check()
    press(app, "Enregistrer ce vote sur papier")
    (ballot,) = sitting.room.store.ballots(sitting.code, 1)
    told = f"Vote sur papier enregistré, reçu {ballot.receipt} : notez-le sur la feuille."
    drawn = [getattr(e.proto, "label", "") or getattr(e.proto, "body", "") for e in app.main]
    sent = drawn.index("Enregistrer ce vote sur papier")
    assert ballot.receipt in drawn[sent + 1], "just below where it was sent"
    sitting.vote(3)
    app.run()
    assert words(app).count(told) == 1, "the others send theirs meanwhile"
    press(app, "Enregistrer ce vote sur papier")
    assert told not in words(app), "another one is being typed"
    app.radio(key="paper_first_1").set_value(second)
    app.number_input(key=f"paper_n_{first}_1").set_value(60)
    app.checkbox(key=f"paper_a_{third}_1").check()
    press(app, "Enregistrer ce vote sur papier")
    sitting.reveal()
    app.run()
    assert words(app).count("Vote sur papier enregistré") == 1, "closed before it was written"
    assert ballot.kind == "paper"
    assert f'"{third}": null' in ballot.points_json


def test_links_are_shown_once_and_revoked(sitting):
    app = page(seance=sitting.code, onglet="presents")
    press(app, next(b.label for b in app.button if b.key == "link_recorder"))
    (made,) = [c.value for c in app.code]
    secret = made.rsplit("/", 1)[1]
    assert sitting.room.role(sitting.code, secret) is Role.RECORDER
    assert secret not in html(page(seance=sitting.code, onglet="presents"))
    link = next(
        k for k in sitting.room.links(sitting.code, sitting.secret) if k.role == "recorder"
    )
    app.button(key=f"revoke_{link.id}").click().run()
    assert sitting.room.role(sitting.code, secret) is Role.OBSERVER


def test_erasing_needs_the_code(sitting):
    app = page(seance=sitting.code, onglet="preparer")
    press(app, "Effacer cette séance pour de bon")
    assert "rien n’a été effacé" in words(app)
    app.text_input(key=f"purge_{sitting.code}").set_value(sitting.code.lower())
    press(app, "Effacer cette séance pour de bon")
    assert sitting.room.meetings() == ()
    told = f"La séance {sitting.code} est effacée de ce serveur."
    assert told in words(app)
    app.run()
    assert told in words(app)


def test_an_observer_has_no_control_and_the_projector_no_secret(sitting, holds):
    sitting.open()
    holds()
    app = page(seance=sitting.code)
    assert not filled(app)
    for view in ("preparer", "presents", "journal"):
        beside = page(seance=sitting.code, onglet=view)
        assert not beside.expander
        assert sitting.secret not in html(beside)
    assert "observateur" in words(app)
    assert sitting.secret not in screened(sitting)


def test_nothing_is_ranked_elsewhere_for_who_has_joined_while_people_vote(
    sitting, holds, monkeypatch
):
    monkeypatch.setattr("prioritisation.meeting.room.warnings.STAGE_FRESH_S", -1.0)
    sitting.open()
    assert "Mieux produire" not in words(opened()), "its facilitator's pages follow the meeting"
    other = sitting.room.create("Autre")
    for cookies in ({}, {f"lien_{other.code}": other.facilitator, f"present_{other.code}": "1"}):
        holds(**cookies)
        assert "Mieux produire" in words(opened()), "whoever is of another meeting, or of none"
    holds(**{f"present_{sitting.code}": "1"})
    for screen in ("classer", "comparer"):
        app = page(screen)
        assert "Les résultats du vote ne sont pas encore montrés" in words(app)
        assert "Mieux produire" not in words(app)
    sitting.reveal()
    assert "Mieux produire" in words(opened())


def test_without_a_store_pages_say_so_and_the_others_still_rank_for_those_of_no_meeting(
    monkeypatch, holds
):
    def gone():
        raise StoreUnavailable("gone")

    monkeypatch.setattr(meeting_page, "current_room", gone)
    monkeypatch.setattr(voting, "current_room", gone)
    assert "ne peuvent pas être lues pour l’instant" in words(page())
    assert "Mieux produire" in words(opened())
    holds(present_ABCDE="1")
    assert "On ne peut pas savoir si un vote est en cours" in words(opened())
    assert "Mieux produire" not in words(opened())


@pytest.mark.usefixtures("room")
def test_no_page_waits_long_for_a_store_that_hangs(monkeypatch, holds):
    free = threading.Event()
    monkeypatch.setattr(warnings, "RANKING_PATIENCE_S", 0.1)
    monkeypatch.setattr(Room, "votes_on", lambda *_: free.wait(60))
    holds(present_ABCDE="1")
    begun = time.monotonic()
    assert "On ne peut pas savoir si un vote est en cours" in words(opened())
    assert time.monotonic() - begun < 30
    free.set()


@each("screen", [SEANCE, "compte-rendu"])
def test_a_page_that_the_store_leaves_half_drawn_looks_again_by_itself(
    sitting, monkeypatch, screen
):
    followed = []
    monkeypatch.setattr(place, "push", lambda *given: followed.append(given))

    def gone(*_, **__):
        raise StoreUnavailable("gone")

    for drawn in (meeting_page, "facilitator_page"), (note_page.subjects, "meeting_subject"):
        monkeypatch.setattr(*drawn, gone)
    app = page(screen, seance=sitting.code)
    assert "ne peuvent pas être lues pour l’instant" in words(app)
    assert followed == [(sitting.code, place.UNSEEN, "lost_push")]


def known(app):
    return [f for f in app.text_input if (f.key or "").startswith("known_")]


def test_what_to_know_before_concluding_is_answered_on_the_page(sitting):
    sitting.open().vote(6)
    sitting.reveal()
    app = page(seance=sitting.code)
    assert "À savoir avant de conclure" in words(app)
    assert "6 votes, moins de 10 : un autre groupe pourrait conclure autrement." in words(app)
    field = next(f for f in known(app) if f.key.endswith("few:1"))
    field.set_value(MARKUP)
    press(app, "Écrire les réponses")
    found = {w.id: w.answer for w in sitting.room.warnings(sitting.code)}
    assert found["few:1"] == MARKUP
    assert "<img src=x" not in html(app)
    assert "Réponse : &lt;img" in words(app)
    assert "few:1" not in {f.key.rpartition("_")[2] for f in known(app)}


def test_nothing_of_the_ballots_is_to_be_known_while_a_round_is_open(sitting):
    sitting.open().vote(6)
    app = page(seance=sitting.code)
    assert "À savoir avant de conclure" not in words(app)
    assert known(app) == []


def test_a_visitor_who_sees_the_case_ranked_is_counted_once_a_visit(sitting, holds):
    holds()
    app = opened()
    app.run()
    app.run()
    voting.NOTING.submit(int).result()  # what was asked before is written
    seen = [w.n for w in sitting.room.warnings(sitting.code) if w.id == "ranking_seen"]
    assert seen == [1]
