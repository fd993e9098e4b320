"""A dossier's own page: what is missing and who may say, and what each role may do with it."""

import pytest

from prioritisation.cases.blank import BlankCase, BlankCriterion, blank_files
from prioritisation.cases.reading import DoorOrigin
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import UnknownDossier
from prioritisation.sentences.dossiers import counted_case
from prioritisation.settings import current_day
from prioritisation.ui.shared.pages import FIRST
from prioritisation.ui.visit import visit
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.ui.dossiers.conftest import SCREEN, opened_dossiers
from tests.prioritisation.ui.reading import MARKUP, button, html, page, press, words

ACTS = {"Renommer", "En faire une copie", "Archiver", "Effacer…", "Partager"}


def acts(app):
    return {b.label for b in app.button} & ACTS


def test_it_says_what_is_missing_and_whom_to_ask(bretagne):
    text = words(bretagne.open())
    assert "5 notes connues sur 18, 13 manquantes." in text
    assert "Partenaires mobilisés : les 6 leviers aucune source pour ce territoire" in text
    assert "Baisse des émissions : Mieux consommer le simulateur n’a pas de ligne" in text
    assert "6 points à confirmer" in text
    assert "Peu d’actions en cours : est-ce bien « moins couvert = plus prioritaire » ?" in text


def test_what_lies_between_two_values_is_not_counted_as_known(seated, holds):
    made = seated.create(case_files_of(INTERVALS), DoorOrigin("copy", "Normandie"))
    holds(**{f"dossier_{made.key}": made.secret})
    text = words(page(SCREEN, dossier=made.key))
    assert "copie : Normandie" in text
    table = counted_case(made_case := seated.open(made.key, made.secret).case)
    scores = table.tables[made_case.default_combination]
    n, between, missing = (
        len(all_) for all_ in (scores.scores, scores.uncertain, scores.unknowns)
    )
    known = n - between - missing
    said = f"{known} notes connues sur {n}, {between} entre deux valeurs, {missing} manquantes."
    assert between
    assert said in text, "a score between two values was counted as known"


@each(
    ("role", "allowed"),
    [
        (Role.FACILITATOR, ACTS),
        (Role.EXPERT, {"En faire une copie"}),
        (Role.OBSERVER, {"En faire une copie"}),
    ],
)
def test_each_role_is_offered_what_it_may_do(bretagne, holds, role, allowed):
    holds(**bretagne.cookie(bretagne.link(role)))
    app = bretagne.open()
    assert acts(app) == allowed
    fold = next(e.label for e in app.expander if "copier" in e.label.casefold())
    assert ("Renommer" in fold) is ("Renommer" in allowed)
    assert ("archiver" in fold) is ("Archiver" in allowed)
    for name in ("zip", "modele.xlsx", "modele.csv"):
        assert f"/dossiers/{bretagne.key}/{name}" in html(app)


def test_it_is_renamed_and_what_cannot_be_stays_in_the_field(bretagne):
    app = bretagne.open()
    app.text_input[0].set_value("\u202e")
    press(app, "Renommer")
    assert "Ceci contient un signe caché" in words(app)
    assert bretagne.now.seq == 1
    app.text_input[0].set_value("x" * 10_000)
    press(app, "Renommer")
    assert "C’est trop long : 120 signes au plus." in words(app)
    assert app.text_input[0].value == "x" * 10_000
    app.text_input[0].set_value(MARKUP)
    press(app, "Renommer")
    assert bretagne.now.case.title == MARKUP
    assert "<img" not in html(app)
    assert "Le dossier est renommé." in words(app)
    assert "Ce dossier a changé" not in words(app), "one knows what one has done"


def test_what_is_compared_gets_another_noun_and_pages_say_it_at_once(bretagne):
    app = bretagne.open()
    assert "les 6 leviers" in words(app)
    noun = [one for one in app.get("button_group") if one.label == "On compare des"]
    noun[0].set_value("lieu")
    press(app, "Renommer")
    assert bretagne.now.case.option == "lieu"
    assert "Le dossier est renommé." in words(app)
    assert "les 6 lieux" in words(app)
    assert "les 6 leviers" not in words(app)
    classer = page(FIRST, dossier=bretagne.key)
    assert "Quel lieu d’abord" in words(classer)


def test_two_tabs_do_not_rename_over_each_other(bretagne):
    one, other = bretagne.open(), bretagne.open()
    one.text_input[0].set_value("Le premier")
    press(one, "Renommer")
    other.text_input[0].set_value("Le second")
    press(other, "Renommer")
    assert bretagne.now.case.title == "Le premier"
    assert "Cela vient de changer" in words(other)


def test_it_is_put_away_and_taken_out(bretagne):
    app = bretagne.open()
    press(app, "Archiver")
    assert bretagne.now.archived
    assert "Ce dossier est archivé : on le lit, on ne le change pas." in words(app)
    assert acts(app) == {"En faire une copie", "Effacer…"}
    press(app, "Ressortir des archives")
    assert not bretagne.now.archived


def test_it_is_erased_once_asked_twice(bretagne):
    app = bretagne.open()
    press(app, "Effacer…")
    assert "Les séances gardent la copie qu’elles en ont prise." in words(app)
    press(app, "Garder ce dossier")
    assert bretagne.now.seq == 1
    press(app, "Effacer…")
    press(app, "L’effacer pour toujours")
    with pytest.raises(UnknownDossier):
        bretagne.shelf.open(bretagne.key, *bretagne.cookie().values())
    assert "Le dossier est effacé." in words(app)
    assert "Le dossier est effacé." in words(app)
    assert "effacé de ce serveur" not in words(app), "one knows what one has done"


def test_what_somebody_else_erases_meanwhile_is_said_to_be_gone(bretagne):
    app = bretagne.open()
    bretagne.shelf.erase(bretagne.key, bretagne.secret)
    press(app, "Renommer")
    assert "Ce dossier a été effacé de ce serveur." in words(app)
    assert "Quel dossier ouvre-t-on ?" in words(app)


def test_the_address_alone_opens_nothing(bretagne, holds):
    holds()
    text = words(bretagne.open())
    assert "COP de Bretagne" not in text
    assert "Ce dossier s’ouvre par un lien" in text


def test_a_copy_is_made_of_it(bretagne, monkeypatch):
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    app = bretagne.open()
    press(app, "En faire une copie")
    assert app.selectbox[0].value == bretagne.key
    press(app, "Créer ce dossier")
    press(app, "Le lien est gardé : revenir aux dossiers")
    copy, first = opened_dossiers(bretagne.shelf)
    assert copy.case.title == "Priorisation des leviers : Bretagne, copie"
    assert copy.origin == DoorOrigin("copy", first.case.title, first.sha256, first.case.id)
    assert copy.case.id != first.case.id


@pytest.mark.usefixtures("seated")
def test_the_example_is_copied(shelf):
    app = page(SCREEN, porte="copie")
    press(app, "Créer ce dossier")
    (made,) = opened_dossiers(shelf)
    assert made.origin.kind == "copy"


def test_a_copy_of_what_has_the_longest_title_has_one_that_may_be(bretagne, monkeypatch):
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    bretagne.shelf.rename(bretagne.key, bretagne.secret, "N" * 120, "COP de Bretagne")
    app = page(SCREEN, porte="copie")
    app.selectbox[0].set_value(next(o for o in app.selectbox[0].options if "NNN" in o)).run()
    press(app, "Créer ce dossier")
    assert [one.case.title for one in opened_dossiers(bretagne.shelf)] == ["N" * 120] * 2


def filled(app):
    return [b.label for b in app.button if b.proto.type == "primary"]


def test_a_dossier_without_any_score_leads_to_its_scores_first(seated, holds):
    criteria = (BlankCriterion("Coût", "1500", "500"), BlankCriterion("Surface", "200", "900"))
    blank = BlankCase("Où aller ?", ("Gare", "Halle", "École"), criteria, "Maison")
    made = seated.create(blank_files(blank, current_day(None)), DoorOrigin("blank"))
    holds(**{f"dossier_{made.key}": made.secret})
    app = page(SCREEN, dossier=made.key)
    assert filled(app) == ["Donner les notes"]
    button(app, "Donner les notes").click().run()
    assert "ou collez un tableau" in words(app)


def test_a_dossier_most_of_whose_scores_are_missing_leads_to_them(bretagne):
    assert filled(bretagne.open()) == ["Donner les notes"], "13 of 18"


def test_a_dossier_with_most_of_its_scores_leads_to_its_ranking_first(seated, holds):
    made = seated.create(case_files_of(INTERVALS), DoorOrigin("copy", "Normandie"))
    holds(**{f"dossier_{made.key}": made.secret})
    app = page(SCREEN, dossier=made.key)
    assert filled(app) == []
    assert "Corriger ce dossier" in {b.label for b in app.button}


def test_the_question_is_corrected_with_the_name_and_a_change_of_it_is_told_in_words(bretagne):
    app = bretagne.open()
    field = next(one for one in app.text_input if one.label.startswith("Ce que l’on choisit"))
    assert field.value == ""
    field.set_value("Par quoi commencer ?")
    press(app, "Renommer")
    assert bretagne.now.case.choice == "Par quoi commencer ?"
    assert "le dossier, ce que l’on choisit" in words(bretagne.open(vue="historique"))
    app = bretagne.open()
    next(one for one in app.text_input if one.value == "Par quoi commencer ?").set_value("")
    press(app, "Renommer")
    assert bretagne.now.case.choice == ""
