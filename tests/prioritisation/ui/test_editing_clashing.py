"""Somebody is quicker by a breath: every form says so, and writes over what it shows alone."""

import pytest

from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.shelf import Shelf
from prioritisation.cases.units import canonical_json, unit_content, unit_name
from prioritisation.cases.writing import DossierEdit
from tests.prioritisation.ui.correcting import DOSSIERS, case, control, part, written
from tests.prioritisation.ui.reading import page, press, words

pytestmark = pytest.mark.usefixtures("fresh")

CLASH = "pendant que vous l"
CONSUME, HOUSING = "mieux_consommer", "mieux_se_loger"
ECOSYSTEM = "partner_ecosystem"
SCORE = note_unit(HOUSING, ECOSYSTEM)


@pytest.fixture
def quicker(shelved, monkeypatch):
    """Have somebody else write, once, when what is sent here is about to be written."""
    work = Shelf.write

    def given(make):
        def write(shelf, key, secret, edit):
            monkeypatch.setattr(Shelf, "write", work)
            change = make(shelved.shelf.state(shelved.key, shelved.secret))
            other = DossierEdit(change, shelved.seq, "form", "Dit ailleurs.")
            work(shelf, key, secret, other)
            return work(shelf, key, secret, edit)

        monkeypatch.setattr(Shelf, "write", write)

    return given


def noted(units, **values):
    tree = {"score": "a_construire", "status": "avis", "source_id": "deck", "reason": "Ailleurs."}
    return {SCORE: (units[SCORE], canonical_json(tree | values))}


def test_a_lever_that_is_scored_while_it_is_withdrawn_stays_until_that_is_seen(shelved, quicker):
    app = part(shelved, "levers", "lever", HOUSING)
    press(app, f"Retirer « {case(shelved).lever(HOUSING).label} »…")
    control(app, "_reason").set_value("Hors sujet.").run()
    quicker(noted)
    press(app, "Oui, retirer")
    assert CLASH in words(app)
    assert HOUSING in [v.id for v in case(shelved).levers]
    press(app, "Oui, retirer")
    assert HOUSING not in [v.id for v in case(shelved).levers]
    assert not app.exception


def test_a_criterion_that_two_set_aside_otherwise_counts_until_that_is_seen(shelved, quicker):
    app = part(shelved, "criteria", "criterion", ECOSYSTEM)
    unit = unit_name("criterion", ECOSYSTEM)

    def make(units):
        tree = unit_content(units, unit) | {"question": "Qui est prêt ?"}
        return {unit: (units[unit], canonical_json(tree))}

    quicker(make)
    press(app, "Ne plus le compter")
    assert CLASH in words(app)
    assert case(shelved).criterion(ECOSYSTEM).active
    assert written(shelved, unit)["question"] == "Qui est prêt ?"


def two_blocks(shelved):
    """A block that clashes, then another one in its place."""
    app = page(DOSSIERS, dossier=shelved.key, vue="corriger")
    app.text_area[-1].set_value("\tÉcosystème partenarial\nMieux se loger\tplutôt favorable").run()
    control(app, "_source").set_value("Tableur du GT")
    control(app, "_reason").set_value("Relevé en novembre.").run()
    units = shelved.shelf.state(shelved.key, shelved.secret)
    shelved.shelf.write(
        shelved.key, shelved.secret, DossierEdit(noted(units), shelved.seq, "form", "Ailleurs.")
    )
    press(app, "Écrire 1 note")
    return app


def test_a_clash_of_one_block_is_not_shown_on_another(shelved):
    app = two_blocks(shelved)
    assert CLASH in words(app)
    app.text_area[-1].set_value("\tAvancement COP\nMieux se loger\t12,5").run()
    assert CLASH not in words(app)
    press(app, "Écrire 1 note")
    assert written(shelved, note_unit(HOUSING, "cop_progress"))["score"] == "12.5"


def clashing_form(shelved):
    """The form of a score whose value somebody else has written since."""
    app = page(DOSSIERS, dossier=shelved.key, vue="corriger", note=f"{HOUSING}.{ECOSYSTEM}")
    (level,) = [e for e in app.radio if (e.key or "").endswith("_low")]
    level.set_value("quelques_partenaires")
    control(app, "_source").set_value("deck")
    control(app, "_reason").set_value("Deux réseaux.").run()
    units = shelved.shelf.state(shelved.key, shelved.secret)
    edit = DossierEdit(noted(units), shelved.seq, "form", "Ailleurs.")
    shelved.shelf.write(shelved.key, shelved.secret, edit)
    press(app, "Écrire cette note")
    assert CLASH in words(app)
    return app


def test_a_form_that_is_closed_forgets_its_clash(shelved):
    app = clashing_form(shelved)
    press(app, "Fermer")
    for cell in (f"{CONSUME}.{ECOSYSTEM}", f"{HOUSING}.{ECOSYSTEM}"):
        app.query_params["note"] = cell
        app.run()
    assert "à construire" in words(app)
    assert CLASH not in words(app)


def test_a_clash_is_over_once_the_other_takes_theirs_back(shelved):
    app = clashing_form(shelved)
    shelved.shelf.undo(shelved.key, shelved.secret, shelved.seq, "Trop tôt.")
    app.run()
    assert CLASH not in words(app)
    press(app, "Écrire cette note")
    assert CLASH in words(app), "that it was taken back is seen first"
    press(app, "Écrire cette note")
    assert written(shelved, SCORE)["score"] == "quelques_partenaires"
