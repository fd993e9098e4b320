"""Scales are corrected: the words of one, in one form that is written at once."""

import pytest

from prioritisation.cases.units import unit_name
from tests.prioritisation.ui.correcting import case, control, fill, part, written
from tests.prioritisation.ui.reading import MARKUP, html, press, words

pytestmark = pytest.mark.usefixtures("fresh")

ECOSYSTEM = "partner_ecosystem"
SCALE = unit_name("criterion", ECOSYSTEM, "scale")
SEND = "Écrire cette liste de mots"


@pytest.fixture
def form(shelved):
    return part(shelved, "criteria", "criterion", ECOSYSTEM)


def reason(app, words="Décidé en séance."):
    """The reason of the list of words: the third on the page."""
    control(app, "_reason", 2).set_value(words).run()


def labels(shelved):
    return [level["label"] for level in written(shelved, SCALE)["levels"]]


def test_a_word_is_renamed_moved_and_added_in_one_change(shelved, form):
    before = shelved.seq
    fill(form, label_plutot_favorable="plutôt prêt")
    press(form, "Monter le mot 3 d’un rang")
    press(form, "Ajouter un mot")
    fill(form, label_new0="presque tous", sentence_new0="Il en manque un.")
    press(form, SEND)
    assert "Écrivez d’abord pourquoi" in words(form)
    assert shelved.seq == before
    reason(form)
    press(form, SEND)
    assert labels(shelved) == [
        "à construire",
        "plutôt prêt",
        "quelques partenaires engagés",
        "presque tous",
        "déjà fortement mobilisé",
    ]
    assert shelved.seq == before + 1
    score = case(shelved).tables["gt-primary"].score("mieux_se_deplacer", ECOSYSTEM)
    assert score.low == "plutot_favorable"


def test_a_word_goes_one_place_however_quickly_its_button_is_pressed_twice(form):
    """What the second press is about is not there any more."""
    (down,) = [b for b in form.button if b.label == "Descendre le mot 1 d’un rang"]
    before = control(form, "_label_a_construire").label
    down.click().run()
    assert control(form, "_label_a_construire").label != before
    assert down.key not in [b.key for b in form.button]


def test_a_word_that_is_a_score_stays_and_who_has_it_is_said(form):
    press(form, "Retirer le mot 3")
    assert "« plutôt favorable » est la note de Mieux se déplacer" in words(form)
    assert control(form, "_label_plutot_favorable").value == "plutôt favorable"
    press(form, "Retirer le mot 2")
    assert not [
        e for e in form.text_input if (e.key or "").endswith("_label_quelques_partenaires")
    ]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("A CONSTRUIRE ", "y est deux fois"),
        ("a\u202eb", "un signe caché"),
        ("", "Ne doit pas être vide"),
    ],
)
def test_what_cannot_be_a_word_stays_in_its_field_and_nothing_is_written(
    shelved, form, typed, why
):
    before = shelved.seq
    fill(form, label_plutot_favorable=typed)
    reason(form)
    press(form, SEND)
    assert control(form, "_label_plutot_favorable").value == typed
    assert why in words(form)
    assert shelved.seq == before


def test_markup_in_a_word_is_a_word(shelved, form):
    fill(form, label_plutot_favorable=MARKUP, sentence_plutot_favorable=MARKUP)
    reason(form)
    press(form, SEND)
    assert MARKUP in labels(shelved)
    assert MARKUP not in html(form)


def test_the_words_are_confirmed_as_they_stand_in_the_form(shelved, form):
    press(form, "Descendre le mot 1 d’un rang")
    reason(form)
    press(form, "Confirmer ces mots et leur ordre")
    assert written(shelved, SCALE)["status"] == "confirmé"
    assert labels(shelved)[1] == "à construire"
    assert shelved.shelf.history(shelved.key, shelved.secret)[0].kind == "confirm"


def test_points_are_written_word_by_word(shelved, form):
    control(form, "_gaps").set_value("written").run()
    fill(form, points_quelques_partenaires="90", points_plutot_favorable="60")
    reason(form)
    press(form, SEND)
    assert "« 60 » doit tomber entre 90 et 100" in words(form)
    fill(form, points_quelques_partenaires="20")
    press(form, SEND)
    assert [v["value"] for v in written(shelved, SCALE)["levels"]] == [0, 0.2, 0.6, 1]


def test_two_who_change_the_words_see_both(shelved, form):
    fill(form, label_plutot_favorable="plutôt prêt")
    reason(form)
    other = part(shelved, "criteria", "criterion", ECOSYSTEM)
    fill(other, label_plutot_favorable="presque prêt")
    reason(other)
    press(other, SEND)
    press(form, SEND)
    assert "Cela a changé pendant que vous l’écriviez" in words(form)
    assert labels(shelved)[2] == "presque prêt"
    press(form, SEND)
    assert labels(shelved)[2] == "plutôt prêt"
