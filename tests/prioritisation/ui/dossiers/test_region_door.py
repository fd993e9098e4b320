"""The door of regions: what it says before, and one dossier made by its last button."""

import pytest

from prioritisation.cases.region import territories
from prioritisation.cases.shelf import Shelf
from prioritisation.meeting.rules import Role
from prioritisation.sentences.dossiers import counted_case, score_counts
from prioritisation.ui.visit import visit
from tests.each import each
from tests.prioritisation.ui.dossiers.conftest import SCREEN, opened_dossiers
from tests.prioritisation.ui.overtaking import pressed_during
from tests.prioritisation.ui.reading import button, page, press, words
from tests.sampled import part

ALL_LEVERS = {
    "Mieux se déplacer",
    "Mieux se loger",
    "Préserver et valoriser les écosystèmes",
    "Mieux produire",
    "Mieux se nourrir",
    "Mieux consommer",
}


def door(place=""):
    app = page(SCREEN, porte="region")
    if place:
        app.button_group[0].set_value(place).run()
        assert not app.exception
    return app


def test_nothing_is_stored_before_the_last_button(seated):
    app = door("bretagne")
    assert "Bretagne : 5 notes du simulateur de l’État, 13 manquantes." in words(app)
    assert seated.every() == ()


@pytest.mark.sampled
@pytest.mark.parametrize("place", part(territories(), 0, 6), ids=lambda p: p.id)
def test_what_is_said_before_is_what_the_dossier_holds(seated, place):
    app = door(place.id)
    text = words(app)
    press(app, "Créer ce dossier")
    (made,) = opened_dossiers(seated)
    total, _, missing = score_counts(made.case)
    known = f"{total - missing} notes du simulateur de l’État, {missing} manquantes."
    assert f"{place.name} : {known}" in text
    assert all(f"{c.plain_name()} : " in text for c in counted_case(made.case).criteria)
    levers = {v.label for v in made.case.levers}
    assert len(levers) + text.count("l’État n’en a aucune ligne ici") == len(ALL_LEVERS)
    assert all(f"{name} : absent" in text for name in ALL_LEVERS - levers)
    assert (made.origin.kind, made.origin.of, made.case.group) == (
        "region",
        place.name,
        place.group,
    )


def test_the_link_is_shown_once_made_and_leads_in(seated):
    app = door("corse")
    press(app, "Créer ce dossier")
    (address,) = [c.value for c in app.code]
    key, secret = address.split("/")[-2:]
    assert seated.role(key, secret) is Role.FACILITATOR
    assert f"/ouvrir/{key}/{secret}" in "".join(h.proto.body for h in app.get("html"))
    assert "Entrer dans le dossier" in words(app)


def test_a_second_press_makes_no_second_dossier(seated):
    app = door("corse")
    last = button(app, "Créer ce dossier")
    last.click().run()
    # The browser sends the button that it still shows.
    last.click()
    app.run()
    assert len(seated.every()) == 1


def test_a_double_click_makes_one_dossier_and_its_link_is_shown(seated, monkeypatch):
    app = door("corse")
    pressed_during(monkeypatch, Shelf, "create")
    press(app, "Créer ce dossier")
    (made,) = seated.every()
    (address,) = [c.value for c in app.code]
    key, secret = address.split("/")[-2:]
    assert key == made.key
    assert seated.role(key, secret) is Role.FACILITATOR


@each(
    ("typed", "why"),
    [
        ("", "Écrivez d’abord quelque chose ici."),
        ("a\u202eb", "Ceci contient un signe caché"),
        ("x" * 10_000, "C’est trop long (au plus 120)."),
    ],
)
def test_a_group_that_cannot_be_is_told_and_what_was_typed_stays(seated, typed, why):
    app = door("bretagne")
    app.text_input[0].set_value(typed)
    press(app, "Créer ce dossier")
    assert seated.every() == ()
    assert app.text_input[0].value == typed
    assert why in words(app)


@pytest.mark.parametrize("typed", ["<b>COP</b> **x**", "=1+1", "COP\u00a0: été"])
def test_markup_and_formulas_are_text(seated, typed):
    app = door("bretagne")
    app.text_input[0].set_value(typed)
    press(app, "Créer ce dossier")
    (made,) = opened_dossiers(seated)
    assert made.case.group == typed


def test_who_has_lost_the_right_meanwhile_makes_nothing(seated, monkeypatch):
    app = door("bretagne")
    monkeypatch.setattr(visit, "sits_here", lambda: False)
    press(app, "Créer ce dossier")
    assert seated.every() == ()
    assert "lien de démarrage" in words(app)
