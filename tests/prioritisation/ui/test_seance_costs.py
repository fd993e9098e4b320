"""What cannot be undone is asked first; what comes late is told; what is typed is not lost."""

import re

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from criteria.model import Sense, Status
from prioritisation.meeting.room import ScoreEdit
from prioritisation.meeting.rules import Act, Details, Form, Phase, Role
from tests.prioritisation.ui.reading import MARKUP, button, html, page, plain_words, press, words
from tests.sitting import Sitting

LATE = "Votre clic n’a rien changé : la séance en était déjà à « {} »."
FINAL = "C’est sans retour possible."
COMING_BACK = "Vous animez cette séance ? Ouvrez votre lien d’animation"


def links(sitting, secret=None):
    return [
        k for k in sitting.room.links(sitting.code, secret or sitting.secret) if not k.revoked_at
    ]


def revoke(app, link):
    app.button(key=f"revoke_{link.id}").click().run()
    assert not app.exception
    return app


# --- revoking


def test_one_s_own_only_link_is_revoked_only_after_its_cost_was_said(sitting):
    app = page(seance=sitting.code, onglet="presents")
    assert "(le vôtre, ici)" in words(app)
    revoke(app, links(sitting)[0])
    text = words(app)
    assert "Vous êtes ici par ce lien" in text
    assert "C’est le dernier lien d’animation" in text
    assert FINAL in text
    assert len(links(sitting)) == 1
    (safe,) = [b for b in app.button if b.key == "asked_keep"]
    assert safe.proto.type == "primary"
    press(app, "Garder ce lien")
    assert FINAL not in words(app)
    assert len(links(sitting)) == 1
    revoke(app, links(sitting)[0])
    press(app, "Le révoquer quand même")
    assert sitting.room.role(sitting.code, sitting.secret) is Role.OBSERVER
    assert COMING_BACK in words(page(seance=sitting.code))


# --- a facilitator without her link


def test_with_the_set_up_link_one_click_makes_a_link_once(sitting, holds):
    holds(demarrage=sitting.room.new_setup_secret())
    app = page()
    press(app, "Nouveau lien d’animation")
    (made,) = [c.value for c in app.code]
    assert f"/entrer/{sitting.code}/" in made
    assert sitting.room.role(sitting.code, made.rsplit("/", 1)[1]) is Role.FACILITATOR
    assert "Nouveau lien d’animation" not in [b.label for b in app.button]
    assert "Entrer pour animer" in html(app)


@pytest.mark.usefixtures("sitting")
def test_a_set_up_link_that_is_not_that_of_this_machine_makes_nothing(holds):
    holds(demarrage="deviné")
    app = page()
    assert "Nouveau lien d’animation" not in [b.label for b in app.button]


# --- the review


@pytest.fixture
def review(room, holds):
    made = Sitting(room, Form.FULL).lobby()
    made.act(Act.START_REVIEW)
    holds(**{f"lien_{made.code}": made.secret})
    return made


def field(app, review, name):
    return app.text_input(key=f"score_{name}_{review.code}")


def level(review, place=-1):
    return review.stage().case.criterion("partner_ecosystem").scale.levels[place].id


def at(review, kind="one"):
    return chosen(page(seance=review.code), review.code, kind)


def chosen(app, code, kind="one"):
    """The page with one cell chosen."""
    app.selectbox(key=f"score_lever_{code}").set_value("mieux_se_loger").run()
    app.selectbox(key=f"score_criterion_{code}").set_value("partner_ecosystem").run()
    return app.segmented_control(key=f"score_kind_{code}").set_value(kind).run()


def test_a_score_without_a_source_is_refused_at_the_field_and_nothing_is_lost(review):
    app = at(review)
    app.selectbox(key=f"word_0_{review.code}_partner_ecosystem").set_value(level(review))
    field(app, review, "reason").set_value(MARKUP)
    press(app, "Écrire cette note")
    assert "Écrivez d’abord la source de cette note" in words(app)
    assert review.room.store.edits(review.code) == ()
    assert app.selectbox(key=f"word_0_{review.code}_partner_ecosystem").value == level(review)
    assert field(app, review, "reason").value == MARKUP
    field(app, review, "source").set_value("tour de table")
    press(app, "Écrire cette note")
    (edit,) = review.room.store.edits(review.code)
    assert "tour de table" in edit.content
    assert "Écrivez d’abord la source" not in words(app)
    assert field(app, review, "source").value == field(app, review, "reason").value == ""


def test_a_score_that_somebody_else_wrote_meanwhile_is_replaced_only_by_pressing_again(review):
    app = at(review, "nobody")
    theirs = ScoreEdit(
        "mieux_se_loger", "partner_ecosystem", None, None, Status.UNKNOWN, "", "personne ne sait"
    )
    review.room.edit_score(review.code, review.secret, theirs)
    app.run()  # its page is drawn again: what it now shows may not have been looked at
    field(app, review, "reason").set_value("aucune donnée avant 2027")
    press(app, "Écrire cette note")
    assert "Quelqu’un a écrit cette note entre-temps" in words(app)
    assert field(app, review, "reason").value == "aucune donnée avant 2027"
    assert len(review.room.store.edits(review.code)) == 1
    press(app, "Écrire cette note")
    assert "aucune donnée avant 2027" in review.room.store.edits(review.code)[-1].content
    assert "Quelqu’un a écrit cette note entre-temps" not in words(app)
    field(app, review, "reason").set_value("toujours rien")  # one's own is no surprise
    press(app, "Écrire cette note")
    assert len(review.room.store.edits(review.code)) == 3


def effects(app):
    return re.findall('<p class="effect".*?</p>', html(app))


def told_of_a_score(review):
    """The page once a score was written, and what it says that this did."""
    app = at(review, "nobody")
    assert effects(app) == []
    field(app, review, "reason").set_value("aucune donnée avant 2027")
    press(app, "Écrire cette note")
    (told,) = effects(app)
    return app, told


RANKED = re.compile("premier|en tête|Avant :|Maintenant :|rang")


def test_before_a_vote_a_score_tells_what_it_was_and_is_never_who_would_be_first(review):
    review.room.confirm_direction(review.code, review.secret, "existing_coverage", Sense.MIN)
    app, told = told_of_a_score(review)
    assert "Mieux se loger, Écosystème partenarial" in plain_words(told)
    assert "→ note manquante." in plain_words(told)
    assert not RANKED.search(plain_words(told))
    press(app, "Arrêter les notes")
    assert not any(RANKED.search(plain_words(one)) for one in effects(app))


def test_a_round_that_opens_meanwhile_keeps_what_was_typed_for_a_score(review):
    app = at(review)
    app.selectbox(key=f"word_0_{review.code}_partner_ecosystem").set_value(level(review))
    field(app, review, "source").set_value("tour de table")
    review.room.confirm_direction(review.code, review.secret, "existing_coverage", Sense.MIN)
    review.room.freeze(review.code, review.secret)
    press(app, "Écrire cette note")
    assert review.room.store.edits(review.code) == ()


# --- two facilitators


def pressed_late(app, label, phase):
    """Press a button as this page still shows it."""
    button(app, label).click().run()
    assert not app.exception
    assert LATE.format(phase) in words(app), words(app)[:600]


def opened(sitting):
    sitting.open()
    sitting.vote(6)
    return sitting


REHEARSE = "Commencer une répétition"
ANALYSIS = "Résultats, le classement"
AFTER = {
    "Ouvrir l’accueil": (lambda s: s, lambda s: s.act(Act.OPEN_LOBBY), "Accueil"),
    "Ouvrir le premier vote…": (lambda s: s.lobby(), lambda s: s.open(), "Vote"),
    REHEARSE: (lambda s: s.lobby(), lambda s: s.open(), "Vote"),
    "Fermer le premier vote et montrer les résultats": (
        opened,
        lambda s: s.reveal().open(),
        "Vote",
    ),
    "Annuler le premier vote": (opened, lambda s: s.reveal().open(), "Vote"),
    "Lancer le compte à rebours": (opened, lambda s: s.reveal().open(), "Vote"),
    "Ouvrir le second vote": (
        lambda s: opened(s).reveal(),
        lambda s: s.open().reveal(),
        "Résultats",
    ),
    "Le classement": (lambda s: opened(s).reveal(), lambda s: s.act(Act.START_ANALYSIS), ANALYSIS),
    "Passer à la décision": (
        lambda s: (opened(s).reveal(), s.act(Act.START_ANALYSIS)),
        lambda s: (s.act(Act.START_DECISION), s.act(Act.CLOSE)),
        "Compte rendu",
    ),
    "Revenir à cette étape": (
        lambda s: (opened(s).reveal(), s.act(Act.START_ANALYSIS)),
        lambda s: (s.act(Act.START_DECISION), s.act(Act.CLOSE)),
        "Compte rendu",
    ),
}


@pytest.mark.parametrize("label", AFTER)
def test_the_second_of_two_facilitators_is_told_and_nothing_is_done_twice(sitting, label):
    before, first, phase = AFTER[label]
    before(sitting)
    view = {"onglet": "preparer"} if label == REHEARSE else {}
    app = page(seance=sitting.code, **view)
    button(app, label)
    first(sitting)
    stands = sitting.stage()
    pressed_late(app, label, phase)
    assert (sitting.stage().meeting, sitting.stage().setup) == (stands.meeting, stands.setup)
    app.run()
    assert LATE.format(phase) not in words(app), "it is said once"


def twice(app, label):
    """Press a button, then the same one again as a hasty hand does."""
    found = button(app, label)
    found.click().run()
    assert not app.exception
    again = app._tree.get_widget_states()  # noqa: SLF001 (with the click on what is gone)
    again.widgets.append(WidgetState(id=found.id, trigger_value=True))
    app._run(again)  # noqa: SLF001
    assert not app.exception


def test_a_double_click_goes_one_step(sitting):
    twice(page(seance=sitting.code), "Ouvrir l’accueil")
    assert sitting.stage().meeting.phase is Phase.LOBBY
    opened(sitting)
    twice(page(seance=sitting.code), "Fermer le premier vote et montrer les résultats")
    assert sitting.stage().meeting.phase is Phase.REVEALED


def test_a_double_click_simulates_ballots_makes_a_link_and_records_a_paper_once(sitting):
    sitting.lobby().act(Act.REHEARSE)
    sitting.open()
    twice(page(seance=sitting.code, onglet="preparer"), "Ajouter des votes inventés")
    assert sitting.stage().ballots == 12
    app = page(seance=sitting.code, onglet="presents")
    twice(app, next(b.label for b in app.button if b.key == "link_recorder"))
    assert [k.role for k in links(sitting)].count("recorder") == 1
    app = page(seance=sitting.code, onglet="preparer")
    first, second, third = (c.id for c in sitting.stage().criteria)
    app.radio(key="paper_first_0").set_value(first)
    app.number_input(key=f"paper_n_{second}_0").set_value(60)
    app.checkbox(key=f"paper_a_{third}_0").check()
    twice(app, "Enregistrer ce vote sur papier")
    assert sitting.stage().ballots == 13


def test_what_is_typed_in_a_rehearsal_is_named_apart_from_the_meeting(sitting):
    sitting.lobby().act(Act.REHEARSE)
    opened(sitting).reveal()
    typed = [str(f.key) for f in page(seance=sitting.code).text_input]
    assert [key for key in typed if key.startswith(f"known_{sitting.code}_r_")]
    assert not [key for key in typed if key.startswith(f"known_{sitting.code}_few")]


def test_two_who_answer_the_same_check_lose_nothing_and_the_second_is_told(review):
    review.room.confirm_direction(review.code, review.secret, "existing_coverage", Sense.MIN)
    review.room.freeze(review.code, review.secret)
    review.act(Act.START_CHECKS)
    app = page(seance=review.code)
    field = next(f for f in app.text_input if str(f.key).startswith("answer_"))
    warning = str(field.key).removeprefix(f"answer_{review.code}_")
    field.set_value("de moi")
    found = Details(warning=warning, reason="les leurs")
    review.room.act(review.code, review.secret, Act.ANSWER_WARNING, found)
    press(app, "Accepté")
    assert "Quelqu’un a répondu entre-temps : « les leurs »" in words(app)
    assert "Votre texte n’est pas gardé : « de moi »" in words(app)
    kept = {w.id: w.answer for w in review.room.warnings(review.code)}
    assert kept[warning] == "les leurs"
    press(app, "Oublier ce texte")
    assert "de moi" not in words(app)
