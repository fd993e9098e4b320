"""Somebody corrects one thing by several forms: what they wrote themself is no conflict."""

import pytest

from prioritisation.cases.changes import applied
from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.editing.scales import ends_change, with_reason
from prioritisation.cases.writing import DossierEdit
from tests.prioritisation.ui.correcting import DOSSIERS, control, part, written
from tests.prioritisation.ui.reading import page, press, words

pytestmark = pytest.mark.usefixtures("fresh")

PROGRESS = "cop_progress"
CLASH = "Cela a changé pendant que vous l’écriviez"
ENDS = 2
"""Place of the field of their reason among those of a criterion of numbers."""


@pytest.fixture
def form(shelved):
    """The forms of a criterion of numbers."""
    return part(shelved, "criteria", "criterion", PROGRESS)


def reasons(app):
    return [e for e in app.text_input if (e.key or "").split("__")[0].endswith("_reason")]


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
