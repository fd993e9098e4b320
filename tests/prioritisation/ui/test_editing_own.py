"""Somebody corrects one thing by several forms: what they wrote themself is no conflict."""

import pytest

from prioritisation.cases.changes import applied
from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.editing.scales import ends_change, with_reason
from prioritisation.cases.units import unit_name
from prioritisation.cases.writing import DossierEdit
from tests.prioritisation.ui.correcting import DOSSIERS, control, fill, part, written
from tests.prioritisation.ui.reading import page, press, words

pytestmark = pytest.mark.usefixtures("fresh")

PROGRESS = "cop_progress"
SCALE = unit_name("criterion", PROGRESS, "scale")
CLASH = "Cela a changé pendant que vous l’écriviez"
ENDS, CURVE = 2, 3
"""Places of the fields of their reasons among those of a criterion of numbers."""


@pytest.fixture
def form(shelved):
    """The forms of a criterion of numbers, whose three questions are open."""
    app = part(shelved, "criteria", "criterion", PROGRESS)
    press(app, "Ce n’est pas une ligne droite…")
    return app


def reasons(app):
    return [e for e in app.text_input if (e.key or "").split("__")[0].endswith("_reason")]


def write_ends(app, worst):
    control(app, "_worst").set_value(worst)
    reasons(app)[ENDS].set_value("Relu.").run()
    press(app, "Écrire ces deux bouts")


def answer(app, **answers):
    fill(app, **answers)
    reasons(app)[CURVE].set_value("Le premier tiers compte le plus.").run()
    press(app, "Écrire ces réponses")


def test_the_ends_then_the_curve_then_its_confirmation_are_one_person(shelved, form):
    write_ends(form, "90")
    answer(form, half="30", quarter="60", three_quarters="10")
    assert CLASH not in words(form)
    assert [p["at"] for p in written(shelved, SCALE)["points"]] == [0, 10, 30, 60, 90]
    reasons(form)[ENDS].set_value("Décidé.").run()
    press(form, "Confirmer ces réponses")
    assert CLASH not in words(form)
    assert written(shelved, SCALE)["status"] == "confirmé"


def test_what_somebody_else_wrote_after_oneself_is_still_a_conflict(shelved, form):
    write_ends(form, "90")
    units = shelved.shelf.state(shelved.key, shelved.secret)
    change = with_reason(ends_change(units, PROGRESS, "80", "0"), "Autre relecture.")
    edit = DossierEdit(change, shelved.seq, "form", "Autre relecture.")
    shelved.shelf.write(shelved.key, shelved.secret, edit)
    answer(form, half="30", quarter="60", three_quarters="10")
    assert CLASH in words(form)
    assert shelved.shelf.state(shelved.key, shelved.secret) == applied(units, change)


def test_what_one_has_undone_oneself_is_no_conflict(shelved, form):
    write_ends(form, "90")
    fill(form, half="30")
    form.query_params["vue"] = "historique"
    press(form.run(), "Annuler…")
    form.text_input[0].set_value("Trop tôt.")
    press(form, "Annuler ce changement")
    assert "est annulée" in words(form)
    form.query_params["vue"] = "corriger"
    form.run()
    assert control(form, "_half").value == "30"
    answer(form, quarter="60", three_quarters="10")
    assert CLASH not in words(form)
    assert [p["at"] for p in written(shelved, SCALE)["points"]] == [0, 10, 30, 60, 100]


BLOCK = "\tÉcosystème partenarial\nMieux se loger\tplutôt favorable"


def test_a_block_that_waits_has_read_the_score_that_one_writes_by_hand(shelved):
    cell = "mieux_se_loger.partner_ecosystem"
    app = page(DOSSIERS, dossier=shelved.key, vue="corriger", note=cell)
    app.text_area[-1].set_value(BLOCK).run()
    control(app, "_source", 0).set_value("Tableur du GT")
    control(app, "_reason", 0).set_value("Relevé en novembre.").run()
    (level,) = [e for e in app.radio if (e.key or "").endswith("_low")]
    level.set_value("quelques_partenaires")
    (source,) = [e for e in app.selectbox if (e.key or "").endswith("_source")]
    source.set_value("deck")
    (why,) = [e for e in app.text_area if (e.key or "").endswith("_reason")]
    why.set_value("Deux réseaux.").run()
    press(app, "Écrire cette note")
    assert written(shelved, note_unit(*cell.split(".")))["score"] == "quelques_partenaires"
    press(app, "Écrire 1 note")
    assert CLASH not in words(app)
    assert written(shelved, note_unit(*cell.split(".")))["score"] == "plutot_favorable"


def test_what_was_moved_and_undone_is_not_chosen_again(shelved):
    app = page(DOSSIERS, dossier=shelved.key, vue="corriger", note="mieux_se_loger.ghg_impact")

    def lever():
        return next(s for s in app.selectbox if "_moved_" in (s.key or ""))

    label = lever().value
    lever().set_value("mieux_consommer").run()
    (why,) = reasons(app)
    why.set_value("Compté avec l’industrie.").run()
    press(app, "Écrire ces déplacements")
    assert "C’est compté là désormais." in words(app)
    shelved.shelf.undo(shelved.key, shelved.secret, shelved.seq, "Trop tôt.")
    app.run()
    assert lever().value == label


def test_what_is_written_already_makes_no_version_of_somebody_else_ones_own(shelved, form):
    control(form, "_worst").set_value("90").run()
    units = shelved.shelf.state(shelved.key, shelved.secret)
    change = with_reason(ends_change(units, PROGRESS, "80", "0"), "Autre relecture.")
    edit = DossierEdit(change, shelved.seq, "form", "Autre relecture.")
    seq = shelved.shelf.write(shelved.key, shelved.secret, edit)
    form.run()
    press(form, "Écrire ces mots")
    assert shelved.seq == seq, "nothing differs"
    reasons(form)[ENDS].set_value("Relu.").run()
    press(form, "Écrire ces deux bouts")
    assert CLASH in words(form)
    assert shelved.shelf.state(shelved.key, shelved.secret) == applied(units, change)
