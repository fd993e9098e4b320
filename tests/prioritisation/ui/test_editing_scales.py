"""Scales are corrected: the words of one, in one form that is written at once."""

import pytest

from prioritisation.cases.editing.curves import TypedCurve, curve_change
from prioritisation.cases.units import unit_name
from prioritisation.cases.writing import DossierEdit
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
    press(form, "Écrire le mien")
    assert labels(shelved)[2] == "plutôt prêt"


@pytest.fixture
def late(shelved):
    """The form of a criterion of numbers: from 100, the worst, to 0."""
    return part(shelved, "criteria", "criterion", "cop_progress")


def test_three_questions_bend_a_scale_which_is_shown_and_straightened(shelved, late):
    unit = unit_name("criterion", "cop_progress", "scale")
    press(late, "Ce n’est pas une ligne droite…")
    fill(late, quarter="60", half="30", three_quarters="40")
    control(late, "_half").set_value("30").run()
    reasons = [e for e in late.text_input if (e.key or "").split("__")[0].endswith("_reason")]
    reasons[3].set_value("Le premier tiers compte le plus.").run()
    press(late, "Écrire ces réponses")
    assert "« 40 » doit tomber entre 0 et 30" in words(late)
    assert written(shelved, unit)["kind"] == "linear"
    fill(late, three_quarters="10")
    assert "60 %" in words(late)
    press(late, "Écrire ces réponses")
    assert [p["at"] for p in written(shelved, unit)["points"]] == [0, 10, 30, 60, 100]
    assert "Le premier tiers compte le plus. À confirmer" in written(shelved, unit)["note"]
    press(late, "Revenir à une ligne droite")
    assert written(shelved, unit)["kind"] == "piecewise"
    reasons = [e for e in late.text_input if (e.key or "").split("__")[0].endswith("_reason")]
    reasons[2].set_value("Trop fin.").run()
    press(late, "Revenir à une ligne droite")
    assert written(shelved, unit)["kind"] == "linear"


def test_answers_about_a_scale_that_somebody_else_bent_meanwhile_are_told_too_late(shelved, late):
    """The form was about two ends that stand elsewhere now."""
    press(late, "Ce n’est pas une ligne droite…")
    units = shelved.shelf.state(shelved.key, shelved.secret)
    curve = TypedCurve(worst="100", quarter="60", half="30", three_quarters="10", best="0")
    change = curve_change(units, "cop_progress", curve, confirmed=False)
    edit = DossierEdit(change, shelved.seq, "form", "Le premier tiers compte le plus.")
    shelved.shelf.write(shelved.key, shelved.secret, edit)
    late.run()
    assert not late.exception
    assert "Cela vient de changer" in words(late)
    late.run()
    assert "Cela vient de changer" not in words(late)


def test_ends_that_are_typed_while_somebody_else_bends_their_scale_are_kept(shelved, late):
    """A curve has its two ends among its own fields."""
    fill(late, worst="90", best="5")
    units = shelved.shelf.state(shelved.key, shelved.secret)
    curve = TypedCurve(worst="100", quarter="60", half="30", three_quarters="10", best="0")
    change = curve_change(units, "cop_progress", curve, confirmed=False)
    edit = DossierEdit(change, shelved.seq, "form", "Le premier tiers compte le plus.")
    shelved.shelf.write(shelved.key, shelved.secret, edit)
    press(late, "Écrire ces deux bouts")
    assert "ce que vous aviez tapé pour ses deux bouts, 90 et 5," in words(late)
    assert [control(late, f"_{end}").value for end in ("worst", "best")] == ["90", "5"]
    late.run()
    assert "ce que vous aviez tapé" not in words(late)
    assert control(late, "_worst").value == "90"


def test_three_answers_open_with_every_figure_that_was_written(shelved, late):
    """Written back unchanged, they change nothing."""
    press(late, "Ce n’est pas une ligne droite…")
    fill(late, quarter="60", half="30", three_quarters="12,3456")
    reasons = [e for e in late.text_input if (e.key or "").split("__")[0].endswith("_reason")]
    reasons[3].set_value("Mesuré.").run()
    press(late, "Écrire ces réponses")
    again = part(shelved, "criteria", "criterion", "cop_progress")
    assert control(again, "_three_quarters").value == "12,3456"
