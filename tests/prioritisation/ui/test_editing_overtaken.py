"""Two who correct one dossier: a button that is pressed too late writes nothing, and says so."""

import pytest

from prioritisation.cases.editing.criteria import active_change
from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.editing.scales import turned_change
from prioritisation.cases.shelf import Shelf
from prioritisation.cases.units import canonical_json
from prioritisation.cases.writing import DossierEdit
from tests.prioritisation.ui.correcting import case, control, fill, part, written
from tests.prioritisation.ui.overtaking import pressed_during
from tests.prioritisation.ui.reading import press, words

pytestmark = pytest.mark.usefixtures("fresh")

LATE = "Cela vient de changer : rien de plus n’est écrit."
PROGRESS, ECOSYSTEM = "cop_progress", "partner_ecosystem"
CONSUME = "mieux_consommer"
COVERAGE = f"{CONSUME}.existing_coverage"


def state(shelved):
    return shelved.shelf.state(shelved.key, shelved.secret)


def other_writes(shelved, make):
    """Somebody else writes, between what is seen here and the press."""
    edit = DossierEdit(make(state(shelved)), shelved.seq, "form", "Dit ailleurs.")
    shelved.shelf.write(shelved.key, shelved.secret, edit)
    return shelved.seq


def test_two_who_turn_a_criterion_round_turn_it_once(shelved):
    app = part(shelved, "criteria", "criterion", PROGRESS)
    control(app, "_reason", 1).set_value("À l’envers.").run()
    seq = other_writes(shelved, lambda units: turned_change(units, PROGRESS))
    press(app, "Le compter dans l’autre sens")
    assert (shelved.seq, LATE in words(app)) == (seq, True)
    assert control(app, "_reason", 1).value == "À l’envers."


def test_two_who_set_a_criterion_aside_set_it_aside(shelved):
    app = part(shelved, "criteria", "criterion", ECOSYSTEM)
    seq = other_writes(
        shelved, lambda units: active_change(units, case(shelved), ECOSYSTEM, active=False)
    )
    press(app, "Ne plus le compter")
    assert (shelved.seq, LATE in words(app)) == (seq, True)
    assert not case(shelved).criterion(ECOSYSTEM).active
    press(app, "Le compter désormais")
    assert LATE not in words(app)
    assert case(shelved).criterion(ECOSYSTEM).active


def test_a_button_pressed_twice_sets_a_criterion_aside_once(shelved, monkeypatch):
    app = part(shelved, "criteria", "criterion", ECOSYSTEM)
    seq = shelved.seq
    pressed_during(monkeypatch, Shelf, "write")
    press(app, "Ne plus le compter")
    assert not case(shelved).criterion(ECOSYSTEM).active
    assert shelved.seq == seq + 1


def test_a_button_pressed_twice_adds_an_argument_once(shelved, monkeypatch):
    """Each would have a name of its own: nothing else would tell the second from another one."""
    app = part(shelved, "statements")
    control(app, f"edited_about_{shelved.key}").set_value("mieux_se_loger").run()
    fill(app, topic="Délai", statement="Les chantiers sont prêts.", place="page 3")
    control(app, "_source").set_value("deck").run()
    seq, before = shelved.seq, len(case(shelved).evidence)
    pressed_during(monkeypatch, Shelf, "write")
    press(app, "Ajouter")
    assert (shelved.seq, len(case(shelved).evidence)) == (seq + 1, before + 1)


def test_what_was_written_since_does_not_leave_with_a_lever(shelved):
    app = part(shelved, "levers", "lever", "mieux_se_loger")
    press(app, "Retirer « Mieux se loger »…")
    control(app, "_reason").set_value("Hors sujet.").run()
    unit = note_unit("mieux_se_loger", "partner_ecosystem")
    note = {"score": "a_construire", "status": "avis", "source_id": "deck", "reason": "su depuis"}
    seq = other_writes(shelved, lambda units: {unit: (units[unit], canonical_json(note))})
    press(app, "Oui, retirer")
    assert (shelved.seq, LATE in words(app)) == (seq, True)
    assert written(shelved, unit) == note
    press(app, "Oui, retirer")
    assert "mieux_se_loger" not in [v.id for v in case(shelved).levers]
