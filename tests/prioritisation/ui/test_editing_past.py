"""What a score was, beside its form: each change of it, and the way back to an earlier value."""

import pytest

from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.units import canonical_json, unit_content, unit_name
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.rules import Role
from tests.prioritisation.ui.reading import NBSP, page, plain_words, press, words
from tests.shelving import Shelved

pytestmark = pytest.mark.usefixtures("fresh")

LEVER, CRITERION, COUNT = "mieux_se_loger", "partner_ecosystem", "existing_coverage"
UNIT = note_unit(LEVER, CRITERION)
SCALE = unit_name("criterion", CRITERION, "scale")
QUESTION = "Comment a-t-elle changé ?"
BACK = "Revenir à cette valeur"


def state(shelved):
    return shelved.shelf.state(shelved.key, shelved.secret)


def write(shelved, level, reason, unit=UNIT, secret=""):
    """Somebody writes a score."""
    before = state(shelved)[unit]
    tree = {"score": level, "status": "avis", "source_id": "deck", "reason": reason}
    edit = DossierEdit({unit: (before, canonical_json(tree))}, shelved.seq, "form", reason)
    return shelved.shelf.write(shelved.key, secret or shelved.secret, edit)


def write_change(shelved, change):
    edit = DossierEdit(change, shelved.seq, "form", "Décidé.")
    return shelved.shelf.write(shelved.key, shelved.secret, edit)


def opened(shelved, criterion=CRITERION, lever=LEVER):
    """The form of a score, and below it what it was."""
    cell = f"{lever}.{criterion}"
    return page("dossiers", dossier=shelved.key, vue="corriger", note=cell)


def past(app):
    """What the fold says; empty without one."""
    folds = [one for one in app.expander if QUESTION in one.label.replace(NBSP, " ")]
    return plain_words("\n".join(one.proto.body for fold in folds for one in fold.get("html")))


@pytest.fixture
def scored(shelved):
    """A score that was missing, then one word, then another."""
    first = write(shelved, "quelques_partenaires", "Deux réseaux.")
    write(shelved, "plutot_favorable", "Quatre réseaux.")
    return first


def test_a_score_that_never_changed_has_no_past(shelved):
    assert past(opened(shelved)) == ""


def test_each_change_is_told_when_by_whom_from_what_to_what_and_why(shelved, scored):
    app = opened(shelved)
    assert f"{QUESTION} 2 changements" in words(app)
    text = past(app)
    first, last = f"Version {scored}", f"Version {scored + 1}"
    assert text.index(last) < text.index(first), "the last first"
    assert "avant : « quelques partenaires engagés » (avis)" in text
    assert "maintenant : « plutôt favorable » (avis)" in text
    assert "avant : manquante" in text
    assert "· animation" in text
    assert "« Deux réseaux. »" in text
    assert "Groupe breton" not in text, "no other change of the dossier is told"


@pytest.mark.usefixtures("scored")
def test_a_word_that_was_renamed_or_taken_out_is_told_as_it_was(shelved):
    now = state(shelved)
    scale = unit_content(now, SCALE)
    levels = [{**one, "label": f"{one['label']} (nom d’après)"} for one in scale["levels"]]
    after = canonical_json({**scale, "levels": levels})
    edit = DossierEdit({SCALE: (now[SCALE], after)}, shelved.seq, "form", "mots du groupe")
    shelved.shelf.write(shelved.key, shelved.secret, edit)
    text = past(opened(shelved))
    assert "« quelques partenaires engagés »" in text
    assert "nom d’après" not in text


def test_what_was_undone_is_told_as_such(shelved, scored):
    shelved.shelf.undo(shelved.key, shelved.secret, scored + 1, "mal compris")
    text = past(opened(shelved))
    assert f"annulé depuis par la version {scored + 2}" in text
    assert f"annule la version {scored + 1}" in text


def test_an_earlier_value_comes_back_by_a_new_change_with_its_reason(shelved, scored):
    wanted = shelved.shelf.change_of(shelved.key, shelved.secret, scored)[UNIT][1]
    app, seq = opened(shelved), shelved.seq
    (back, _) = [b for b in app.button if b.label == f"{BACK}…"]
    assert back.key == f"return_{scored}", "not the value that stands there"
    back.click().run()
    press(app, BACK)
    assert "Écrivez d’abord pourquoi" in words(app)
    assert shelved.seq == seq
    app.text_input(key=reason(app)).set_value("Le pilote l’a confirmé.")
    press(app, BACK)
    assert f"La valeur de la version {scored} est réécrite." in words(app)
    assert state(shelved)[UNIT] == wanted
    assert shelved.seq == seq + 1
    assert "valeur d’avant réécrite" in past(opened(shelved))


def reason(app):
    return next(t.key for t in app.text_input if "returning" in t.key)


def test_a_value_is_not_written_over_what_somebody_wrote_meanwhile(shelved, scored):
    app = opened(shelved)
    app.button(key=f"return_{scored}").click().run()
    other = write(shelved, "fortement_mobilise", "Tous.")
    app.text_input(key=reason(app)).set_value("Trop haut.")
    press(app, BACK)
    assert "Cette note a changé depuis" in words(app)
    assert shelved.seq == other
    assert app.text_input(key=reason(app)).value == "Trop haut.", "what was typed stays"
    press(app, BACK)
    assert shelved.seq == other + 1, "it is seen now, and wanted all the same"


def test_whoever_proposes_proposes_it(shelved, scored, holds):
    holds(**shelved.cookie(shelved.link(Role.EXPERT)))
    app, seq = opened(shelved), shelved.seq
    app.button(key=f"return_{scored}").click().run()
    app.text_input(key=reason(app)).set_value("Trop haut.")
    press(app, "Proposer cette valeur")
    assert "Votre correction est proposée" in words(app)
    assert shelved.seq == seq
    (one,) = shelved.shelf.proposals(shelved.key, shelved.secret)
    assert set(one.changes) == {UNIT}


@pytest.mark.usefixtures("scored")
def test_only_the_changes_of_that_score_are_read(shelved, monkeypatch):
    dossiers, read = shelved.shelf.store.dossiers, []
    changes = dossiers.changes

    def noted(key, **limits):
        read.append(changes(key, **limits))
        return read[-1]

    monkeypatch.setattr(dossiers, "changes", noted)
    opened(shelved)
    assert read
    assert {unit for each in read for change in each.values() for unit in change} == {UNIT, SCALE}


def test_what_is_typed_to_go_back_is_of_one_score_of_one_dossier(shelved, holds, room):
    cells = {lever: note_unit(lever, CRITERION) for lever in (LEVER, "mieux_produire")}
    two = Shelved(room, "Copie", files=shelved.files())
    for dossier in (shelved, two):
        for level in ("quelques_partenaires", "plutot_favorable"):
            tree = {"score": level, "status": "avis", "source_id": "deck", "reason": level}
            now = state(dossier)
            made = {unit: (now[unit], canonical_json(tree)) for unit in cells.values()}
            seq = write_change(dossier, made) - 1
    holds(**shelved.cookie(), **two.cookie())
    app, names = opened(shelved), set()
    for lever in cells:
        app.query_params["note"] = f"{lever}.{CRITERION}"
        app.run().button(key=f"return_{seq}").click().run()
        names.add(reason(app))
    assert len(names) == len(cells)
    app.query_params["dossier"] = two.key
    app.run()
    assert app.button(key=f"return_{seq}").label == f"{BACK}…"
