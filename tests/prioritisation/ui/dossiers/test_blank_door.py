"""The blank page: what is typed is what the dossier says, or is told beside its field."""

import pytest

from criteria.model import Sense, Standing
from prioritisation.cases.typed import NAME_SIGNS
from tests.each import each
from tests.prioritisation.ui.dossiers.conftest import SCREEN, opened_dossiers
from tests.prioritisation.ui.reading import NBSP, button, html, page, press, words

SITES = "Ancienne gare\nHalle Saint-Martin\nFriche des Tanneurs\nÉcole Jean-Macé\nZone des Prés"


def field(app, key):
    fields = [*app.text_input, *app.text_area]
    return next(f for f in fields if f.key == key)


def fill(app, **values):
    for key, value in values.items():
        field(app, f"blank_0_{key}").set_value(value)
    app.run()
    assert not app.exception


def whole(app):
    """Five sites on cost and on the neighbours' consent."""
    fill(app, choice="Où installer la maison des projets ?", group="Maison des projets")
    fill(app, options=SITES)
    app.button_group(key="blank_0_noun").set_value("site").run()
    fill(app, **{"0_label": "Coût", "0_unit": "k€", "0_worst": "1 500", "0_best": "500"})
    next(g for g in app.button_group if g.key == "blank_0_1_kind").set_value("words").run()
    fill(app, **{"1_label": "Accord des riverains", "1_words": "défavorable, divisé, favorable"})
    return app


def door():
    return page(SCREEN, porte="page-blanche")


def test_five_sites_become_a_dossier(seated):
    app = whole(door())
    assert "Un choix parmi 5 sites, sur 2 critères." in words(app)
    assert "10 notes à trouver." in words(app)
    assert seated.every() == ()
    press(app, "Créer ce dossier")
    (made,) = opened_dossiers(seated)
    case = made.case
    assert [v.label for v in case.levers] == SITES.splitlines()
    assert [c.label for c in case.criteria] == ["Coût", "Accord des riverains"]
    assert (case.title, case.group) == (
        "Où installer la maison des projets ?",
        "Maison des projets",
    )
    assert len(case.tables[case.default_combination].unknowns) == 10
    assert (made.origin.kind, case.option) == ("blank", "site")


@pytest.mark.usefixtures("seated")
def test_nothing_of_climate_is_in_sight():
    text = words(door()).split("Nouveau dossier")[1]
    assert not [word for word in ("GES", "CO", "climat", "émission", "levier") if word in text]


def test_everything_wrong_is_told_beside_its_field_and_what_was_typed_stays(seated):
    app = door()
    fill(app, choice="x" * (NAME_SIGNS + 1), options="Gare\nGare \nHalle")
    fill(app, **{"0_label": "Coût", "0_worst": "500", "0_best": "500"})
    fill(app, **{"1_label": "coût", "1_worst": "1.500", "1_best": "=1+1"})
    press(app, "Créer ce dossier")
    text = words(app)
    assert seated.every() == ()
    assert "choses à corriger ci-dessus." in text
    assert "C’est trop long (au plus 120)." in text
    assert "Écrivez d’abord quelque chose ici." in text
    assert "Ligne 2 : « Gare » y est deux fois." in text
    assert "Le pire et le mieux sont égaux" in text
    assert "« 1.500 » se lit de deux façons : écrivez 1500, ou 1,5." in text
    assert "« =1+1 » n’est pas un nombre." in text
    assert field(app, "blank_0_options").value == "Gare\nGare \nHalle"
    fill(app, choice="Où ?")
    assert "C’est trop long" not in words(app)


@pytest.mark.parametrize("typed", ["<b>Gare</b> **x**", "=HYPERLINK(1)", "été\u00a0: 🚲"])
def test_markup_and_formulas_are_text(seated, typed):
    app = whole(door())
    fill(app, choice=typed, options=f"{typed}\nHalle")
    press(app, "Créer ce dossier")
    (made,) = opened_dossiers(seated)
    assert (made.case.title, made.case.levers[0].label) == (typed, typed)


@each("typed", ["a\u202eb", "x" * 10_000, "\n".join(map(str, range(31)))])
def test_what_no_name_may_hold_is_told(seated, typed):
    app = whole(door())
    fill(app, options=f"{typed}\nHalle")
    press(app, "Créer ce dossier")
    assert seated.every() == ()
    assert "à corriger ci-dessus." in words(app)
    assert field(app, "blank_0_options").value == f"{typed}\nHalle"


def test_a_second_press_makes_no_second_dossier(seated):
    app = whole(door())
    last = button(app, "Créer ce dossier")
    last.click().run()
    last.click()
    app.run()
    assert len(seated.every()) == 1


@pytest.mark.usefixtures("seated")
def test_there_is_room_for_two_to_twelve_criteria():
    app = door()
    assert "Retirer le dernier" not in [b.label for b in app.button]
    for _ in range(10):
        press(app, "Ajouter un critère")
    assert "Critère 12" in words(app)
    assert "Ajouter un critère" not in [b.label for b in app.button]
    press(app, "Retirer le dernier")
    assert "Critère 12" not in words(app)


@pytest.mark.usefixtures("seated")
@each("way", ["region", "reprise", "page-blanche", "copie"])
def test_no_other_case_is_named_above_what_is_being_made(way):
    """« COP normande » and « Dossier de départ » stood above a dossier of Bretagne."""
    drawn = html(page(SCREEN, porte=way)).partition("brand")[2].partition("<h1")[0]
    assert "COP normande" not in drawn
    assert "lookedat" not in drawn


@pytest.mark.usefixtures("seated")
def test_no_other_case_is_named_above_what_was_made():
    app = whole(door())
    press(app, "Créer ce dossier")
    drawn = html(app).partition("brand")[2].partition("<h1")[0]
    assert "Le dossier est créé." in words(app)
    assert "COP normande" not in drawn
    assert "lookedat" not in drawn


def test_nothing_is_promised_of_what_is_typed_but_what_comes_of_it(seated):
    """The question was said to be written in the minutes, and words of a scale to be changed."""
    app = door()
    assert (
        field(app, "blank_0_choice").label.replace(NBSP, " ")
        == "La question : elle donne son nom au dossier"
    )
    text = words(whole(app))
    assert "Noms, unités, bouts d’échelle et notes pourront changer ensuite." in text
    assert "Tout pourra changer" not in text
    press(app, "Créer ce dossier")
    (made,) = opened_dossiers(seated)
    assert made.case.title == "Où installer la maison des projets ?"


def test_from_the_worst_to_the_best_says_which_way_it_counts_and_it_is_not_asked_again(seated):
    """A meeting had to settle whether « favorable » comes before « défavorable »."""
    app = whole(door())
    assert not [g.key for g in app.button_group if "sense" in g.key]
    press(app, "Créer ce dossier")
    (made,) = opened_dossiers(seated)
    cost, consent = made.case.criteria
    assert [c.direction.default for c in (cost, consent)] == [Sense.MIN, Sense.MAX]
    assert {c.direction.status for c in (cost, consent)} == {Standing.CONFIRMED}
