"""The blank page: what is typed is what the dossier says, or is told beside its field."""

import base64
import gzip

import pytest

from prioritisation.cases.region import territories
from prioritisation.cases.shelf import Shelf
from prioritisation.cases.typed import NAME_SIGNS
from prioritisation.meeting.rules import Role
from prioritisation.sentences.dossiers import counted_case, score_counts
from prioritisation.ui.dossiers.doors import CarriedFile, carried_file
from prioritisation.ui.visit import visit
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.ui.dossiers.conftest import SCREEN, opened_dossiers
from tests.prioritisation.ui.overtaking import pressed_during
from tests.prioritisation.ui.reading import button, page, press, words
from tests.sampled import part

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


# The door of regions: what it says before, and one dossier made by its last button.

ALL_LEVERS = {
    "Mieux se déplacer", "Mieux se loger", "Préserver et valoriser les écosystèmes",
    "Mieux produire", "Mieux se nourrir", "Mieux consommer",
}  # fmt: skip


def door_region_door(place=""):
    app = page(SCREEN, porte="region")
    if place:
        app.button_group[0].set_value(place).run()
        assert not app.exception
    return app


@pytest.mark.sampled
@pytest.mark.parametrize("place", part(territories(), 0, 6), ids=lambda p: p.id)
def test_what_is_said_before_is_what_the_dossier_holds(seated, place):
    app = door_region_door(place.id)
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
    app = door_region_door("corse")
    press(app, "Créer ce dossier")
    (address,) = [c.value for c in app.code]
    key, secret = address.split("/")[-2:]
    assert seated.role(key, secret) is Role.FACILITATOR
    assert f"/ouvrir/{key}/{secret}" in "".join(h.proto.body for h in app.get("html"))
    assert "Entrer dans le dossier" in words(app)


def test_a_double_click_makes_one_dossier_and_its_link_is_shown(seated, monkeypatch):
    app = door_region_door("corse")
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
    app = door_region_door("bretagne")
    app.text_input[0].set_value(typed)
    press(app, "Créer ce dossier")
    assert seated.every() == ()
    assert app.text_input[0].value == typed
    assert why in words(app)


def test_who_has_lost_the_right_meanwhile_makes_nothing(seated, monkeypatch):
    app = door_region_door("bretagne")
    monkeypatch.setattr(visit, "sits_here", lambda: False)
    press(app, "Créer ce dossier")
    assert seated.every() == ()
    assert "lien de démarrage" in words(app)


# Last time: the case of a meeting that one drives, or of a proof file; never its votes.

RECORD = NORMANDIE.parents[1] / "tests" / "cases" / "records" / "clear.decision.json"
PICKED = "earlier_file_picked"


def door_earlier_door(content=None, name="x.json"):
    app = page(SCREEN)
    if content is not None:
        app.session_state[PICKED] = CarriedFile(name, content)
    app.query_params["porte"] = "reprise"
    app.run()
    assert not app.exception
    return app


def test_a_proof_file_becomes_a_dossier_without_votes(seated):
    app = door_earlier_door(RECORD.read_bytes())
    assert seated.every() == ()
    press(app, "Créer ce dossier")
    (made,) = opened_dossiers(seated)
    assert (made.origin.kind, bool(made.origin.line)) == ("record", True)
    files = seated.files(made.key, seated.recover(made.key))
    assert set(files) <= {p.name for p in NORMANDIE.iterdir()}
    assert "points" not in "".join(files)


@each(
    ("content", "why"),
    [
        (b"", "ne peut pas être repris"),
        (b"%PDF-1.7\n", "n’est pas du JSON"),
        (b"<html>", "n’est pas du JSON"),
        (b"{}", "n’est pas un fichier de preuve"),
        (RECORD.read_bytes()[:5000], "s’arrête trop tôt"),
    ],
)
def test_a_file_that_is_none_is_told(seated, content, why):
    app = door_earlier_door(content)
    assert why in words(app)
    assert "Créer ce dossier" not in [b.label for b in app.button]
    assert seated.every() == ()


@pytest.mark.usefixtures("seated")
def test_a_file_that_was_changed_is_said_to_be():
    content = RECORD.read_text("utf-8").replace("Mieux produire", "Mieux faire", 1).encode()
    text = words(door_earlier_door(content))
    assert "a été modifié" in text or "modifié après" in text


def test_the_case_of_a_meeting_comes_back(sitting, shelf, monkeypatch):
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    sitting.open().vote(5)
    sitting.reveal()
    app = door_earlier_door()
    app.selectbox[0].set_value(sitting.code).run()
    press(app, "Créer ce dossier")
    (made,) = opened_dossiers(shelf)
    assert (made.origin.kind, made.origin.line) == ("meeting", sitting.stage().case.id)
    assert [v.id for v in made.case.levers] == [v.id for v in sitting.stage().case.levers]


def test_a_meeting_that_votes_is_not_taken_up(sitting, shelf, monkeypatch):
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    sitting.open().vote(5)
    app = door_earlier_door()
    app.selectbox[0].set_value(sitting.code).run()
    press(app, "Créer ce dossier")
    assert shelf.every() == ()
    assert "Les résultats du vote ne sont pas encore montrés" in words(app)


def test_only_who_has_its_documents_takes_a_meeting_up(sitting, shelf, holds, monkeypatch):
    sitting.open().vote(5)
    sitting.reveal()
    lead = sitting.room.new_link(sitting.code, sitting.secret, Role.LEAD)
    holds(**{f"lien_{sitting.code}": lead})
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    app = door_earlier_door()
    app.selectbox[0].set_value(sitting.code).run()
    press(app, "Créer ce dossier")
    assert shelf.every() == ()
    assert "Ce lien ne permet pas de faire cela." in words(app)


def packed(content):
    return base64.b64encode(gzip.compress(content)).decode()


def test_a_small_file_that_unpacks_without_end_is_cut():
    bomb = carried_file({"name": "x", "content": packed(b"0" * 50_000_000)})
    assert len(bomb.content) == 5_000_001
